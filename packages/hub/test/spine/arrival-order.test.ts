import { reachabilities, type Sighting, severities } from '@patchbay/sdk'
import fc from 'fast-check'
import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { model, partition, placeOf, saying, threeScanners } from './alias-model.ts'
import { npm, paged, sighting } from './sighting.ts'
import { describeSpine, emptied, sync } from './stage.ts'
import { expectTruth } from './truth.ts'
import type { World } from './world.ts'

/** A saying with facts in which scanners differ. */
const told = fc.record({
  saying: saying(4),
  severity: fc.constantFrom(...severities),
  reachability: fc.constantFrom(...reachabilities),
  detectedAt: fc.option(fc.integer({ min: 1, max: 9 }).map((day) => `2026-02-0${day}T00:00:00.000Z`)),
  title: fc.constantFrom('One title', 'Another title'),
  fixedVersion: fc.option(fc.constantFrom('1.2.3', '1.10.0', '2.0.0-rc.1')),
  exploited: fc.option(fc.boolean()),
  score: fc.option(fc.integer({ min: 0, max: 100 }).map((n) => n / 10)),
})
type Told = typeof told extends fc.Arbitrary<infer T> ? T : never

/** What three scanners say, and then, when some of it is gone. */
const story = fc
  .uniqueArray(told, { minLength: 2, maxLength: 12, selector: (one) => placeOf(one.saying) })
  .chain((before) =>
    fc.record({ before: fc.constant(before), after: fc.subarray(before), pageSize: fc.integer({ min: 1, max: 5 }) }),
  )

const orders = [
  [0, 1, 2],
  [0, 2, 1],
  [1, 0, 2],
  [1, 2, 0],
  [2, 0, 1],
  [2, 1, 0],
] as const

await describeSpine('the order in which scanners arrive', (stage) => {
  it('never matters: the same vulnerabilities with the same facts come of every permutation', {
    timeout: 240_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(story, fc.shuffledSubarray([...orders], { minLength: 3, maxLength: 3 }), async (said, permutations) => {
        const outcomes: unknown[] = []
        for (const order of permutations) outcomes.push(await play(said, order))

        for (const outcome of outcomes) expect(outcome).toEqual(outcomes[0])
      }),
      { numRuns: 4, endOnFailure: true },
    )
  })

  async function play(
    { before, after, pageSize }: { before: readonly Told[]; after: readonly Told[]; pageSize: number },
    order: readonly number[],
  ) {
    await emptied(stage().database)
    const { world, scanners } = await threeScanners(stage())
    const seen: unknown[] = []
    for (const listing of [before, after]) {
      for (const index of order) {
        const scanner = scanners[index]
        if (scanner === undefined) throw new Error(`There is no scanner ${index}.`)
        for (const target of ['web', 'api']) {
          const own = listing.filter(({ saying }) => saying.scanner === index && saying.target === target)
          scanner.vendor.findings.set(target, { pages: paged(own.map(sightingOf), pageSize) })
        }
        await sync(world, scanner.id)
      }
      await expectTruth(stage().database, stage().now())
      seen.push(await shown(world))
    }
    expect(await partition(world)).toEqual(model(before.map((one) => one.saying)))
    return seen
  }
})

function sightingOf({ saying, severity, reachability, detectedAt, title, fixedVersion, exploited, score }: Told): Sighting {
  return sighting(saying.target, placeOf(saying), {
    identifiers: saying.identifiers,
    package: { ...npm(saying.package, '1.0.0'), fixedVersion },
    severity,
    reachability,
    detectedAt,
    title,
    exploited,
    cvss: [{ version: '3.1', vector: null, score }],
    location: { path: `${title}/package.json` },
  })
}

/** Everything people see of the vulnerabilities, without the ids, which follow the order of arrival. */
async function shown({ database }: World) {
  const { rows } = await sql`
    select a.name as asset, v.name, p.name as package, v.kind, v.title, v.severity, v.status, v.present, v.gone_reason, v.location,
      v.fixed_version, v.reachability, v.exploited, v.cvss, v.sightings, v.open_sightings, v.detected_at,
      (select array_agg(c.label order by c.label) from connection c where c.id = any(v.connections)) as scanners
    from vulnerability v join asset a on a.id = v.asset_id left join package p on p.id = v.package_id
    order by a.name collate "C", v.name collate "C", p.name collate "C"
  `.execute(database.kysely)
  return rows
}
