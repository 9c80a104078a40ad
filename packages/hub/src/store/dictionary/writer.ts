import { type Kysely, sql } from 'kysely'
import { column, names, unnest } from '../bulk.ts'
import type { Tables } from '../tables.ts'

export interface PackageRow {
  readonly key: string
  readonly type: string
  readonly name: string
}

export interface DetailRow {
  readonly hash: string
  readonly title: string
  readonly identifiers: readonly string[]
  readonly body: unknown
}

export interface WordingRow {
  readonly hash: string
  readonly body: unknown
}

export interface EpssRow {
  readonly identifier: string
  /** 0–1. */
  readonly score: number
  readonly percentile: number | null
}

/** Shared facts that findings point at: packages, advisory details, aliases. They are only ever added. */
export class DictionaryWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** Ids by key; adds what is missing. */
  async packages(rows: readonly PackageRow[]): Promise<ReadonlyMap<string, number>> {
    if (rows.length === 0) return new Map()
    const sorted = rows.toSorted((a, b) => (a.key < b.key ? -1 : 1))
    const columns = [
      column('key', 'text', sorted, (row) => row.key),
      column('type', 'text', sorted, (row) => row.type),
      column('name', 'text', sorted, (row) => row.name),
    ]
    await sql`
      insert into package (${names(columns)}) select ${names(columns)} from ${unnest('n', columns)}
      on conflict (key) do nothing
    `.execute(this.#tx)
    const found = await this.#tx
      .selectFrom('package')
      .select(['id', 'key'])
      .where(sql<boolean>`key = any(${sorted.map((row) => row.key)}::text[])`)
      .execute()
    return new Map(found.map((row) => [row.key, row.id]))
  }

  async packageKeys(ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    if (ids.length === 0) return new Map()
    const rows = await this.#tx
      .selectFrom('package')
      .select(['id', 'key'])
      .where(sql<boolean>`id = any(${ids}::bigint[])`)
      .execute()
    return new Map(rows.map((row) => [row.id, row.key]))
  }

  /** Ids by hash; adds what is missing. */
  async details(rows: readonly DetailRow[]): Promise<ReadonlyMap<string, number>> {
    if (rows.length === 0) return new Map()
    const sorted = rows.toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
    const columns = [
      column('hash', 'uuid', sorted, (row) => row.hash),
      column('title', 'text', sorted, (row) => row.title),
      column('identifier_list', 'jsonb', sorted, (row) => row.identifiers),
      column('body', 'jsonb', sorted, (row) => row.body),
    ]
    await sql`
      insert into detail (hash, title, identifiers, body)
      select hash, title, array(select jsonb_array_elements_text(identifier_list)), body from ${unnest('n', columns)}
      on conflict (hash) do nothing
    `.execute(this.#tx)
    const found = await this.#tx
      .selectFrom('detail')
      .select(['id', 'hash'])
      .where(sql<boolean>`hash = any(${sorted.map((row) => row.hash)}::uuid[])`)
      .execute()
    return new Map(found.map((row) => [row.hash, row.id]))
  }

  /** Ids by hash; adds what is missing. */
  async wordings(rows: readonly WordingRow[]): Promise<ReadonlyMap<string, number>> {
    if (rows.length === 0) return new Map()
    const sorted = rows.toSorted((a, b) => (a.hash < b.hash ? -1 : 1))
    const columns = [column('hash', 'uuid', sorted, (row) => row.hash), column('body', 'jsonb', sorted, (row) => row.body)]
    await sql`
      insert into wording (${names(columns)}) select ${names(columns)} from ${unnest('n', columns)}
      on conflict (hash) do nothing
    `.execute(this.#tx)
    const found = await this.#tx
      .selectFrom('wording')
      .select(['id', 'hash'])
      .where(sql<boolean>`hash = any(${sorted.map((row) => row.hash)}::uuid[])`)
      .execute()
    return new Map(found.map((row) => [row.hash, row.id]))
  }

  /** What a scanner tells of EPSS; what it told before is left alone. Where nobody else says, it is assessed by this. */
  async epss(connectionId: number, rows: readonly EpssRow[], at: Date): Promise<void> {
    if (rows.length === 0) return
    const sorted = rows.toSorted((a, b) => (a.identifier < b.identifier ? -1 : 1))
    const columns = [
      column('identifier', 'text', sorted, (row) => row.identifier),
      column('score', 'real', sorted, (row) => row.score),
      column('percentile', 'real', sorted, (row) => row.percentile),
    ]
    await sql`
      with told as (
        insert into epss as e (${names(columns)}, connection_id, told_at)
        select ${names(columns)}, ${connectionId}, ${at} from ${unnest('n', columns)}
        on conflict (identifier, connection_id) do update
          set score = excluded.score, percentile = excluded.percentile, told_at = excluded.told_at
          where (e.score, e.percentile) is distinct from (excluded.score, excluded.percentile)
        returning identifier
      )
      select assess_assets(array(
        select distinct v.asset_id from told join alias a on a.identifier = told.identifier
        join vulnerability v on v.alias_group_id = a.group_id
        where not exists (select 1 from epss_score s where s.identifier = told.identifier)
      ), false)
    `.execute(this.#tx)
  }

  /** Groups change one at a time, across all processes; held to the end of the transaction. */
  async lockAliases(): Promise<void> {
    await sql`select pg_advisory_xact_lock(hashtext('patchbay.alias'))`.execute(this.#tx)
  }

  async groupsOf(identifiers: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const rows = await this.#tx
      .selectFrom('alias')
      .select(['identifier', 'group_id'])
      .where(sql<boolean>`identifier = any(${identifiers}::text[])`)
      .execute()
    return new Map(rows.map((row) => [row.identifier, row.group_id]))
  }

  async membersOf(groupIds: readonly number[]): Promise<readonly { readonly identifier: string; readonly groupId: number }[]> {
    return this.#tx
      .selectFrom('alias')
      .select(['identifier', 'group_id as groupId'])
      .where(sql<boolean>`group_id = any(${groupIds}::bigint[])`)
      .execute()
  }

  /** New groups, one a name, in the order given. */
  async createGroups(groupNames: readonly string[]): Promise<readonly number[]> {
    if (groupNames.length === 0) return []
    const { rows } = await sql<{ id: number }>`
      insert into alias_group (name)
      select name from unnest(${groupNames}::text[]) with ordinality as n (name, position) order by position
      returning id
    `.execute(this.#tx)
    return rows.map((row) => row.id)
  }

  async nameGroups(ids: readonly number[], groupNames: readonly string[]): Promise<void> {
    if (ids.length === 0) return
    await sql`
      update alias_group g set name = n.name from unnest(${ids}::bigint[], ${groupNames}::text[]) as n (id, name)
      where g.id = n.id and g.name <> n.name
    `.execute(this.#tx)
    await sql`
      update vulnerability v set name = n.name from unnest(${ids}::bigint[], ${groupNames}::text[]) as n (id, name)
      where v.alias_group_id = n.id and v.name <> n.name
    `.execute(this.#tx)
  }

  /** Puts identifiers into groups, moving those already elsewhere. Pairs are positional. */
  async assign(identifiers: readonly string[], groupIds: readonly number[]): Promise<void> {
    if (identifiers.length === 0) return
    await sql`
      insert into alias (identifier, group_id)
      select * from unnest(${identifiers}::text[], ${groupIds}::bigint[])
      on conflict (identifier) do update set group_id = excluded.group_id
    `.execute(this.#tx)
  }

  async dropGroups(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return
    await this.#tx.deleteFrom('alias_group').where(sql<boolean>`id = any(${ids}::bigint[])`).execute()
  }

  /** Waits for pages that hold the groups, and keeps new ones out, before the groups are merged away. */
  async claimGroups(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return
    await sql`select id from alias_group where id = any(${ids}::bigint[]) order by id for update`.execute(this.#tx)
  }

  /** Keeps the groups from being merged away or renamed until the transaction ends. Returns the names of those that still exist. */
  async holdGroups(ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    if (ids.length === 0) return new Map()
    const { rows } = await sql<{ id: number; name: string }>`
      select id, name from alias_group where id = any(${ids}::bigint[]) order by id for key share
    `.execute(this.#tx)
    return new Map(rows.map((row) => [row.id, row.name]))
  }

  async groupNames(ids: readonly number[]): Promise<ReadonlyMap<number, string>> {
    const rows = await this.#tx
      .selectFrom('alias_group')
      .select(['id', 'name'])
      .where(sql<boolean>`id = any(${ids}::bigint[])`)
      .execute()
    return new Map(rows.map((row) => [row.id, row.name]))
  }

  async addLinks(links: readonly (readonly [string, string])[]): Promise<void> {
    if (links.length === 0) return
    await sql`
      insert into alias_link (a, b)
      select * from unnest(${links.map(([a]) => a)}::text[], ${links.map(([, b]) => b)}::text[])
      on conflict do nothing
    `.execute(this.#tx)
  }

  async linksAmong(identifiers: readonly string[]): Promise<readonly (readonly [string, string])[]> {
    const rows = await this.#tx
      .selectFrom('alias_link')
      .select(['a', 'b'])
      .where(sql<boolean>`a = any(${identifiers}::text[]) and b = any(${identifiers}::text[])`)
      .execute()
    return rows.map((row) => [row.a, row.b] as const)
  }

  async dropLinks(links: readonly (readonly [string, string])[]): Promise<void> {
    if (links.length === 0) return
    await sql`
      delete from alias_link l using unnest(${links.map(([a]) => a)}::text[], ${links.map(([, b]) => b)}::text[]) as n (a, b)
      where l.a = n.a and l.b = n.b
    `.execute(this.#tx)
  }

  async identifiersOfDetails(ids: readonly number[]): Promise<ReadonlyMap<number, readonly string[]>> {
    const rows = await this.#tx
      .selectFrom('detail')
      .select(['id', 'identifiers'])
      .where(sql<boolean>`id = any(${ids}::bigint[])`)
      .execute()
    return new Map(rows.map((row) => [row.id, row.identifiers]))
  }

  /** The different lists of identifiers, among those of present findings, that name both ends of one of the links. */
  async identifiersNaming(links: readonly (readonly [string, string])[]): Promise<readonly (readonly string[])[]> {
    const { rows } = await sql<{ identifiers: readonly string[] }>`
      select distinct d.identifiers from unnest(${links.map(([a]) => a)}::text[], ${links.map(([, b]) => b)}::text[]) as n (a, b)
      join alias x on x.identifier = n.a
      join vulnerability v on v.alias_group_id = x.group_id
      join finding f on f.vulnerability_id = v.id and f.present
      join detail d on d.id = f.detail_id and d.identifiers @> array[n.a, n.b]
    `.execute(this.#tx)
    return rows.map((row) => row.identifiers)
  }
}
