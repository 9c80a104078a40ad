import { type Kysely, sql } from 'kysely'
import type { RoleName } from '../../domain/role.ts'
import type { Order } from '../order.ts'
import { listRows, type PageOf, type Rows } from '../page.ts'
import type { Tables } from '../tables.ts'

/** Whom a role on a product type is given to. */
export type Holder = { readonly userId: string } | { readonly serviceAccountId: number }

export interface MemberRow {
  readonly userId: string | null
  readonly serviceAccountId: number | null
  readonly name: string
  readonly email: string | null
  readonly role: RoleName
  readonly grantedBy: string
  readonly grantedAt: Date
}

const columns = sql`g.user_id as "userId", g.service_account_id as "serviceAccountId", coalesce(u.name, s.name) as name,
  u.email, g.role, g.granted_by as "grantedBy", g.granted_at as "grantedAt"`
const from = sql`product_type_role g left join hub_user u on u.id = g.user_id
  left join service_account s on s.id = g.service_account_id`

const byName: Order = {
  name: 'name',
  keys: [
    { expression: sql`(lower(coalesce(u.name, s.name)) collate "C")`, type: 'text', direction: 'asc' },
    { expression: sql`coalesce(g.user_id, g.service_account_id::text)`, type: 'text', direction: 'asc' },
  ],
}

/** Roles on single product types. */
export class GrantStore {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** By product type. */
  async of(holder: Holder): Promise<ReadonlyMap<number, RoleName>> {
    const { rows } = await sql<{ id: number; role: RoleName }>`
      select product_type_id as id, role from product_type_role g where ${isHeldBy(holder)} order by 1
    `.execute(this.#db)
    return new Map(rows.map((row) => [row.id, row.role]))
  }

  async names(productTypeIds: readonly number[]): Promise<readonly { readonly id: number; readonly name: string }[]> {
    if (productTypeIds.length === 0) return []
    const { rows } = await sql<{ id: number; name: string }>`
      select id, name from product_type where id = any(${productTypeIds}::bigint[]) order by name
    `.execute(this.#db)
    return rows
  }

  list(productTypeId: number, page: PageOf): Promise<Rows<MemberRow>> {
    return listRows(this.#db, { columns, from, where: [sql`g.product_type_id = ${productTypeId}`], order: byName }, page)
  }

  async find(productTypeId: number, holder: Holder): Promise<MemberRow | undefined> {
    const { rows } = await sql<MemberRow>`
      select ${columns} from ${from} where g.product_type_id = ${productTypeId} and ${isHeldBy(holder)}
    `.execute(this.#db)
    return rows[0]
  }

  /** Gives a role, or another one than before. */
  async set(productTypeId: number, holder: Holder, role: RoleName, by: string, at: Date): Promise<void> {
    const userId = 'userId' in holder ? holder.userId : null
    const serviceAccountId = 'serviceAccountId' in holder ? holder.serviceAccountId : null
    const key = userId === null ? sql`(service_account_id, product_type_id)` : sql`(user_id, product_type_id)`
    await sql`
      insert into product_type_role (product_type_id, user_id, service_account_id, role, granted_by, granted_at)
      values (${productTypeId}, ${userId}, ${serviceAccountId}, ${role}, ${by}, ${at})
      on conflict ${key} do update set role = excluded.role, granted_by = excluded.granted_by, granted_at = excluded.granted_at
    `.execute(this.#db)
  }

  async remove(productTypeId: number, holder: Holder): Promise<'done' | 'unknown'> {
    const { rows } = await sql<{ role: string }>`
      delete from product_type_role g where g.product_type_id = ${productTypeId} and ${isHeldBy(holder)} returning role
    `.execute(this.#db)
    return rows.length === 0 ? 'unknown' : 'done'
  }
}

function isHeldBy(holder: Holder) {
  return 'userId' in holder ? sql`g.user_id = ${holder.userId}` : sql`g.service_account_id = ${holder.serviceAccountId}`
}
