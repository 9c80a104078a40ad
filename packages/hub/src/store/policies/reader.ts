import { type Kysely, sql } from 'kysely'
import type { Policy } from '../../domain/policy.ts'
import type { Order } from '../order.ts'
import { listRows, type PageOf, type Rows } from '../page.ts'
import type { Tables } from '../tables.ts'
import { policyColumns } from './writer.ts'

export interface PolicyView extends Policy {
  readonly productTypeName: string | null
  readonly productName: string | null
  readonly createdBy: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
  /** Vulnerabilities it dismisses or requires now. */
  readonly holds: number
}

const columns = sql`${policyColumns}, t.name as "productTypeName", p.name as "productName", o.created_by as "createdBy",
  o.created_at as "createdAt", o.updated_at as "updatedAt", case o.action
    when 'dismiss' then (select count(*) from vulnerability v where v.policy_id = o.id)
    else (select count(*) from vulnerability v where v.required_by = o.id) end as holds`
const from = sql`policy o left join product_type t on t.id = o.product_type_id left join product p on p.id = o.product_id`

/** The older decides where several fit. */
const inOrder: Order = { name: 'id', keys: [{ expression: sql`o.id`, type: 'bigint', direction: 'asc' }] }

export class PolicyReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  list(page: PageOf): Promise<Rows<PolicyView>> {
    return listRows(this.#db, { columns, from, where: [], order: inOrder }, page)
  }

  async find(id: number): Promise<PolicyView | undefined> {
    const { rows } = await sql<PolicyView>`select ${columns} from ${from} where o.id = ${id}`.execute(this.#db)
    return rows[0]
  }
}
