import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { digest, packed, packedSet } from './digest.ts'

const value = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom('1', ':', ';', '-', '[') }),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
)

describe('digest', () => {
  it('is a UUID in shape and the same on every machine', () => {
    // The first half of the published test vector for "abc" (FIPS 180-2, appendix B.1).
    expect(digest('abc')).toBe('ba7816bf-8f01-cfea-4141-40de5dae2223')
  })

  it('tells any two different lists of values apart before hashing', () => {
    fc.assert(
      fc.property(fc.array(value), fc.array(value), (left, right) => {
        const same = left.length === right.length && left.every((item, index) => Object.is(item, right[index]))

        expect(left.map(packed).join('') === right.map(packed).join('')).toBe(same)
      }),
    )
  })

  it('packs a set the same in any order and tells different sets apart', () => {
    fc.assert(
      fc.property(fc.array(fc.string()), fc.array(fc.string()), (left, right) => {
        const same = JSON.stringify(left.toSorted()) === JSON.stringify(right.toSorted())

        expect(packedSet(left)).toBe(packedSet(left.toReversed()))
        expect(packedSet(left) === packedSet(right)).toBe(same)
      }),
    )
  })
})
