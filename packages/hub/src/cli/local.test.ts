import { describe, expect, it } from 'vitest'
import { run } from '../../test/cli/run.ts'
import type { Diagnosis } from './commands/local.ts'

describe('the command line on this machine', () => {
  it('serves with the roles and the port asked for', async () => {
    const both = await run(['serve'])
    const worker = await run(['serve', '--role', 'worker', '--port', '0', '--host', '0.0.0.0'])

    expect(JSON.parse(both.out)).toEqual({ roles: ['api', 'worker'] })
    expect(JSON.parse(worker.out)).toEqual({ roles: ['worker'], port: 0, host: '0.0.0.0' })
  })

  it('hands every option of the demo on', async () => {
    const { out } = await run(['demo', '--once', '--json', '--tenant', 'mine.ndjson', '--port', '0', '--data', 'here'])

    expect(JSON.parse(out)).toEqual({ once: true, json: true, tenant: 'mine.ndjson', port: 0, data: 'here' })
  })

  it('ends a doctor by what it found', async () => {
    const good: Diagnosis = { check: 'Node', state: 'ok', message: '24' }
    const bad: Diagnosis = { check: 'database', state: 'failed', message: 'no server answers' }

    const fine = await run(['doctor'], { diagnoses: [good] })
    const ill = await run(['doctor', '--json'], { diagnoses: [good, bad] })

    expect(fine).toMatchObject({ code: 0, out: '✓ Node: 24\n' })
    expect(ill.code).toBe(1)
    expect(JSON.parse(ill.out)).toEqual({ checks: [good, bad] })
  })

  it('helps and tells its version', async () => {
    const help = await run(['--help'])
    const version = await run(['--version'])

    expect(help).toMatchObject({ code: 0, out: expect.stringContaining('Usage: patchbay') })
    expect(version).toMatchObject({ code: 0, out: '1.2.3\n' })
  })

  it.each([
    ['a command nobody knows', ['dance']],
    ['a verb nobody knows', ['record', 'dance']],
    ['an option nobody knows', ['record', 'list', '--colour']],
    ['a choice nobody knows', ['record', 'list', '--state', 'HAPPY']],
    ['a missing argument', ['record', 'show']],
    ['a number that is none', ['record', 'list', '--limit', 'many']],
    ['a role nobody knows', ['serve', '--role', 'cook']],
    ['an address that is none', ['record', 'list', '--url', 'hub']],
  ])('tells a usage error from a problem: %s', async (_name, words) => {
    const { code, out, said } = await run(words)

    expect(code).toBe(2)
    expect(out).toBe('')
    expect(said).not.toBe('')
  })
})
