import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Owned } from '../domain/access.ts'
import { effectiveProduct } from './images/effective-product.ts'
import type { Tables } from './tables.ts'

const ofAsset = (table: string) => sql`select x.id, p.product_type_id as type from ${sql.table(table)} x
  join asset a on a.id = x.asset_id left join product p on p.id = a.product_id`

/** From an object to the product type it belongs to, by kind of object. */
const paths = {
  vulnerability: ofAsset('vulnerability'),
  finding: ofAsset('finding'),
  remediation: ofAsset('remediation'),
  'change request': ofAsset('change_request'),
  repository: sql`select a.id, p.product_type_id as type from asset a left join product p on p.id = a.product_id`,
  image: sql`select i.asset_id as id, p.product_type_id as type from image i join asset a on a.id = i.asset_id
    left join asset sa on sa.id = i.source_repository_id left join product p on p.id = ${effectiveProduct}`,
  product: sql`select x.id, x.product_type_id as type from product x`,
  'product type': sql`select x.id, x.id as type from product_type x`,
  record: sql`select x.id, p.product_type_id as type from record x left join mapping m on m.record_id = x.id
    left join asset a on a.id = m.asset_id left join product p on p.id = coalesce(m.product_id, a.product_id)`,
  upload: sql`select x.id, p.product_type_id as type from upload x join export_scope s on s.id = x.scope_id
    left join asset a on a.id = s.asset_id left join product p on p.id = a.product_id`,
} satisfies Readonly<Record<Owned, RawBuilder<unknown>>>

/** Tells which product type things belong to. */
export class ProductTypeReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** By id; unknown ones are missing, and `null` is for what belongs to no product. */
  async of(noun: Owned, ids: readonly number[]): Promise<ReadonlyMap<number, number | null>> {
    const { rows } = await sql<{ id: number; type: number | null }>`
      select id, type from (${paths[noun]}) as owned where id = any(${ids}::bigint[])
    `.execute(this.#db)
    return new Map(rows.map((row) => [row.id, row.type]))
  }
}
