import { type RawBuilder, sql } from 'kysely'

/** Far more than any destination takes in a day. */
const latest = 30

/**
 * When the latest uploads of a scope left, or may have. One that holds a slot and has not left yet counts from its beginning; those
 * that never left do not push out those that did, however many there were.
 */
export function sentOf(scopeId: RawBuilder<unknown>): RawBuilder<readonly Date[]> {
  return sql`array(
    select t.at from (
      select * from upload where scope_id = ${scopeId} and not held and (stage <> 'ended' or sent_at <> '{}')
      order by id desc limit ${sql.lit(latest)}
    ) u
    cross join lateral unnest(case when u.stage <> 'ended' and u.sent_at = '{}' then array[u.began_at] else u.sent_at end) as t (at)
  )`
}
