import { type Kysely, sql } from 'kysely'
import type { Order } from '../order.ts'
import { listRows, type PageOf, type Rows } from '../page.ts'
import type { Tables } from '../tables.ts'
import { type StoredSlaPolicy, slaPolicyColumns } from './writer.ts'

export interface SlaPolicyView extends StoredSlaPolicy {
  readonly productTypeName: string | null
  readonly productName: string | null
  readonly createdBy: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

const columns = sql`${slaPolicyColumns}, t.name as "productTypeName", p.name as "productName", s.created_by as "createdBy",
  s.created_at as "createdAt", s.updated_at as "updatedAt"`
const from = sql`sla_policy s left join product_type t on t.id = s.product_type_id left join product p on p.id = s.product_id`

const inOrder: Order = { name: 'id', keys: [{ expression: sql`s.id`, type: 'bigint', direction: 'asc' }] }

export class SlaPolicyReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  list(page: PageOf): Promise<Rows<SlaPolicyView>> {
    return listRows(this.#db, { columns, from, where: [], order: inOrder }, page)
  }

  async find(id: number): Promise<SlaPolicyView | undefined> {
    const { rows } = await sql<SlaPolicyView>`select ${columns} from ${from} where s.id = ${id}`.execute(this.#db)
    return rows[0]
  }
}
