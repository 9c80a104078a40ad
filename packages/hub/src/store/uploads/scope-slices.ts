import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Tables } from '../tables.ts'
import { type FamilyOfExporter, wanted } from './wanted-scopes.ts'

// Parts of a scope stay apart for ever: a finding that changed its part would be closed in one and new in the other. So a
// vulnerability is in the part its id falls into, and what comes when all parts are full goes into further ones.

type Limited = FamilyOfExporter & { readonly findings: number }

/** In how many parts so many findings are cut: half full, so that they can grow. */
export function slicesFor(count: RawBuilder<unknown>, findings: number | null): RawBuilder<unknown> {
  if (findings === null) return sql`1`
  return sql`greatest(1, ceil(${count} / ${Math.max(1, Math.floor(findings / 2))}::numeric))::integer`
}

/** Forgets parts that were cut while the first sync was still adding to the repository, and of which nothing was sent yet. */
export async function recut(tx: Kysely<Tables>, of: Limited): Promise<void> {
  const { connectionId, family, findings } = of
  await sql`
    with ${wanted(of)}
    delete from export_scope s using wanted w
    where s.connection_id = ${connectionId} and s.family = ${family} and s.asset_id = w.asset_id and s.slices_before = 0
      and s.last_id is null and s.slices < ${slicesFor(sql`w.n`, findings)}
      and not exists (
        select 1 from export_scope o join upload u on u.scope_id = o.id
        where o.connection_id = ${connectionId} and o.family = ${family} and o.asset_id = s.asset_id
          and (u.stage <> 'ended' or u.sent_at <> '{}')
      )
  `.execute(tx)
}

/**
 * Gives further parts to what no longer fits into those there are: the first vulnerability whose part is full, and all that came and
 * come after it. None of them was sent yet, as those that fit are sent in the order of their ids.
 */
export async function grow(tx: Kysely<Tables>, of: Limited, now: Date): Promise<void> {
  const { connectionId, family, findings } = of
  const belongs = sql`v.asset_id = l.asset_id and v.present and v.kind = any(w.kinds)`
  await sql`
    with ${wanted(of)},
    latest as (
      select distinct asset_id, slices, slices_before, first_id from export_scope
      where connection_id = ${connectionId} and family = ${family} and last_id is null and retired_at is null
    ),
    full_up as (
      select w.*, l.slices, x.first_id, y.n as over
      from latest l
      join wanted w on w.asset_id = l.asset_id and w.n > (l.slices - l.slices_before) * ${Math.floor((findings * 3) / 4)}::bigint
      cross join lateral (
        select min(o.id) as first_id from (
          select v.id, row_number() over (partition by v.id % (l.slices - l.slices_before) order by v.id) as place
          from vulnerability v where ${belongs} and v.id >= l.first_id
        ) o where o.place > ${findings}
      ) x
      cross join lateral (select count(*) as n from vulnerability v where ${belongs} and v.id >= x.first_id) y
      where x.first_id is not null
    ),
    ended as (
      update export_scope s set last_id = f.first_id - 1 from full_up f
      where s.connection_id = ${connectionId} and s.family = ${family} and s.asset_id = f.asset_id and s.last_id is null
    )
    insert into export_scope (connection_id, asset_id, name, family, slice, slices, slices_before, first_id, branch, about,
      scan_profile_id, kinds, minimum_severity, signature, seen_event_id, changed_at, created_at)
    select ${connectionId}, f.asset_id, f.hash || '-' || ${family}::text || '-' || f.slices + n.slice, ${family}, f.slices + n.slice,
      f.slices + f.more, f.slices, f.first_id, f.branch, f.about, f.scan_profile_id, f.kinds, f.minimum_severity, f.signature, f.event_id,
      ${now}, ${now}
    from (select f.*, ${slicesFor(sql`f.over`, findings)} as more from full_up f) f
    cross join lateral generate_series(1, f.more) as n (slice)
  `.execute(tx)
}
