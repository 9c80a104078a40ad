import { type Kysely, sql } from 'kysely'
import type { Sight } from '../../domain/access.ts'
import type { MatchCandidate } from '../../domain/match.ts'
import type { Order } from '../order.ts'
import { anyOf, contains, listRows, type PageOf, type Rows } from '../page.ts'
import { shownRecords } from '../records/shown.ts'
import { productInSight } from '../sight.ts'
import type { Tables } from '../tables.ts'

export interface RepositoryView {
  readonly id: number
  readonly name: string
  readonly host: string
  readonly url: string
  readonly cloneUrls: readonly string[]
  readonly defaultBranch: string | null
  readonly visibility: string
  readonly archived: boolean
  readonly topics: readonly string[]
  readonly present: boolean
  readonly missingSince: Date | null
  readonly firstSeenAt: Date
  readonly lastSeenAt: Date
  readonly productId: number | null
  readonly productName: string | null
}

/** What hangs on a repository. `open` by severity rank. */
export interface RepositoryExtent {
  readonly repositoryId: number
  readonly sources: readonly {
    readonly id: number
    readonly label: string
    readonly connector: string
    readonly seenAt: string | null
  }[]
  readonly records: number
  readonly open: Readonly<Record<string, number>>
}

export interface RepositoryFilter {
  readonly product?: readonly number[] | undefined
  readonly connection?: readonly number[] | undefined
  readonly archived?: boolean | undefined
  readonly present?: boolean | undefined
  readonly q?: string | undefined
  readonly sight?: Sight | undefined
}

/** A repository a record may belong to. */
export interface SuggestedRepository extends MatchCandidate {
  readonly name: string
  readonly url: string
}

const columns = sql`r.asset_id as id, r.full_name as name, r.host, r.url, r.clone_urls as "cloneUrls",
  r.default_branch as "defaultBranch", r.visibility, r.archived, r.topics, r.present, r.missing_since as "missingSince",
  r.first_seen_at as "firstSeenAt", r.last_seen_at as "lastSeenAt", p.id as "productId", p.name as "productName"`
const from = sql`repository r join asset a on a.id = r.asset_id left join product p on p.id = a.product_id`

const byName: Order = {
  name: 'name',
  keys: [
    { expression: sql`(lower(r.full_name) collate "C")`, type: 'text', direction: 'asc' },
    { expression: sql`r.asset_id`, type: 'bigint', direction: 'asc' },
  ],
}

/** What a source-control connection lists. */
export interface RepositoryListing {
  readonly id: number
  readonly label: string
  readonly connector: string
  readonly repositories: number
}

export class RepositoryReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  list(filter: RepositoryFilter, page: PageOf): Promise<Rows<RepositoryView>> {
    const { connection } = filter
    const where = [
      ...anyOf(sql`a.product_id`, 'bigint', filter.product),
      ...(connection === undefined
        ? []
        : [
            sql`exists (select 1 from repository_source s where s.asset_id = r.asset_id and s.present
              and s.connection_id = any(${connection}::bigint[]))`,
          ]),
      ...(filter.archived === undefined ? [] : [sql`r.archived = ${filter.archived}`]),
      ...(filter.present === undefined ? [] : [sql`r.present = ${filter.present}`]),
      ...productInSight(sql`p.product_type_id`, filter.sight ?? null),
      ...(filter.q === undefined ? [] : [contains(sql`r.full_name`, filter.q)]),
    ]
    return listRows(this.#db, { columns, from, where, order: byName }, page)
  }

  async find(id: number): Promise<RepositoryView | undefined> {
    const { rows } = await sql<RepositoryView>`select ${columns} from ${from} where r.asset_id = ${id}`.execute(this.#db)
    return rows[0]
  }

  async extents(ids: readonly number[], openStatuses: readonly string[]): Promise<ReadonlyMap<number, RepositoryExtent>> {
    const { rows } = await sql<RepositoryExtent>`
      select r.id as "repositoryId",
        coalesce((select json_agg(json_build_object('id', c.id, 'label', c.label, 'connector', c.connector,
            'seenAt', c.last_discover_at) order by c.id)
          from repository_source s join connection c on c.id = s.connection_id
          where s.asset_id = r.id and s.present and c.removed_at is null), '[]') as sources,
        (select count(*) from mapping m join ${shownRecords} on shown.id = m.record_id where m.asset_id = r.id) as records,
        coalesce((select json_object_agg(s.severity, s.n) from (
          select v.severity, sum(v.n) as n from vulnerability_count v
          where v.asset_id = r.id and v.status = any(${openStatuses}::text[]) group by v.severity) s), '{}') as open
      from unnest(${ids}::bigint[]) as r (id)
    `.execute(this.#db)
    return new Map(rows.map((row) => [row.repositoryId, row]))
  }

  /** How many repositories each source-control connection lists. */
  async listedBy(): Promise<readonly RepositoryListing[]> {
    const { rows } = await sql<RepositoryListing>`
      select c.id, c.label, c.connector, count(*) as repositories
      from repository_source s join connection c on c.id = s.connection_id
      where s.present and c.removed_at is null group by c.id order by c.id
    `.execute(this.#db)
    return rows
  }

  /** Repositories that match any of the native ids (with host) or addresses. */
  async candidates(
    nativeIds: readonly { readonly host: string; readonly ref: string }[],
    urlKeys: readonly string[],
  ): Promise<readonly SuggestedRepository[]> {
    const { rows } = await sql<SuggestedRepository>`
      select r.asset_id as "assetId", r.host, r.ref, r.full_name as name, r.url, r.present, null as "urlKey", true as current
      from unnest(${nativeIds.map((id) => id.host)}::text[], ${nativeIds.map((id) => id.ref)}::text[]) as n (host, ref)
      join repository r on r.host = n.host and r.ref = n.ref
      union all
      select r.asset_id, r.host, r.ref, r.full_name, r.url, r.present, u.key, u.current
      from repository_url u join repository r on r.asset_id = u.asset_id where u.key = any(${urlKeys}::text[])
    `.execute(this.#db)
    return rows
  }
}
