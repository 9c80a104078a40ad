import { type Kysely, sql } from 'kysely'
import type { DetailBody, FindingExtra, FindingWords } from '../findings/shapes.ts'
import type { Tables } from '../tables.ts'
import { exportedRecords, isIncomplete } from './eligible.ts'

/** What belongs to a scope. */
export interface SnapshotSelection {
  readonly assetId: number
  readonly branch: string
  readonly kinds: readonly string[]
  /** Rank; those without a severity belong to it whatever it is. */
  readonly minimumSeverity: number
  readonly slice: number
  readonly slices: number
}

/** A vulnerability of a snapshot with its sightings, the one detected first first. `severity` is a rank. */
export interface SnapshotRow {
  readonly id: number
  readonly kind: string
  readonly name: string
  readonly identifiers: readonly string[]
  readonly title: string
  readonly severity: number
  readonly exploited: boolean | null
  readonly packageName: string | null
  /** `registry/name`. */
  readonly image: string | null
  readonly fixedVersion: string | null
  readonly detectedAt: Date | null
  readonly firstSeenAt: Date
  readonly decision: string
  readonly decisionReason: string | null
  readonly decisionUntil: Date | null
  readonly epss: { readonly score: number; readonly percentile: number | null } | null
  readonly sightings: readonly SnapshotSighting[]
}

export interface SnapshotSighting {
  readonly vulnerabilityId: number
  readonly connector: string
  readonly externalId: string
  readonly title: string
  readonly direct: boolean | null
  readonly changedAt: Date
  readonly lastCompleteSyncAt: Date | null
  readonly purl: string | null
  readonly fixedVersion: string | null
  readonly path: string | null
  readonly words: FindingWords
  readonly extra: FindingExtra
  readonly body: DetailBody
}

/** The vulnerabilities of a scope, page by page in the order of their ids. */
export type SnapshotPages = AsyncIterable<readonly SnapshotRow[]>

const page = 500
/** Ids read at once: finding them means going through the repository's vulnerabilities each time. */
const block = 20_000

export class SnapshotReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /**
   * Reads the state as it is at one moment, however long that takes and whatever is written meanwhile. `undefined` when a sync
   * of it is unfinished at that moment. `use` must not ask the database for anything else: the embedded one has one session.
   */
  async read<T>(of: SnapshotSelection, use: (pages: SnapshotPages) => Promise<T>): Promise<T | undefined> {
    return this.#db
      .transaction()
      .setIsolationLevel('repeatable read')
      .setAccessMode('read only')
      .execute(async (tx) => {
        const { rows } = await sql<{ incomplete: boolean }>`
          select ${isIncomplete(sql`${of.assetId}::bigint`, sql`${of.branch}::text`)} as incomplete
        `.execute(tx)
        if (rows[0]?.incomplete !== false) return undefined
        return use(pagesOf(tx, of))
      })
  }
}

async function* pagesOf(tx: Kysely<Tables>, of: SnapshotSelection): AsyncGenerator<readonly SnapshotRow[], void, void> {
  const { rows: records } = await sql<{ id: number }>`
    select x.id from (${exportedRecords(sql`${of.assetId}::bigint`, sql`${of.branch}::text`)}) x
  `.execute(tx)
  const recordIds = records.map((record) => record.id)
  for (let after = 0; ; ) {
    const { rows } = await sql<{ id: number }>`
      select v.id from vulnerability v
      where v.asset_id = ${of.assetId} and v.id > ${after} and v.present and v.kind = any(${of.kinds}::text[])
        and (v.severity >= ${of.minimumSeverity} or v.severity = 0) and v.id % ${of.slices} = ${of.slice - 1}
        and exists (select 1 from finding f where f.vulnerability_id = v.id and f.asset_id = v.asset_id and f.present
          and f.record_id = any(${recordIds}::bigint[]))
      order by v.id limit ${block}
    `.execute(tx)
    const ids = rows.map((row) => row.id)
    const last = ids.at(-1)
    if (last === undefined) return
    after = last
    for (let at = 0; at < ids.length; at += page) yield await rowsOf(tx, ids.slice(at, at + page), recordIds)
  }
}

async function rowsOf(
  tx: Kysely<Tables>,
  ids: readonly number[],
  recordIds: readonly number[],
): Promise<readonly SnapshotRow[]> {
  const { rows } = await sql<Omit<SnapshotRow, 'sightings'>>`
    select v.id, v.kind, v.name, array(select identifier from alias a where a.group_id = v.alias_group_id order by identifier) as identifiers,
      v.title, v.severity, v.exploited, k.name as "packageName", i.name as image,
      v.fixed_version as "fixedVersion", v.detected_at as "detectedAt",
      v.first_seen_at as "firstSeenAt", v.decision, v.decision_reason as "decisionReason", v.decision_until as "decisionUntil", (
        select json_build_object('score', e.score, 'percentile', e.percentile)
        from alias l join epss e on e.identifier = l.identifier where l.group_id = v.alias_group_id
        order by e.told_at desc, e.score desc limit 1
      ) as epss
    from vulnerability v left join package k on k.id = v.package_id
    left join asset i on i.id = v.image_id where v.id = any(${ids}::bigint[]) order by v.id
  `.execute(tx)
  const { rows: sightings } = await sql<SnapshotSighting>`
    select f.vulnerability_id as "vulnerabilityId", c.connector, f.external_id as "externalId", d.title, f.direct,
      f.changed_at as "changedAt", r.last_complete_sync_at as "lastCompleteSyncAt", f.purl, f.fixed_version as "fixedVersion",
      f.path, coalesce(w.body, '{}') as words, f.extra, d.body
    from finding f join record r on r.id = f.record_id join connection c on c.id = r.connection_id
    join detail d on d.id = f.detail_id left join wording w on w.id = f.wording_id
    where f.vulnerability_id = any(${ids}::bigint[]) and f.present and f.record_id = any(${recordIds}::bigint[])
    order by f.vulnerability_id, f.detected_at nulls last, f.first_seen_at, f.id
  `.execute(tx)
  const byVulnerability = Map.groupBy(sightings, (sighting) => sighting.vulnerabilityId)
  return rows.map((row) => ({ ...row, sightings: byVulnerability.get(row.id) ?? [] }))
}
