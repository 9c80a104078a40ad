import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { DetailBody, FindingExtra, FindingWords } from '../findings/shapes.ts'
import type { Tables } from '../tables.ts'
import { exportedRecords, isIncomplete, recordsOfAssets } from './eligible.ts'

/** By database id, by name, kind by kind, or of each kind the worst first; kinds in the order in which the selection names them. */
export type SnapshotOrder = 'id' | 'name' | 'kind' | 'worst'

interface Wanted {
  readonly kinds: readonly string[]
  /** Rank; those without a severity belong to it whatever it is. */
  readonly minimumSeverity: number
  readonly order: SnapshotOrder
}

/** What belongs to a scope. */
export interface SnapshotSelection extends Wanted {
  readonly assetId: number
  readonly branch: string
  readonly slice: number
  readonly slices: number
  readonly slicesBefore: number
  /** By id; `null` without an end. */
  readonly firstId: number
  readonly lastId: number | null
}

/** What belongs to assets: of repositories, their default branches. */
export interface AssetSelection extends Wanted {
  readonly assetIds: readonly number[]
}

/** A vulnerability of a snapshot with its sightings, the one detected first first. `severity` is a rank. */
export interface SnapshotRow {
  readonly id: number
  readonly assetId: number
  readonly kind: string
  readonly name: string
  readonly identifiers: readonly string[]
  readonly title: string
  readonly severity: number
  readonly exploited: boolean | null
  /** Rank. */
  readonly reachability: number
  readonly packageName: string | null
  /** `registry/name`. */
  readonly image: string | null
  readonly fixedVersion: string | null
  readonly detectedAt: Date | null
  readonly firstSeenAt: Date
  readonly decision: string
  readonly decisionReason: string | null
  readonly decisionUntil: Date | null
  /** VEX justification of "not affected". */
  readonly justification: string | null
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

/** The vulnerabilities of a selection, page by page in its order. */
export type SnapshotPages = AsyncIterable<readonly SnapshotRow[]>

const page = 500
/** Ids fetched at once from the cursor that keeps the order. */
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
    const asset = sql`${of.assetId}::bigint`
    const branch = sql`${of.branch}::text`
    return this.#atOnce(async (tx) => {
      const { rows } = await sql<{ incomplete: boolean }>`select ${isIncomplete(asset, branch)} as incomplete`.execute(tx)
      if (rows[0]?.incomplete !== false) return undefined
      const { slice: number, slices, slicesBefore: before, firstId, lastId } = of
      const slice = sql`v.asset_id = ${asset} and v.id % ${slices - before} = ${number - before - 1}
        and v.id >= ${firstId} and (${lastId}::bigint is null or v.id <= ${lastId}::bigint)`
      return use(pagesOf(tx, of, slice, await recordsOf(tx, exportedRecords(asset, branch))))
    })
  }

  /** The same of assets, whether or not a sync is unfinished. */
  async readAssets<T>(of: AssetSelection, use: (pages: SnapshotPages) => Promise<T>): Promise<T> {
    const assets = sql`${of.assetIds}::bigint[]`
    return this.#atOnce(async (tx) =>
      use(pagesOf(tx, of, sql`v.asset_id = any(${assets})`, await recordsOf(tx, recordsOfAssets(assets)))),
    )
  }

  #atOnce<T>(work: (tx: Kysely<Tables>) => Promise<T>): Promise<T> {
    return this.#db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work)
  }
}

async function recordsOf(tx: Kysely<Tables>, records: RawBuilder<unknown>): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`select x.id from (${records}) x`.execute(tx)
  return rows.map((record) => record.id)
}

async function* pagesOf(
  tx: Kysely<Tables>,
  of: Wanted,
  where: RawBuilder<unknown>,
  recordIds: readonly number[],
): AsyncGenerator<readonly SnapshotRow[], void, void> {
  // Sorted once; a list of all the ids would be in memory, and finding the next ones again each time takes as long as sorting.
  await sql`
    declare snapshot no scroll cursor for
    select v.id from vulnerability v
    where ${where} and v.present and v.kind = any(${of.kinds}::text[]) and (v.severity >= ${of.minimumSeverity} or v.severity = 0)
      and exists (select 1 from finding f where f.vulnerability_id = v.id and f.asset_id = v.asset_id and f.present
        and f.record_id = any(${recordIds}::bigint[]))
    order by ${orderBy[of.order](of)}
  `.execute(tx)
  for (;;) {
    const { rows } = await sql<{ id: number }>`fetch ${sql.lit(block)} from snapshot`.execute(tx)
    if (rows.length === 0) return
    const ids = rows.map((row) => row.id)
    for (let at = 0; at < ids.length; at += page) yield await rowsOf(tx, ids.slice(at, at + page), recordIds)
  }
}

const orderBy: Readonly<Record<SnapshotOrder, (of: Wanted) => RawBuilder<unknown>>> = {
  id: () => sql`v.id`,
  name: () => sql`v.name collate "C", v.id`,
  kind: ({ kinds }) => sql`array_position(${kinds}::text[], v.kind), v.id`,
  worst: ({ kinds }) => sql`array_position(${kinds}::text[], v.kind), v.severity desc, v.id`,
}

async function rowsOf(
  tx: Kysely<Tables>,
  ids: readonly number[],
  recordIds: readonly number[],
): Promise<readonly SnapshotRow[]> {
  const { rows } = await sql<Omit<SnapshotRow, 'sightings'>>`
    select v.id, v.asset_id as "assetId", v.kind, v.name, array(select identifier from alias a where a.group_id = v.alias_group_id order by identifier) as identifiers,
      v.title, v.severity, v.exploited, v.reachability, k.name as "packageName", i.name as image,
      v.fixed_version as "fixedVersion", v.detected_at as "detectedAt",
      v.first_seen_at as "firstSeenAt", v.decision, v.decision_reason as "decisionReason", v.decision_until as "decisionUntil",
      v.justification, (
        select json_build_object('score', e.score, 'percentile', e.percentile)
        from alias l join epss e on e.identifier = l.identifier where l.group_id = v.alias_group_id
        order by e.told_at desc, e.score desc limit 1
      ) as epss
    from vulnerability v left join package k on k.id = v.package_id
    left join asset i on i.id = v.image_id where v.id = any(${ids}::bigint[])
    order by array_position(${ids}::bigint[], v.id)
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
