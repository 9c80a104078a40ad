import { describe, expect, it } from 'vitest'
import { testClock } from './testing/local.ts'
import { backoff, retryAfter, untilReset } from './wait.ts'

const now = Date.parse('2026-01-01T00:00:00Z')

describe('retryAfter', () => {
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['1.5', 1500],
    ['Thu, 01 Jan 2026 00:02:00 GMT', 120_000],
    ['Thursday, 01-Jan-26 00:02:00 GMT', 120_000],
    ['Thu Jan  1 00:02:00 2026 GMT', 120_000],
    ['Wed, 31 Dec 2025 23:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['5, 5', undefined],
    ['', undefined],
  ])('reads %j', (value, expected) => {
    expect(retryAfter({ 'retry-after': value }, now)).toBe(expected)
  })

  it('is unknown without the header', () => {
    expect(retryAfter({}, now)).toBeUndefined()
  })
})

describe('untilReset', () => {
  const names = { remaining: 'RateLimit-Remaining', reset: 'RateLimit-Reset', resetUnit: 'delta-seconds' } as const

  it.each([
    ['0', '30', 30_000],
    ['-1', '30', 30_000],
    ['1', '30', undefined],
    ['0', 'tomorrow', undefined],
    ['', '30', undefined],
    ['0', '', undefined],
  ])('reads remaining %j and reset %j', (remaining, reset, expected) => {
    expect(untilReset({ 'ratelimit-remaining': remaining, 'ratelimit-reset': reset }, names, now)).toBe(expected)
  })

  it('reads epoch seconds, and takes a reset in the past for now', () => {
    const epoch = { ...names, resetUnit: 'epoch-seconds' } as const
    const at = (seconds: number) => ({ 'ratelimit-remaining': '0', 'ratelimit-reset': String(now / 1000 + seconds) })

    expect([untilReset(at(60), epoch, now), untilReset(at(-60), epoch, now)]).toEqual([60_000, 0])
  })
})

describe('backoff', () => {
  it('doubles up to its ceiling, and waits longer for a rate limit', () => {
    const clock = testClock(1)

    expect([1, 2, 3, 10].map((attempt) => backoff(attempt, 'transient', clock))).toEqual([1000, 2000, 4000, 60_000])
    expect([1, 2, 3, 10].map((attempt) => backoff(attempt, 'limited', clock))).toEqual([10_000, 20_000, 40_000, 120_000])
  })
})
