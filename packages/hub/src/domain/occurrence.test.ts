import type { Sighting } from '@patchbay/sdk'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentHash, evidenceBase } from './identity.ts'
import { assignOccurrences, newOccurrenceTally } from './occurrence.ts'

const sample: Sighting = {
  target: 'project-1',
  externalId: 'finding-1',
  externalUrl: null,
  kind: 'code',
  title: 'SQL injection',
  description: null,
  severity: 'high',
  vendorSeverity: null,
  identifiers: [],
  package: null,
  rule: { id: 'sql-injection', name: null },
  location: { path: 'src/db.ts', startLine: 10 },
  context: 'findUser',
  detectedAt: null,
  reachability: 'unknown',
  vendorReachability: null,
  cvss: [],
  epss: null,
  cwes: [],
  references: [],
  remediation: null,
  exploited: null,
  triage: null,
  tags: [],
}

/** Few different values, so that many share evidence, line, id or content. */
const sightings: fc.Arbitrary<Sighting> = fc
  .record({
    target: fc.constantFrom('project-1', 'project-2'),
    externalId: fc.constantFrom('1', '2', '3', '4', ''),
    location: fc.record({
      path: fc.constantFrom('src/db.ts', './src/db.ts', 'src/a.ts'),
      startLine: fc.nat(2),
      endLine: fc.nat(2),
    }),
    context: fc.constantFrom(null, 'findUser'),
    severity: fc.constantFrom('high' as const, 'low' as const),
  })
  .map((change) => ({ ...sample, ...change }))

describe('assignOccurrences', () => {
  const at = (startLine: number, externalId: string): Sighting => ({
    ...sample,
    externalId,
    location: { path: 'src/db.ts', startLine },
  })

  it('numbers sightings of one evidence from the top of the file', () => {
    expect(assignOccurrences([at(30, 'x'), at(10, 'y'), at(20, 'z')])).toEqual([2, 0, 1])
  })

  it('keeps its numbers when the vendor changes its ids and lines move', () => {
    expect(assignOccurrences([at(40, 'a'), at(20, 'b'), at(30, 'c')])).toEqual([2, 0, 1])
  })

  it('does not count what has other evidence, or belongs to another record', () => {
    const elsewhere = { ...at(10, 'y'), target: 'project-2' }
    const other = { ...at(10, 'z'), context: 'findOrder' }

    expect(assignOccurrences([at(10, 'x'), elsewhere, other])).toEqual([0, 0, 0])
  })

  it('gives a row that is delivered twice one number', () => {
    expect(assignOccurrences([at(10, 'x'), at(10, 'x'), at(20, 'y'), at(12, 'x')])).toEqual([0, 0, 1, 0])
  })

  it('tells rows without any id apart by their content', () => {
    expect(assignOccurrences([at(20, ''), at(10, ''), at(20, '')])).toEqual([1, 0, 1])
  })

  it('goes on counting over pages, and knows a row of an earlier page again', () => {
    const tally = newOccurrenceTally()

    expect(assignOccurrences([at(10, 'x'), at(20, 'y')], tally)).toEqual([0, 1])
    expect(assignOccurrences([at(20, 'y'), at(30, 'z')], tally)).toEqual([1, 2])
    expect(assignOccurrences([at(40, ''), at(41, '')], tally)).toEqual([3, 4])
    expect(assignOccurrences([at(41, '')], tally)).toEqual([4])
  })

  it('gives every sighting of a batch the same number in any order of input', () => {
    const batch = fc.array(sightings, { maxLength: 12 })
    const orders = batch.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray([...list.keys()], { minLength: list.length })),
    )

    fc.assert(
      fc.property(orders, ([list, order]) => {
        const straight = assignOccurrences(list)
        const mixed = assignOccurrences(order.flatMap((position) => list[position] ?? []))

        expect(order.map((position) => straight[position])).toEqual(mixed)
      }),
    )
  })

  it('never gives two different rows of one record the same evidence and number', () => {
    fc.assert(
      fc.property(fc.array(sightings, { maxLength: 12 }), (list) => {
        const occurrences = assignOccurrences(list)

        const owners = new Map<string, string>()
        list.forEach((sighting, position) => {
          const row = sighting.externalId || contentHash(sighting)
          const place = `${sighting.target} ${evidenceBase(sighting)} ${occurrences[position]}`
          expect(owners.get(place) ?? row).toBe(row)
          owners.set(place, row)
        })
      }),
    )
  })
})
