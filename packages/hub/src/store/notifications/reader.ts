import { type Kysely, sql } from 'kysely'
import type { DigestTerms, Urgency } from '../../domain/notification.ts'
import type { Order } from '../order.ts'
import { anyOf, listRows, type PageOf, type Rows } from '../page.ts'
import type { Tables } from '../tables.ts'
import type { DeliveryState } from './delivery-writer.ts'
import { type ItemsRow, itemsNamed, type NotificationRow, notificationColumns } from './shapes.ts'
import type { AboutConnection } from './writer.ts'

export interface NotificationFilter {
  readonly type?: readonly string[] | undefined
  /** Delivered through one of these connections, or to be. */
  readonly connection?: readonly number[] | undefined
  readonly state?: readonly DeliveryState[] | undefined
}

export interface DeliveryView {
  readonly id: number
  readonly notificationId: number
  readonly connection: AboutConnection
  readonly state: DeliveryState
  readonly tries: number
  readonly nextAt: Date | null
  readonly endedAt: Date | null
  readonly lastMessage: string | null
}

export interface TryView {
  readonly deliveryId: number
  readonly at: Date
  readonly outcome: 'delivered' | 'failed'
  readonly fault: string | null
  readonly status: number | null
  readonly message: string | null
}

export interface SubscriptionView {
  readonly id: number
  readonly connection: AboutConnection
  readonly types: readonly string[] | null
  readonly minimumUrgency: Urgency
  /** Rank. */
  readonly minimumSeverity: number | null
  readonly productTypes: readonly { readonly id: number; readonly name: string }[] | null
  readonly products: readonly { readonly id: number; readonly name: string }[] | null
  readonly digest: (DigestTerms & { readonly nextAt: string | null; readonly lastAt: string | null }) | null
  readonly createdBy: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

const newestFirst: Order = { name: '-raisedAt', keys: [{ expression: sql`n.id`, type: 'bigint', direction: 'desc' }] }

const byLabel: Order = {
  name: 'connection',
  keys: [
    { expression: sql`c.label`, type: 'text', direction: 'asc' },
    { expression: sql`s.id`, type: 'bigint', direction: 'asc' },
  ],
}

const connection = sql`json_build_object('id', c.id, 'label', c.label, 'connector', c.connector) as connection`

const subscriptionColumns = sql`s.id, ${connection}, s.types, s.minimum_urgency as "minimumUrgency", s.created_by as "createdBy",
  s.created_at as "createdAt", s.updated_at as "updatedAt", case when s.product_type_ids is null then null else
    (select coalesce(json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name), '[]') from product_type t
      where t.id = any(s.product_type_ids)) end as "productTypes", case when s.product_ids is null then null else
    (select coalesce(json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name), '[]') from product p
      where p.id = any(s.product_ids)) end as products, s.minimum_severity as "minimumSeverity",
  case when s.digest_cadence is null then null else json_build_object('cadence', s.digest_cadence,
    'whenQuiet', s.digest_when_quiet, 'nextAt', s.digest_next_at, 'lastAt', s.digest_last_at) end as digest`
const subscriptionsFrom = sql`notification_subscription s join connection c on c.id = s.connection_id`

export class NotificationReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  list(filter: NotificationFilter, page: PageOf): Promise<Rows<NotificationRow>> {
    const told = [...anyOf(sql`d.connection_id`, 'bigint', filter.connection), ...anyOf(sql`d.state`, 'text', filter.state)]
    const where = [
      ...anyOf(sql`n.type`, 'text', filter.type),
      ...(told.length === 0
        ? []
        : [
            sql`exists (select 1 from notification_delivery d where d.notification_id = n.id and ${sql.join(told, sql` and `)})`,
          ]),
    ]
    return listRows(this.#db, { columns: notificationColumns, from: sql`notification n`, where, order: newestFirst }, page)
  }

  async find(id: number): Promise<NotificationRow | undefined> {
    const { rows } = await sql<NotificationRow>`select ${notificationColumns} from notification n where n.id = ${id}`.execute(
      this.#db,
    )
    return rows[0]
  }

  /** By notification; none for those about a connection as a whole. */
  async items(ids: readonly number[]): Promise<ReadonlyMap<number, ItemsRow>> {
    const { rows } = await sql<{ id: number; items: ItemsRow }>`
      select notification_id as id, json_build_object('total', max(total), 'named',
        json_agg(json_build_object('id', item, 'name', name, 'note', note) order by place)) as items
      from (select i.*, row_number() over (partition by notification_id order by severity desc nulls last, id) as place,
          count(*) over (partition by notification_id) as total
        from notification_item i where notification_id = any(${ids}::bigint[])) as placed
      where place <= ${itemsNamed} group by notification_id
    `.execute(this.#db)
    return new Map(rows.map((row) => [row.id, row.items]))
  }

  async deliveries(ids: readonly number[]): Promise<readonly DeliveryView[]> {
    const { rows } = await sql<DeliveryView>`
      select d.id, d.notification_id as "notificationId", ${connection}, d.state, d.tries, d.next_at as "nextAt", d.ended_at as "endedAt",
        (select t.message from notification_try t where t.delivery_id = d.id order by t.seq desc limit 1) as "lastMessage"
      from notification_delivery d join connection c on c.id = d.connection_id
      where d.notification_id = any(${ids}::bigint[]) order by d.id
    `.execute(this.#db)
    return rows
  }

  /** Every try of a notification, newest first. */
  async tries(notificationId: number): Promise<readonly TryView[]> {
    const { rows } = await sql<TryView>`
      select t.delivery_id as "deliveryId", t.at, t.outcome, t.fault, t.status, t.message
      from notification_try t join notification_delivery d on d.id = t.delivery_id
      where d.notification_id = ${notificationId} order by t.delivery_id, t.seq desc
    `.execute(this.#db)
    return rows
  }

  subscriptions(connections: readonly number[] | undefined, page: PageOf): Promise<Rows<SubscriptionView>> {
    const where = [sql`c.removed_at is null`, ...anyOf(sql`c.id`, 'bigint', connections)]
    return listRows(this.#db, { columns: subscriptionColumns, from: subscriptionsFrom, where, order: byLabel }, page)
  }

  async subscription(id: number): Promise<SubscriptionView | undefined> {
    const { rows } = await sql<SubscriptionView>`
      select ${subscriptionColumns} from ${subscriptionsFrom} where s.id = ${id} and c.removed_at is null
    `.execute(this.#db)
    return rows[0]
  }
}
