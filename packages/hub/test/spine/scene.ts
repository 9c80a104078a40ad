import { paged, sightings } from './sighting.ts'
import { connect, type Stage } from './stage.ts'
import { createVendor, product, repository, type Vendor } from './vendor.ts'
import type { World } from './world.ts'

export interface Scene {
  readonly world: World
  readonly vendor: Vendor
  readonly forge: Vendor
}

export async function scene(stage: Stage): Promise<Scene> {
  const vendor = createVendor('alpha')
  const forge = createVendor('forge', { sourceControl: true })
  return { world: await stage.world([vendor, forge]), vendor, forge }
}

/** One record with three findings, in a product of its own. */
export async function mapped(stage: Stage): Promise<Scene & { readonly id: number }> {
  const found = await scene(stage)
  found.vendor.products = [product('web')]
  found.vendor.findings.set('web', { pages: paged(sightings('web', 3), 5) })
  const id = await connect(found.world, found.vendor)
  await found.world.settle()
  return { ...found, id }
}

/** One record with three findings, in the repository `team/web`; there is another one called `team/other`. */
export async function mappedToRepository(stage: Stage): Promise<Scene & { readonly forgeId: number }> {
  const found = await scene(stage)
  found.forge.repositories = { pages: [{ items: [repository('1', 'team/web'), repository('2', 'team/other')] }] }
  found.vendor.products = [product('web', { address: 'https://forge.test/team/web' })]
  found.vendor.findings.set('web', { pages: paged(sightings('web', 3), 5) })
  const forgeId = await connect(found.world, found.forge)
  await found.world.settle()
  await connect(found.world, found.vendor)
  await found.world.settle()
  return { ...found, forgeId }
}

/** Id of the connection with the label. */
export async function connectionOf(world: World, label: string): Promise<number | undefined> {
  const row = await world.database.kysely.selectFrom('connection').select('id').where('label', '=', label).executeTakeFirst()
  return row?.id
}
