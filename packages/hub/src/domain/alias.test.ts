import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { aliasLinks, compareIdentifiers, isCve, normaliseIdentifier, normaliseIdentifiers, preferredName } from './alias.ts'

const identifiers = fc.oneof(
  fc
    .tuple(fc.integer({ min: 1999, max: 2026 }), fc.integer({ min: 1, max: 2_000_000 }))
    .map(([year, number]) => `CVE-${year}-${String(number).padStart(4, '0')}`),
  fc
    .string({ unit: fc.constantFrom(...'23456789cfghjmpqrvwx'), minLength: 12, maxLength: 12 })
    .map((letters) => `GHSA-${letters.slice(0, 4)}-${letters.slice(4, 8)}-${letters.slice(8)}`),
  fc.constantFrom(
    'PYSEC-2021-1',
    'RUSTSEC-2020-0071',
    'GO-2022-0969',
    'RHSA-2021:5106',
    'npm:hoek:20180212',
    'openSUSE-SU-2021:1',
    '',
  ),
)

describe('normaliseIdentifier', () => {
  it.each([
    ['cve-2021-44228', 'CVE-2021-44228'],
    [' CVE-2021-44228\n', 'CVE-2021-44228'],
    ['ghsa-JFH8-C2JP-5V3Q', 'GHSA-jfh8-c2jp-5v3q'],
    ['GHSA-jfh8-c2jp-5v3q', 'GHSA-jfh8-c2jp-5v3q'],
    ['pysec-2021-1', 'PYSEC-2021-1'],
    ['go-2022-0969', 'GO-2022-0969'],
    ['Rustsec-2020-0071', 'RUSTSEC-2020-0071'],
    ['snyk-js-lodash-590103', 'SNYK-JS-LODASH-590103'],
    ['mal-2024-1', 'MAL-2024-1'],
    ['cga-493Q-4x4c-mfjv', 'CGA-493q-4x4c-mfjv'],
    ['OPENSUSE-su-2021:1', 'openSUSE-SU-2021:1'],
    ['rhsa-2021:5106', 'RHSA-2021:5106'],
    ['npm:hoek:20180212', 'npm:hoek:20180212'],
    ['https://example.org/advisory-1', 'https://example.org/advisory-1'],
    ['   ', ''],
  ])('writes %j as %j', (text, identifier) => {
    expect(normaliseIdentifier(text)).toBe(identifier)
  })

  it('changes nothing the second time, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = normaliseIdentifier(text)

        expect(normaliseIdentifier(once)).toBe(once)
      }),
    )
  })

  it('does not care about the letter case of an advisory id', () => {
    fc.assert(
      fc.property(identifiers, (identifier) => {
        if (!/^[A-Za-z0-9]+-/.test(identifier)) return

        expect(normaliseIdentifier(identifier.toLowerCase())).toBe(identifier)
        expect(normaliseIdentifier(identifier.toUpperCase())).toBe(identifier)
      }),
    )
  })
})

describe('normaliseIdentifiers', () => {
  it('drops repetitions and blanks and keeps the order', () => {
    expect(normaliseIdentifiers(['GHSA-jfh8-c2jp-5v3q', 'cve-2021-44228', ' ', 'CVE-2021-44228'])).toEqual([
      'GHSA-jfh8-c2jp-5v3q',
      'CVE-2021-44228',
    ])
  })
})

describe('isCve', () => {
  it.each([
    ['CVE-2021-44228', true],
    ['cve-1999-0001', true],
    ['CVE-2021-1000001', true],
    ['CVE-2021-123', false],
    ['DEBIAN-CVE-2021-44228', false],
    ['GHSA-jfh8-c2jp-5v3q', false],
    ['CVE-2021-44228 and more', false],
    ['', false],
  ])('answers %j with %s', (identifier, answer) => {
    expect(isCve(identifier)).toBe(answer)
  })
})

describe('preferredName', () => {
  it.each([
    [['GHSA-jfh8-c2jp-5v3q', 'cve-2021-44228'], 'CVE-2021-44228'],
    [['CVE-2021-45046', 'CVE-2021-44228', 'CVE-2020-9999'], 'CVE-2020-9999'],
    [['CVE-2021-10000', 'CVE-2021-9999'], 'CVE-2021-9999'],
    [['SNYK-JS-LODASH-590103', 'GHSA-p6mc-m468-83gw'], 'GHSA-p6mc-m468-83gw'],
    [['SNYK-JS-LODASH-590103', 'PYSEC-2021-1'], 'PYSEC-2021-1'],
    [['npm:hoek:20180212'], 'npm:hoek:20180212'],
    [['', ' '], null],
    [[], null],
  ])('names %j %j', (list, name) => {
    expect(preferredName(list)).toBe(name)
  })

  it('does not depend on order or repetition', () => {
    fc.assert(
      fc.property(
        fc
          .array(identifiers)
          .chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          expect(preferredName([...shuffled, ...list])).toBe(preferredName(list))
        },
      ),
    )
  })

  it('is a CVE whenever there is one', () => {
    fc.assert(
      fc.property(fc.array(identifiers), (list) => {
        if (list.some(isCve)) expect(isCve(preferredName(list) ?? '')).toBe(true)
      }),
    )
  })
})

describe('compareIdentifiers', () => {
  it('orders any three the same way round and calls only equal ones equal', () => {
    fc.assert(
      fc.property(identifiers, identifiers, identifiers, (first, second, third) => {
        expect(Math.sign(compareIdentifiers(first, second))).toBe(0 - Math.sign(compareIdentifiers(second, first)))
        expect(compareIdentifiers(first, second) === 0).toBe(first === second)
        if (compareIdentifiers(first, second) <= 0 && compareIdentifiers(second, third) <= 0) {
          expect(compareIdentifiers(first, third)).toBeLessThanOrEqual(0)
        }
      }),
    )
  })
})

describe('aliasLinks', () => {
  it('links every other id to the CVE', () => {
    expect(aliasLinks(['SNYK-JAVA-LOG4J-1', 'ghsa-jfh8-c2jp-5v3q', 'CVE-2021-44228'])).toEqual([
      { left: 'CVE-2021-44228', right: 'GHSA-jfh8-c2jp-5v3q' },
      { left: 'CVE-2021-44228', right: 'SNYK-JAVA-LOG4J-1' },
    ])
  })

  it('never joins two CVEs that one advisory covers', () => {
    expect(aliasLinks(['GHSA-jfh8-c2jp-5v3q', 'CVE-2021-44228', 'CVE-2021-45046'])).toEqual([])
  })

  it.each(['RHSA-2021:5106', 'DSA-5020-1', 'USN-5192-1', 'openSUSE-SU-2021:1', 'ALAS2-2021-1'])(
    'never takes the bulletin %s for another name',
    (bulletin) => {
      expect(aliasLinks([bulletin, 'CVE-2021-44228'])).toEqual([])
    },
  )

  it('says nothing about a single id', () => {
    expect(aliasLinks(['CVE-2021-44228', 'cve-2021-44228'])).toEqual([])
    expect(aliasLinks([])).toEqual([])
  })

  it('does not depend on the order of the ids', () => {
    fc.assert(
      fc.property(fc.array(identifiers), (list) => {
        expect(aliasLinks(list.toReversed())).toEqual(aliasLinks(list))
      }),
    )
  })
})
