import { expect, test } from 'vitest'
import type { Operation } from '../../api/types.ts'
import { countsLine } from './counts-line.ts'

const nothing = { pages: 0, seen: 0, new: 0, changed: 0, unchanged: 0, closed: 0, reopened: 0, setAside: 0, filtered: {} }

function operation(change: Partial<Operation>): Operation {
  const progress = { done: null, total: null, message: null }
  return { state: 'complete', counts: nothing, problem: null, progress, ...change } as Operation
}

test('it names only what happened, and always how much was seen', () => {
  const counts = { ...nothing, seen: 1204, new: 12, filtered: { 'no-cve': 40, 'below-minimum-severity': 8 } }

  expect(countsLine(operation({ counts }))).toMatch(/^1.?204 seen · 12 new · 48 left out$/)
  expect(countsLine(operation({}))).toBe('0 seen')
})

test('it says what a running one is at, and why a failed one failed', () => {
  const progress = { done: 1, total: 9, message: 'Reading acme/shop' }
  const problem = { kind: 'credentials', message: 'The key was refused.', field: null, remedy: null }

  expect(countsLine(operation({ state: 'running', progress }))).toBe('Reading acme/shop')
  expect(countsLine(operation({ state: 'failed', problem }))).toBe('The key was refused.')
})
