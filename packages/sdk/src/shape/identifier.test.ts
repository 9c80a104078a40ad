import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cwes, identifiers, isAdvisoryId } from './identifier.ts'

describe('identifiers', () => {
  it('keeps the order, drops repeats in another case, and writes CVE and GHSA ids as their issuers do', () => {
    const ids = ['GHSA-W77P-8CFG-2X43', 'cve-2018-8088', 'CVE-2018-8088', ' ', null, 'SNYK-JAVA-ORGSLF4J-32138']

    expect(identifiers(ids)).toEqual(['GHSA-w77p-8cfg-2x43', 'CVE-2018-8088', 'SNYK-JAVA-ORGSLF4J-32138'])
  })

  it('does not depend on letter case or repetition', () => {
    const id = fc.constantFrom('CVE-2018-8088', 'GHSA-w77p-8cfg-2x43', 'MAL-2024-1', 'RUSTSEC-2020-0001')
    fc.assert(
      fc.property(fc.array(id), (ids) => {
        const once = identifiers(ids)

        expect(identifiers([...ids, ...ids.map((one) => one.toLowerCase())])).toEqual(once)
        expect(new Set(once).size).toBe(once.length)
      }),
    )
  })
})

describe('isAdvisoryId', () => {
  it.each(['CVE-2018-8088', 'GHSA-w77p-8cfg-2x43', 'MAL-2024-1', 'RUSTSEC-2020-0001', 'ALAS2-2021-1704', 'RHSA-2021:1024'])(
    'knows %s',
    (id) => {
      expect(isAdvisoryId(id)).toBe(true)
    },
  )

  it.each(['https://example.com/a-b', 'MIT', 'src/a-b.ts', 'two words-x', ''])('does not take %j for one', (text) => {
    expect(isAdvisoryId(text)).toBe(false)
  })
})

describe('cwes', () => {
  it('finds the number in every way vendors write it', () => {
    expect(
      cwes(['CWE-79: Improper Neutralization', 'external/cwe/cwe-079', 'CWE_89', 'cwe 20', null, 'NVD-CWE-noinfo']),
    ).toEqual(['CWE-79', 'CWE-89', 'CWE-20'])
  })
})
