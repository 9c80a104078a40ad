import { expect, it } from 'vitest'
import type { RunLog } from './run-log.ts'
import { createWaitTally } from './wait-tally.ts'

function tally() {
  const lines: string[] = []
  const add = (message: string) => void lines.push(message)
  const log: RunLog = { info: add, warning: add, error: add }
  return { lines, ...createWaitTally(log) }
}

it('adds waits up and speaks ever more rarely', () => {
  const { lines, waited, end } = tally()

  for (let n = 0; n < 100; n += 1) waited(10_000)
  end()

  expect(lines).toEqual([
    'Waited 30 s before 3 requests: for the vendor’s limits, or to try again.',
    'Waited 1 min 0 s before 6 requests: for the vendor’s limits, or to try again.',
    'Waited 2 min 0 s before 12 requests: for the vendor’s limits, or to try again.',
    'Waited 4 min 0 s before 24 requests: for the vendor’s limits, or to try again.',
    'Waited 8 min 0 s before 48 requests: for the vendor’s limits, or to try again.',
    'Waited 1 min 10 s before 7 requests: for the vendor’s limits, or to try again.',
  ])
})

it('says nothing of a run that did not have to wait', () => {
  const { lines, waited, end } = tally()

  for (let n = 0; n < 100; n += 1) waited(900)
  end()

  expect(lines).toEqual([])
})
