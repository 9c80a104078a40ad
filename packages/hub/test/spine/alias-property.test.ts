import fc from 'fast-check'
import { expect, it } from 'vitest'
import { model, partition, placeOf, type Saying, saying, threeScanners, toSighting } from './alias-model.ts'
import { paged } from './sighting.ts'
import { describeSpine, emptied, sync } from './stage.ts'
import { expectTruth } from './truth.ts'

/** Several rounds; in each, some scanners say everything they see now, in any order and in pages of any size. */
const story = fc.array(
  fc.record({
    sayings: fc.array(saying(5), { minLength: 1, maxLength: 12 }),
    pageSize: fc.integer({ min: 1, max: 5 }),
    repeat: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
)

await describeSpine('sightings of several scanners', (stage) => {
  it('fall into the same vulnerabilities as in a simple model, whatever the order, paging and repetition', {
    timeout: 180_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(story, async (rounds) => {
        await emptied(stage().database)
        const { world, scanners } = await threeScanners(stage())
        const heard = new Map<string, Saying>()

        for (const { sayings, pageSize, repeat } of rounds) {
          for (const one of sayings) heard.set(placeOf(one), one)
          for (const [index, { vendor, id }] of scanners.entries()) {
            for (const target of ['web', 'api'] as const) {
              const items = [...heard.values()].filter((one) => one.scanner === index && one.target === target).map(toSighting)
              vendor.findings.set(target, { pages: paged(repeat ? [...items, ...items.toReversed()] : items, pageSize) })
            }
            await sync(world, id)
          }
          await expectTruth(stage().database, stage().now())
          expect(await partition(world)).toEqual(model([...heard.values()]))
        }
      }),
      { numRuns: 6, endOnFailure: true },
    )
  })
})
