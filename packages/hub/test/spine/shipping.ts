import { createDestination, type Destination } from './destination.ts'
import { paged, sightings } from './sighting.ts'
import { connect, type Stage } from './stage.ts'
import { createVendor, product, repository, type Vendor } from './vendor.ts'
import { tester, type World } from './world.ts'

export interface Scene {
  readonly stage: Stage
  readonly world: World
  readonly scanner: Vendor
  readonly forge: Vendor
  readonly scannerId: number
  readonly forgeId: number
  readonly destination: Destination
  readonly repositoryId: number
}

/** A repository with five findings of dependencies, and a destination that is connected but was not sent anything yet. */
export async function scene(stage: Stage, destination = createDestination('sink')): Promise<Scene> {
  const scanner = createVendor('alpha')
  const forge = createVendor('forge', { sourceControl: true })
  forge.repositories = { pages: [{ items: [repository('1', 'team/web')] }] }
  scanner.products = [product('web', { address: 'https://forge.test/team/web' })]
  scanner.findings.set('web', { pages: paged(sightings('web', 5), 5) })
  const world = await stage.world([scanner, forge, destination.plugin])
  const forgeId = await connect(world, forge)
  await world.settle()
  const scannerId = await connect(world, scanner)
  await world.settle()
  await world.commands.exporters.create({ connector: 'sink', label: 'Sink', config: { token: 'the-key-of-sink' } }, tester)
  const { asset_id } = await world.database.kysely.selectFrom('repository').select('asset_id').executeTakeFirstOrThrow()
  return { stage, world, scanner, forge, scannerId, forgeId, destination, repositoryId: asset_id }
}

export async function uploads(world: World) {
  return world.database.kysely.selectFrom('upload').selectAll().orderBy('id').execute()
}

export async function scope(world: World) {
  return world.database.kysely.selectFrom('export_scope').selectAll().orderBy('id').executeTakeFirstOrThrow()
}

export function present(scanner: Vendor, count: number): void {
  scanner.findings.set('web', { pages: paged(sightings('web', count), 50) })
}
