import { sql } from 'kysely'

/**
 * The product of `image i` with its `asset a` and the asset `sa` of the repository that builds it: the repository's, else its own,
 * else that of a repository in which a scanner reports it.
 */
export const effectiveProduct = sql`coalesce(sa.product_id, a.product_id, (
  select va.product_id from vulnerability v join asset va on va.id = v.asset_id
  where v.image_id = i.asset_id and va.product_id is not null order by va.product_id limit 1))`
