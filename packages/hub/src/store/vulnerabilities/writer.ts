import { type Kysely, sql } from 'kysely'
import { reconcileFixVersions } from '../../domain/fix-version.ts'
import { vulnerabilityPlace } from '../../domain/place.ts'
import type { Work } from '../../domain/status.ts'
import { column, names, unnest } from '../bulk.ts'
import type { Tables } from '../tables.ts'
import type { Aggregate, Assessment, DecisionRow, LockedVulnerability, NewVulnerability, VulnerabilityEvent } from './shapes.ts'

export const locked = sql`id, asset_id as "assetId", key, present, status, work, gone_reason as "goneReason", decision,
  decision_reason as "decisionReason", decision_until as "decisionUntil", decided_by as "decidedBy",
  decided_at as "decidedAt", justification, duplicate_of as "duplicateOf", decision_origin as "decisionOrigin",
  policy_id as "policyId", kind, alias_group_id as "aliasGroupId", package_id as "packageId", image_id as "imageId", name, title,
  severity, reachability, detected_at as "detectedAt", first_seen_at as "firstSeenAt", fixed_version as "fixedVersion",
  location, exploited, cvss, sla_days as "slaDays", waiting_since as "waitingSince", waiting_for as "waitingFor", waited_ms as "waitedMs",
  exempt_until as "exemptUntil", exempt_reason as "exemptReason", exempt_by as "exemptBy"`

/** Whether the target of a move does not tell the event yet: histories that part and meet again would say everything twice. */
const isNew = sql`not exists (
  select 1 from vulnerability_event known where known.vulnerability_id = v.id
    and (known.at, known.kind, known.actor, known.data) is not distinct from (e.at, e.kind, e.actor, e.data)
)`

interface Summed extends Omit<Aggregate, 'fixedVersion'> {
  readonly id: number
  readonly packageType: string | null
  readonly fixedVersions: readonly string[]
}

export class VulnerabilityWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /**
   * Ids by `asset key`, locked until the transaction ends: all that a transaction will change, `also` those it already knows,
   * at once and in the order of ids, or two of them would wait for each other.
   */
  async find(
    assetIds: readonly number[],
    keys: readonly string[],
    also: readonly number[] = [],
  ): Promise<ReadonlyMap<string, number>> {
    if (assetIds.length === 0 && also.length === 0) return new Map()
    // The offset keeps it one probe of the index for each, where a planner without statistics would read the whole table.
    const { rows } = await sql<{ id: number; assetId: number; key: string }>`
      select id, asset_id as "assetId", key from vulnerability
      where id = any(array(
        select v.id from unnest(${assetIds}::bigint[], ${keys}::uuid[]) as wanted (asset_id, key)
        cross join lateral (select id from vulnerability where asset_id = wanted.asset_id and key = wanted.key offset 0) v
        union all select unnest(${also}::bigint[])
      ))
      order by id for update
    `.execute(this.#tx)
    return new Map(rows.map((row) => [vulnerabilityPlace(row.assetId, row.key), row.id]))
  }

  /** Locks in id order, so that two runs on one asset cannot deadlock. */
  async lock(ids: readonly number[]): Promise<readonly LockedVulnerability[]> {
    if (ids.length === 0) return []
    const { rows } = await sql<LockedVulnerability>`
      select ${locked} from vulnerability where id = any(${ids}::bigint[]) order by id for update
    `.execute(this.#tx)
    return rows
  }

  async lockGroup(groupId: number): Promise<readonly LockedVulnerability[]> {
    const { rows } = await sql<LockedVulnerability>`
      select ${locked} from vulnerability where alias_group_id = ${groupId} order by id for update
    `.execute(this.#tx)
    return rows
  }

  /** Inserts what is not there yet. Returns the ids of those this call created, by `asset key`. */
  async insert(rows: readonly NewVulnerability[], at: Date): Promise<ReadonlyMap<string, number>> {
    if (rows.length === 0) return new Map()
    const sorted = rows.toSorted((a, b) => a.assetId - b.assetId || (a.key < b.key ? -1 : 1))
    const columns = [
      column('asset_id', 'bigint', sorted, (row) => row.assetId),
      column('key', 'uuid', sorted, (row) => row.key),
      column('kind', 'text', sorted, (row) => row.kind),
      column('alias_group_id', 'bigint', sorted, (row) => row.aliasGroupId),
      column('package_id', 'bigint', sorted, (row) => row.packageId),
      column('image_id', 'bigint', sorted, (row) => row.imageId),
      column('name', 'text', sorted, (row) => row.name),
      column('status', 'text', sorted, (row) => row.status),
      column('present', 'boolean', sorted, (row) => row.aggregate.openSightings > 0),
      ...aggregateColumns(sorted.map((row) => row.aggregate)),
      ...assessmentColumns(sorted.map((row) => row.assessment)),
    ]
    const { rows: created } = await sql<{ id: number; assetId: number; key: string }>`
      insert into vulnerability (${names(columns)}, connections, updated_at)
      select ${names(columns)}, string_to_array(connection_list, ',')::bigint[], ${at}
      from ${unnest('page', [...columns, connectionColumn(sorted.map((row) => row.aggregate))])}
      on conflict (asset_id, key) do nothing
      returning id, asset_id as "assetId", key
    `.execute(this.#tx)
    return new Map(created.map((row) => [vulnerabilityPlace(row.assetId, row.key), row.id]))
  }

  /**
   * Adds up the sightings of each vulnerability; in which order they came plays no part. Title and location are those of the open
   * sighting that was detected first. Vulnerabilities without sightings are missing from the answer.
   */
  async aggregates(ids: readonly number[]): Promise<ReadonlyMap<number, Aggregate>> {
    if (ids.length === 0) return new Map()
    const { rows } = await sql<Summed>`
      select f.vulnerability_id as id,
        (select k.type from vulnerability v join package k on k.id = v.package_id where v.id = f.vulnerability_id)
          as "packageType",
        count(*)::int as sightings,
        (count(*) filter (where f.present))::int as "openSightings",
        coalesce(max(f.severity) filter (where f.present), max(f.severity)) as severity,
        coalesce(max(f.reachability) filter (where f.present), max(f.reachability)) as reachability,
        min(f.detected_at) as "detectedAt",
        min(f.first_seen_at) as "firstSeenAt",
        array_agg(distinct r.connection_id) as connections,
        coalesce(
          array_agg(distinct f.fixed_version) filter (where f.fixed_version is not null and f.present),
          array_agg(distinct f.fixed_version) filter (where f.fixed_version is not null),
          '{}') as "fixedVersions",
        (array_agg(f.path order by f.present desc, f.detected_at, f.path collate "C") filter (where f.path is not null))[1]
          as location,
        bool_or((d.body ->> 'exploited')::boolean) as exploited,
        max((d.body ->> 'score')::real) as cvss,
        (array_agg(d.title order by f.present desc, f.detected_at, d.title collate "C"))[1] as title,
        case when bool_or(f.present) then null else (array_agg(f.closed_reason order by f.closed_at desc, f.closed_reason collate "C"))[1] end as "goneReason",
        case when bool_or(f.present) then null else max(f.closed_at) end as "goneAt"
      from finding f
      join record r on r.id = f.record_id
      join detail d on d.id = f.detail_id
      where f.vulnerability_id = any(${ids}::bigint[])
      group by f.vulnerability_id
    `.execute(this.#tx)
    return new Map(
      rows.map(({ id, packageType, fixedVersions, ...rest }) => [
        id,
        { ...rest, fixedVersion: reconcileFixVersions(fixedVersions, packageType) },
      ]),
    )
  }

  /** Writes aggregates, what they are assessed as, and status; rows that would not change are left alone. */
  async update(
    rows: readonly {
      readonly id: number
      readonly status: string
      readonly aggregate: Aggregate
      readonly assessment: Assessment
    }[],
    at: Date,
  ): Promise<void> {
    if (rows.length === 0) return
    const aggregates = rows.map((row) => row.aggregate)
    const columns = [
      column('id', 'bigint', rows, (row) => row.id),
      column('status', 'text', rows, (row) => row.status),
      column('present', 'boolean', rows, (row) => row.aggregate.openSightings > 0),
      ...aggregateColumns(aggregates),
      ...assessmentColumns(rows.map((row) => row.assessment)),
      connectionColumn(aggregates),
    ]
    await sql`
      update vulnerability v set status = n.status, present = n.present, severity = n.severity, title = n.title,
        gone_reason = n.gone_reason, gone_at = n.gone_at, location = n.location, fixed_version = n.fixed_version,
        reachability = n.reachability, exploited = n.exploited, cvss = n.cvss, sightings = n.sightings,
        open_sightings = n.open_sightings, connections = string_to_array(n.connection_list, ',')::bigint[],
        detected_at = n.detected_at, first_seen_at = n.first_seen_at, risk_score = n.risk_score, sla_days = n.sla_days,
        due_at = n.due_at, required_by = n.required_by, updated_at = ${at}
      from ${unnest('n', columns)}
      where v.id = n.id and (v.status, v.present, v.severity, v.title, v.gone_reason, v.gone_at, v.location, v.fixed_version,
        v.reachability, v.exploited, v.cvss, v.sightings, v.open_sightings, v.connections, v.detected_at, v.first_seen_at,
        v.risk_score, v.sla_days, v.due_at, v.required_by)
        is distinct from (n.status, n.present, n.severity, n.title, n.gone_reason, n.gone_at, n.location, n.fixed_version,
        n.reachability, n.exploited, n.cvss, n.sightings, n.open_sightings,
        string_to_array(n.connection_list, ',')::bigint[], n.detected_at, n.first_seen_at, n.risk_score, n.sla_days, n.due_at,
        n.required_by)
    `.execute(this.#tx)
  }

  /** Gives a vulnerability another name, key and group; for alias groups that merge or split. */
  async rekey(
    rows: readonly {
      readonly id: number
      readonly key: string
      readonly aliasGroupId: number | null
      readonly name: string
    }[],
  ): Promise<void> {
    if (rows.length === 0) return
    const columns = [
      column('id', 'bigint', rows, (row) => row.id),
      column('key', 'uuid', rows, (row) => row.key),
      column('alias_group_id', 'bigint', rows, (row) => row.aliasGroupId),
      column('name', 'text', rows, (row) => row.name),
    ]
    await sql`
      update vulnerability v set key = n.key, alias_group_id = n.alias_group_id, name = n.name
      from ${unnest('n', columns)} where v.id = n.id
    `.execute(this.#tx)
  }

  async decide(id: number, status: string, decision: DecisionRow, at: Date): Promise<void> {
    await this.#tx
      .updateTable('vulnerability')
      .set({
        status,
        decision: decision.decision,
        decision_reason: decision.reason,
        decision_until: decision.until,
        decided_by: decision.by,
        decided_at: decision.at,
        justification: decision.justification,
        duplicate_of: decision.duplicateOf,
        decision_origin: decision.origin === null ? null : JSON.stringify(decision.origin),
        policy_id: decision.policyId,
        updated_at: at,
      })
      .where('id', '=', id)
      .execute()
  }

  /** Writes how far the fix is, and the status that follows. */
  async setWork(
    rows: readonly { readonly id: number; readonly work: Work; readonly status: string }[],
    at: Date,
  ): Promise<void> {
    if (rows.length === 0) return
    const columns = [
      column('id', 'bigint', rows, (row) => row.id),
      column('work', 'text', rows, (row) => row.work),
      column('status', 'text', rows, (row) => row.status),
    ]
    await sql`
      update vulnerability v set work = n.work, status = n.status, updated_at = ${at}
      from ${unnest('n', columns)} where v.id = n.id and (v.work, v.status) is distinct from (n.work, n.status)
    `.execute(this.#tx)
  }

  /** Risk acceptances whose date has passed, a batch at a time. */
  async expired(now: Date, limit: number): Promise<readonly number[]> {
    const rows = await this.#tx
      .selectFrom('vulnerability')
      .select('id')
      .where('decision', '=', 'risk-accepted')
      .where('decision_until', '<=', now)
      .orderBy('id')
      .limit(limit)
      .execute()
    return rows.map((row) => row.id)
  }

  /** Those of the vulnerabilities that have no sighting left. */
  async empty(ids: readonly number[]): Promise<readonly number[]> {
    if (ids.length === 0) return []
    const { rows } = await sql<{ id: number }>`
      select id from unnest(${ids}::bigint[]) as wanted (id)
      where not exists (select 1 from finding f where f.vulnerability_id = wanted.id)
    `.execute(this.#tx)
    return rows.map((row) => row.id)
  }

  /** Removes vulnerabilities with their history; what should outlive them is moved before. */
  async remove(ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return
    await this.#tx.deleteFrom('vulnerability_event').where(sql<boolean>`vulnerability_id = any(${ids}::bigint[])`).execute()
    await this.#tx
      .deleteFrom('remediation_vulnerability')
      .where(sql<boolean>`vulnerability_id = any(${ids}::bigint[])`)
      .execute()
    await sql`update vulnerability set duplicate_of = null where duplicate_of = any(${ids}::bigint[])`.execute(this.#tx)
    await this.#tx.deleteFrom('vulnerability').where(sql<boolean>`id = any(${ids}::bigint[])`).execute()
  }

  /** The history of vulnerabilities that end goes on under those that follow them. Pairs are positional. */
  async moveEvents(from: readonly number[], to: readonly number[]): Promise<void> {
    if (from.length === 0) return
    await sql`
      update vulnerability_event e set vulnerability_id = v.id, asset_id = v.asset_id
      from unnest(${from}::bigint[], ${to}::bigint[]) as moved (source, target)
      join vulnerability v on v.id = moved.target
      where e.vulnerability_id = moved.source and ${isNew}
    `.execute(this.#tx)
  }

  /** What people decided and said is told under each of the vulnerabilities it goes to. Pairs are positional. */
  async copyDecisions(from: readonly number[], to: readonly number[]): Promise<void> {
    if (from.length === 0) return
    await sql`
      insert into vulnerability_event (vulnerability_id, asset_id, at, kind, actor, data)
      select v.id, v.asset_id, e.at, e.kind, e.actor, e.data
      from unnest(${from}::bigint[], ${to}::bigint[]) as moved (source, target)
      join vulnerability v on v.id = moved.target
      join vulnerability_event e on e.vulnerability_id = moved.source
      where e.kind in ('decided', 'expired', 'commented', 'waiting', 'resumed', 'exempted') and ${isNew}
      order by e.id
    `.execute(this.#tx)
  }

  async record(events: readonly VulnerabilityEvent[], at: Date): Promise<void> {
    if (events.length === 0) return
    const columns = [
      column('vulnerability_id', 'bigint', events, (event) => event.vulnerabilityId),
      column('asset_id', 'bigint', events, (event) => event.assetId),
      column('kind', 'text', events, (event) => event.kind),
      column('actor', 'text', events, (event) => event.actor),
      column('data', 'jsonb', events, (event) => event.data),
    ]
    await sql`
      insert into vulnerability_event (${names(columns)}, at) select ${names(columns)}, ${at} from ${unnest('e', columns)}
    `.execute(this.#tx)
  }
}

function aggregateColumns(rows: readonly Aggregate[]) {
  return [
    column('severity', 'smallint', rows, (row) => row.severity),
    column('title', 'text', rows, (row) => row.title),
    column('gone_reason', 'text', rows, (row) => row.goneReason),
    column('gone_at', 'timestamptz', rows, (row) => row.goneAt),
    column('location', 'text', rows, (row) => row.location),
    column('fixed_version', 'text', rows, (row) => row.fixedVersion),
    column('reachability', 'smallint', rows, (row) => row.reachability),
    column('exploited', 'boolean', rows, (row) => row.exploited),
    column('cvss', 'real', rows, (row) => row.cvss),
    column('sightings', 'integer', rows, (row) => row.sightings),
    column('open_sightings', 'integer', rows, (row) => row.openSightings),
    column('detected_at', 'timestamptz', rows, (row) => row.detectedAt),
    column('first_seen_at', 'timestamptz', rows, (row) => row.firstSeenAt),
  ]
}

function assessmentColumns(rows: readonly (Assessment | null)[]) {
  return [
    column('risk_score', 'smallint', rows, (row) => row?.riskScore),
    column('sla_days', 'smallint', rows, (row) => row?.slaDays),
    column('due_at', 'timestamptz', rows, (row) => row?.dueAt),
    column('required_by', 'bigint', rows, (row) => row?.requiredBy),
  ]
}

// Arrays of arrays do not go through `unnest`; a list of ids does as text.
function connectionColumn(rows: readonly Aggregate[]) {
  return column('connection_list', 'text', rows, (row) => row.connections.join(','))
}
