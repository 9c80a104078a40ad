import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { collect } from '../run-command.ts'
import { root } from '../tree.ts'
import { printTally, printTimes, readReport, readTimes } from './report.ts'

const files = {
  'mixed.test.js': `import { it } from 'vitest'
    it('passes', () => {})
    it('passes too', () => {})
    it('fails', () => { throw new Error('no') })
    it.skip('is skipped', () => {})
    it.todo('is to do')`,
  'unloadable.test.js': "import './nowhere.js'",
}

let folder = ''

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'patchbay-tally-'))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
  writeFileSync(join(folder, 'text.json'), '"no report"')
  const vitest = join(root, 'node_modules/vitest/vitest.mjs')
  const flags = ['run', '--root', folder, '--reporter=json', `--outputFile=${join(folder, 'report.json')}`]
  await collect({ file: process.execPath, arguments: [vitest, ...flags], cwd: root })
}, 60_000)

afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('the report of a test run', () => {
  it('counts what passed, failed and was skipped, and a file that did not load as failed', () => {
    expect(readReport(join(folder, 'report.json'))).toEqual({ passed: 2, failed: 2, skipped: 2 })
  })

  it('is refused when it is none', () => {
    expect(() => readReport(join(folder, 'text.json'))).toThrow('no number "numPassedTests"')
  })

  it('tells which files took longest', () => {
    const times = readTimes(join(folder, 'report.json'))

    expect(times).toHaveLength(2)
    expect(times[0]?.seconds).toBeGreaterThanOrEqual(times[1]?.seconds ?? Number.POSITIVE_INFINITY)
    expect(printTimes([{ path: '/tree/a/b.test.ts', seconds: 61.4 }], '/tree')).toBe('Took longest:\n    61 s  a/b.test.ts')
  })

  it('prints as the line CI looks for', () => {
    expect(printTally({ passed: 3, failed: 0, skipped: 1 })).toBe('3 passed, 0 failed, 1 skipped')
  })
})
