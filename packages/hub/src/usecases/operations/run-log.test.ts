import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { LogLine } from '../../store/operations/log-writer.ts'
import { createRunLog } from './run-log.ts'

const none = { info: 0, warning: 0, error: 0 }
const end = { level: 'info', message: 'Over.' } as const

function open(kept = none) {
  const batches: (readonly LogLine[])[] = []
  const log = createRunLog({ now: () => new Date(0), kept, write: async (lines) => void batches.push(lines) })
  return { log, batches }
}

const said = (lines: readonly LogLine[]) => lines.map(({ level, message }) => `${level}: ${message}`)

describe('the log of a run', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('writes by the batch, not by the line', async () => {
    const { log, batches } = open()

    for (let n = 1; n <= 300; n += 1) log.info(`Line ${n}.`)
    await vi.runAllTimersAsync()
    log.warning('Later.')
    const rest = await log.close(end)

    expect(batches.map((batch) => batch.length)).toEqual([300])
    expect(said(rest)).toEqual(['warning: Later.', 'info: Over.'])
  })

  it('hands what is not written to whoever ends the run, and writes nothing after that', async () => {
    const { log, batches } = open()

    log.info('Only.')
    const rest = await log.close(end)
    await vi.runAllTimersAsync()

    expect(said(rest)).toEqual(['info: Only.', 'info: Over.'])
    expect(batches).toEqual([])
  })

  it('keeps room for what is worse, and says how much was left out', async () => {
    const { log } = open()

    for (let n = 0; n < 1600; n += 1) log.info('Routine.')
    for (let n = 0; n < 600; n += 1) log.warning('Odd.')
    for (let n = 0; n < 10; n += 1) log.error('Bad.')
    const lines = await log.close(end)
    const levels = Map.groupBy(lines, (line) => line.message)

    expect([levels.get('Routine.')?.length, levels.get('Odd.')?.length, levels.get('Bad.')?.length]).toEqual([1500, 500, 10])
    expect(said(lines.slice(-2))).toEqual([
      'warning: 200 more lines were left out: an operation keeps 2,000, and errors beyond that.',
      'info: Over.',
    ])
  })

  it('counts what an interrupted run had written before', async () => {
    const { log } = open({ info: 1499, warning: 0, error: 0 })

    log.info('The last that fits.')
    log.info('One too many.')
    const lines = await log.close(end)

    expect(said(lines)).toEqual([
      'info: The last that fits.',
      'warning: 1 more line was left out: an operation keeps 2,000, and errors beyond that.',
      'info: Over.',
    ])
  })

  it('is bounded even when everything goes wrong', async () => {
    const { log } = open()

    for (let n = 0; n < 5000; n += 1) log.error('Bad.')

    expect(await log.close(end)).toHaveLength(4002)
  })

  it('masks secrets, cuts what is too long, and keeps nothing a database refuses', async () => {
    const { log } = open()
    log.maskWith((text) => text.replaceAll('s3cret', '[redacted]'))

    log.info(`The vendor said "s3cret".`)
    log.info(`\0${'x'.repeat(2000)}`)
    const [masked, long] = await log.close(end)

    expect(masked?.message).toBe('The vendor said "[redacted]".')
    expect(long?.message).toHaveLength(1000)
    expect(long?.message.startsWith('\uFFFDxx')).toBe(true)
  })
})
