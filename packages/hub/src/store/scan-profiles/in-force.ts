import { sql } from 'kysely'

/**
 * Joins, as `profile`, the scan profile in force for `product p` of `product_type t`, both of which may be missing: the product's own,
 * else that of its type, else the default; the latter two only where they reach what did not choose them.
 */
export const profileInForce = sql`
  left join scan_profile of_type on of_type.id = t.scan_profile_id and of_type.propagate
  left join scan_profile standing on standing.is_default and standing.propagate
  left join scan_profile profile on profile.id = coalesce(p.scan_profile_id, of_type.id, standing.id)`

/** Records that are read, each with the scan profile in force for the product it leads to. */
export const recordsWithProfile = sql`record r
  join mapping m on m.record_id = r.id
  join asset a on a.id = m.asset_id
  left join product p on p.id = coalesce(m.product_id, a.product_id)
  left join product_type t on t.id = p.product_type_id ${profileInForce}`

/** Why it is that one. */
export const profileFrom = sql`case when p.scan_profile_id is not null then 'product'
  when of_type.id is not null then 'product-type' when standing.id is not null then 'default' end`
