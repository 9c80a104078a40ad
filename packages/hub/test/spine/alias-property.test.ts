import type { Sighting } from '@patchbay/sdk'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { aliasLinks, preferredName } from '../../src/domain/alias.ts'
import { groupAliases } from '../../src/domain/alias-group.ts'
import { findings, vulnerabilities } from './look.ts'
import { paged, sighting } from './sighting.ts'
import { connect, describeSpine, emptied, type Stage, sync } from './stage.ts'
import { expectTruth } from './truth.ts'
import { createVendor, product, repository } from './vendor.ts'

/** What one scanner says of one place; said again with other names, it corrects itself. */
interface Saying {
  readonly scanner: number
  readonly target: 'web' | 'api'
  readonly nth: number
  readonly package: 'one' | 'two'
  readonly identifiers: readonly string[]
}

const pool = ['CVE-2024-1001', 'CVE-2024-1002', 'GHSA-2222-3333-4444', 'GHSA-5555-6666-7777', 'OWN-1', 'OWN-2', 'RHSA-2024:1']

const saying: fc.Arbitrary<Saying> = fc.record({
  scanner: fc.nat({ max: 2 }),
  target: fc.constantFrom('web', 'api'),
  nth: fc.nat({ max: 4 }),
  package: fc.constantFrom('one', 'two'),
  identifiers: fc.uniqueArray(fc.constantFrom(...pool), { minLength: 1, maxLength: 3 }),
})

/** Several rounds; in each, some scanners say everything they see now, in any order and in pages of any size. */
const story = fc.array(
  fc.record({
    sayings: fc.array(saying, { minLength: 1, maxLength: 12 }),
    pageSize: fc.integer({ min: 1, max: 5 }),
    repeat: fc.boolean(),
  }),
  { minLength: 1, maxLength: 4 },
)

await describeSpine('sightings of several scanners', (stage) => {
  it('fall into the same vulnerabilities as in a simple model, whatever the order, paging and repetition', async () => {
    await fc.assert(
      fc.asyncProperty(story, async (rounds) => {
        await emptied(stage().database)
        const { world, scanners } = await threeScanners(stage())
        const heard = new Map<string, Saying>()

        for (const { sayings, pageSize, repeat } of rounds) {
          for (const one of sayings) heard.set(`${one.scanner} ${one.target} ${one.nth}`, one)
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
      { numRuns: 12, seed: 20_261_101 },
    )
  })
})

/** Connected components of what is linked now, for each repository and package. */
function model(heard: readonly Saying[]): readonly string[] {
  const groups = groupAliases(heard.flatMap((one) => aliasLinks(one.identifiers)))
  const groupOf = new Map(groups.flatMap((group) => group.members.map((member) => [member, group.name] as const)))
  const parts = Map.groupBy(heard, (one) => {
    const name = preferredName(one.identifiers) ?? ''
    return `team/${one.target} ${groupOf.get(name) ?? name} ${one.package}`
  })
  return [...parts].map(([place, sayings]) => `${place}: ${sayings.map(nameOf).toSorted().join(', ')}`).toSorted()
}

async function partition(world: Parameters<typeof findings>[0]): Promise<readonly string[]> {
  const rows = new Map((await vulnerabilities(world)).map((row) => [row.id, row]))
  return [...Map.groupBy(await findings(world), (finding) => finding.vulnerabilityId)]
    .map(([id, members]) => {
      const row = rows.get(id)
      expect(row?.sightings).toBe(members.length)
      return `${row?.asset} ${row?.name} ${row?.package}: ${members.map((member) => member.externalId).toSorted().join(', ')}`
    })
    .toSorted()
}

function nameOf(one: Saying): string {
  return `${one.scanner}-${one.target}-${one.nth}`
}

function toSighting(one: Saying): Sighting {
  return sighting(one.target, nameOf(one), { identifiers: one.identifiers, package: one.package })
}

async function threeScanners(stage: Stage) {
  const forge = createVendor('forge', { sourceControl: true })
  forge.repositories = { pages: [{ items: [repository('1', 'team/web'), repository('2', 'team/api')] }] }
  const vendors = [0, 1, 2].map((n) => createVendor(`scanner-${n}`))
  const world = await stage.world([forge, ...vendors])
  await connect(world, forge)
  const scanners = []
  for (const vendor of vendors) {
    vendor.products = ['web', 'api'].map((ref) => product(ref, { address: `https://forge.test/team/${ref}` }))
    scanners.push({ vendor, id: await connect(world, vendor, { rules: { cveRequired: false } }) })
  }
  await world.settle()
  return { world, scanners }
}
