import { type Kysely, sql } from 'kysely'
import type { SubscriptionTerms } from '../../domain/notification.ts'
import { type ChangesCursor, changeTypes } from '../../domain/vulnerability-change.ts'
import type { Tables } from '../tables.ts'
import type { DeliveryState } from './delivery-writer.ts'

export interface Subscription extends SubscriptionTerms {
  readonly id: number
  readonly progress: Progress
}

/** How far a subscription was told; `null` of what it does not ask for. */
export interface Progress {
  readonly changesPosition: number | null
  readonly digestPosition: number | null
  readonly digestNextAt: Date | null
}

/** A subscription that asks for changes, and what became of those it was sent last. */
export interface ChangesSubscription extends SubscriptionTerms {
  readonly id: number
  readonly cursor: ChangesCursor
  readonly last: {
    readonly notificationId: number
    readonly state: DeliveryState
    /** Of the last try. */
    readonly fault: string | null
  } | null
  readonly connectionState: Tables['connection']['state']
}

export interface DigestSubscription extends SubscriptionTerms {
  readonly id: number
  /** When the last digest was made; before the first, when it was asked for. */
  readonly lastAt: Date
  /** The last transition that was in it. */
  readonly position: number
}

const progressColumns = sql`s.changes_position as "changesPosition", s.digest_position as "digestPosition",
  s.digest_next_at as "digestNextAt"`

const terms = sql`s.connection_id as "connectionId", s.types, s.minimum_urgency as "minimumUrgency",
  s.minimum_severity as "minimumSeverity", s.product_type_ids as "productTypeIds", s.product_ids as "productIds",
  case when s.digest_cadence is null then null else
    json_build_object('cadence', s.digest_cadence, 'whenQuiet', s.digest_when_quiet) end as digest`

/** Of connections that are neither removed nor paused: who has stopped one wants nothing from it. */
const live = sql`c.removed_at is null and c.state <> 'paused'`

/** Who wants to be told of what, and how far that went. */
export class SubscriptionWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  async subscribe(subscribed: SubscriptionTerms, progress: Progress, by: string, at: Date): Promise<number> {
    const { id } = await this.#tx
      .insertInto('notification_subscription')
      .values({
        ...rowOf(subscribed),
        ...progressOf(progress),
        digest_last_at: subscribed.digest === null ? null : at,
        connection_id: subscribed.connectionId,
        created_by: by,
        created_at: at,
        updated_at: at,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return id
  }

  /** Held until the transaction ends. */
  async find(id: number): Promise<Subscription | undefined> {
    const { rows } = await sql<Omit<Subscription, 'progress'> & Progress>`
      select s.id, ${terms}, ${progressColumns}
      from notification_subscription s join connection c on c.id = s.connection_id
      where s.id = ${id} and c.removed_at is null for update of s
    `.execute(this.#tx)
    return rows.map(withProgress)[0]
  }

  /** Held until the transaction ends, in the order they were made. */
  async of(connectionId: number): Promise<readonly Subscription[]> {
    const { rows } = await sql<Omit<Subscription, 'progress'> & Progress>`
      select s.id, ${terms}, ${progressColumns}
      from notification_subscription s where s.connection_id = ${connectionId} order by s.id for update
    `.execute(this.#tx)
    return rows.map(withProgress)
  }

  /** A digest that was not asked for before tells what happens from now on. */
  async update(id: number, updated: SubscriptionTerms, progress: Progress, at: Date): Promise<void> {
    await this.#tx
      .updateTable('notification_subscription')
      .set((row) => ({
        ...rowOf(updated),
        changes_index: sql`case when changes_position is not distinct from ${progress.changesPosition}::bigint then changes_index else 0 end`,
        ...progressOf(progress),
        digest_last_at: updated.digest === null ? null : row.fn.coalesce('digest_last_at', sql<Date>`${at}::timestamptz`),
        updated_at: at,
      }))
      .where('id', '=', id)
      .execute()
  }

  async unsubscribe(id: number): Promise<void> {
    await this.#tx.deleteFrom('notification_subscription').where('id', '=', id).execute()
  }

  async live(): Promise<readonly SubscriptionTerms[]> {
    const { rows } = await sql<SubscriptionTerms>`
      select ${terms} from notification_subscription s join connection c on c.id = s.connection_id where ${live} order by s.id
    `.execute(this.#tx)
    return rows
  }

  /** Ids of those that may have to be told of changes. */
  async wantingChanges(): Promise<readonly number[]> {
    const { rows } = await sql<{ id: number }>`
      select s.id from notification_subscription s join connection c on c.id = s.connection_id
      where ${live} and s.types && ${[...changeTypes]}::text[] order by s.id
    `.execute(this.#tx)
    return rows.map(({ id }) => id)
  }

  /** Held until the transaction ends; `undefined` when somebody else has it in hand, or it asks for no changes any more. */
  async findForChanges(id: number): Promise<ChangesSubscription | undefined> {
    const { rows } = await sql<ChangesSubscription>`
      select s.id, ${terms}, c.state as "connectionState",
        json_build_object('position', s.changes_position, 'index', s.changes_index) as cursor,
        case when d.id is null then null else json_build_object('notificationId', d.notification_id, 'state', d.state, 'fault',
          (select t.fault from notification_try t where t.delivery_id = d.id order by t.seq desc limit 1)) end as last
      from notification_subscription s join connection c on c.id = s.connection_id
        left join notification_delivery d on d.id = s.changes_delivery_id
      where s.id = ${id} and s.changes_position is not null and ${live} for update of s skip locked
    `.execute(this.#tx)
    return rows[0]
  }

  /** Writes down how far it was told; `deliveryId` carries the last of it, `null` where there was nothing to tell. */
  async advance(id: number, { position, index }: ChangesCursor, deliveryId: number | null): Promise<void> {
    await this.#tx
      .updateTable('notification_subscription')
      .set({ changes_position: position, changes_index: index, changes_delivery_id: deliveryId })
      .where('id', '=', id)
      .execute()
  }

  /** Those whose digest is due, held until the transaction ends; others pass over what is held. */
  async dueForDigest(now: Date, limit: number): Promise<readonly DigestSubscription[]> {
    const { rows } = await sql<DigestSubscription>`
      select s.id, ${terms}, s.digest_last_at as "lastAt", s.digest_position as position
      from notification_subscription s join connection c on c.id = s.connection_id
      where ${live} and s.digest_next_at <= ${now} and s.digest_position is not null order by s.id limit ${limit} for update of s skip locked
    `.execute(this.#tx)
    return rows
  }

  async digested(id: number, position: number, at: Date, nextAt: Date | null): Promise<void> {
    await this.#tx
      .updateTable('notification_subscription')
      .set({ digest_position: position, digest_last_at: at, digest_next_at: nextAt })
      .where('id', '=', id)
      .execute()
  }
}

function progressOf({ changesPosition, digestPosition, digestNextAt }: Progress) {
  return { changes_position: changesPosition, digest_position: digestPosition, digest_next_at: digestNextAt }
}

function withProgress({
  changesPosition,
  digestPosition,
  digestNextAt,
  ...subscription
}: Omit<Subscription, 'progress'> & Progress) {
  return { ...subscription, progress: { changesPosition, digestPosition, digestNextAt } }
}

function rowOf({ types, minimumUrgency, minimumSeverity, productTypeIds, productIds, digest }: SubscriptionTerms) {
  return {
    types: types === null ? null : [...types],
    minimum_urgency: minimumUrgency,
    minimum_severity: minimumSeverity,
    product_type_ids: productTypeIds === null ? null : [...productTypeIds],
    product_ids: productIds === null ? null : [...productIds],
    digest_cadence: digest === null ? null : JSON.stringify(digest.cadence),
    digest_when_quiet: digest?.whenQuiet ?? 'tell',
  }
}
