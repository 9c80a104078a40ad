import { type Kysely, sql } from 'kysely'
import type { NotificationFacts, Reach } from '../../domain/notification.ts'
import type { Tables } from '../tables.ts'
import { itemInReach } from './reach.ts'
import { type ItemsRow, itemsNamed, type NotificationRow, notificationColumns } from './shapes.ts'

export type DeliveryState = Tables['notification_delivery']['state']

export interface NewDelivery {
  readonly notificationId: number
  readonly connectionId: number
  /** What of it may be told. */
  readonly reach: Reach
}

export interface ClaimedDelivery {
  readonly id: number
  readonly connectionId: number
}

/** A delivery with what is to be said. */
export interface DeliveryInHand extends ClaimedDelivery {
  readonly notificationId: number
  readonly state: DeliveryState
  readonly tries: number
  readonly failures: number
  readonly startedAt: Date
  readonly notification: NotificationRow
  /** Of those the receiver may hear of. */
  readonly items: ItemsRow
  /** Of a message that carries changes of vulnerabilities, those. */
  readonly changes: readonly unknown[] | null
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
        array(select distinct i.product_type_id from notification_item i where i.notification_id = n.id) as "productTypeIds",
        array(select distinct i.product_id from notification_item i where i.notification_id = n.id) as "productIds",
        array(select distinct i.severity from notification_item i where i.notification_id = n.id and i.severity is not null)
          as severities
      from notification n where n.dispatched_at is null and n.due_at <= ${now}
      order by n.id limit ${limit} for update of n skip locked
    `.execute(this.#tx)
    return rows
  }

  /** Products that have records of a connection, and their types: what happens to it concerns them. */
  async fedBy(connectionId: number): Promise<Pick<NotificationFacts, 'productTypeIds' | 'productIds'>> {
    const { rows } = await sql<{ productTypeIds: readonly number[]; productIds: readonly number[] }>`
      select coalesce(array_agg(distinct p.product_type_id), '{}') as "productTypeIds",
        coalesce(array_agg(distinct p.id), '{}') as "productIds"
      from record r join mapping m on m.record_id = r.id join product p on p.id = m.product_id
      where r.connection_id = ${connectionId}
    `.execute(this.#tx)
    return rows[0] ?? { productTypeIds: [], productIds: [] }
  }

  async dispatched(notificationId: number, at: Date): Promise<void> {
    await this.#tx.updateTable('notification').set({ dispatched_at: at }).where('id', '=', notificationId).execute()
  }

  /** Puts a delivery in line; returns its id, `undefined` when it is there already. */
  async add({ notificationId, connectionId, reach }: NewDelivery, at: Date, nextAt = at): Promise<number | undefined> {
    const added = await this.#tx
      .insertInto('notification_delivery')
      .values({
        notification_id: notificationId,
        connection_id: connectionId,
        product_type_ids: reach.productTypeIds === null ? null : [...reach.productTypeIds],
        product_ids: reach.productIds === null ? null : [...reach.productIds],
        minimum_severity: reach.minimumSeverity,
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
      returning d.id, d.connection_id as "connectionId"
    `.execute(this.#tx)
    return rows.toSorted((one, other) => one.id - other.id)
  }

  /** A delivery and what it says, held until the transaction ends. */
  async find(deliveryId: number): Promise<DeliveryInHand | undefined> {
    const { rows } = await sql<Omit<DeliveryInHand, 'notification' | 'items' | 'changes'> & Reach>`
      select id, notification_id as "notificationId", connection_id as "connectionId", product_type_ids as "productTypeIds",
        product_ids as "productIds", minimum_severity as "minimumSeverity", state, tries, failures, started_at as "startedAt"
      from notification_delivery where id = ${deliveryId} for update
    `.execute(this.#tx)
    const [delivery] = rows
    if (delivery === undefined) return undefined
    const found = await sql<NotificationRow>`
      select ${notificationColumns} from notification n where n.id = ${delivery.notificationId}
    `.execute(this.#tx)
    const [notification] = found.rows
    if (notification === undefined) return undefined
    return { ...delivery, notification, items: await this.#items(delivery), changes: await this.#changes(notification.id) }
  }

  async #changes(notificationId: number): Promise<readonly unknown[] | null> {
    const { rows } = await sql<{ changes: readonly unknown[] }>`
      select changes from notification_batch where notification_id = ${notificationId}
    `.execute(this.#tx)
    return rows[0]?.changes ?? null
  }

  async #items({ notificationId, ...reach }: Reach & { readonly notificationId: number }): Promise<ItemsRow> {
    const { rows } = await sql<{ total: number; id: string; name: string; note: string | null }>`
      select count(*) over () as total, item as id, name, note from notification_item
      where notification_id = ${notificationId} and ${itemInReach(reach)}
      order by severity desc nulls last, id limit ${itemsNamed}
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
