import { type Kysely, sql } from 'kysely'
import type { GlobalRoleName } from '../../domain/role.ts'
import type { Order } from '../order.ts'
import { listRows, type PageOf, type Rows } from '../page.ts'
import type { Tables } from '../tables.ts'

export interface ServiceAccountRow {
  readonly id: number
  readonly name: string
  readonly role: GlobalRoleName
  readonly createdBy: string
  readonly createdAt: Date
  readonly disabledAt: Date | null
  readonly tokens: number
}

const columns = sql`id, name, role, created_by as "createdBy", created_at as "createdAt", disabled_at as "disabledAt",
  (select count(*) from api_token t where t.service_account_id = service_account.id) as tokens`
const byName: Order = { name: 'name', keys: [{ expression: sql`name collate "C"`, type: 'text', direction: 'asc' }] }

/** Accounts of programs: no password, no sessions, only tokens. */
export class ServiceAccountStore {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async find(id: number): Promise<ServiceAccountRow | undefined> {
    const { rows } = await sql<ServiceAccountRow>`select ${columns} from service_account where id = ${id}`.execute(this.#db)
    return rows[0]
  }

  list(page: PageOf): Promise<Rows<ServiceAccountRow>> {
    return listRows(this.#db, { columns, from: sql`service_account`, where: [], order: byName }, page)
  }

  async create(
    account: { readonly name: string; readonly role: GlobalRoleName; readonly createdBy: string },
    at: Date,
  ): Promise<number | 'taken'> {
    const row = await this.#db
      .insertInto('service_account')
      .values({ name: account.name, role: account.role, created_by: account.createdBy, created_at: at, disabled_at: null })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('id')
      .executeTakeFirst()
    return row?.id ?? 'taken'
  }

  async update(
    id: number,
    change: { readonly role?: GlobalRoleName | undefined; readonly disabledAt?: Date | null | undefined },
  ): Promise<'done' | 'unknown'> {
    const { role = null, disabledAt } = change
    const { rows } = await sql<{ id: number }>`
      update service_account set role = coalesce(${role}, role),
        disabled_at = ${disabledAt === undefined ? sql`disabled_at` : sql`${disabledAt}::timestamptz`}
      where id = ${id} returning id
    `.execute(this.#db)
    return rows.length === 0 ? 'unknown' : 'done'
  }

  /** Its tokens go with it. */
  async remove(id: number): Promise<'done' | 'unknown'> {
    const row = await this.#db.deleteFrom('service_account').where('id', '=', id).returning('id').executeTakeFirst()
    return row === undefined ? 'unknown' : 'done'
  }
}
