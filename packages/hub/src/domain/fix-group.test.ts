import type { DirectUpgrade } from '@patchbay/sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type FixableVulnerability, groupFixes, upgradeKey } from './fix-group.ts'
import { versionOrderOf } from './version/ecosystems.ts'

const lodash = { key: 'pkg:npm/lodash', type: 'npm', name: 'lodash' }

function vulnerable(
  id: number,
  given: Partial<FixableVulnerability> & { readonly version?: string; readonly fix?: string | null } = {},
) {
  const { version = '4.17.4', fix = '4.17.21', ...rest } = given
  return {
    id,
    kind: 'dependency',
    name: `CVE-2026-${id}`,
    package: lodash,
    image: null,
    path: 'package-lock.json',
    sightings: [{ version, fixedVersion: fix, direct: null, through: null, base: null }],
    ...rest,
  } satisfies FixableVulnerability
}

describe('groupFixes', () => {
  it('proposes one upgrade for all vulnerabilities of a package, to the smallest version that fixes them', () => {
    const [group, ...others] = groupFixes([
      vulnerable(1, { fix: '4.17.12' }),
      vulnerable(2, { fix: '4.17.21' }),
      vulnerable(3, { fix: '4.17.5' }),
    ])

    expect(others).toEqual([])
    expect(group).toMatchObject({
      key: upgradeKey('pkg:npm/lodash'),
      mode: 'upgrade',
      title: 'Upgrade lodash 4.17.4 → 4.17.21',
      closes: [1, 2, 3],
      fix: { upgrades: [{ from: ['4.17.4'], to: '4.17.21', step: 'patch', withinMajor: null }], remaining: [] },
    })
  })

  it('satisfies every scanner where they name different versions', () => {
    const sightings = ['2.12.4', '2.17.1', '2.3.2'].map((fixedVersion) => ({
      version: '2.12.0',
      fixedVersion,
      direct: null,
      through: null,
      base: null,
    }))

    expect(groupFixes([vulnerable(1, { sightings })])[0]?.fix.upgrades).toMatchObject([{ to: '2.17.1', step: 'minor' }])
  })

  it('says what remains, and why', () => {
    const [group] = groupFixes([
      vulnerable(1),
      vulnerable(2, { fix: null }),
      vulnerable(3, { fix: 'see the advisory' }),
      vulnerable(4, { fix: '3.10.2' }),
    ])

    expect(group?.closes).toEqual([1])
    expect(group?.fix.remaining).toEqual([
      { vulnerability: 2, reason: 'no-fix-known' },
      { vulnerability: 3, reason: 'unreadable-version' },
      { vulnerability: 4, reason: 'fix-not-newer' },
    ])
  })

  it('says how far one gets without a new major version', () => {
    const [group] = groupFixes([
      vulnerable(1, { fix: '4.17.9' }),
      vulnerable(2, { fix: '4.17.21' }),
      vulnerable(3, { fix: '5.0.1' }),
    ])

    expect(group?.fix.upgrades).toMatchObject([
      { to: '5.0.1', step: 'major', withinMajor: { to: '4.17.21', step: 'patch', closes: 2 } },
    ])
  })

  it('moves the declared dependency that brings a package, where a scanner names it', () => {
    const through = { name: 'express', from: '4.16.0', to: '4.17.3' }
    const qs = { key: 'pkg:npm/qs', type: 'npm', name: 'qs' }
    const express = { key: 'pkg:npm/express', type: 'npm', name: 'express' }
    const groups = groupFixes([
      vulnerable(1, {
        package: qs,
        sightings: [{ version: '6.5.1', fixedVersion: '6.5.3', direct: false, through, base: null }],
      }),
      vulnerable(2, { package: express, version: '4.16.0', fix: '4.17.0' }),
      vulnerable(3, {
        package: lodash,
        sightings: [
          { version: '4.17.4', fixedVersion: '4.17.21', direct: false, through: { ...through, to: '4.18.0' }, base: null },
        ],
      }),
    ])

    expect(groups).toMatchObject([
      { title: 'Upgrade express 4.16.0 → 4.18.0', closes: [1, 2, 3], key: upgradeKey('pkg:npm/express') },
    ])
  })

  describe('of a package that several declared dependencies bring', () => {
    const qs = { key: 'pkg:npm/qs', type: 'npm', name: 'qs' }
    const brought = (...ways: readonly (DirectUpgrade | null)[]) =>
      vulnerable(1, {
        package: qs,
        sightings: ways.map((through) => ({
          version: '6.5.1',
          fixedVersion: '6.5.3',
          direct: through === null,
          through,
          base: null,
        })),
      })
    const express = { name: 'express', from: '4.16.0', to: '4.17.3' }
    const restify = { name: 'restify', from: '8.0.0', to: '8.5.2' }

    it('moves every one of them, because one alone leaves it', () => {
      const groups = groupFixes([
        brought(restify, express),
        vulnerable(2, { package: { ...qs, key: 'pkg:npm/express', name: 'express' } }),
      ])

      expect(groups).toHaveLength(2)
      expect(groups).toContainEqual(
        expect.objectContaining({
          title: 'Upgrade express 4.16.0 → 4.17.3 and restify 8.0.0 → 8.5.2',
          closes: [1],
          fix: {
            upgrades: [expect.objectContaining({ to: '4.17.3' }), expect.objectContaining({ to: '8.5.2' })],
            remaining: [],
          },
        }),
      )
    })

    it('moves the package too where it is declared itself', () => {
      expect(groupFixes([brought(express, null)])).toMatchObject([
        { title: 'Upgrade express 4.16.0 → 4.17.3 and qs 6.5.1 → 6.5.3', closes: [1] },
      ])
    })

    it('goes to the newest version that any of its places needs, by the order of versions', () => {
      const ways = [
        { name: 'express', from: '4.8.0', to: '4.10.0' },
        { name: 'express', from: '4.8.0', to: '4.9.0' },
      ]
      expect(groupFixes([brought(...ways)])).toMatchObject([{ title: 'Upgrade express 4.8.0 → 4.10.0' }])
      expect(groupFixes([brought(...ways.toReversed())])).toMatchObject([{ title: 'Upgrade express 4.8.0 → 4.10.0' }])
    })

    it('closes nothing where one of them cannot be moved, and says why', () => {
      const groups = groupFixes(
        [brought(express, { ...restify, to: 'next' }), brought(express, restify)].map((one, index) => ({
          ...one,
          id: index + 1,
        })),
      )

      expect(groups).toMatchObject([{ closes: [2], fix: { remaining: [{ vulnerability: 1, reason: 'unreadable-version' }] } }])
    })
  })

  it('rebuilds an image once for the packages of its operating system, and upgrades what an application brought apart', () => {
    const image = { id: 7, name: 'acme/shop' }
    const openssl = { key: 'pkg:apk/alpine/openssl', type: 'apk', name: 'openssl' }
    const zlib = { key: 'pkg:apk/alpine/zlib', type: 'apk', name: 'zlib' }
    const groups = groupFixes([
      vulnerable(1, { kind: 'container', image, package: openssl, version: '1.1.1k-r0', fix: '1.1.1l-r0' }),
      vulnerable(2, { kind: 'container', image, package: zlib, version: '1.2.11-r3', fix: '1.2.12-r0' }),
      vulnerable(3, { kind: 'container', image, package: zlib, version: '1.2.11-r3', fix: null }),
      vulnerable(4, { kind: 'container', image }),
      vulnerable(5),
    ])

    expect(groups).toHaveLength(3)
    expect(groups).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          mode: 'image-rebuild',
          title: 'Rebuild acme/shop with 2 updated packages',
          closes: [1, 2],
          fix: expect.objectContaining({ remaining: [{ vulnerability: 3, reason: 'no-fix-known' }] }),
        }),
        expect.objectContaining({ mode: 'upgrade', title: 'Upgrade lodash 4.17.4 → 4.17.21 in acme/shop', closes: [4] }),
        expect.objectContaining({ title: 'Upgrade lodash 4.17.4 → 4.17.21', closes: [5] }),
      ]),
    )
  })

  it.each([
    ['code', 'code-change', 'Fix SQL injection in src/db.ts'],
    ['secret', 'secret-rotation', 'Revoke and replace the secret of SQL injection in src/db.ts'],
    ['infrastructure', 'configuration-change', 'Correct SQL injection in src/db.ts'],
    ['operational', 'manual', 'Settle SQL injection in src/db.ts'],
  ] as const)('groups %s by rule and file', (kind, mode, title) => {
    const own = { kind, package: null, path: 'src/db.ts', name: 'SQL injection', fix: null }
    const groups = groupFixes([vulnerable(1, own), vulnerable(2, own), vulnerable(3, { ...own, path: 'src/other.ts' })])

    expect(groups).toHaveLength(2)
    expect(groups).toContainEqual(expect.objectContaining({ mode, title, closes: [1, 2] }))
  })

  it('proposes nothing where nobody knows a fix, but to remove what is malicious', () => {
    expect(groupFixes([vulnerable(1, { fix: null })])).toEqual([])
    expect(groupFixes([vulnerable(1, { kind: 'malware', fix: null })])).toMatchObject([
      { title: 'Remove lodash', mode: 'manual' },
    ])
  })
})

// Few numbers, so that versions meet often.
const number = fc.integer({ min: 0, max: 3 })
const numbers = fc.tuple(number, number, number).map((parts) => parts.join('.'))
const shapes: Readonly<Record<string, fc.Arbitrary<string>>> = {
  npm: fc.tuple(numbers, fc.constantFrom('', '-rc.1', '-rc.2')).map((parts) => parts.join('')),
  maven: fc.tuple(numbers, fc.constantFrom('', '-rc1', '.Final', '-SNAPSHOT')).map((parts) => parts.join('')),
  pypi: fc.tuple(numbers, fc.constantFrom('', 'rc1', '.post1', '.dev2')).map((parts) => parts.join('')),
  golang: numbers.map((version) => `v${version}`),
  composer: fc.tuple(numbers, fc.constantFrom('', '-beta1', '-p1')).map((parts) => parts.join('')),
  gem: fc.tuple(numbers, fc.constantFrom('', '.pre', '.rc1')).map((parts) => parts.join('')),
  nuget: fc.tuple(numbers, fc.constantFrom('', '-alpha', '.1')).map((parts) => parts.join('')),
  cargo: fc.tuple(numbers, fc.constantFrom('', '-beta.1', '-rc.1')).map((parts) => parts.join('')),
  deb: fc
    .tuple(fc.constantFrom('', '1:'), numbers, fc.constantFrom('', '~rc1', '-1', '-1+deb12u1'))
    .map((parts) => parts.join('')),
  apk: fc.tuple(numbers, fc.constantFrom('', '_rc1', '-r1', '_p1-r2')).map((parts) => parts.join('')),
  rpm: fc
    .tuple(fc.constantFrom('', '1:'), numbers, fc.constantFrom('-1.el9', '-2.el9', '~rc1-1.el9'))
    .map((parts) => parts.join('')),
}

describe.each(Object.entries(shapes))('an upgrade of %s', (type, version) => {
  const { compare } = versionOrderOf(type)
  const moved = { key: `pkg:${type}/thing`, type, name: 'thing' }
  const sighting = fc.record({
    version,
    fixedVersion: fc.option(version),
    direct: fc.constant(null),
    through: fc.constant(null),
    base: fc.constant(null),
  })
  const vulnerabilities = fc
    .array(fc.array(sighting, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 6 })
    .map((all) => all.map((sightings, index) => vulnerable(index + 1, { package: moved, sightings })))

  it('never goes to a version that is still affected, and to none greater than needed', () => {
    fc.assert(
      fc.property(vulnerabilities, (given) => {
        const fixesOf = (id: number) =>
          given.find((one) => one.id === id)?.sightings.flatMap((one) => one.fixedVersion ?? []) ?? []
        for (const group of groupFixes(given)) {
          const to = group.fix.upgrades[0]?.to ?? ''
          const needed = group.closes.flatMap(fixesOf)
          expect(needed.every((fix) => compare(to, fix) >= 0)).toBe(true)
          expect(needed.some((fix) => compare(to, fix) === 0)).toBe(true)
          expect(
            given
              .filter(({ id }) => group.closes.includes(id))
              .flatMap((one) => one.sightings)
              .every((one) => compare(one.version ?? '', to) < 0),
          ).toBe(true)
        }
      }),
    )
  })

  it('accounts for every vulnerability once, and does not depend on their order', () => {
    const orders = vulnerabilities.chain((given) =>
      fc.tuple(fc.constant(given), fc.shuffledSubarray(given, { minLength: given.length })),
    )

    fc.assert(
      fc.property(orders, ([given, shuffled]) => {
        const groups = groupFixes(given)
        expect(groupFixes(shuffled)).toEqual(groups)
        const told = groups.flatMap(({ closes, fix }) => [...closes, ...fix.remaining.map((one) => one.vulnerability)])
        if (groups.length > 0) expect(told.toSorted((left, right) => left - right)).toEqual(given.map(({ id }) => id))
      }),
    )
  })
})
