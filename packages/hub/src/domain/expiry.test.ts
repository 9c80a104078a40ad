import { describe, expect, it } from 'vitest'
import { expiresInDays, expiryOf } from './expiry.ts'

const early = new Date('2027-01-10T00:00Z')
const late = new Date('2027-03-01T00:00Z')

describe('expiryOf', () => {
  it.each([
    { vendor: null, given: null, end: null },
    { vendor: late, given: null, end: late },
    { vendor: null, given: late, end: late },
    { vendor: late, given: early, end: early },
    { vendor: early, given: late, end: early },
  ])('takes $end of the vendor’s $vendor and the given $given', ({ vendor, given, end }) => {
    expect(expiryOf(vendor, given)).toBe(end)
  })
})

describe('expiresInDays', () => {
  it.each([
    { now: '2026-12-26T23:59:59Z', days: null },
    { now: '2026-12-27T00:00:00Z', days: 14 },
    { now: '2026-12-27T00:00:01Z', days: 13 },
    { now: '2027-01-09T12:00:00Z', days: 0 },
    { now: '2027-01-10T00:00:00Z', days: 0 },
    { now: '2027-01-10T00:00:01Z', days: -1 },
  ])('says $days at $now about the end of 9 January', ({ now, days }) => {
    expect(expiresInDays(early, new Date(now))).toBe(days)
  })

  it('has nothing to say where nobody knows an end', () => {
    expect(expiresInDays(null, early)).toBeNull()
  })
})
