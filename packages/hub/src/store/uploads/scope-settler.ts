import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'
import { exportedRecords } from './eligible.ts'
import { grow, recut, slicesFor } from './scope-slices.ts'
import { type FamilyOfExporter, wanted } from './wanted-scopes.ts'

/**
 * Brings the scopes of one family of one exporter in line with what the hub has: new ones begin, renamed ones follow, a changed
 * default branch makes the old one a former branch, and what is no longer exported is retired. What hints at a change of the
 * findings is noted; whether there is one shows when the state is written.
 */
export async function settleScopes(tx: Kysely<Tables>, of: FamilyOfExporter, now: Date): Promise<void> {
  const { connectionId, family, findings } = of
  if (findings !== null) await recut(tx, { ...of, findings })
  await sql`
    with ${wanted(of)},
    begun as (
      insert into export_scope (connection_id, asset_id, name, family, slice, slices, branch, about, scan_profile_id, kinds,
        minimum_severity, signature, seen_event_id, changed_at, created_at)
      select ${connectionId}, w.asset_id, w.hash || '-' || ${family}::text || '-' || n.slice, ${family}, n.slice, w.slices,
        w.branch, w.about, w.scan_profile_id, w.kinds, w.minimum_severity, w.signature, w.event_id, ${now}, ${now}
      from (select w.*, ${slicesFor(sql`w.n`, findings)} as slices from wanted w where w.n > 0) w
      cross join lateral generate_series(1, w.slices) as n (slice)
      where not exists (
        select 1 from export_scope s where s.connection_id = ${connectionId} and s.asset_id = w.asset_id and s.family = ${family}
      )
      on conflict do nothing
    ),
    followed as (
      update export_scope s set branch = w.branch, former_branches = case when s.branch = w.branch then s.former_branches
          else array_remove(array_remove(s.former_branches, w.branch), s.branch) || s.branch end,
        about = w.about, scan_profile_id = w.scan_profile_id, kinds = w.kinds, minimum_severity = w.minimum_severity,
        signature = w.signature, seen_event_id = greatest(s.seen_event_id, w.event_id), retired_at = null,
        retired_because = null, changed_at = coalesce(s.changed_at, ${now}), to_plan = true
      from wanted w
      where s.connection_id = ${connectionId} and s.family = ${family} and s.asset_id = w.asset_id
        and (s.retired_at is not null or w.event_id > s.seen_event_id
          or (s.branch, s.about, s.scan_profile_id, s.kinds, s.minimum_severity, s.signature)
            is distinct from (w.branch, w.about, w.scan_profile_id, w.kinds, w.minimum_severity, w.signature))
    )
    update export_scope s set retired_at = ${now}, changed_at = ${now}, to_plan = true,
      retired_because = coalesce((
        select case when not r.present then 'removed' when r.archived then 'archived'
          when not exists (${exportedRecords(sql`s.asset_id`, sql`r.default_branch`)}) then 'unmapped' else 'not-exported' end
        from repository r where r.asset_id = s.asset_id), 'removed')
    where s.connection_id = ${connectionId} and s.family = ${family} and s.retired_at is null
      and not exists (select 1 from wanted w where w.asset_id = s.asset_id)
  `.execute(tx)
  if (findings !== null) await grow(tx, { ...of, findings }, now)
}
