import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reconcileFixVersions } from './fix-version.ts'

describe('reconcileFixVersions', () => {
  it.each([
    [[], 'npm', null],
    [['4.17.21'], 'npm', '4.17.21'],
    [['4.17.9', '4.17.21', '4.17.12'], 'npm', '4.17.21'],
    [['1.0.0', '1.0.0-rc.1'], 'npm', '1.0.0'],
    [['2.17', '2.17.1'], 'maven', '2.17.1'],
    [['2.0', '2.0-rc1'], 'maven', '2.0'],
    [['v1.9.0', 'v1.10.0'], 'golang', 'v1.10.0'],
    [['1.1.1k-r0', '1.1.1l-r0'], 'apk', '1.1.1l-r0'],
    [['20240101123456789012', '20240101123456789013'], null, '20240101123456789013'],
    [['4.17.21 or later', '4.17.9 or later'], 'npm', '4.17.21 or later'],
  ])('of %j in %s takes %j', (versions, type, expected) => {
    expect(reconcileFixVersions(versions, type)).toBe(expected)
  })

  it('does not depend on the order', () => {
    const part = fc.constantFrom('0', '00', '1', '2', '10', 'a', 'rc', '-', '.')
    const version = fc.array(part, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''))
    const shuffled = fc
      .array(version, { maxLength: 6 })
      .chain((versions) => fc.tuple(fc.constant(versions), fc.shuffledSubarray(versions, { minLength: versions.length })))

    const type = fc.constantFrom('npm', 'maven', 'deb', null)

    fc.assert(
      fc.property(
        shuffled,
        type,
        ([one, other], type) => reconcileFixVersions(one, type) === reconcileFixVersions(other, type),
      ),
    )
  })
})
