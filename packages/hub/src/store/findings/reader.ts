import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Sight } from '../../domain/access.ts'
import type { Order } from '../order.ts'
import { anyOf, listByNeed, type PageOf, type Rows } from '../page.ts'
import { assetInSight } from '../sight.ts'
import type { Tables } from '../tables.ts'
import type { DetailBody, FindingExtra, FindingWords } from './shapes.ts'

/** A finding with everything that is kept of it. `severity` and `reachability` are ranks. */
export interface FindingView {
  readonly id: number
  readonly vulnerabilityId: number
  readonly externalId: string
  readonly connectionId: number
  readonly connectionLabel: string
  readonly connector: string
  readonly recordId: number
  readonly recordName: string
  readonly repositoryId: number | null
  readonly repositoryName: string | null
  readonly repositoryUrl: string | null
  readonly productId: number | null
  readonly productName: string | null
  readonly kind: string
  readonly title: string
  readonly identifiers: readonly string[]
  readonly present: boolean
  readonly closedReason: string | null
  readonly closedAt: Date | null
  readonly closedOperationId: number | null
  readonly detectedAt: Date | null
  readonly firstSeenAt: Date
  readonly changedAt: Date
  /** When the record was last read completely. */
  readonly lastCompleteSyncAt: Date | null
  /** Of an absent finding: the end of the last complete sync of the connection before it was closed. */
  readonly lastSeenBeforeClosing: Date | null
  readonly severity: number
  readonly reachability: number
  readonly direct: boolean | null
  readonly purl: string | null
  readonly fixedVersion: string | null
  readonly path: string | null
  readonly words: FindingWords
  readonly extra: FindingExtra
  readonly body: DetailBody
  /** As this scanner told it last. */
  readonly epss: { readonly score: number; readonly percentile: number | null } | null
}

/** A finding in short. */
export interface FindingLine {
  readonly id: number
  readonly vulnerabilityId: number
  readonly connectionId: number
  readonly present: boolean
  readonly severity: number
  readonly url: string | null
  readonly detectedAt: Date | null
  readonly purl: string | null
  readonly extra: FindingExtra
  readonly direct: boolean | null
}

export interface FindingFilter {
  readonly vulnerability?: readonly number[] | undefined
  readonly record?: readonly number[] | undefined
  readonly connection?: readonly number[] | undefined
  readonly repository?: readonly number[] | undefined
  readonly kind?: readonly string[] | undefined
  /** Ranks. */
  readonly severity?: readonly number[] | undefined
  readonly present?: boolean | undefined
  readonly sight?: Sight | undefined
}

const columns = sql`f.id, f.vulnerability_id as "vulnerabilityId", f.external_id as "externalId",
  r.connection_id as "connectionId", c.label as "connectionLabel", c.connector, f.record_id as "recordId",
  r.name as "recordName", o.asset_id as "repositoryId", o.full_name as "repositoryName", o.url as "repositoryUrl",
  p.id as "productId", p.name as "productName", f.kind, d.title, d.identifiers, f.present,
  f.closed_reason as "closedReason", f.closed_at as "closedAt", f.closed_operation_id as "closedOperationId",
  f.detected_at as "detectedAt", f.first_seen_at as "firstSeenAt", f.changed_at as "changedAt",
  r.last_complete_sync_at as "lastCompleteSyncAt",
  f.last_seen_at as "lastSeenBeforeClosing", f.severity, f.reachability, f.direct, f.purl,
  f.fixed_version as "fixedVersion", f.path, coalesce(w.body, '{}') as words, f.extra, d.body, (
    select json_build_object('score', e.score, 'percentile', e.percentile) from epss e
    where e.connection_id = r.connection_id and e.identifier = any(d.identifiers) order by e.score desc limit 1
  ) as epss`

const joins = sql`join record r on r.id = f.record_id
  join connection c on c.id = r.connection_id
  join detail d on d.id = f.detail_id
  left join wording w on w.id = f.wording_id
  join asset a on a.id = f.asset_id
  left join repository o on o.asset_id = f.asset_id
  left join product p on p.id = a.product_id`

const newestFirst: Order = { name: '-id', keys: [{ expression: sql`f.id`, type: 'bigint', direction: 'desc' }] }

/** Most findings of one vulnerability that are shown with it. */
const shownWithVulnerability = 200

export class FindingReader {
  readonly #db: Kysely<Tables>
  readonly #sorted: number

  /** Up to `sorted` rows are sorted; of more, the first are found by walking the newest. */
  constructor(db: Kysely<Tables>, sorted = 10_000) {
    this.#db = db
    this.#sorted = sorted
  }

  async list(filter: FindingFilter, page: PageOf): Promise<Rows<FindingView>> {
    const list = { columns: sql`f.id`, from: sql`finding f`, where: conditions(filter), order: newestFirst }
    const { rows, nextCursor, count } = await listByNeed<{ id: number }>(this.#db, list, page, this.#sorted)
    return { rows: await this.byIds(rows.map((row) => row.id)), nextCursor, count }
  }

  async find(id: number): Promise<FindingView | undefined> {
    const [row] = await this.byIds([id])
    return row
  }

  /** Newest first. */
  async byIds(ids: readonly number[]): Promise<readonly FindingView[]> {
    const { rows } = await sql<FindingView>`
      select ${columns} from finding f ${joins} where f.id = any(${ids}::bigint[]) order by f.id desc
    `.execute(this.#db)
    return rows
  }

  /** Those that are present first, then oldest first. */
  async ofVulnerability(vulnerabilityId: number): Promise<readonly FindingView[]> {
    const { rows } = await sql<FindingView>`
      select ${columns} from finding f ${joins} where f.vulnerability_id = ${vulnerabilityId}
      order by f.present desc, f.id limit ${shownWithVulnerability}
    `.execute(this.#db)
    return rows
  }

  /** The findings of each vulnerability in short, at most 20 each; those that are present first, then oldest first. */
  async lines(vulnerabilityIds: readonly number[]): Promise<readonly FindingLine[]> {
    const { rows } = await sql<FindingLine>`
      select f.id, v.id as "vulnerabilityId", r.connection_id as "connectionId", f.present, f.severity,
        coalesce(f.extra ->> 'url', w.body ->> 'urlBase' || f.external_id) as url, f.detected_at as "detectedAt", f.purl, f.extra,
        f.direct
      from unnest(${vulnerabilityIds}::bigint[]) as v (id)
      cross join lateral (
        select * from finding where vulnerability_id = v.id order by present desc, id limit 20
      ) f
      join record r on r.id = f.record_id
      left join wording w on w.id = f.wording_id
      order by v.id, f.present desc, f.id
    `.execute(this.#db)
    return rows
  }
}

function conditions(filter: FindingFilter): readonly RawBuilder<unknown>[] {
  const { connection, repository } = filter
  return [
    ...anyOf(sql`f.vulnerability_id`, 'bigint', filter.vulnerability),
    ...anyOf(sql`f.record_id`, 'bigint', filter.record),
    ...(connection === undefined
      ? []
      : [sql`f.record_id in (select id from record where connection_id = any(${connection}::bigint[]))`]),
    // By way of the vulnerabilities, which an index has by asset.
    ...(repository === undefined
      ? []
      : [sql`f.vulnerability_id in (select id from vulnerability where asset_id = any(${repository}::bigint[]))`]),
    ...assetInSight(sql`f.asset_id`, filter.sight ?? null),
    ...kindCondition(filter.kind),
    ...anyOf(sql`f.severity`, 'smallint', filter.severity),
    ...(filter.present === undefined ? [] : [sql`f.present = ${filter.present}`]),
  ]
}

/** A finding and its vulnerability are of one kind, and an index has the vulnerabilities of the rarer ones. */
function kindCondition(kinds: readonly string[] | undefined): readonly RawBuilder<unknown>[] {
  const own = anyOf(sql`f.kind`, 'text', kinds)
  if (kinds === undefined || kinds.some((kind) => kind === 'dependency' || kind === 'container')) return own
  return [
    ...own,
    sql`f.vulnerability_id in (
      select id from vulnerability where kind = any(${kinds}::text[]) and kind not in ('dependency', 'container'))`,
  ]
}
