import { sql } from 'kysely'
import { createBrowse } from '../../src/compose/browse.ts'
import type { Browse } from '../../src/usecases/browse/browse.ts'
import type { Answer, Explanation } from '../../src/usecases/browse/resources/explanation.ts'
import { paged, type SightingFacts, sighting } from './sighting.ts'
import { connect, type Stage } from './stage.ts'
import { createVendor, product, type Vendor, type VendorOptions } from './vendor.ts'
import type { World } from './world.ts'

/** A row of the ledger of filtered pages, with where it stands in the table: an update or a rewrite moves it. */
export interface LedgerRow {
  readonly operationId: number
  readonly externalIds: readonly string[]
  readonly place: string
}

export async function ledger({ database }: Pick<World, 'database'>): Promise<readonly LedgerRow[]> {
  const { rows } = await sql<LedgerRow>`
    select operation_id as "operationId", entry_external_ids as "externalIds", ctid::text || ' ' || xmin::text as place
    from filtered_page order by entry_external_ids
  `.execute(database.kysely)
  return rows
}

/** Every vendor id in the ledger, in order; one that stands there twice comes twice. */
export async function leftOut(world: Pick<World, 'database'>): Promise<readonly string[]> {
  return (await ledger(world)).flatMap((row) => row.externalIds).toSorted()
}

/** The read side over the stage's database. */
export function browseOf(stage: Stage, vendors: readonly Vendor[]): Browse {
  const plugins = new Map(vendors.map((vendor) => [vendor.id, vendor.plugin]))
  return createBrowse({ database: stage.database, plugins, now: stage.now })
}

/** A sighting that the usual rules leave out. */
export function nameless(target: string, externalId: string, facts: SightingFacts = {}) {
  return sighting(target, externalId, { identifiers: [], title: `Nameless ${externalId}`, ...facts })
}

/** A scanner with one record `web`, connected; what it lists is up to the test. Nothing was synced but the empty listing. */
export async function scanned(stage: Stage, options: VendorOptions = {}) {
  const vendor = createVendor('alpha', options)
  vendor.products = [product('web')]
  const world = await stage.world([vendor])
  const id = await connect(world, vendor)
  await world.settle()
  const browse = browseOf(stage, [vendor])
  const explain = (asked: string): Promise<Explanation> => browse.findings.explain('alpha', asked)
  return {
    world,
    vendor,
    id,
    browse,
    explain,
    /** The kinds of all answers. */
    kinds: async (asked: string) => (await explain(asked)).answers.map((answer) => answer.kind),
    /** The only answer. */
    async only(asked: string): Promise<Answer> {
      const { answers } = await explain(asked)
      const [first] = answers
      if (first === undefined || answers.length > 1) throw new Error(`${answers.length} answers: ${JSON.stringify(answers)}`)
      return first
    },
    list(ref: string, items: Parameters<typeof paged>[0], size = 10) {
      vendor.findings.set(ref, { pages: paged(items as ReturnType<typeof nameless>[], size) })
    },
  }
}
