import { type Kysely, sql } from 'kysely'
import type { Urgency } from '../../domain/notification.ts'
import { column, names, unnest } from '../bulk.ts'
import type { Tables } from '../tables.ts'

export interface AboutConnection {
  readonly id: number
  readonly label: string
  readonly connector: string
}

export interface NewNotification {
  readonly messageId: string
  readonly type: string
  readonly urgency: Urgency
  /** The connection it is about, where it is about one. */
  readonly connection: AboutConnection | null
  readonly data: object
  readonly raisedAt: Date
}

/** Gathers under a key: until it is due, what is raised under the same key joins it. */
export interface Gathering {
  readonly key: string
  readonly dueAt: Date
  /** Milliseconds after which a gathering is due, however much still comes. */
  readonly longest: number
}

export interface NewItem {
  /** Public id. */
  readonly item: string
  readonly name: string
  readonly note: string | null
  readonly productTypeId: number | null
  readonly productId: number | null
  /** Rank, of what has a severity. */
  readonly severity: number | null
}

/** What there is to say about a record. */
export interface RecordInNews {
  readonly recordId: number
  readonly name: string
  readonly productTypeId: number | null
  readonly productId: number | null
  readonly connection: AboutConnection
}

/** Raises notifications, and keeps what is told and not over. */
export class NotificationWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** Begins a spell; `false` when it has begun before, and so has been told. */
  async beginSpell(key: string, connectionId: number, since: Date): Promise<boolean> {
    const begun = await this.#tx
      .insertInto('notification_spell')
      .values({ key, connection_id: connectionId, since })
      .onConflict((conflict) => conflict.column('key').doNothing())
      .returning('key')
      .executeTakeFirst()
    return begun !== undefined
  }

  /** Ends spells; returns whether any was going on. */
  async endSpells(keys: readonly string[]): Promise<boolean> {
    if (keys.length === 0) return false
    const { rows } = await sql`delete from notification_spell where key = any(${keys}::text[]) returning key`.execute(this.#tx)
    return rows.length > 0
  }

  /** Returns the id; of the one it joined, where it gathers. */
  async raise(raised: NewNotification, gathering: Gathering | null): Promise<number> {
    const { connection, raisedAt } = raised
    const longest = gathering === null ? 0 : gathering.longest
    const { rows } = await sql<{ id: number }>`
      insert into notification (message_id, type, urgency, connection_id, connection_label, connector, group_key, data, raised_at, due_at)
      values (${raised.messageId}, ${raised.type}, ${raised.urgency}, ${connection?.id ?? null}, ${connection?.label ?? null},
        ${connection?.connector ?? null}, ${gathering?.key ?? null}, ${JSON.stringify(raised.data)}::jsonb, ${raisedAt}, ${gathering?.dueAt ?? raisedAt})
      on conflict (group_key) where dispatched_at is null and group_key is not null
      do update set due_at = least(excluded.due_at, notification.raised_at + ${longest} * interval '1 millisecond')
      returning id
    `.execute(this.#tx)
    const [row] = rows
    if (row === undefined) throw new Error('A notification was neither written nor joined.')
    return row.id
  }

  /** The same thing is in a notification once, as it was told last. */
  async addItems(notificationId: number, items: readonly NewItem[]): Promise<void> {
    if (items.length === 0) return
    const columns = [
      column('item', 'text', items, (row) => row.item),
      column('name', 'text', items, (row) => row.name),
      column('note', 'text', items, (row) => row.note),
      column('product_type_id', 'bigint', items, (row) => row.productTypeId),
      column('product_id', 'bigint', items, (row) => row.productId),
      column('severity', 'smallint', items, (row) => row.severity),
    ]
    await sql`
      insert into notification_item (notification_id, ${names(columns)})
      select ${notificationId}, ${names(columns)} from ${unnest('n', columns)}
      on conflict (notification_id, item) do update set name = excluded.name, note = excluded.note
    `.execute(this.#tx)
  }

  async aboutRecords(ids: readonly number[]): Promise<readonly RecordInNews[]> {
    const { rows } = await sql<RecordInNews>`
      select r.id as "recordId", r.name, p.product_type_id as "productTypeId", p.id as "productId",
        json_build_object('id', c.id, 'label', c.label, 'connector', c.connector) as connection
      from record r join connection c on c.id = r.connection_id left join mapping m on m.record_id = r.id
        left join product p on p.id = m.product_id
      where r.id = any(${ids}::bigint[]) and c.removed_at is null order by r.name, r.id
    `.execute(this.#tx)
    return rows
  }

  /** Of a connection that goes: nobody is told through it any more, and nothing about it is going on. */
  async forgetConnection(connectionId: number): Promise<void> {
    await this.#tx.deleteFrom('notification_subscription').where('connection_id', '=', connectionId).execute()
    await this.#tx.deleteFrom('notification_spell').where('connection_id', '=', connectionId).execute()
  }

  /** Keeps the changes a message carries. */
  async addChanges(notificationId: number, changes: readonly object[]): Promise<void> {
    await this.#tx
      .insertInto('notification_batch')
      .values({ notification_id: notificationId, changes: JSON.stringify(changes) })
      .execute()
  }

  /** Deletes what was raised before, with its log. */
  async deleteBefore(time: Date): Promise<void> {
    await this.#tx.deleteFrom('notification').where('raised_at', '<', time).execute()
  }
}
