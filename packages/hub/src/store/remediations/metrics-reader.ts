import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Sight } from '../../domain/access.ts'
import type { RemediationMode } from '../../domain/fix-group.ts'
import { activeStates } from '../../domain/remediation-state.ts'
import { allOf } from '../page.ts'
import { assetInSight } from '../sight.ts'
import type { Tables } from '../tables.ts'

export interface MetricsScope {
  readonly product?: readonly number[] | undefined
  readonly sight: Sight
}

/** How it stood at a moment. */
export interface Standing {
  readonly mode: RemediationMode
  /** Rank. */
  readonly priority: number
  readonly count: number
  readonly overdue: number
  readonly vulnerabilities: number
}

/** What happened in a time. */
export interface Throughput {
  readonly resolved: number
  readonly reopened: number
  /** Resolved after they were due. */
  readonly late: number
  /** Vulnerabilities closed by what was resolved. */
  readonly closed: number
  /** Milliseconds from opening to resolution; `null` for none. */
  readonly medianTime: number | null
}

export interface Week {
  /** Monday, `YYYY-MM-DD`. */
  readonly week: string
  readonly opened: number
  readonly resolved: number
  readonly reopened: number
}

/** Figures made of what happened, never of how things are: each is the same whenever it is asked about the same time. */
export class RemediationMetricsReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** What was being worked on at a moment. */
  async standing(scope: MetricsScope, at: Date): Promise<readonly Standing[]> {
    const { rows } = await sql<Standing>`
      select facts ->> 'mode' as mode, (facts ->> 'priority')::smallint as priority, count(*)::int as count,
        (count(*) filter (where (facts ->> 'dueAt')::timestamptz < ${at}))::int as overdue,
        coalesce(sum((facts ->> 'open')::int), 0)::int as vulnerabilities
      from (
        select distinct on (e.remediation_id) e.asset_id, e.data -> 'facts' as facts from remediation_event e
        where e.kind in ('state', 'edited', 'vulnerabilities', 'waiting', 'resumed') and e.at <= ${at}
        order by e.remediation_id, e.id desc
      ) as e
      where facts ->> 'state' = any(${activeStates}::text[]) and ${inScope(scope)} group by 1, 2 order by 2 desc, 1
    `.execute(this.#db)
    return rows
  }

  /** After `from`, up to and with `to`. */
  async throughput(scope: MetricsScope, from: Date, to: Date): Promise<Throughput> {
    const { rows } = await sql<Throughput>`
      with done as (
        select e.remediation_id, e.id, e.at, e.data ->> 'to' as state, e.data -> 'facts' as facts from remediation_event e
        where e.kind = 'state' and e.at > ${from} and e.at <= ${to} and e.data ->> 'to' in ('resolved', 'reopened') and ${inScope(scope)}
      ), resolved as (
        select done.*, (
          select max(b.at) from remediation_event b where b.remediation_id = done.remediation_id and b.kind = 'state' and b.id < done.id
            and coalesce(b.data ->> 'from', 'proposed') in ('proposed', 'dismissed', 'resolved')
        ) as begun from done where state = 'resolved'
      )
      select (select count(*) from resolved)::int as resolved, (select count(*) from done where state = 'reopened')::int as reopened,
        (select count(*) from resolved where at > (facts ->> 'dueAt')::timestamptz)::int as late,
        (select coalesce(sum((facts ->> 'vulnerabilities')::int), 0) from resolved)::int as closed,
        (select percentile_cont(0.5) within group (order by extract(epoch from at - begun) * 1000) from resolved)::float8 as "medianTime"
    `.execute(this.#db)
    const [row] = rows
    if (row === undefined) throw new Error('A select without a table gave no row')
    return row
  }

  /** By week, UTC, from the week of `from` on; weeks in which nothing happened are left out. */
  async weeks(scope: MetricsScope, from: Date, to: Date): Promise<readonly Week[]> {
    const { rows } = await sql<Week>`
      select to_char(date_trunc('week', e.at at time zone 'UTC'), 'YYYY-MM-DD') as week,
        (count(*) filter (where e.data ->> 'to' <> all('{resolved,reopened,dismissed}')
          and coalesce(e.data ->> 'from', 'proposed') in ('proposed', 'dismissed')))::int as opened,
        (count(*) filter (where e.data ->> 'to' = 'resolved'))::int as resolved,
        (count(*) filter (where e.data ->> 'to' = 'reopened'))::int as reopened
      from remediation_event e
      where e.kind = 'state' and e.at >= ${from} and e.at <= ${to} and ${inScope(scope)} group by 1 order by 1
    `.execute(this.#db)
    return rows
  }
}

function inScope({ product, sight }: MetricsScope): RawBuilder<unknown> {
  return allOf([
    ...assetInSight(sql`e.asset_id`, sight),
    ...(product === undefined
      ? []
      : [sql`e.asset_id = any(array(select id from asset where product_id = any(${product}::bigint[])))`]),
  ])
}
