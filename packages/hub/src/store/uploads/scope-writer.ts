import { type Kysely, sql } from 'kysely'
import type { UploadPlan, UploadReason } from '../../domain/upload-plan.ts'
import { column, unnest } from '../bulk.ts'
import type { Tables } from '../tables.ts'
import { isIncomplete } from './eligible.ts'
import { settleScopes } from './scope-settler.ts'
import { sentOf } from './sent.ts'
import type { FamilyOfExporter } from './wanted-scopes.ts'

/** A scope with what its plan follows from. */
export interface PlannedScope {
  readonly id: number
  readonly connectionId: number
  readonly assetId: number
  readonly name: string
  readonly family: string
  readonly slice: number
  readonly slices: number
  readonly slicesBefore: number
  readonly firstId: number
  readonly lastId: number | null
  readonly branch: string
  readonly formerBranches: readonly string[]
  readonly about: unknown
  readonly kinds: readonly string[]
  readonly minimumSeverity: string | null
  readonly changedAt: Date | null
  readonly retired: boolean
  readonly deliveredAt: Date | null
  readonly ticket: unknown
  readonly failedCount: number
  readonly failedAt: Date | null
  readonly failedLeft: boolean
  readonly dueAt: Date | null
  readonly dueReason: UploadReason | null
  /** When its uploads left, or may have. One that holds a slot and has not left yet counts from its beginning. */
  readonly sent: readonly Date[]
  readonly underway: boolean
  readonly incomplete: boolean
}

export class ExportScopeWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  settle(of: FamilyOfExporter, now: Date): Promise<void> {
    return settleScopes(this.#tx, of, now)
  }

  /** Scopes about which something changed since they were planned, held until the transaction ends. */
  async toPlan(limit: number): Promise<readonly PlannedScope[]> {
    const { rows } = await sql<{ id: number }>`
      select id from export_scope where to_plan order by id limit ${limit} for update skip locked
    `.execute(this.#tx)
    return this.byIds(rows.map((row) => row.id))
  }

  /** Scopes of an exporter that are due, the longest due first, held until the transaction ends. */
  async due(connectionId: number, now: Date, limit: number): Promise<readonly PlannedScope[]> {
    const { rows } = await sql<{ id: number }>`
      select id from export_scope where connection_id = ${connectionId} and due_at <= ${now}
      order by due_at, id limit ${limit} for update skip locked
    `.execute(this.#tx)
    return this.byIds(rows.map((row) => row.id))
  }

  /** Those of a repository, held until the transaction ends. */
  async ofAsset(assetId: number, connectionId: number | null): Promise<readonly PlannedScope[]> {
    const { rows } = await sql<{ id: number }>`
      select s.id from export_scope s join connection c on c.id = s.connection_id
      where s.asset_id = ${assetId} and c.removed_at is null
        and (${connectionId}::bigint is null or s.connection_id = ${connectionId}::bigint)
      order by s.id for update of s
    `.execute(this.#tx)
    return this.byIds(rows.map((row) => row.id))
  }

  async hold(id: number): Promise<PlannedScope | undefined> {
    await sql`select 1 from export_scope where id = ${id} for update`.execute(this.#tx)
    const [scope] = await this.byIds([id])
    return scope
  }

  /** In the order of the ids. */
  async byIds(ids: readonly number[]): Promise<readonly PlannedScope[]> {
    const { rows } = await sql<PlannedScope>`
      select s.id, s.connection_id as "connectionId", s.asset_id as "assetId", s.name, s.family, s.slice, s.slices, s.slices_before as "slicesBefore",
        s.first_id as "firstId", s.last_id as "lastId", s.branch,
        s.former_branches as "formerBranches", s.about, s.kinds, s.minimum_severity as "minimumSeverity", s.changed_at as "changedAt", s.retired_at is not null as retired,
        s.delivered_at as "deliveredAt", s.ticket, s.failed_count as "failedCount", s.failed_at as "failedAt",
        s.failed_left as "failedLeft", s.due_at as "dueAt", s.due_reason as "dueReason", ${sentOf(sql`s.id`)} as sent,
        exists (select 1 from upload u where u.scope_id = s.id and u.stage <> 'ended' and not u.held) as underway,
        ${isIncomplete(sql`s.asset_id`, sql`s.branch`)} as incomplete
      from unnest(${ids}::bigint[]) with ordinality as n (id, position)
      join export_scope s on s.id = n.id
      order by n.position
    `.execute(this.#tx)
    return rows
  }

  /** Notes when each is uploaded next, or why not. */
  async planned(plans: readonly { readonly id: number; readonly plan: UploadPlan }[]): Promise<void> {
    if (plans.length === 0) return
    const columns = [
      column('id', 'bigint', plans, (row) => row.id),
      column('due_at', 'timestamptz', plans, ({ plan }) => (plan.kind === 'upload' ? plan.at : null)),
      column('due_reason', 'text', plans, ({ plan }) => (plan.kind === 'upload' ? plan.reason : null)),
      column('because', 'text', plans, ({ plan }) => (plan.kind === 'rest' ? plan.because : null)),
    ]
    await sql`
      update export_scope s set due_at = n.due_at, due_reason = n.due_reason, rests_because = n.because, to_plan = false
      from ${unnest('n', columns)} where s.id = n.id
    `.execute(this.#tx)
  }

  /** An upload of it begins. The change it carries is no longer the scope's; what comes later is another one. */
  async handOver(id: number, carried: boolean): Promise<void> {
    await sql`
      update export_scope set changed_at = case when ${carried} then null else changed_at end, due_at = null, due_reason = null, rests_because = 'underway', to_plan = false
      where id = ${id}
    `.execute(this.#tx)
  }

  /** The destination took a state. A repeated one leaves what changed since still to be told; `emptied` branches are done with. */
  async delivered(
    id: number,
    upload: {
      readonly at: Date
      readonly digest: string | null
      readonly ticket: unknown
      readonly emptied: readonly string[]
    },
  ): Promise<void> {
    const ticket = upload.ticket === null ? null : JSON.stringify(upload.ticket)
    await sql`
      update export_scope set delivered_at = ${upload.at}, delivered_digest = coalesce(${upload.digest}, delivered_digest),
        ticket = ${ticket}::jsonb, failed_count = 0, failed_at = null, failed_left = false, to_plan = true,
        former_branches = array(select branch from unnest(former_branches) branch where branch <> all(${upload.emptied}::text[]))
      where id = ${id}
    `.execute(this.#tx)
  }

  /** A try went wrong; what it carried is still to be told. */
  async failed(id: number, carried: Date | null, left: boolean, at: Date): Promise<void> {
    await sql`
      update export_scope set failed_count = failed_count + 1, failed_at = ${at}, failed_left = ${left}, to_plan = true,
        changed_at = coalesce(${carried}::timestamptz, changed_at)
      where id = ${id}
    `.execute(this.#tx)
  }

  /** What an upload carried goes back, or is dropped: there was no change after all. */
  async released(id: number, carried: Date | null): Promise<void> {
    await sql`
      update export_scope set to_plan = true, changed_at = coalesce(${carried}::timestamptz, changed_at) where id = ${id}
    `.execute(this.#tx)
  }

  /** Digest of what was delivered last. */
  async digestOf(id: number): Promise<string | null> {
    const row = await this.#tx.selectFrom('export_scope').select('delivered_digest').where('id', '=', id).executeTakeFirst()
    return row?.delivered_digest ?? null
  }

  /** The exporter has other settings: where it sends now, nobody may have been told anything yet. What was sent keeps its slots. */
  async startOver(connectionId: number, now: Date): Promise<void> {
    await sql`
      update export_scope set delivered_digest = null, changed_at = coalesce(changed_at, ${now}), to_plan = true
      where connection_id = ${connectionId} and retired_at is null
    `.execute(this.#tx)
  }

  /** Everything that goes to one of these exporters may look different now. */
  async changedFor(scanProfileId: number, now: Date): Promise<void> {
    await sql`
      update export_scope set changed_at = coalesce(changed_at, ${now}), to_plan = true
      where scan_profile_id = ${scanProfileId} and retired_at is null
    `.execute(this.#tx)
  }
}
