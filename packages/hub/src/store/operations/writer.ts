import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

export type OperationKind = Tables['operation']['kind']
export type OperationState = Tables['operation']['state']
export type OperationTrigger = Tables['operation']['trigger']

/** What a run did, in rows. `filtered` by reason. */
export interface OperationCounts {
  readonly pages: number
  readonly seen: number
  readonly new: number
  readonly changed: number
  readonly unchanged: number
  readonly closed: number
  readonly reopened: number
  readonly setAside: number
  readonly filtered: Readonly<Record<string, number>>
  readonly requests: number
  readonly waitedMs: number
}

export interface OperationNote {
  readonly kind: Tables['operation_note']['kind']
  readonly target: string | null
  readonly externalId: string | null
  readonly path: string | null
  readonly message: string
}

export interface OperationProblem {
  readonly kind: string
  readonly message: string
  readonly field: string | null
  readonly remedy: string | null
}

export interface OperationProgress {
  readonly done: number
  readonly total: number
  readonly note: string | null
}

export interface ClaimedOperation {
  readonly id: number
  readonly connectionId: number
  readonly kind: OperationKind
  readonly trigger: OperationTrigger
  /** The records it reads; `null` all that are GOOD. */
  readonly recordIds: readonly number[] | null
  readonly counts: OperationCounts | null
}

export interface OperationRequest {
  readonly connectionId: number
  readonly label: string
  readonly kind: OperationKind
  readonly trigger: OperationTrigger
  readonly requestedBy: string | null
  /** The records a sync reads; `null` all that are GOOD when it begins. */
  readonly records: readonly number[] | null
}

export interface RequestedOperation {
  readonly operationId: number
  /** `true` when it was waiting or running already. */
  readonly joined: boolean
}

const notesKept = 1000

export class OperationWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /**
   * Joins an operation of the same kind that waits or runs, or queues one. One that has not begun also reads what is asked for
   * here. One that has begun may have passed a record already: only a request for everything that follows nothing joins it.
   */
  async request(request: OperationRequest): Promise<RequestedOperation> {
    const joined = (await this.#widen(request)) ?? (await this.#begun(request))
    if (joined !== undefined) return { operationId: joined, joined: true }
    const created = await this.#tx
      .insertInto('operation')
      .values({
        connection_id: request.connectionId,
        connection_label: request.label,
        kind: request.kind,
        state: 'queued',
        trigger: request.trigger,
        requested_by: request.requestedBy,
        record_ids: request.records === null ? null : inOrder(request.records),
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (created) return { operationId: created.id, joined: false }
    return this.request(request)
  }

  /** The one that waits, made to read these records too. */
  async #widen({ connectionId, kind, records }: OperationRequest): Promise<number | undefined> {
    const { rows } = await sql<{ id: number }>`
      update operation set record_ids = case when record_ids is null or ${records}::bigint[] is null then null
        else array(select distinct id from unnest(record_ids || ${records}::bigint[]) as id order by id) end
      where connection_id = ${connectionId} and kind = ${kind} and state = 'queued' and started_at is null
      returning id
    `.execute(this.#tx)
    return rows[0]?.id
  }

  async #begun({ connectionId, kind, trigger, records }: OperationRequest): Promise<number | undefined> {
    if (trigger === 'follow-up' || records !== null) return undefined
    const going = await this.#tx
      .selectFrom('operation')
      .select('id')
      .where('connection_id', '=', connectionId)
      .where('kind', '=', kind)
      .where('state', 'in', ['queued', 'running'])
      .where('started_at', 'is not', null)
      .where('record_ids', 'is', null)
      .orderBy('id', 'desc')
      .executeTakeFirst()
    return going?.id
  }

  /** Takes a waiting operation, or one whose worker went silent. `null` when another one of the connection is running. */
  async claim(operationId: number, worker: string, now: Date, silentSince: Date): Promise<ClaimedOperation | null> {
    // One after the other for a connection: whoever waits here then sees what the other one took.
    await sql`
      select c.id from connection c join operation o on o.connection_id = c.id where o.id = ${operationId} for no key update of c
    `.execute(this.#tx)
    const { rows } = await sql<ClaimedOperation>`
      update operation o set state = 'running', worker = ${worker}, heartbeat_at = ${now},
        started_at = coalesce(o.started_at, ${now}), problem = null
      where o.id = ${operationId} and o.connection_id is not null
        and (o.state = 'queued' or (o.state = 'running' and o.heartbeat_at < ${silentSince}))
        and not exists (
          select 1 from operation other
          where other.connection_id = o.connection_id and other.state = 'running' and other.id <> o.id
        )
      returning o.id, o.connection_id as "connectionId", o.kind, o.trigger, o.record_ids as "recordIds",
        case when o.counts = '{}' then null else o.counts end as counts
    `.execute(this.#tx)
    return rows[0] ?? null
  }

  /** Proves that this worker still owns the operation and holds it until the transaction ends. */
  async hold(operationId: number, worker: string): Promise<'mine' | 'cancelled' | 'lost'> {
    const row = await this.#tx
      .selectFrom('operation')
      .select(['state', 'worker', 'cancel_requested'])
      .where('id', '=', operationId)
      .forUpdate()
      .executeTakeFirst()
    if (row?.state !== 'running' || row.worker !== worker) return 'lost'
    return row.cancel_requested ? 'cancelled' : 'mine'
  }

  async beat(operationId: number, now: Date): Promise<void> {
    await this.#tx.updateTable('operation').set({ heartbeat_at: now }).where('id', '=', operationId).execute()
  }

  async progress(operationId: number, counts: OperationCounts, progress: OperationProgress, now: Date): Promise<void> {
    await this.#tx
      .updateTable('operation')
      .set({ counts: JSON.stringify(counts), progress: JSON.stringify(progress), heartbeat_at: now })
      .where('id', '=', operationId)
      .execute()
  }

  async finish(
    operationId: number,
    end: {
      readonly state: OperationState
      readonly counts: OperationCounts
      readonly coverage: unknown
      readonly problem: OperationProblem | null
      readonly at: Date
    },
  ): Promise<void> {
    await this.#tx
      .updateTable('operation')
      .set({
        state: end.state,
        counts: JSON.stringify(end.counts),
        coverage: end.coverage === null ? null : JSON.stringify(end.coverage),
        problem: end.problem === null ? null : JSON.stringify(end.problem),
        ended_at: end.at,
      })
      .where('id', '=', operationId)
      .execute()
  }

  /** Puts an interrupted operation back in line; it goes on where its ledger ends. */
  async requeue(operationId: number): Promise<void> {
    await this.#tx.updateTable('operation').set({ state: 'queued', worker: null }).where('id', '=', operationId).execute()
  }

  /** The same for one whose worker has been silent since `since`; `false` when it has not, or has ended meanwhile. */
  async release(operationId: number, since: Date): Promise<boolean> {
    const released = await this.#tx
      .updateTable('operation')
      .set({ state: 'queued', worker: null })
      .where('id', '=', operationId)
      .where('state', '=', 'running')
      .where('heartbeat_at', '<', since)
      .returning('id')
      .executeTakeFirst()
    return released !== undefined
  }

  async requestCancel(operationId: number, now: Date): Promise<'cancelled' | 'asked' | 'ended' | 'unknown'> {
    const row = await this.#tx
      .selectFrom('operation')
      .select('state')
      .where('id', '=', operationId)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return 'unknown'
    if (row.state === 'queued') {
      await this.#tx.updateTable('operation').set({ state: 'cancelled', ended_at: now }).where('id', '=', operationId).execute()
      return 'cancelled'
    }
    if (row.state !== 'running') return 'ended'
    await this.#tx.updateTable('operation').set({ cancel_requested: true }).where('id', '=', operationId).execute()
    return 'asked'
  }

  /** Ends what waits and asks what runs to stop; for a connection that goes. */
  async cancelAll(connectionId: number, now: Date): Promise<void> {
    await this.#tx
      .updateTable('operation')
      .set({ state: 'cancelled', ended_at: now })
      .where('connection_id', '=', connectionId)
      .where('state', 'in', ['queued', 'running'])
      .execute()
  }

  /** A held operation was confirmed: what it closed now counts, and it is complete. */
  async confirmed(operationId: number, closed: number): Promise<void> {
    await sql`
      update operation set state = 'complete', problem = null,
        counts = jsonb_set(counts, '{closed}', to_jsonb(coalesce((counts ->> 'closed')::int, 0) + ${closed}::int)),
        coverage = jsonb_set(coalesce(coverage, '{}'), '{confirmed}', 'true')
      where id = ${operationId}
    `.execute(this.#tx)
  }

  /** Running operations whose worker went silent. */
  async silent(since: Date): Promise<readonly number[]> {
    const rows = await this.#tx
      .selectFrom('operation')
      .select('id')
      .where('state', '=', 'running')
      .where('heartbeat_at', '<', since)
      .execute()
    return rows.map((row) => row.id)
  }

  /** Waiting operations that nothing running keeps back, oldest first. */
  async waiting(): Promise<readonly { readonly id: number; readonly trigger: OperationTrigger }[]> {
    const { rows } = await sql<{ id: number; trigger: OperationTrigger }>`
      select o.id, o.trigger from operation o
      where o.state = 'queued' and not exists (
        select 1 from operation other where other.connection_id = o.connection_id and other.state = 'running'
      )
      order by o.id limit 1000
    `.execute(this.#tx)
    return rows
  }

  /** What waits behind an operation of the same connection that has just ended. */
  async nextOf(connectionId: number): Promise<readonly number[]> {
    const rows = await this.#tx
      .selectFrom('operation')
      .select('id')
      .where('connection_id', '=', connectionId)
      .where('state', '=', 'queued')
      .orderBy('id')
      .execute()
    return rows.map((row) => row.id)
  }

  async note(operationId: number, notes: readonly OperationNote[]): Promise<void> {
    if (notes.length === 0) return
    const { last } = await this.#tx
      .selectFrom('operation_note')
      .select(({ fn }) => fn.coalesce(fn.max('seq'), sql<number>`0`).as('last'))
      .where('operation_id', '=', operationId)
      .executeTakeFirstOrThrow()
    const kept = notes.slice(0, Math.max(0, notesKept - last))
    if (kept.length === 0) return
    await this.#tx
      .insertInto('operation_note')
      .values(
        kept.map((note, index) => ({
          operation_id: operationId,
          seq: last + index + 1,
          kind: note.kind,
          target: note.target,
          external_id: note.externalId,
          path: note.path,
          message: note.message,
        })),
      )
      .execute()
  }

  async find(operationId: number) {
    return this.#tx
      .selectFrom('operation')
      .select(['id', 'connection_id as connectionId', 'kind', 'state', 'worker', 'record_ids as recordIds'])
      .where('id', '=', operationId)
      .executeTakeFirst()
  }
}

function inOrder(ids: readonly number[]): number[] {
  return [...new Set(ids)].toSorted((left, right) => left - right)
}
