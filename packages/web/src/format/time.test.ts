import { expect, test } from 'vitest'
import { formatAge, formatDuration, formatRelative } from './time.ts'

const now = Date.parse('2026-11-28T12:00:00.000Z')

test('it says how long ago or how soon, in the largest unit that fits', () => {
  expect(formatRelative('2026-11-28T11:59:40.000Z', now)).toBe('just now')
  expect(formatRelative('2026-11-28T11:55:00.000Z', now)).toMatch(/^5 min.* ago$/)
  expect(formatRelative('2026-11-28T15:30:00.000Z', now)).toMatch(/^in 3 hr/)
  expect(formatRelative('2026-11-27T11:00:00.000Z', now)).toBe('yesterday')
  expect(formatRelative('2026-10-20T12:00:00.000Z', now)).toBe('1 mo. ago')
})

test('it writes ages short enough for a narrow column', () => {
  expect(formatAge('2026-11-28T11:59:50.000Z', now)).toBe('1m')
  expect(formatAge('2026-11-28T07:00:00.000Z', now)).toBe('5h')
  expect(formatAge('2026-11-16T12:00:00.000Z', now)).toBe('12d')
  expect(formatAge('2025-05-28T12:00:00.000Z', now)).toBe('1.5y')
})

test('it never makes an age negative when clocks disagree', () => {
  expect(formatAge('2026-11-28T12:05:00.000Z', now)).toBe('1m')
})

test('it writes durations with two units at most', () => {
  expect(formatDuration(4_200)).toBe('4 s')
  expect(formatDuration(125_000)).toBe('2 min 5 s')
  expect(formatDuration(4_320_000)).toBe('1 h 12 min')
})
