import { type Kysely, sql } from 'kysely'
import type { MatchCandidate } from '../../domain/match.ts'
import { column, names, unnest } from '../bulk.ts'
import type { Tables } from '../tables.ts'

export interface RepositoryRow {
  readonly host: string
  readonly ref: string
  readonly fullName: string
  readonly url: string
  readonly cloneUrls: readonly string[]
  readonly defaultBranch: string | null
  readonly visibility: string
  readonly archived: boolean
  readonly topics: readonly string[]
  /** Hash of everything above. */
  readonly content: string
  /** Comparison keys of its addresses. */
  readonly urlKeys: readonly string[]
}

/** A repository a record may belong to. */
export interface RepositoryCandidate extends MatchCandidate {
  readonly fullName: string
  readonly defaultBranch: string | null
  readonly productId: number | null
}

/** A repository as it was before a page. */
interface KnownRepository {
  readonly assetId: number
  readonly host: string
  readonly ref: string
  readonly fullName: string
  readonly content: string
  readonly present: boolean
}

export class RepositoryWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  async #insertNew(rows: readonly RepositoryRow[], at: Date): Promise<void> {
    if (rows.length === 0) return
    const { rows: assets } = await sql<{ id: number }>`
      insert into asset (kind, name)
      select 'repository', name from unnest(${rows.map((row) => row.fullName)}::text[]) with ordinality as n (name, position)
      order by position returning id
    `.execute(this.#tx)
    await this.#tx
      .insertInto('repository')
      .values(
        rows.map((row, index) => ({
          asset_id: assets[index]?.id ?? 0,
          host: row.host,
          ref: row.ref,
          full_name: row.fullName,
          url: row.url,
          clone_urls: [...row.cloneUrls],
          default_branch: row.defaultBranch,
          visibility: row.visibility,
          archived: row.archived,
          topics: [...row.topics],
          content: row.content,
          first_seen_at: at,
          last_seen_at: at,
        })),
      )
      .execute()
  }

  async #updateChanged(rows: readonly (RepositoryRow & { readonly assetId: number })[], at: Date): Promise<void> {
    for (const row of rows) {
      await this.#tx
        .updateTable('repository')
        .set({
          full_name: row.fullName,
          url: row.url,
          clone_urls: [...row.cloneUrls],
          default_branch: row.defaultBranch,
          visibility: row.visibility,
          archived: row.archived,
          topics: [...row.topics],
          content: row.content,
          present: true,
          missing_since: null,
          last_seen_at: at,
        })
        .where('asset_id', '=', row.assetId)
        .execute()
      await this.#tx.updateTable('asset').set({ name: row.fullName }).where('id', '=', row.assetId).execute()
    }
  }

  async #writeUrls(pairs: readonly { readonly assetId: number; readonly key: string }[], at: Date): Promise<void> {
    const columns = [
      column('key', 'text', pairs, (pair) => pair.key),
      column('asset_id', 'bigint', pairs, (pair) => pair.assetId),
    ]
    await sql`
      update repository_url u set current = false
      from (select distinct unnest(${pairs.map((pair) => pair.assetId)}::bigint[]) as asset_id) touched
      where u.asset_id = touched.asset_id and u.current
        and not exists (select 1 from ${unnest('n', columns)} where n.key = u.key and n.asset_id = u.asset_id)
    `.execute(this.#tx)
    await sql`
      insert into repository_url as u (${names(columns)}, current, seen_at)
      select ${names(columns)}, true, ${at} from ${unnest('n', columns)}
      on conflict (key, asset_id) do update set current = true, seen_at = excluded.seen_at where not u.current
    `.execute(this.#tx)
  }

  async #known(rows: readonly RepositoryRow[]) {
    const { rows: found } = await sql<KnownRepository>`
      select r.asset_id as "assetId", r.host, r.ref, r.full_name as "fullName", r.content, r.present
      from unnest(${rows.map((row) => row.host)}::text[], ${rows.map((row) => row.ref)}::text[]) as n (host, ref)
      join repository r on r.host = n.host and r.ref = n.ref
    `.execute(this.#tx)
    return new Map(found.map((row) => [`${row.host} ${row.ref}`, row]))
  }

  /** Inserts and updates a page of repositories, followed by id over renames. Unchanged ones are not written. */
  async upsert(
    { connectionId, operationId }: { readonly connectionId: number; readonly operationId: number },
    rows: readonly RepositoryRow[],
    at: Date,
  ): Promise<{ readonly assetIds: readonly number[]; readonly created: number; readonly changed: number }> {
    const before = await this.#known(rows)
    const fresh = rows.filter((row) => !before.has(`${row.host} ${row.ref}`))
    const changed = rows.flatMap((row) => {
      const old = before.get(`${row.host} ${row.ref}`)
      return old && (old.content !== row.content || !old.present) ? [{ ...row, assetId: old.assetId }] : []
    })
    await this.#insertNew(fresh, at)
    await this.#updateChanged(changed, at)

    const after = fresh.length > 0 ? await this.#known(rows) : before
    const idOf = (row: RepositoryRow) => after.get(`${row.host} ${row.ref}`)?.assetId
    const written = [...fresh, ...changed]
    const pairs = written.flatMap((row) => {
      const assetId = idOf(row)
      return assetId === undefined ? [] : row.urlKeys.map((key) => ({ assetId, key }))
    })
    if (pairs.length > 0) await this.#writeUrls(pairs, at)

    const assetIds = rows.flatMap((row) => idOf(row) ?? [])
    const renamed = changed.filter((row) => before.get(`${row.host} ${row.ref}`)?.fullName !== row.fullName)
    const formerly = [
      column('asset_id', 'bigint', renamed, (row) => row.assetId),
      column('former_name', 'text', renamed, (row) => before.get(`${row.host} ${row.ref}`)?.fullName),
    ]
    await sql`
      with listed as (
        insert into repository_source as s (asset_id, connection_id)
        select unnest(${assetIds}::bigint[]), ${connectionId}
        on conflict (connection_id, asset_id) do update set present = true where not s.present
        returning asset_id, case when xmax = 0 then 'new' else 'back' end as change
      )
      insert into discover_change (operation_id, change, asset_id, name, former_name)
      select ${operationId}, coalesce(l.change, 'renamed'), r.asset_id, r.full_name, n.former_name
      from listed l full join ${unnest('n', formerly)} on n.asset_id = l.asset_id
      join repository r on r.asset_id = coalesce(l.asset_id, n.asset_id) order by r.asset_id
    `.execute(this.#tx)
    return { assetIds, created: fresh.length, changed: changed.length }
  }

  /** After a complete listing: what this connection no longer sees, and what nobody sees any more. */
  async markMissing(
    { connectionId, operationId }: { readonly connectionId: number; readonly operationId: number },
    seen: readonly number[],
    lastSeenAt: Date,
    at: Date,
  ): Promise<number> {
    const { rows: gone } = await sql<{ assetId: number }>`
      with gone as (
        update repository_source set present = false
        where connection_id = ${connectionId} and present and asset_id <> all(${seen}::bigint[])
        returning asset_id
      ),
      different as (
        insert into discover_change (operation_id, change, asset_id, name)
        select ${operationId}, 'gone', r.asset_id, r.full_name from gone join repository r using (asset_id) order by r.asset_id
      )
      select asset_id as "assetId" from gone
    `.execute(this.#tx)
    return this.hideUnseen(
      gone.map((row) => row.assetId),
      lastSeenAt,
      at,
    )
  }

  /** A connection that goes no longer vouches for anything. Returns what it vouched for. */
  async forgetConnection(connectionId: number): Promise<readonly number[]> {
    const rows = await this.#tx
      .deleteFrom('repository_source')
      .where('connection_id', '=', connectionId)
      .returning('asset_id as assetId')
      .execute()
    return rows.map((row) => row.assetId)
  }

  /** Marks those of the repositories that no connection sees as missing. */
  async hideUnseen(assetIds: readonly number[], lastSeenAt: Date, at: Date): Promise<number> {
    if (assetIds.length === 0) return 0
    const result = await sql`
      update repository r set present = false, missing_since = ${at}, last_seen_at = ${lastSeenAt}
      where r.asset_id = any(${assetIds}::bigint[]) and r.present
        and not exists (select 1 from repository_source s where s.asset_id = r.asset_id and s.present)
    `.execute(this.#tx)
    return Number(result.numAffectedRows ?? 0n)
  }

  /** Repositories that match any of the native ids (with host) or addresses. */
  async candidates(
    nativeIds: readonly { readonly host: string; readonly ref: string }[],
    urlKeys: readonly string[],
  ): Promise<readonly RepositoryCandidate[]> {
    const { rows } = await sql<RepositoryCandidate>`
      select r.asset_id as "assetId", r.host, r.ref, r.full_name as "fullName", r.default_branch as "defaultBranch",
        a.product_id as "productId", r.present, null as "urlKey", true as current
      from unnest(${nativeIds.map((id) => id.host)}::text[], ${nativeIds.map((id) => id.ref)}::text[]) as n (host, ref)
      join repository r on r.host = n.host and r.ref = n.ref
      join asset a on a.id = r.asset_id
      union all
      select r.asset_id, r.host, r.ref, r.full_name, r.default_branch, a.product_id, r.present, u.key, u.current
      from repository_url u
      join repository r on r.asset_id = u.asset_id
      join asset a on a.id = r.asset_id
      where u.key = any(${urlKeys}::text[])
    `.execute(this.#tx)
    return rows
  }

  async find(assetId: number) {
    return this.#tx
      .selectFrom('repository as r')
      .innerJoin('asset as a', 'a.id', 'r.asset_id')
      .select([
        'r.asset_id as assetId',
        'r.full_name as fullName',
        'r.default_branch as defaultBranch',
        'a.product_id as productId',
      ])
      .where('r.asset_id', '=', assetId)
      .executeTakeFirst()
  }
}
