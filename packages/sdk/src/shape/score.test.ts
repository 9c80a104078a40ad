import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cvss, cvssVersion, epss, numberOrNull } from './score.ts'

describe('cvssVersion', () => {
  it.each([
    ['CVSS:4.0/AV:N/AC:L', '4.0'],
    ['CVSS:3.1/AV:N/AC:L', '3.1'],
    ['CVSS:3.0/AV:N/AC:L', '3.0'],
    ['AV:N/AC:L/Au:N/C:P/I:P/A:P', '2.0'],
    ['(AV:N/AC:L/Au:N/C:P/I:P/A:P)', '2.0'],
    ['AV:N/AC:L', 'unknown'],
    ['', 'unknown'],
    [null, 'unknown'],
  ])('reads %s as version %s', (vector, expected) => {
    expect(cvssVersion(vector)).toBe(expected)
  })
})

describe('cvss', () => {
  it('keeps vector and score, and takes the version from the vector', () => {
    const vector = 'CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H'

    expect(cvss(vector, 9.8, '4.0')).toEqual({ version: '3.1', vector, score: 9.8 })
  })

  it('uses the version the caller knows when there is only a score', () => {
    expect(cvss('', 9.3, '4.0')).toEqual({ version: '4.0', vector: null, score: 9.3 })
  })

  it('stores a vector without NUL, and none that is blank', () => {
    expect(cvss('CVSS:3.1/AV:N\0', 5)).toEqual({ version: '3.1', vector: 'CVSS:3.1/AV:N\uFFFD', score: 5 })
    expect(cvss('  ', 5)).toEqual({ version: 'unknown', vector: null, score: 5 })
  })

  it('drops a score that is out of range and a rating that is not set', () => {
    expect(cvss('CVSS:3.1/AV:N', 11)).toEqual({ version: '3.1', vector: 'CVSS:3.1/AV:N', score: null })
    expect(cvss(null, 0)).toBeNull()
    expect(cvss(undefined, undefined)).toBeNull()
    expect(cvss(null, 'NaN')).toBeNull()
  })
})

describe('epss', () => {
  it('keeps fractions, also those written as text', () => {
    expect(epss(0.02, '0.88')).toEqual({ score: 0.02, percentile: 0.88 })
  })

  it('is null for anything that is no fraction', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.double({ min: 1.0001 }), fc.double({ max: -0.0001 }), fc.constant('NaN'), fc.constant({})),
        (value) => {
          expect(epss(value, 0.5)).toBeNull()
        },
      ),
    )
  })
})

describe('numberOrNull', () => {
  it('reads numbers in text and refuses what is not finite', () => {
    expect([numberOrNull('50'), numberOrNull(0), numberOrNull('Infinity'), numberOrNull(' '), numberOrNull(true)]).toEqual([
      50,
      0,
      null,
      null,
      null,
    ])
  })
})
