import { type Kysely, type RawBuilder, sql } from 'kysely'
import { profileInForce } from '../scan-profiles/in-force.ts'
import type { Tables } from '../tables.ts'
import { exportedRecords } from './eligible.ts'

/** One family of one exporter. */
export interface FamilyOfExporter {
  readonly connectionId: number
  readonly family: string
  readonly kinds: readonly string[]
  /** Most findings of one document. */
  readonly findings: number | null
}

/** Events further back than these were taken into account long ago. */
const recentEvents = 10_000

/**
 * Brings the scopes of one family of one exporter in line with what the hub has: new ones begin, renamed ones follow, a changed
 * default branch makes the old one a former branch, and what is no longer exported is retired. What hints at a change of the
 * findings is noted; whether there is one shows when the state is written.
 */
export async function settleScopes(tx: Kysely<Tables>, of: FamilyOfExporter, now: Date): Promise<void> {
  const { connectionId, family, findings } = of
  const slices =
    findings === null ? sql`1` : sql`greatest(1, ceil(w.n / ${Math.max(1, Math.floor(findings / 2))}::numeric))::integer`
  await sql`
    with ${wanted(of)},
    begun as (
      insert into export_scope (connection_id, asset_id, name, family, slice, slices, branch, about, scan_profile_id, kinds,
        minimum_severity, signature, seen_event_id, changed_at, created_at)
      select ${connectionId}, w.asset_id, w.hash || '-' || ${family}::text || '-' || n.slice, ${family}, n.slice, w.slices,
        w.branch, w.about, w.scan_profile_id, w.kinds, w.minimum_severity, w.signature, w.event_id, ${now}, ${now}
      from (select w.*, ${slices} as slices from wanted w where w.n > 0) w
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
}

/** What is to be exported: the nearest scan profile decides, that of the product, of its type, or the default. */
function wanted({ connectionId, kinds }: FamilyOfExporter): RawBuilder<unknown> {
  return sql`
    events as (
      select asset_id, max(id) as id from vulnerability_event
      where id > (select coalesce(max(id), 0) - ${recentEvents} from vulnerability_event) group by asset_id
    ),
    chosen as (
      select r.asset_id, r.host, r.ref, r.full_name, r.url, r.default_branch as branch, coalesce(p.name, r.full_name) as product,
        coalesce(t.name, 'Unassigned') as product_type, profile.id as scan_profile_id, profile.minimum_severity,
        array(select kind from unnest(profile.kinds) as kind where kind = any(${kinds}::text[]) order by kind) as kinds
      from repository r join asset a on a.id = r.asset_id
      left join product p on p.id = a.product_id
      left join product_type t on t.id = p.product_type_id ${profileInForce}
      where r.present and not r.archived and r.default_branch is not null
        and exists (select 1 from scan_profile_exporter e where e.scan_profile_id = profile.id and e.connection_id = ${connectionId})
        and exists (${exportedRecords(sql`r.asset_id`, sql`r.default_branch`)})
    ),
    wanted as (
      select c.asset_id, c.branch, c.scan_profile_id, c.kinds, c.minimum_severity, left(md5(c.host || ' ' || c.ref), 24) as hash,
        jsonb_build_object('repository', jsonb_build_object('fullName', c.full_name, 'url', c.url, 'nativeId', c.ref),
          'product', jsonb_build_object('name', c.product, 'type', c.product_type)) as about,
        coalesce((select sum(n) from vulnerability_count v
          where v.asset_id = c.asset_id and v.kind = any(c.kinds) and v.status <> 'Resolved'), 0) as n,
        coalesce(e.id, 0) as event_id,
        md5(concat(
          (select string_agg(concat_ws(' ', x.id, x.state, x.last_complete_operation_id, x.last_complete_sync_at), ',' order by x.id)
            from (${exportedRecords(sql`c.asset_id`, sql`c.branch`)}) x), ' ',
          (select string_agg(concat_ws(' ', v.kind, v.severity, v.status, v.n), ',' order by v.kind, v.severity, v.status)
            from vulnerability_count v where v.asset_id = c.asset_id and v.n <> 0))) as signature
      from chosen c left join events e on e.asset_id = c.asset_id
      where cardinality(c.kinds) > 0
    )
  `
}
