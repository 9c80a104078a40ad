import { type RawBuilder, sql } from 'kysely'
import type { Tables } from '../tables.ts'

/** A mapping as it was at some time, with the names its ends had then. */
export interface MappingSnapshot {
  readonly productId: number | null
  readonly product: string | null
  readonly assetId: number | null
  readonly asset: string | null
  readonly assetKind: Tables['asset']['kind'] | null
  readonly branch: string | null
  /** The image the record was mapped as. */
  readonly imageId?: number | null
  readonly method: Tables['mapping']['method']
  readonly evidence: unknown
  readonly createdBy: string | null
  /** ISO 8601. */
  readonly createdAt: string
}

/** The snapshot of a row of `mapping`, as JSON. */
export function snapshotOf(alias: string): RawBuilder<unknown> {
  const row = sql.ref(alias)
  return sql`jsonb_build_object('productId', ${row}.product_id, 'product', (select name from product where id = ${row}.product_id),
    'assetId', ${row}.asset_id, 'asset', (select name from asset where id = ${row}.asset_id),
    'assetKind', (select kind from asset where id = ${row}.asset_id), 'branch', ${row}.branch, 'imageId', ${row}.image_id, 'method', ${row}.method,
    'evidence', ${row}.evidence, 'createdBy', ${row}.created_by, 'createdAt', ${row}.created_at)`
}
