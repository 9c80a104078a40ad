import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stepBetween, versionOrderOf } from './ecosystems.ts'

// Each list is in ascending order; where an ecosystem documents test vectors they are these.
const ascending: Readonly<Record<string, readonly string[]>> = {
  npm: [
    '1.0.0-alpha',
    '1.0.0-alpha.1',
    '1.0.0-alpha.beta',
    '1.0.0-beta',
    '1.0.0-beta.2',
    '1.0.0-beta.11',
    '1.0.0-rc.1',
    '1.0.0',
    '1.2.9',
    '1.2.10',
    '2.0.0',
  ],
  cargo: ['0.1.0', '0.1.1-rc.1', '0.1.1', '0.2.0', '1.0.0'],
  golang: [
    'v0.0.0-20190101000000-abcdefabcdef',
    'v0.0.0-20200101000000-abcdefabcdef',
    'v0.0.1',
    '1.20',
    'v1.20.1',
    'v2.0.0+incompatible',
  ],
  pypi: [
    '1.dev0',
    '1.0.dev456',
    '1.0a1',
    '1.0a2.dev456',
    '1.0a12.dev456',
    '1.0a12',
    '1.0b1.dev456',
    '1.0b2',
    '1.0b2.post345.dev456',
    '1.0b2.post345',
    '1.0rc1.dev456',
    '1.0rc1',
    '1.0',
    '1.0.post456.dev34',
    '1.0.post456',
    '1.0.15',
    '1.1.dev1',
    '1!0.1',
  ],
  gem: ['1.0.a', '1.0.a.2', '1.0.b1', '1.0.rc1', '1.0', '1.0.1', '1.1.0.pre', '1.1', '1.10'],
  nuget: [
    '1.0.0-Alpha',
    '1.0.0-alpha.2',
    '1.0.0-alpha.10',
    '1.0.0-beta',
    '1.0.0',
    '1.0.0.1',
    '1.0.1-rc',
    '1.0.1',
    '1.2',
    '1.10',
  ],
  maven: [
    '1-alpha-1',
    '1-alpha2',
    '1-beta-2',
    '1-beta123',
    '1-milestone-1',
    '1-m2',
    '1-rc',
    '1-cr2',
    '1-rc123',
    '1-SNAPSHOT',
    '1',
    '1-sp',
    '1-sp2',
    '1-abc',
    '1-foo2',
    '1-foo10',
    '1-xyz',
    '1-1',
    '1-2',
    '1.1',
    '1.2',
    '1.10',
    '2.0',
  ],
  composer: [
    '1.0.0-dev',
    '1.0.0-alpha1',
    '1.0.0-alpha2',
    '1.0.0-beta1',
    'v1.0.0-RC1',
    '1.0.0',
    '1.0.0-p1',
    '1.0.1',
    '1.2',
    '1.10.0.1',
  ],
  deb: [
    '1.0~beta1~svn1245',
    '1.0~beta1',
    '1.0',
    '1.0-0ubuntu1',
    '1.0-1',
    '1.0-1+deb11u1',
    '1.0-1.1',
    '1.0a-1',
    '1.0+b-1',
    '1.2.9-1',
    '1.2.10-1',
    '1:0.1',
  ],
  apk: [
    '0.02',
    '0.1.0_alpha',
    '0.1.0_alpha1',
    '0.1.0_beta',
    '0.1.0_pre2',
    '0.1.0_rc1',
    '0.1.0',
    '0.1.0-r1',
    '0.1.0_git20200101',
    '0.1.0_p1',
    '0.1.0a',
    '0.1.1',
    '0.2',
    '1.1.1k-r0',
    '1.1.1l-r0',
    '1.1.1l-r10',
  ],
  rpm: ['1.0~rc1', '1.0', '1.0^20160101', '1.0a', '1.0.1', '1.1', '2.0-1', '2.0-1.el8', '2.0-10.el8', '1:0.5'],
  brew: ['1.2', '1.2.1', '1.10'],
}

const equal: readonly (readonly [type: string, left: string, right: string])[] = [
  ['npm', 'v1.2.3', '1.2.3+build'],
  ['golang', 'v1.2.3', '1.2.3'],
  ['golang', '1.20', 'go1.20.0'],
  ['pypi', '1.0', '1.0.0'],
  ['pypi', '1.0a1', '1.0.alpha-1'],
  ['nuget', '1.0', '1.0.0.0'],
  ['nuget', '1.0.0-BETA', '1.0.0-beta+5'],
  ['maven', '1', '1.0.0'],
  ['maven', '1.ga', '1-final'],
  ['maven', '1-a1', '1-alpha-1'],
  ['maven', '1x', '1-x'],
  ['maven', '1.foo', '1-foo'],
  ['maven', '1-sp-ga', '1-sp'],
  ['composer', '1.0', '1.0.0.0'],
  ['composer', '1.0.0b2', '1.0.0-beta2'],
  ['deb', '0:1.0-0', '1.0'],
  ['rpm', '1.0', '1_0'],
  ['rpm', '2.0', '2.0-5.el8'],
]

describe.each(Object.entries(ascending))('the order of %s', (type, versions) => {
  const { compare, reads } = versionOrderOf(type)

  it('reads every version', () => {
    expect(versions.filter((version) => !reads(version))).toEqual([])
  })

  it('puts them as the ecosystem documents it', () => {
    for (const [index, left] of versions.entries()) {
      expect(compare(left, left)).toBe(0)
      for (const right of versions.slice(index + 1)) {
        expect([left, Math.sign(compare(left, right)), right]).toEqual([left, -1, right])
        expect([right, Math.sign(compare(right, left)), left]).toEqual([right, 1, left])
      }
    }
  })
})

describe('versions', () => {
  it.each(equal)('of %s: %s is %s', (type, left, right) => {
    expect(Math.abs(versionOrderOf(type).compare(left, right))).toBe(0)
  })

  it.each([
    ['npm', 'latest'],
    ['pypi', 'one'],
    ['maven', '[1.0,2.0)'],
    ['composer', 'dev-main'],
    ['deb', 'unstable'],
    ['apk', '1.0-beta'],
    ['nuget', '1.0.*'],
    ['brew', '1.2-rc'],
    ['golang', ''],
  ])('of %s are not %j', (type, text) => {
    const { reads, compare } = versionOrderOf(type)

    expect(reads(text)).toBe(false)
    expect(() => compare(text, '1.0')).toThrow()
  })

  it.each(Object.keys(ascending))('of %s are ordered in one way, whatever they are made of', (type) => {
    const { compare, reads } = versionOrderOf(type)
    const numbers = fc
      .array(fc.constantFrom('0', '1', '2', '10'), { minLength: 2, maxLength: 4 })
      .map((parts) => parts.join('.'))
    const ending = fc.constantFrom(
      '',
      '-1',
      '-rc.1',
      '-beta',
      '.rc1',
      'a',
      'rc2',
      '-r1',
      '_p1',
      '_rc',
      '~1',
      '^1',
      '-1.2~3',
      '.dev1',
    )
    const version = fc
      .tuple(numbers, ending)
      .map((parts) => parts.join(''))
      .filter(reads)

    fc.assert(
      fc.property(version, version, version, (one, other, third) => {
        expect(Math.sign(compare(one, other))).toBe(-Math.sign(compare(other, one)) || 0)
        if (compare(one, other) <= 0 && compare(other, third) <= 0) expect(compare(one, third)).toBeLessThanOrEqual(0)
      }),
    )
  })
})

describe('stepBetween', () => {
  it.each([
    ['4.17.4', '4.17.21', 'patch'],
    ['4.17.4', '4.18.0', 'minor'],
    ['v1.2', 'v2.0.0', 'major'],
    ['1.1.1k-r0', '1.1.1l-r0', 'patch'],
    ['1:2.0', '2:2.0', 'major'],
    ['2', '2.0.1', 'patch'],
    ['trunk', '2.0.1', 'unknown'],
  ])('from %s to %s is %s', (from, to, step) => {
    expect(stepBetween(from, to)).toBe(step)
  })
})
