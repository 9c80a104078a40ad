import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { AliasLink } from './alias.ts'
import { groupAliases, regroup } from './alias-group.ts'

const identifier = fc.integer({ min: 1000, max: 1015 }).map((number) => `CVE-2021-${number}`)
const links: fc.Arbitrary<AliasLink[]> = fc.array(fc.record({ left: identifier, right: identifier }), { maxLength: 20 })

/** The obvious slow way: spread labels along links until nothing changes. */
function reachable(from: string, all: readonly AliasLink[]): string[] {
  const seen = new Set([from])
  for (let before = 0; before !== seen.size; ) {
    before = seen.size
    for (const { left, right } of all) {
      if (seen.has(left)) seen.add(right)
      if (seen.has(right)) seen.add(left)
    }
  }
  return [...seen].toSorted()
}

describe('groupAliases', () => {
  it('joins what is linked through others and names it by its CVE', () => {
    const groups = groupAliases([
      { left: 'GHSA-jfh8-c2jp-5v3q', right: 'SNYK-JAVA-LOG4J-1' },
      { left: 'cve-2021-44228', right: 'ghsa-jfh8-c2jp-5v3q' },
      { left: 'PYSEC-2021-2', right: 'PYSEC-2021-1' },
    ])

    expect(groups).toEqual([
      { name: 'CVE-2021-44228', members: ['CVE-2021-44228', 'GHSA-jfh8-c2jp-5v3q', 'SNYK-JAVA-LOG4J-1'] },
      { name: 'PYSEC-2021-1', members: ['PYSEC-2021-1', 'PYSEC-2021-2'] },
    ])
  })

  it('puts two identifiers in one group exactly when a chain of links connects them', () => {
    fc.assert(
      fc.property(links, (list) => {
        const groups = groupAliases(list)

        const members = groups.flatMap((group) => group.members)
        expect(members.toSorted()).toEqual([...new Set(list.flatMap(({ left, right }) => [left, right]))].toSorted())
        for (const group of groups) expect(group.members.toSorted()).toEqual(reachable(group.name, list))
      }),
    )
  })

  it('does not depend on the order, direction or repetition of links', () => {
    fc.assert(
      fc.property(links, (list) => {
        const turned = list.toReversed().map(({ left, right }) => ({ left: right, right: left }))

        expect(groupAliases([...turned, ...list])).toEqual(groupAliases(list))
      }),
    )
  })

  it('ignores a link to nothing', () => {
    expect(groupAliases([{ left: 'CVE-2021-44228', right: ' ' }])).toEqual([])
  })

  it('copes with a very long chain', () => {
    const chain = Array.from({ length: 20_000 }, (_, index) => ({ left: `X-${index}`, right: `X-${index + 1}` }))

    const groups = groupAliases(chain)

    expect(groups).toHaveLength(1)
    expect(groups[0]?.members).toHaveLength(20_001)
  })
})

describe('regroup', () => {
  it('splits a group when the link that held it together is withdrawn', () => {
    const members = ['CVE-2021-44228', 'GHSA-jfh8-c2jp-5v3q', 'SNYK-JAVA-LOG4J-1']

    const groups = regroup(members, [{ left: 'GHSA-jfh8-c2jp-5v3q', right: 'SNYK-JAVA-LOG4J-1' }])

    expect(groups).toEqual([
      { name: 'CVE-2021-44228', members: ['CVE-2021-44228'] },
      { name: 'GHSA-jfh8-c2jp-5v3q', members: ['GHSA-jfh8-c2jp-5v3q', 'SNYK-JAVA-LOG4J-1'] },
    ])
  })

  it('keeps a group together while another source still vouches for it', () => {
    const link = { left: 'CVE-2021-44228', right: 'GHSA-jfh8-c2jp-5v3q' }

    expect(regroup([link.left, link.right], [link])).toEqual([{ name: link.left, members: [link.left, link.right] }])
  })

  it('ends where grouping the remaining links from nothing ends', () => {
    fc.assert(
      fc.property(links, fc.nat(), (list, position) => {
        const remaining = list.filter((_, index) => index !== position % Math.max(list.length, 1))

        const regrouped = groupAliases(list).flatMap((group) => regroup(group.members, remaining))

        const linked = regrouped.filter((group) => remaining.some(({ left, right }) => [left, right].includes(group.name)))
        const afresh = groupAliases(remaining)
        expect(new Set(linked.map((group) => group.members.join()))).toEqual(
          new Set(afresh.map((group) => group.members.join())),
        )
        expect(regrouped.flatMap((group) => group.members).toSorted()).toEqual(
          groupAliases(list)
            .flatMap((group) => group.members)
            .toSorted(),
        )
      }),
    )
  })
})
