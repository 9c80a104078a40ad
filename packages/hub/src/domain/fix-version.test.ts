import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reconcileFixVersions } from './fix-version.ts'

describe('reconcileFixVersions', () => {
  it.each([
    [[], null],
    [['4.17.21'], '4.17.21'],
    [['4.17.9', '4.17.21', '4.17.12'], '4.17.21'],
    [['2.17', '2.17.1'], '2.17.1'],
    [['v1.9.0', 'v1.10.0'], 'v1.10.0'],
    [['1.1.1k-r0', '1.1.1l-r0'], '1.1.1l-r0'],
    [['20240101123456789012', '20240101123456789013'], '20240101123456789013'],
  ])('of %j takes %j', (versions, expected) => {
    expect(reconcileFixVersions(versions)).toBe(expected)
  })

  it('does not depend on the order', () => {
    const part = fc.constantFrom('0', '00', '1', '2', '10', 'a', 'rc', '-', '.')
    const version = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''))
    const shuffled = fc
      .array(version, { maxLength: 6 })
      .chain((versions) => fc.tuple(fc.constant(versions), fc.shuffledSubarray(versions, { minLength: versions.length })))

    fc.assert(fc.property(shuffled, ([one, other]) => reconcileFixVersions(one) === reconcileFixVersions(other)))
  })
})
