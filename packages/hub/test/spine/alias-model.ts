import type { Sighting } from '@patchbay/sdk'
import fc from 'fast-check'
import { expect } from 'vitest'
import { aliasLinks, preferredName } from '../../src/domain/alias.ts'
import { groupAliases } from '../../src/domain/alias-group.ts'
import { findings, vulnerabilities } from './look.ts'
import { sighting } from './sighting.ts'
import { connect, type Stage } from './stage.ts'
import { createVendor, product, repository, type Vendor } from './vendor.ts'
import type { World } from './world.ts'

/** What one scanner says of one place; said again with other names, it corrects itself. */
export interface Saying {
  readonly scanner: number
  readonly target: 'web' | 'api'
  readonly nth: number
  readonly package: 'one' | 'two'
  readonly identifiers: readonly string[]
}

const pool = ['CVE-2024-1001', 'CVE-2024-1002', 'GHSA-2222-3333-4444', 'GHSA-5555-6666-7777', 'OWN-1', 'OWN-2', 'RHSA-2024:1']

/** Of three scanners and two repositories, each with so many places. */
export function saying(places: number): fc.Arbitrary<Saying> {
  return fc.record({
    scanner: fc.nat({ max: 2 }),
    target: fc.constantFrom('web', 'api'),
    nth: fc.nat({ max: places - 1 }),
    package: fc.constantFrom('one', 'two'),
    identifiers: fc.uniqueArray(fc.constantFrom(...pool), { minLength: 1, maxLength: 3 }),
  })
}

/** One for each place: a later one of the same place counts. */
export function placeOf(one: Saying): string {
  return `${one.scanner}-${one.target}-${one.nth}`
}

export function toSighting(one: Saying): Sighting {
  return sighting(one.target, placeOf(one), { identifiers: one.identifiers, package: one.package })
}

/** The vulnerabilities there should be: connected components of what is linked now, for each repository and package. */
export function model(heard: readonly Saying[]): readonly string[] {
  const groups = groupAliases(heard.flatMap((one) => aliasLinks(one.identifiers)))
  const groupOf = new Map(groups.flatMap((group) => group.members.map((member) => [member, group.name] as const)))
  const parts = Map.groupBy(heard, (one) => {
    const name = preferredName(one.identifiers) ?? ''
    return `team/${one.target} ${groupOf.get(name) ?? name} ${one.package}`
  })
  return [...parts].map(([place, sayings]) => `${place}: ${sayings.map(placeOf).toSorted().join(', ')}`).toSorted()
}

/** The vulnerabilities there are, written the same way. */
export async function partition(world: World): Promise<readonly string[]> {
  const rows = new Map((await vulnerabilities(world)).map((row) => [row.id, row]))
  return [...Map.groupBy(await findings(world), (finding) => finding.vulnerabilityId)]
    .map(([id, members]) => {
      const row = rows.get(id)
      expect(row?.sightings).toBe(members.length)
      return `${row?.asset} ${row?.name} ${row?.package}: ${members
        .map((member) => member.externalId)
        .toSorted()
        .join(', ')}`
    })
    .toSorted()
}

export interface Scanner {
  readonly vendor: Vendor
  readonly id: number
}

/** Three scanners that look at the same two repositories. */
export async function threeScanners(stage: Stage): Promise<{
  readonly world: World
  readonly vendors: readonly Vendor[]
  readonly scanners: readonly Scanner[]
}> {
  const forge = createVendor('forge', { sourceControl: true })
  forge.repositories = { pages: [{ items: [repository('1', 'team/web'), repository('2', 'team/api')] }] }
  const vendors = [0, 1, 2].map((n) => createVendor(`scanner-${n}`))
  const world = await stage.world([forge, ...vendors])
  await connect(world, forge)
  const scanners: Scanner[] = []
  for (const vendor of vendors) {
    vendor.products = ['web', 'api'].map((ref) => product(ref, { address: `https://forge.test/team/${ref}` }))
    scanners.push({ vendor, id: await connect(world, vendor, { rules: { cveRequired: false } }) })
  }
  await world.settle()
  return { world, vendors: [forge, ...vendors], scanners }
}
