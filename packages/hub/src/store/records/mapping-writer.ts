import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'
import { type MappingSnapshot, snapshotOf } from './mapping-snapshot.ts'

export interface NewMapping {
  readonly productId: number | null
  readonly assetId: number
  readonly branch: string | null
  /** The image the record is mapped as, if it is one. */
  readonly imageId?: number | null
  readonly method: Tables['mapping']['method']
  readonly evidence: unknown
  /** The person; `null` for a mapping the hub made by itself. */
  readonly by: string | null
  /** When it was made, if not now: for one that is brought back. */
  readonly at?: Date
}

export interface MappingChange {
  readonly id: number
  readonly at: Date
  readonly actor: string | null
  readonly undoes: number | null
  readonly former: MappingSnapshot | null
  /** Whether the product and the asset of `former` are still there. */
  readonly formerExists: boolean
}

/** Where records lead. Every change leaves an event, so that the last one can be taken back. */
export class MappingWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** Maps a record, or maps it elsewhere, and writes down what was there before. */
  async write(
    recordId: number,
    mapping: NewMapping,
    at: Date,
    change: { readonly by: string | null; readonly undoes?: number } = { by: mapping.by },
  ): Promise<void> {
    await sql`
      with former as (select * from mapping where record_id = ${recordId}),
      written as (
        insert into mapping (record_id, product_id, asset_id, branch, image_id, had_product, method, evidence, created_by, created_at)
        values (${recordId}, ${mapping.productId}, ${mapping.assetId}, ${mapping.branch},
          ${mapping.imageId ?? null}, ${mapping.productId !== null},
          ${mapping.method}, ${JSON.stringify(mapping.evidence)}, ${mapping.by}, ${mapping.at ?? at})
        on conflict (record_id) do update set product_id = excluded.product_id, asset_id = excluded.asset_id,
          branch = excluded.branch, image_id = excluded.image_id, had_product = excluded.had_product, method = excluded.method, evidence = excluded.evidence,
          created_by = excluded.created_by, created_at = excluded.created_at
        returning *
      )
      insert into record_event (record_id, at, kind, from_mapping, to_mapping, actor, undoes)
      select ${recordId}, ${at}, 'mapping', (select ${snapshotOf('former')} from former), ${snapshotOf('written')}, ${change.by},
        ${change.undoes ?? null}
      from written
    `.execute(this.#tx)
  }

  async remove(recordId: number, at: Date, change: { readonly by: string | null; readonly undoes?: number }): Promise<void> {
    await sql`
      with former as (delete from mapping where record_id = ${recordId} returning *)
      insert into record_event (record_id, at, kind, from_mapping, actor, undoes)
      select ${recordId}, ${at}, 'mapping', ${snapshotOf('former')}, ${change.by}, ${change.undoes ?? null} from former
    `.execute(this.#tx)
  }

  /** The newest change of a record's mapping, and whether what was there before still exists. */
  async lastChange(recordId: number): Promise<MappingChange | undefined> {
    const { rows } = await sql<MappingChange>`
      select e.id, e.at, e.actor, e.undoes, e.from_mapping as former,
        e.from_mapping is null or (
          exists (select 1 from asset where id = (e.from_mapping ->> 'assetId')::bigint)
          and (e.from_mapping ->> 'productId' is null
            or exists (select 1 from product where id = (e.from_mapping ->> 'productId')::bigint))
        ) as "formerExists"
      from record_event e where e.record_id = ${recordId} and e.kind = 'mapping' order by e.id desc limit 1
    `.execute(this.#tx)
    return rows[0]
  }
}
