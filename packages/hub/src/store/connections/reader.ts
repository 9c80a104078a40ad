import { type Kysely, sql } from 'kysely'
import type { Order } from '../order.ts'
import { anyOf, listRows, type PageOf, type Rows } from '../page.ts'
import type { Tables } from '../tables.ts'

export interface ConnectionView {
  readonly id: number
  readonly connector: string
  readonly label: string
  readonly state: Tables['connection']['state']
  readonly problem: unknown
  readonly account: unknown
  readonly config: Readonly<Record<string, unknown>>
  /** Names of the sealed secrets. */
  readonly secretsSet: readonly string[]
  readonly autoMap: boolean
  readonly schedule: unknown
  readonly rules: unknown
  readonly ticketSettings: unknown
  /** What the vendor says. */
  readonly credentialsExpireAt: Date | null
  /** What a person says. */
  readonly credentialsExpireGiven: Date | null
  readonly lastDiscoverAt: Date | null
  readonly lastSyncAt: Date | null
  readonly nextDiscoverAt: Date | null
  readonly nextSyncAt: Date | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

export interface ConnectionFilter {
  readonly connector?: readonly string[] | undefined
  readonly state?: readonly string[] | undefined
}

/** What hangs on a connection. */
export interface ConnectionExtent {
  readonly connectionId: number
  readonly records: Readonly<Record<string, number>>
  readonly repositories: number
  readonly running: { readonly id: number; readonly kind: string; readonly state: 'queued' | 'running' } | null
}

/** What goes with a connection. */
export interface ConnectionRemoval {
  readonly records: number
  readonly findings: { readonly open: number; readonly total: number }
  readonly vulnerabilities: { readonly open: number; readonly total: number; readonly decided: number }
  readonly repositories: number
  readonly operations: { readonly going: number; readonly total: number }
}

// The sealed values stay in the database: a reader has no use for them.
const columns = sql`c.id, c.connector, c.label, c.state, c.problem, c.account, c.config,
  array(select jsonb_object_keys(c.secrets) order by 1) as "secretsSet", c.auto_map as "autoMap", c.schedule, c.rules,
  c.ticket_settings as "ticketSettings",
  c.credentials_expire_at as "credentialsExpireAt", c.credentials_expire_given as "credentialsExpireGiven", c.last_discover_at as "lastDiscoverAt", c.last_sync_at as "lastSyncAt",
  c.next_discover_at as "nextDiscoverAt", c.next_sync_at as "nextSyncAt", c.created_at as "createdAt", c.updated_at as "updatedAt"`

const byLabel: Order = {
  name: 'label',
  keys: [
    { expression: sql`(lower(c.label) collate "C")`, type: 'text', direction: 'asc' },
    { expression: sql`c.id`, type: 'bigint', direction: 'asc' },
  ],
}

export class ConnectionReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  list(filter: ConnectionFilter, page: PageOf): Promise<Rows<ConnectionView>> {
    const where = [
      sql`c.removed_at is null`,
      ...anyOf(sql`c.connector`, 'text', filter.connector),
      ...anyOf(sql`c.state`, 'text', filter.state),
    ]
    return listRows(this.#db, { columns, from: sql`connection c`, where, order: byLabel }, page)
  }

  async find(id: number): Promise<ConnectionView | undefined> {
    const { rows } = await sql<ConnectionView>`
      select ${columns} from connection c where c.id = ${id} and c.removed_at is null
    `.execute(this.#db)
    return rows[0]
  }

  /** By what people call it, letter case aside. */
  async findLabelled(label: string): Promise<ConnectionView | undefined> {
    const { rows } = await sql<ConnectionView>`
      select ${columns} from connection c where lower(c.label) = lower(${label}) and c.removed_at is null
      order by c.label <> ${label}, c.id limit 1
    `.execute(this.#db)
    return rows[0]
  }

  /** How many connections use each connector. */
  async countByConnector(): Promise<ReadonlyMap<string, number>> {
    const { rows } = await sql<{ connector: string; n: number }>`
      select connector, count(*) as n from connection where removed_at is null group by connector
    `.execute(this.#db)
    return new Map(rows.map((row) => [row.connector, row.n]))
  }

  async extents(ids: readonly number[]): Promise<ReadonlyMap<number, ConnectionExtent>> {
    const { rows } = await sql<ConnectionExtent>`
      select c.id as "connectionId",
        coalesce((select json_object_agg(s.state, s.n) from (
          select r.state, count(*) as n from record r where r.connection_id = c.id group by r.state) s), '{}') as records,
        (select count(*) from repository_source s where s.connection_id = c.id and s.present) as repositories,
        (select json_build_object('id', o.id, 'kind', o.kind, 'state', o.state) from (
          select id, kind, state from operation where connection_id = c.id and state = 'running'
          union all select id, kind, state from operation where connection_id = c.id and state = 'queued'
        ) o order by o.state desc, o.id limit 1) as running
      from unnest(${ids}::bigint[]) as c (id)
    `.execute(this.#db)
    return new Map(rows.map((row) => [row.connectionId, row]))
  }

  /** Counts what hangs on a connection alone. A vulnerability does when no other connection has a sighting of it. */
  async removal(id: number): Promise<ConnectionRemoval> {
    const { rows } = await sql<ConnectionRemoval>`
      with mine as (
        select f.vulnerability_id, f.asset_id, count(*) as total, count(*) filter (where f.present) as open
        from record r join finding f on f.record_id = r.id where r.connection_id = ${id} group by 1, 2
      ), seen as (
        select mine.total, mine.open, v.sightings = mine.total as alone, mine.open > 0 and v.open_sightings = mine.open as "openAlone",
          v.decision <> 'none' as decided
        from mine join vulnerability v on v.id = mine.vulnerability_id and v.asset_id = mine.asset_id
      )
      select
        (select count(*) from record where connection_id = ${id}) as records,
        json_build_object('open', coalesce(sum(seen.open), 0), 'total', coalesce(sum(seen.total), 0)) as findings,
        json_build_object('open', count(*) filter (where seen."openAlone"), 'total', count(*) filter (where seen.alone),
          'decided', count(*) filter (where seen.alone and seen.decided)) as vulnerabilities,
        (select count(*) from repository_source s where s.connection_id = ${id} and s.present and not exists (
          select 1 from repository_source o
          where o.asset_id = s.asset_id and o.connection_id <> s.connection_id and o.present)) as repositories,
        (select json_build_object('going', count(*) filter (where state in ('queued', 'running')), 'total', count(*))
          from operation where connection_id = ${id}) as operations
      from seen
    `.execute(this.#db)
    const [removal] = rows
    if (removal === undefined) throw new Error('A count without grouping has one row.')
    return removal
  }
}
