import { reachabilities, severities } from '@patchbay/sdk'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { vulnerabilities } from './look.ts'
import { paged, type SightingFacts, sighting } from './sighting.ts'
import { connect, describeSpine, emptied, sync } from './stage.ts'
import { expectTruth } from './truth.ts'
import { createVendor, product } from './vendor.ts'

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-02-${String(n).padStart(2, '0')}T00:00:00.000Z`)
const score = fc.integer({ min: 0, max: 100 }).map((n) => n / 10)
/** EPSS is published with five digits. */
const probability = fc.integer({ min: 0, max: 100_000 }).map((n) => n / 100_000)

/** Facts that differ from sighting to sighting of one problem. */
const facts: fc.Arbitrary<SightingFacts> = fc.record({
  severity: fc.constantFrom(...severities),
  reachability: fc.constantFrom(...reachabilities),
  detectedAt: fc.option(day),
  title: fc.constantFrom('One title', 'Another title'),
  exploited: fc.option(fc.boolean()),
  cvss: fc.array(fc.record({ version: fc.constant('3.1' as const), vector: fc.constant(null), score: fc.option(score) }), {
    maxLength: 2,
  }),
  epss: fc.option(fc.record({ score: probability, percentile: fc.constant(null) })),
  location: fc.option(fc.record({ path: fc.constantFrom('a/pom.xml', 'b/pom.xml') })),
  package: fc.option(fc.constantFrom('1.2.3', '2.0.0')).map((fixedVersion) => ({
    purl: 'pkg:npm/left-pad@1.0.0',
    name: 'left-pad',
    version: '1.0.0',
    direct: null,
    fixedVersion,
  })),
})

await describeSpine('a vulnerability', (stage) => {
  it('is what its sightings add up to, when it is new, when it changes and when some of it goes', {
    timeout: 180_000,
  }, async () => {
    const listing = fc.array(facts, { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(listing, listing, fc.integer({ min: 1, max: 5 }), async (first, second, pageSize) => {
        await emptied(stage().database)
        const vendor = createVendor('alpha')
        const world = await stage().world([vendor])
        vendor.products = [product('web')]
        const say = (list: readonly SightingFacts[]) => {
          const items = list.map((one, index) => sighting('web', `F${index}`, one))
          vendor.findings.set('web', { pages: paged(items, pageSize) })
        }
        say(first)
        const id = await connect(world, vendor)
        await world.settle()
        await expectTruth(stage().database, stage().now())
        expect(await vulnerabilities(world)).toMatchObject([{ openSightings: first.length }])

        stage().pass({ hours: 6 })
        say(second)
        await sync(world, id)
        await expectTruth(stage().database, stage().now())
        expect(await vulnerabilities(world)).toMatchObject([
          { sightings: Math.max(first.length, second.length), openSightings: second.length },
        ])
      }),
      { numRuns: 8, endOnFailure: true },
    )
  })
})
