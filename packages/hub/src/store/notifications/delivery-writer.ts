import { type Kysely, sql } from 'kysely'
import type { NotificationFacts, SubscriptionTerms } from '../../domain/notification.ts'
import type { Tables } from '../tables.ts'
import { type ItemsRow, itemsNamed, type NotificationRow, notificationColumns } from './shapes.ts'

export type DeliveryState = Tables['notification_delivery']['state']

export interface NewDelivery {
  readonly notificationId: number
  readonly connectionId: number
  readonly productTypeIds: readonly number[] | null
}

export interface ClaimedDelivery extends NewDelivery {
  readonly id: number
}

/** A delivery with what is to be said. */
export interface DeliveryInHand extends ClaimedDelivery {
  readonly state: DeliveryState
  readonly tries: number
  readonly failures: number
  readonly startedAt: Date
  readonly notification: NotificationRow
  /** Of those the receiver may hear of. */
  readonly items: ItemsRow
}

export interface Try {
  readonly at: Date
  readonly outcome: 'delivered' | 'failed'
  readonly fault: string | null
  readonly status: number | null
  readonly message: string | null
}

/** What a try leads to: it is over, or comes again at `nextAt`. */
export type DeliveryEnd =
  | { readonly state: 'delivered' | 'failed'; readonly nextAt?: never }
  | { readonly state: 'waiting'; readonly nextAt: Date }

/** Hands notifications to those who asked for them, and keeps what came of every try. */
export class DeliveryWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** What is due and nobody was told yet, held until the transaction ends; others pass over what is held. */
  async due(now: Date, limit: number): Promise<readonly (NotificationFacts & { readonly id: number })[]> {
    const { rows } = await sql<NotificationFacts & { readonly id: number }>`
      select n.id, n.type, n.urgency, n.connection_id as "connectionId",
        array(select distinct i.product_type_id from notification_item i where i.notification_id = n.id) as "productTypeIds"
      from notification n where n.dispatched_at is null and n.due_at <= ${now}
      order by n.id limit ${limit} for update of n skip locked
    `.execute(this.#tx)
    return rows
  }

  /** Product types that have records of a connection: what happens to it concerns them. */
  async productTypesFedBy(connectionId: number): Promise<readonly number[]> {
    const { rows } = await sql<{ id: number }>`
      select distinct p.product_type_id as id
      from record r join mapping m on m.record_id = r.id join product p on p.id = m.product_id
      where r.connection_id = ${connectionId}
    `.execute(this.#tx)
    return rows.map((row) => row.id)
  }

  /** Of connections that are neither removed nor paused: who has stopped one wants nothing from it. */
  async subscriptions(): Promise<readonly SubscriptionTerms[]> {
    const { rows } = await sql<SubscriptionTerms>`
      select s.connection_id as "connectionId", s.types, s.minimum_urgency as "minimumUrgency", s.product_type_ids as "productTypeIds"
      from notification_subscription s join connection c on c.id = s.connection_id
      where c.removed_at is null and c.state <> 'paused' order by s.id
    `.execute(this.#tx)
    return rows
  }

  async dispatched(notificationId: number, at: Date): Promise<void> {
    await this.#tx.updateTable('notification').set({ dispatched_at: at }).where('id', '=', notificationId).execute()
  }

  /** Puts a delivery in line; returns its id, `undefined` when it is there already. */
  async add({ notificationId, connectionId, productTypeIds }: NewDelivery, at: Date, nextAt = at): Promise<number | undefined> {
    const added = await this.#tx
      .insertInto('notification_delivery')
      .values({
        notification_id: notificationId,
        connection_id: connectionId,
        product_type_ids: productTypeIds === null ? null : [...productTypeIds],
        state: 'waiting',
        started_at: at,
        next_at: nextAt,
      })
      .onConflict((conflict) => conflict.columns(['notification_id', 'connection_id']).doNothing())
      .returning('id')
      .executeTakeFirst()
    return added?.id
  }

  /** Takes what is due, oldest first. Who dies with it lets it go at `until`. */
  async claim(now: Date, until: Date, limit: number): Promise<readonly ClaimedDelivery[]> {
    const { rows } = await sql<ClaimedDelivery>`
      update notification_delivery d set next_at = ${until}
      where d.id in (select id from notification_delivery where state = 'waiting' and next_at <= ${now}
        order by id limit ${limit} for update skip locked)
      returning d.id, d.notification_id as "notificationId", d.connection_id as "connectionId", d.product_type_ids as "productTypeIds"
    `.execute(this.#tx)
    return rows.toSorted((one, other) => one.id - other.id)
  }

  /** A delivery and what it says, held until the transaction ends. */
  async find(deliveryId: number): Promise<DeliveryInHand | undefined> {
    const { rows } = await sql<Omit<DeliveryInHand, 'notification' | 'items'>>`
      select id, notification_id as "notificationId", connection_id as "connectionId", product_type_ids as "productTypeIds", state,
        tries, failures, started_at as "startedAt"
      from notification_delivery where id = ${deliveryId} for update
    `.execute(this.#tx)
    const [delivery] = rows
    if (delivery === undefined) return undefined
    const found = await sql<NotificationRow>`
      select ${notificationColumns} from notification n where n.id = ${delivery.notificationId}
    `.execute(this.#tx)
    const [notification] = found.rows
    return notification && { ...delivery, notification, items: await this.#items(delivery) }
  }

  async #items({ notificationId, productTypeIds }: NewDelivery): Promise<ItemsRow> {
    const { rows } = await sql<{ total: number; id: string; name: string; note: string | null }>`
      select count(*) over () as total, item as id, name, note from notification_item
      where notification_id = ${notificationId}
        and (${productTypeIds}::bigint[] is null or product_type_id = any(${productTypeIds}::bigint[]))
      order by id limit ${itemsNamed}
    `.execute(this.#tx)
    return { total: rows[0]?.total ?? 0, named: rows.map(({ id, name, note }) => ({ id, name, note })) }
  }

  /** Writes down what came of a try. */
  async tried(deliveryId: number, { at, outcome, fault, status, message }: Try, { state, nextAt }: DeliveryEnd): Promise<void> {
    const { tries } = await this.#tx
      .updateTable('notification_delivery')
      .set((row) => ({
        state,
        next_at: nextAt ?? null,
        ended_at: state === 'waiting' ? null : at,
        tries: row('tries', '+', 1),
        failures: outcome === 'failed' ? row('failures', '+', 1) : row.ref('failures'),
      }))
      .where('id', '=', deliveryId)
      .returning('tries')
      .executeTakeFirstOrThrow()
    await this.#tx
      .insertInto('notification_try')
      .values({ delivery_id: deliveryId, seq: tries, at, outcome, fault, status, message })
      .execute()
  }

  /** Lets go of deliveries without having tried them. */
  async postpone(deliveryIds: readonly number[], nextAt: Date): Promise<void> {
    await sql`
      update notification_delivery set next_at = ${nextAt} where id = any(${deliveryIds}::bigint[]) and state = 'waiting'
    `.execute(this.#tx)
  }

  /** Puts what is over in line again; returns how many, and `null` when it was never sent to anybody. */
  async again(notificationId: number, connectionId: number | null, at: Date): Promise<number | null> {
    const { rows } = await sql<{ state: DeliveryState }>`
      select d.state from notification_delivery d join connection c on c.id = d.connection_id
      where d.notification_id = ${notificationId} and c.removed_at is null
        and (${connectionId}::bigint is null or d.connection_id = ${connectionId}::bigint)
      for update of d
    `.execute(this.#tx)
    if (rows.length === 0) return null
    await sql`
      update notification_delivery d set state = 'waiting', failures = 0, started_at = ${at}, next_at = ${at}, ended_at = null
      from connection c where c.id = d.connection_id and c.removed_at is null
        and d.notification_id = ${notificationId} and d.state <> 'waiting'
        and (${connectionId}::bigint is null or d.connection_id = ${connectionId}::bigint)
    `.execute(this.#tx)
    return rows.filter(({ state }) => state !== 'waiting').length
  }

  async notificationExists(notificationId: number): Promise<boolean> {
    const found = await this.#tx.selectFrom('notification').select('id').where('id', '=', notificationId).executeTakeFirst()
    return found !== undefined
  }
}
