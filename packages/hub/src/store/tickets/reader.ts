import type { TicketState } from '@patchbay/sdk'
import { type Kysely, sql } from 'kysely'
import type { Sight } from '../../domain/access.ts'
import { anyOf, listRows, type PageOf, type Rows } from '../page.ts'
import { assetInSight } from '../sight.ts'
import type { Tables } from '../tables.ts'

/** A ticket with the names of what it belongs to, and how far it is. */
export interface TicketView {
  readonly id: number
  readonly remediationId: number
  readonly remediationTitle: string
  readonly connectionId: number
  readonly connectionLabel: string
  readonly connector: string
  readonly key: string | null
  readonly url: string | null
  readonly state: TicketState | null
  readonly word: string | null
  readonly seenAt: Date | null
  readonly goneAt: Date | null
  /** What is still to be done over there, and how much of it was given up. */
  readonly waiting: number
  readonly failed: number
  /** Of the newest task or reading that failed. */
  readonly problem: unknown
  readonly createdBy: string | null
  readonly createdAt: Date
}

export interface TicketFilter {
  readonly remediation?: readonly number[] | undefined
  readonly connection?: readonly number[] | undefined
  readonly state?: readonly string[] | undefined
  readonly sight: Sight
}

/** A connection that takes tickets. */
export interface TrackerView {
  readonly id: number
  readonly label: string
  readonly connector: string
}

const columns = sql`t.id, t.remediation_id as "remediationId", r.title as "remediationTitle", t.connection_id as "connectionId",
  c.label as "connectionLabel", c.connector, t.key, t.url, t.state, t.word, t.seen_at as "seenAt", t.gone_at as "goneAt",
  (select count(*) from ticket_task k where k.ticket_id = t.id and k.state = 'waiting')::int as waiting,
  (select count(*) from ticket_task k where k.ticket_id = t.id and k.state = 'failed')::int as failed,
  coalesce(
    (select k.problem from ticket_task k where k.ticket_id = t.id and k.problem is not null order by k.id desc limit 1),
    (select g.problem from ticket_reading g where g.connection_id = t.connection_id)
  ) as problem, t.created_by as "createdBy", t.created_at as "createdAt"`

const from = sql`ticket t join remediation r on r.id = t.remediation_id join connection c on c.id = t.connection_id`

const newest = {
  name: '-createdAt',
  keys: [
    { expression: sql`t.created_at`, type: 'timestamptz', direction: 'desc' },
    { expression: sql`t.id`, type: 'bigint', direction: 'desc' },
  ],
} as const

export class TicketReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  list({ remediation, connection, state, sight }: TicketFilter, page: PageOf): Promise<Rows<TicketView>> {
    const where = [
      ...anyOf(sql`t.remediation_id`, 'bigint', remediation),
      ...anyOf(sql`t.connection_id`, 'bigint', connection),
      ...anyOf(sql`t.state`, 'text', state),
      ...assetInSight(sql`r.asset_id`, sight),
    ]
    return listRows<TicketView>(this.#db, { columns, from, where, order: newest }, page)
  }

  async of(remediationId: number, sight: Sight): Promise<TicketView | undefined> {
    const { rows } = await this.list({ remediation: [remediationId], sight }, { limit: 1 })
    return rows[0]
  }

  /** Connections of these connectors, by label. */
  async trackers(connectors: readonly string[]): Promise<readonly TrackerView[]> {
    return this.#db
      .selectFrom('connection')
      .select(['id', 'label', 'connector'])
      .where('removed_at', 'is', null)
      .where('state', '<>', 'paused')
      .where('connector', 'in', [...connectors, ''])
      .orderBy('label')
      .orderBy('id')
      .execute()
  }
}
