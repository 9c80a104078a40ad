import { type RawBuilder, sql } from 'kysely'
import { profileInForce } from '../scan-profiles/in-force.ts'
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

/** What is to be exported: the nearest scan profile decides, that of the product, of its type, or the default. */
export function wanted({ connectionId, kinds }: FamilyOfExporter): RawBuilder<unknown> {
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
