import { describe, expect, it } from 'vitest'
import { duration, tallied } from './words.ts'

const nothing = { seen: 0, new: 0, changed: 0, unchanged: 0, closed: 0, reopened: 0, setAside: 0, filtered: {} }

describe('what was counted', () => {
  it('is told without what is nothing', () => {
    expect(tallied(nothing)).toBe('0 seen')
    expect(tallied({ ...nothing, seen: 1250, new: 4, unchanged: 1240, filtered: { 'no-cve': 5, rejected: 1, other: 0 } })).toBe(
      '1,250 seen: 4 new, 1,240 unchanged, 6 left out (no-cve, rejected)',
    )
  })
})

describe('a duration', () => {
  it.each([
    [0, '0 ms'],
    [850, '850 ms'],
    [34_400, '34 s'],
    [192_000, '3 min 12 s'],
    [7_500_000, '2 h 5 min'],
  ])('of %d ms reads %s', (ms, text) => {
    expect(duration(ms)).toBe(text)
  })
})
