import type { ImageEvidence, RepositoryClue } from '@patchbay/sdk'
import { type Kysely, sql } from 'kysely'
import type { Sight } from '../../domain/access.ts'
import type { RecordCause } from '../../domain/record-state.ts'
import type { Order } from '../order.ts'
import { anyOf, contains, listRows, type PageOf, type Rows } from '../page.ts'
import { productInSight } from '../sight.ts'
import type { Tables } from '../tables.ts'

export interface RecordView {
  readonly id: number
  readonly connectionId: number
  readonly connectionLabel: string
  readonly connector: string
  /** When the connection's last complete discover was: what is present was seen then. */
  readonly lastDiscoverAt: Date | null
  readonly ref: string
  readonly name: string
  readonly url: string | null
  readonly tags: readonly string[]
  readonly archived: boolean
  readonly clue: RepositoryClue | null
  readonly image: ImageEvidence | null
  readonly present: boolean
  readonly state: Tables['record']['state']
  readonly stateReason: string
  readonly stateCause: RecordCause
  readonly stateSince: Date
  readonly ignoredAt: Date | null
  readonly ignoredBy: string | null
  readonly firstSeenAt: Date
  readonly lastSeenAt: Date
  readonly missingSince: Date | null
  readonly lastCompleteSyncAt: Date | null
  readonly method: Tables['mapping']['method'] | null
  readonly evidence: unknown
  readonly branch: string | null
  readonly mappedBy: string | null
  readonly mappedAt: Date | null
  readonly productId: number | null
  readonly productName: string | null
  readonly repositoryId: number | null
  readonly repositoryName: string | null
  readonly repositoryUrl: string | null
  /** The image it is mapped as. */
  readonly imageId: number | null
  readonly imageName: string | null
}

export interface RecordFilter {
  readonly state?: readonly string[] | undefined
  readonly cause?: readonly string[] | undefined
  readonly connection?: readonly number[] | undefined
  readonly repository?: readonly number[] | undefined
  readonly product?: readonly number[] | undefined
  readonly q?: string | undefined
  readonly sight?: Sight | undefined
}

const columns = sql`r.id, r.connection_id as "connectionId", c.label as "connectionLabel", c.connector,
  c.last_discover_at as "lastDiscoverAt", r.ref, r.name, r.url, r.tags, r.archived, r.clue, r.image, r.present, r.state,
  r.state_reason as "stateReason", r.state_cause as "stateCause", r.state_since as "stateSince", r.ignored_at as "ignoredAt", r.ignored_by as "ignoredBy",
  r.first_seen_at as "firstSeenAt", r.last_seen_at as "lastSeenAt", r.missing_since as "missingSince",
  r.last_complete_sync_at as "lastCompleteSyncAt", m.method, m.evidence, m.branch, m.created_by as "mappedBy",
  m.created_at as "mappedAt", p.id as "productId", p.name as "productName", o.asset_id as "repositoryId",
  o.full_name as "repositoryName", o.url as "repositoryUrl",
  ia.id as "imageId", ia.name as "imageName"`

// The records of a removed connection are kept for their findings' sake, and are nobody's to look after.
const from = sql`record r
  join connection c on c.id = r.connection_id and c.removed_at is null
  left join mapping m on m.record_id = r.id
  left join asset a on a.id = m.asset_id
  left join repository o on o.asset_id = m.asset_id
  left join asset ia on ia.id = m.image_id
  left join product p on p.id = coalesce(m.product_id, a.product_id)`

const orders = {
  name: {
    name: 'name',
    keys: [
      { expression: sql`(lower(r.name) collate "C")`, type: 'text', direction: 'asc' },
      { expression: sql`r.id`, type: 'bigint', direction: 'asc' },
    ],
  },
  '-stateSince': {
    name: '-stateSince',
    keys: [
      { expression: sql`r.state_since`, type: 'timestamptz', direction: 'desc' },
      { expression: sql`r.id`, type: 'bigint', direction: 'desc' },
    ],
  },
} satisfies Readonly<Record<string, Order>>

export type RecordSort = keyof typeof orders

export class RecordReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  list(filter: RecordFilter, page: PageOf & { readonly sort: RecordSort }): Promise<Rows<RecordView>> {
    const { product } = filter
    const where = [
      ...anyOf(sql`r.state`, 'text', filter.state),
      ...anyOf(sql`r.state_cause`, 'text', filter.cause),
      ...anyOf(sql`r.connection_id`, 'bigint', filter.connection),
      ...anyOf(sql`m.asset_id`, 'bigint', filter.repository),
      ...(product === undefined ? [] : [sql`coalesce(m.product_id, a.product_id) = any(${product}::bigint[])`]),
      ...productInSight(sql`p.product_type_id`, filter.sight ?? null),
      ...(filter.q === undefined ? [] : [contains(sql`r.name`, filter.q)]),
    ]
    return listRows(this.#db, { columns, from, where, order: orders[page.sort] }, page)
  }

  async findMany(ids: readonly number[]): Promise<readonly RecordView[]> {
    const { rows } = await sql<RecordView>`
      select ${columns} from ${from} where r.id = any(${ids}::bigint[]) order by r.id
    `.execute(this.#db)
    return rows
  }

  async find(id: number): Promise<RecordView | undefined> {
    const { rows } = await sql<RecordView>`select ${columns} from ${from} where r.id = ${id}`.execute(this.#db)
    return rows[0]
  }
}
