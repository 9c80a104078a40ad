import { type RawBuilder, sql } from 'kysely'
import { isEverything, type Reach } from '../../domain/notification.ts'

/** Whether a row is within reach: of the product `p`, with this severity. What is of unknown severity is told. */
export function inReach(reach: Reach, severity: RawBuilder<number>): RawBuilder<boolean> {
  const { minimumSeverity } = reach
  const severe = minimumSeverity === null ? sql`true` : sql`(${severity} = 0 or ${severity} >= ${minimumSeverity})`
  return sql<boolean>`(${severe} and ${inPlace(reach)})`
}

/** The same for what has no severity. */
export function inPlace(reach: Pick<Reach, 'productTypeIds' | 'productIds'>): RawBuilder<boolean> {
  if (isEverything(reach)) return sql<boolean>`true`
  const { productTypeIds, productIds } = reach
  return sql<boolean>`(p.product_type_id = any(${productTypeIds ?? []}::bigint[]) or p.id = any(${productIds ?? []}::bigint[]))`
}

/** The same for an item of a notification. What has no severity is told. */
export function itemInReach({ productTypeIds, productIds, minimumSeverity }: Reach): RawBuilder<boolean> {
  return sql<boolean>`(
    (${minimumSeverity}::smallint is null or coalesce(severity, 0) = 0 or severity >= ${minimumSeverity}::smallint)
    and (${isEverything({ productTypeIds, productIds })} or product_type_id = any(${productTypeIds ?? []}::bigint[])
      or product_id = any(${productIds ?? []}::bigint[])))`
}
