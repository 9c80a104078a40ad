import { type RawBuilder, sql } from 'kysely'
import type { Sight } from '../domain/access.ts'

/** What a list is narrowed to: assets that belong to a product of one of the types. */
export function assetInSight(assetId: RawBuilder<unknown>, sight: Sight): readonly RawBuilder<unknown>[] {
  if (sight === null) return []
  return [
    sql`${assetId} = any(array(
      select a.id from asset a join product p on p.id = a.product_id where p.product_type_id = any(${sight}::bigint[])
    ))`,
  ]
}

/** The same for products. */
export function productInSight(productTypeId: RawBuilder<unknown>, sight: Sight): readonly RawBuilder<unknown>[] {
  return sight === null ? [] : [sql`${productTypeId} = any(${sight}::bigint[])`]
}
