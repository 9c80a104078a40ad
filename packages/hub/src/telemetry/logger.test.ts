import { describe, expect, it } from 'vitest'
import { createLogger } from './logger.ts'

function recorded() {
  const lines: string[] = []
  const log = createLogger({ level: 'info', destination: { write: (line) => void lines.push(line) } })
  return { log, lines }
}

describe('the log', () => {
  it('blots out what is called like a secret, however deep', () => {
    const { log, lines } = recorded()

    log.info({ token: 'pb_1', request: { authorization: 'Bearer pb_2' }, a: { b: { password: 'pw_3' } } }, 'Asked')

    expect(lines.join()).not.toMatch(/pb_1|pb_2|pw_3/)
    expect(lines.join()).toContain('•••')
  })

  it('writes errors with their stack and cause', () => {
    const { log, lines } = recorded()

    log.error({ error: new Error('outside', { cause: new Error('inside') }) }, 'Failed')

    expect(JSON.parse(lines[0] ?? '')).toMatchObject({
      msg: 'Failed',
      error: { type: 'Error', message: expect.stringContaining('outside') },
    })
    expect(lines[0]).toContain('inside')
    expect(lines[0]).toContain('logger.test.ts')
  })

  it('leaves out what is below its level', () => {
    const { log, lines } = recorded()

    log.debug('whisper')

    expect(lines).toEqual([])
  })
})
