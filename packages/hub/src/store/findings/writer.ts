import { type Kysely, sql } from 'kysely'
import { findingKey } from '../../domain/place.ts'
import type { ClosedReason } from '../../domain/status.ts'
import { column, names, unnest } from '../bulk.ts'
import type { Tables } from '../tables.ts'

/** By what a finding on a page is looked up, and what it would be stored as. */
export interface SeenFinding {
  readonly recordId: number
  readonly assetId: number
  readonly identity: string
  readonly content: string
}

/** What is known of a finding before its page is written. */
export interface KnownFinding {
  readonly id: number
  readonly present: boolean
  /** Whether writing it would change nothing. */
  readonly unchanged: boolean
}

/** A stored finding, held until the transaction ends. */
export interface HeldFinding {
  readonly id: number
  readonly recordId: number
  readonly identity: string
  readonly present: boolean
  readonly vulnerabilityId: number
}

/** A finding as a page brings it. `severity` and `reachability` are ranks. */
export interface FindingRow {
  readonly recordId: number
  readonly assetId: number
  readonly vulnerabilityId: number
  readonly detailId: number
  readonly wordingId: number
  readonly identity: string
  readonly evidence: string
  readonly content: string
  readonly externalId: string
  readonly kind: string
  readonly severity: number
  readonly reachability: number
  readonly direct: boolean | null
  readonly detectedAt: string | null
  readonly purl: string | null
  readonly fixedVersion: string | null
  readonly path: string | null
  readonly extra: unknown
}

/**
 * What is known of each finding of a page, in the order asked; one look-up for the whole page, and one row: most syncs change
 * nothing, and this is then most of their work. The offset keeps it one probe of the index for each, where a planner without
 * statistics would read the whole table.
 */
export async function compareFindings(
  db: Kysely<Tables>,
  seen: readonly SeenFinding[],
): Promise<readonly (KnownFinding | null)[]> {
  const columns = [
    column('record_id', 'bigint', seen, (row) => row.recordId),
    column('asset_id', 'bigint', seen, (row) => row.assetId),
    column('identity', 'uuid', seen, (row) => row.identity),
    column('content', 'uuid', seen, (row) => row.content),
  ]
  const { rows } = await sql<Compared>`
    select array_agg(id) as ids, array_agg(present) as present, array_agg(unchanged) as unchanged from (
      select f.id, f.present, f.present and f.content = s.content and f.asset_id = s.asset_id as unchanged
      from ${unnest('s', columns, 'position')}
      left join lateral (
        select id, present, content, asset_id from finding where record_id = s.record_id and identity = s.identity offset 0
      ) f on true
      order by s.position
    ) known
  `.execute(db)
  const [{ ids, present, unchanged } = nothingKnown] = rows
  return seen.map((_, index) => {
    const id = ids?.[index] ?? null
    return id === null ? null : { id, present: present?.[index] === true, unchanged: unchanged?.[index] === true }
  })
}

/** Columns of what was asked, in its order; null for no rows. */
interface Compared {
  readonly ids: readonly (number | null)[] | null
  readonly present: readonly (boolean | null)[] | null
  readonly unchanged: readonly (boolean | null)[] | null
}

const nothingKnown: Compared = { ids: null, present: null, unchanged: null }

export class FindingWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** The different details of findings, without a lock: only their own sync changes them. */
  async detailIds(ids: readonly number[]): Promise<readonly number[]> {
    if (ids.length === 0) return []
    const { rows } = await sql<{ id: number }>`
      select distinct detail_id as id from finding where id = any(${ids}::bigint[])
    `.execute(this.#tx)
    return rows.map((row) => row.id)
  }

  /** The same findings as they are now, held until the transaction ends: others may have moved them since they were looked up. */
  async holdKnown(ids: readonly number[]): Promise<readonly HeldFinding[]> {
    if (ids.length === 0) return []
    const { rows } = await sql<HeldFinding>`
      select id, record_id as "recordId", identity, present, vulnerability_id as "vulnerabilityId"
      from finding where id = any(${ids}::bigint[]) order by id for update
    `.execute(this.#tx)
    return rows
  }

  /** Inserts or updates a page's new and changed findings. Returns the ids by `recordId identity`. */
  async upsert(rows: readonly FindingRow[], at: Date): Promise<ReadonlyMap<string, number>> {
    if (rows.length === 0) return new Map()
    const columns = [
      column('asset_id', 'bigint', rows, (row) => row.assetId),
      column('record_id', 'bigint', rows, (row) => row.recordId),
      column('vulnerability_id', 'bigint', rows, (row) => row.vulnerabilityId),
      column('detail_id', 'bigint', rows, (row) => row.detailId),
      column('wording_id', 'bigint', rows, (row) => row.wordingId),
      column('identity', 'uuid', rows, (row) => row.identity),
      column('evidence', 'uuid', rows, (row) => row.evidence),
      column('content', 'uuid', rows, (row) => row.content),
      column('external_id', 'text', rows, (row) => row.externalId),
      column('kind', 'text', rows, (row) => row.kind),
      column('severity', 'smallint', rows, (row) => row.severity),
      column('reachability', 'smallint', rows, (row) => row.reachability),
      column('direct', 'boolean', rows, (row) => row.direct),
      column('detected_at', 'timestamptz', rows, (row) => row.detectedAt),
      column('purl', 'text', rows, (row) => row.purl),
      column('fixed_version', 'text', rows, (row) => row.fixedVersion),
      column('path', 'text', rows, (row) => row.path),
      column('extra', 'jsonb', rows, (row) => row.extra),
    ]
    const { rows: written } = await sql<{ id: number; recordId: number; identity: string }>`
      insert into finding as f (${names(columns)}, first_seen_at, changed_at)
      select ${names(columns)}, ${at}, ${at} from ${unnest('page', columns)}
      on conflict (record_id, identity, asset_id) do update set
        vulnerability_id = excluded.vulnerability_id, detail_id = excluded.detail_id,
        wording_id = excluded.wording_id, evidence = excluded.evidence,
        content = excluded.content, external_id = excluded.external_id, kind = excluded.kind,
        severity = excluded.severity, reachability = excluded.reachability, direct = excluded.direct,
        detected_at = least(f.detected_at, excluded.detected_at), purl = excluded.purl,
        fixed_version = excluded.fixed_version, path = excluded.path,
        extra = excluded.extra, changed_at = excluded.changed_at,
        present = true, closed_reason = null, closed_at = null, closed_operation_id = null, last_seen_at = null
      returning id, record_id as "recordId", identity
    `.execute(this.#tx)
    return new Map(written.map((row) => [findingKey(row.recordId, row.identity), row.id]))
  }

  /** Closes present findings of one connection. Returns the vulnerabilities they belong to. */
  async close(
    ids: readonly number[],
    reason: ClosedReason,
    at: Date,
    operationId: number | null,
  ): Promise<readonly { readonly id: number; readonly assetId: number; readonly vulnerabilityId: number }[]> {
    if (ids.length === 0) return []
    const { rows } = await sql<{ id: number; assetId: number; vulnerabilityId: number }>`
      update finding f set present = false, closed_reason = ${reason}, closed_at = ${at}, changed_at = ${at},
        closed_operation_id = ${operationId}::bigint, last_seen_at = r.last_complete_sync_at
      from record r
      where f.id = any(${ids}::bigint[]) and f.present and r.id = f.record_id
      returning f.id, f.asset_id as "assetId", f.vulnerability_id as "vulnerabilityId"
    `.execute(this.#tx)
    return rows
  }

  /** Opens what was closed at that very moment for that reason; for a change that is taken back. Returns the vulnerabilities. */
  async reopen(recordId: number, reason: ClosedReason, closedAt: Date, at: Date): Promise<readonly number[]> {
    const { rows } = await sql<{ vulnerabilityId: number }>`
      update finding set present = true, closed_reason = null, closed_at = null, closed_operation_id = null, last_seen_at = null,
        changed_at = ${at}
      where record_id = ${recordId} and not present and closed_reason = ${reason} and closed_at = ${closedAt}
      returning vulnerability_id as "vulnerabilityId"
    `.execute(this.#tx)
    return rows.map((row) => row.vulnerabilityId)
  }

  /** Present findings of the records outside the wanted families. */
  async outsideKinds(recordIds: readonly number[], kinds: readonly string[]): Promise<readonly number[]> {
    const rows = await this.#tx
      .selectFrom('finding')
      .select('id')
      .where(sql<boolean>`record_id = any(${recordIds}::bigint[])`)
      .where('present', '=', true)
      .where(sql<boolean>`kind <> all(${kinds}::text[])`)
      .execute()
    return rows.map((row) => row.id)
  }

  async presentIds(recordId: number): Promise<readonly number[]> {
    const rows = await this.#tx
      .selectFrom('finding')
      .select('id')
      .where('record_id', '=', recordId)
      .where('present', '=', true)
      .execute()
    return rows.map((row) => row.id)
  }

  async byExternalIds(recordId: number, externalIds: readonly string[]): Promise<readonly number[]> {
    const rows = await this.#tx
      .selectFrom('finding')
      .select('id')
      .where('record_id', '=', recordId)
      .where('present', '=', true)
      .where(sql<boolean>`external_id = any(${externalIds}::text[])`)
      .execute()
    return rows.map((row) => row.id)
  }

  /** The distinct vulnerabilities a record's findings belong to, in batches by ascending id. */
  async vulnerabilitiesOf(recordId: number, after: number, limit: number): Promise<readonly number[]> {
    const rows = await this.#tx
      .selectFrom('finding')
      .select('vulnerability_id')
      .distinct()
      .where('record_id', '=', recordId)
      .where('vulnerability_id', '>', after)
      .orderBy('vulnerability_id')
      .limit(limit)
      .execute()
    return rows.map((row) => row.vulnerability_id)
  }

  /** Findings of these vulnerabilities with the identifiers their scanners gave, for splitting a group. */
  async withIdentifiers(vulnerabilityIds: readonly number[]) {
    return this.#tx
      .selectFrom('finding as f')
      .innerJoin('detail as d', 'd.id', 'f.detail_id')
      .select(['f.id', 'f.vulnerability_id as vulnerabilityId', 'd.identifiers'])
      .where(sql<boolean>`f.vulnerability_id = any(${vulnerabilityIds}::bigint[])`)
      .execute()
  }

  /** Points findings at other vulnerabilities (and assets). Pairs are positional. */
  async reassign(ids: readonly number[], vulnerabilityIds: readonly number[], assetId: number): Promise<void> {
    if (ids.length === 0) return
    await sql`
      update finding f set vulnerability_id = moved.vulnerability_id, asset_id = ${assetId}
      from unnest(${ids}::bigint[], ${vulnerabilityIds}::bigint[]) as moved (id, vulnerability_id)
      where f.id = moved.id
    `.execute(this.#tx)
  }

  /** Moves the findings of whole vulnerabilities, optionally only those of one record. */
  async moveAll(from: readonly number[], to: readonly number[], assetId: number, recordId: number | null): Promise<void> {
    if (from.length === 0) return
    await sql`
      update finding f set vulnerability_id = moved.target, asset_id = ${assetId}
      from unnest(${from}::bigint[], ${to}::bigint[]) as moved (source, target)
      where f.vulnerability_id = moved.source and (${recordId}::bigint is null or f.record_id = ${recordId}::bigint)
    `.execute(this.#tx)
  }

  async deleteOfRecords(recordIds: readonly number[]): Promise<void> {
    await this.#tx.deleteFrom('finding').where(sql<boolean>`record_id = any(${recordIds}::bigint[])`).execute()
  }
}
