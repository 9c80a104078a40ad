import { type Kysely, sql } from 'kysely'
import type { Sight } from '../../domain/access.ts'
import { allOf, countedTo } from '../page.ts'
import { assetInSight, productInSight } from '../sight.ts'
import type { Tables } from '../tables.ts'

export interface SummaryView {
  readonly byStatus: Readonly<Record<string, number>>
  /** Open ones by severity rank. */
  readonly open: Readonly<Record<string, number>>
  /** Open ones whose time is over; counted to one past the bound. */
  readonly overdue: number
  readonly records: Readonly<Record<string, number>>
  readonly connections: number
  readonly attention: readonly {
    readonly id: number
    readonly label: string
    readonly connector: string
    readonly state: Tables['connection']['state']
    readonly problem: unknown
  }[]
  /** By reason, over the last finished sync of each connection. */
  readonly filtered: Readonly<Record<string, number>>
  readonly queued: number
  readonly running: number
  readonly held: number
  readonly lastSyncAt: Date | null
}

export interface WeekView {
  /** Monday, `YYYY-MM-DD`. */
  readonly week: string
  readonly detected: number
  readonly closed: number
}

export class SummaryReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** What is about single connections is only for those who see everything. */
  async read(openStatuses: readonly string[], sight: Sight, now: Date): Promise<SummaryView> {
    const everything = sight === null
    const { rows } = await sql<SummaryView>`
      with counts as materialized (
        select status, severity, sum(n)::bigint as n from vulnerability_count c
        where ${allOf(assetInSight(sql`c.asset_id`, sight))} group by status, severity having sum(n) > 0
      ), live as materialized (select * from connection where removed_at is null)
      select
        coalesce((select json_object_agg(status, n) from (select status, sum(n) as n from counts group by status) s), '{}') as "byStatus",
        coalesce((select json_object_agg(severity, n) from (
          select severity, sum(n) as n from counts where status = any(${openStatuses}::text[]) group by severity) s), '{}') as open,
        (select count(*) from (
          select 1 from vulnerability v where v.status = any(${openStatuses}::text[]) and v.due_at < ${now}
            and ${allOf(assetInSight(sql`v.asset_id`, sight))} limit ${countedTo + 1}) late) as overdue,
        coalesce((select json_object_agg(state, n) from (
          select r.state, count(*) as n from record r join live on live.id = r.connection_id ${ownersOfRecords(sight)} group by r.state) s), '{}') as records,
        (select count(*) from live) as connections,
        coalesce((select json_agg(json_build_object('id', id, 'label', label, 'connector', connector, 'state', state,
          'problem', problem) order by state, id) from live where state in ('attention', 'degraded') and ${everything}::boolean), '[]') as attention,
        coalesce((select json_object_agg(reason, n) from (
          select f.key as reason, sum(f.value::bigint) as n from (select id from live where ${everything}::boolean) live
          cross join lateral (
            select counts from operation where connection_id = live.id and kind = 'sync' and state in ('complete', 'partial')
              and record_ids is null
            order by id desc limit 1
          ) as last
          cross join lateral jsonb_each_text(coalesce(last.counts -> 'filtered', '{}')) as f
          group by f.key) s), '{}') as filtered,
        (select count(*) from operation where state = 'queued') as queued,
        (select count(*) from operation where state = 'running') as running,
        (select count(distinct operation_id) from sync_scope where state = 'held') as held,
        (select max(last_sync_at) from live) as "lastSyncAt"
    `.execute(this.#db)
    const [row] = rows
    if (row === undefined) throw new Error('A select without a table gave no row')
    return row
  }

  /** Detected and closed per week, UTC, from the week of `from` on; weeks without either are left out. */
  async weeks(from: Date, statuses: readonly string[], sight: Sight): Promise<readonly WeekView[]> {
    const { rows } = await sql<WeekView>`
      select to_char(week, 'YYYY-MM-DD') as week, sum(detected)::bigint as detected, sum(closed)::bigint as closed from (
        select date_trunc('week', detected_at at time zone 'UTC') as week, count(*) as detected, 0 as closed
        from vulnerability where status = any(${statuses}::text[]) and detected_at >= ${from}
          and ${allOf(assetInSight(sql`asset_id`, sight))} group by 1
        union all
        select date_trunc('week', at at time zone 'UTC'), 0, count(*)
        from vulnerability_event e where at >= ${from} and kind = 'closed' and ${closedInSight(sight)} group by 1
      ) as parts group by week order by week
    `.execute(this.#db)
    return rows
  }
}

function ownersOfRecords(sight: Sight) {
  if (sight === null) return sql``
  return sql`join mapping m on m.record_id = r.id left join asset a on a.id = m.asset_id
    join product p on p.id = coalesce(m.product_id, a.product_id) and ${allOf(productInSight(sql`p.product_type_id`, sight))}`
}

function closedInSight(sight: Sight) {
  if (sight === null) return sql`true`
  return sql`exists (
    select 1 from vulnerability v where v.id = e.vulnerability_id and ${allOf(assetInSight(sql`v.asset_id`, sight))})`
}
