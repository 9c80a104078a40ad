import { expect, test } from 'vitest'
import { daysLine, daysOf, withDays } from './sla-days.ts'

const days = { severities: { critical: 3, low: 0 }, criticalities: { critical: { critical: 1 } } }

test('a cell is found in its line', () => {
  expect([daysOf(days, 'all', 'critical'), daysOf(days, 'critical', 'critical'), daysOf(days, 'high', 'low')]).toEqual([
    3,
    1,
    null,
  ])
})

test('a cell is set and taken away, and a line that is empty then goes', () => {
  expect(withDays(days, 'all', 'high', 14)).toEqual({ ...days, severities: { critical: 3, low: 0, high: 14 } })
  expect(withDays(days, 'critical', 'critical', null)).toEqual({ ...days, criticalities: {} })
})

test('days read as one line', () => {
  expect(daysLine(days)).toBe('critical 3, low none; critical products: critical 1')
})
