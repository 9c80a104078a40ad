import { type Kysely, type RawBuilder, sql } from 'kysely'
import { openStatuses } from '../../domain/status.ts'
import { effectiveProduct } from '../images/effective-product.ts'
import { shownRecords } from '../records/shown.ts'
import type { Tables } from '../tables.ts'

/** What hangs on a product. `open` by severity rank. */
interface ProductExtent {
  readonly productId: number
  readonly repositories: number
  readonly images: number
  readonly records: number
  readonly open: Readonly<Record<string, number>>
  /** Of the open ones, those whose time is over. */
  readonly overdue: number
  /** The highest score of the open ones. */
  readonly riskScore: number | null
}

/** The same of a product type, over all its products. */
export interface TypeExtent extends Omit<ProductExtent, 'productId' | 'overdue'> {
  readonly typeId: number
}

// Written out, so that the index of open risks is used.
const isOpen = sql`v.status in (${sql.join(openStatuses.map((status) => sql.lit(status)))})`

/** What products and their types add up to. */
export class ExtentReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async ofProducts(ids: readonly number[], now: Date): Promise<ReadonlyMap<number, ProductExtent>> {
    const { rows } = await sql<ProductExtent>`
      with ${placedImages}
      select p.id as "productId",
        (select count(*) from asset a where a.product_id = p.id and a.kind = 'repository') as repositories,
        (select count(*) from placed where placed.product_id = p.id) as images,
        (select count(*) from mapping m join ${shownRecords} on shown.id = m.record_id where m.product_id = p.id)
          + (select count(*) from asset a join mapping m on m.asset_id = a.id join ${shownRecords} on shown.id = m.record_id
            where a.product_id = p.id and m.product_id is null) as records,
        (select count(*) from asset a join vulnerability v on v.asset_id = a.id
          where a.product_id = p.id and ${isOpen} and v.due_at < ${now}) as overdue,
        (select max(worst.risk_score) from asset a ${worst(sql`a.id`)} where a.product_id = p.id) as "riskScore",
        coalesce((select json_object_agg(s.severity, s.n) from (
          select v.severity, sum(v.n) as n from asset a join vulnerability_count v on v.asset_id = a.id
          where a.product_id = p.id and ${isOpen} group by v.severity) s), '{}') as open
      from unnest(${ids}::bigint[]) as p (id)
    `.execute(this.#db)
    return new Map(rows.map((row) => [row.productId, row]))
  }

  /** One query for all of them, from the counters. */
  async ofTypes(ids: readonly number[]): Promise<ReadonlyMap<number, TypeExtent>> {
    const { rows } = await sql<TypeExtent>`
      with ${placedImages}, own as (
        select p.product_type_id as type_id, a.id, a.kind from product p join asset a on a.product_id = p.id
        where p.product_type_id = any(${ids}::bigint[])
      ),
      open as (
        select own.type_id, v.severity, sum(v.n) as n from own join vulnerability_count v on v.asset_id = own.id
        where ${isOpen} group by own.type_id, v.severity
      )
      select t.id as "typeId",
        (select count(*) from own where own.type_id = t.id and own.kind = 'repository') as repositories,
        (select count(*) from placed join product p on p.id = placed.product_id where p.product_type_id = t.id) as images,
        (select count(*) from mapping m join ${shownRecords} on shown.id = m.record_id left join asset a on a.id = m.asset_id
          join product p on p.id = coalesce(m.product_id, a.product_id) where p.product_type_id = t.id) as records,
        (select max(worst.risk_score) from own ${worst(sql`own.id`)} where own.type_id = t.id) as "riskScore",
        coalesce((select json_object_agg(open.severity, open.n) from open where open.type_id = t.id), '{}') as open
      from unnest(${ids}::bigint[]) as t (id)
    `.execute(this.#db)
    return new Map(rows.map((row) => [row.typeId, row]))
  }
}

/** The product of each image; worked out once, because it may take a look at what scanners report. */
const placedImages = sql`placed as materialized (
  select ${effectiveProduct} as product_id from image i join asset a on a.id = i.asset_id
  left join asset sa on sa.id = i.source_repository_id
)`

/** Joins the riskiest open vulnerability of an asset. */
function worst(assetId: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`cross join lateral (
    select v.risk_score from vulnerability v where v.asset_id = ${assetId} and ${isOpen}
    order by v.risk_score desc nulls last limit 1
  ) worst`
}
