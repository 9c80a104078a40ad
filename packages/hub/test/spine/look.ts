import { sql } from 'kysely'
import type { OperationCounts, OperationProblem } from '../../src/store/operations/writer.ts'
import type { World } from './world.ts'

type Place = Pick<World, 'database'>

export interface SeenVulnerability {
  readonly id: number
  readonly asset: string
  readonly name: string
  readonly package: string | null
  readonly kind: string
  readonly severity: number
  readonly status: string
  readonly present: boolean
  readonly goneReason: string | null
  readonly decision: string
  readonly decisionReason: string | null
  readonly decidedBy: string | null
  readonly sightings: number
  readonly openSightings: number
  readonly detectedAt: Date | null
  readonly firstSeenAt: Date
  readonly connections: readonly number[]
}

/** Every vulnerability, by asset, name and package. */
export async function vulnerabilities({ database }: Place): Promise<readonly SeenVulnerability[]> {
  const { rows } = await sql<SeenVulnerability>`
    select v.id, a.name as asset, v.name, p.name as package, v.kind, v.severity, v.status, v.present, v.gone_reason as "goneReason",
      v.decision, v.decision_reason as "decisionReason", v.decided_by as "decidedBy", v.sightings,
      v.open_sightings as "openSightings", v.detected_at as "detectedAt", v.first_seen_at as "firstSeenAt", v.connections
    from vulnerability v join asset a on a.id = v.asset_id left join package p on p.id = v.package_id
    order by a.name collate "C", v.name collate "C", p.name collate "C", v.id
  `.execute(database.kysely)
  return rows
}

/** The only vulnerability with this name. */
export async function vulnerability(place: Place, name: string): Promise<SeenVulnerability> {
  const found = (await vulnerabilities(place)).filter((row) => row.name === name)
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} vulnerabilities are called ${name}.`)
  return found[0]
}

export interface SeenFinding {
  readonly id: number
  readonly externalId: string
  readonly record: string
  readonly connection: string
  readonly asset: string
  readonly vulnerability: string
  readonly vulnerabilityId: number
  readonly present: boolean
  readonly closedReason: string | null
}

/** Every finding, by connection, record and vendor id. */
export async function findings({ database }: Place): Promise<readonly SeenFinding[]> {
  const { rows } = await sql<SeenFinding>`
    select f.id, f.external_id as "externalId", r.ref as record, c.label as connection, a.name as asset,
      v.name as vulnerability, v.id as "vulnerabilityId", f.present, f.closed_reason as "closedReason"
    from finding f join record r on r.id = f.record_id join connection c on c.id = r.connection_id
    join vulnerability v on v.id = f.vulnerability_id join asset a on a.id = f.asset_id
    order by c.label collate "C", r.ref collate "C", f.external_id collate "C", f.id
  `.execute(database.kysely)
  return rows
}

export interface SeenRecord {
  readonly id: number
  readonly ref: string
  readonly name: string
  readonly connection: string
  readonly state: string
  readonly reason: string
  readonly asset: string | null
  readonly product: string | null
  readonly method: string | null
  readonly ignoredBy: string | null
}

export async function records({ database }: Place): Promise<readonly SeenRecord[]> {
  const { rows } = await sql<SeenRecord>`
    select r.id, r.ref, r.name, c.label as connection, r.state, r.state_reason as reason, a.name as asset, p.name as product,
      m.method, r.ignored_by as "ignoredBy"
    from record r join connection c on c.id = r.connection_id left join mapping m on m.record_id = r.id
    left join asset a on a.id = m.asset_id left join product p on p.id = m.product_id
    order by c.label collate "C", r.ref collate "C"
  `.execute(database.kysely)
  return rows
}

/** The only record with this ref. */
export async function record(place: Place, ref: string): Promise<SeenRecord> {
  const found = (await records(place)).filter((row) => row.ref === ref)
  if (found.length !== 1 || found[0] === undefined) throw new Error(`${found.length} records have the ref ${ref}.`)
  return found[0]
}

export interface SeenOperation {
  readonly id: number
  readonly connection: string
  readonly kind: string
  readonly state: string
  readonly trigger: string
  /** What a sync of some records was asked to read. */
  readonly records: readonly number[] | null
  readonly counts: OperationCounts
  readonly coverage: unknown
  readonly problem: OperationProblem | null
}

/** Every operation, oldest first. */
export async function operations({ database }: Place): Promise<readonly SeenOperation[]> {
  const { rows } = await sql<SeenOperation>`
    select id, connection_label as connection, kind, state, trigger, record_ids as records, counts, coverage, problem from operation order by id
  `.execute(database.kysely)
  return rows
}

/** The newest operation, of a kind where one is given. */
export async function lastOperation(place: Place, kind?: 'discover' | 'sync'): Promise<SeenOperation> {
  const last = (await operations(place)).findLast((operation) => kind === undefined || operation.kind === kind)
  if (last === undefined) throw new Error('There is no operation yet.')
  return last
}

export async function notes({ database }: Place, operationId: number) {
  return database.kysely
    .selectFrom('operation_note')
    .select(['kind', 'target', 'external_id as externalId', 'path', 'message'])
    .where('operation_id', '=', operationId)
    .orderBy('seq')
    .execute()
}

export async function events({ database }: Place, vulnerabilityId: number) {
  return database.kysely
    .selectFrom('vulnerability_event')
    .select(['kind', 'actor', 'data'])
    .where('vulnerability_id', '=', vulnerabilityId)
    .orderBy('id')
    .execute()
}

export async function connection({ database }: Place, id: number) {
  const row = await database.kysely.selectFrom('connection').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  return { ...row, problem: row.problem as OperationProblem | null }
}

/** Where the rows of a table lie and which transaction wrote them: changes when a row is written, whatever is written. */
export async function rowVersions({ database }: Place, table: 'finding' | 'vulnerability'): Promise<readonly string[]> {
  const { rows } = await sql<{ version: string }>`
    select id || ' ' || xmin::text || ' ' || ctid::text as version from ${sql.table(table)} order by id
  `.execute(database.kysely)
  return rows.map((row) => row.version)
}
