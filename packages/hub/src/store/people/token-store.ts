import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { GlobalRoleName, RoleName } from '../../domain/role.ts'
import type { Order } from '../order.ts'
import { listRows, type PageOf, type Rows } from '../page.ts'
import type { Tables } from '../tables.ts'

export interface TokenRow {
  readonly id: number
  readonly name: string
  readonly role: RoleName
  readonly hint: string
  readonly createdBy: string
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
  /** Whom it belongs to; a token of the hub itself has neither. */
  readonly userId: string | null
  readonly serviceAccountId: number | null
  /** Of whom it belongs to, now. */
  readonly ownerName: string | null
  readonly ownerRole: GlobalRoleName | null
  readonly ownerDisabledAt: Date | null
}

export interface NewTokenRow {
  readonly hash: Buffer
  readonly hint: string
  readonly name: string
  readonly role: RoleName
  readonly userId: string | null
  readonly serviceAccountId: number | null
  readonly createdBy: string
  readonly expiresAt: Date | null
}

/** Whose tokens to list; null for everybody's. */
export type TokensOf =
  | { readonly userId: string }
  | { readonly serviceAccountId: number }
  | { readonly createdBy: string; readonly id: number }

const newestFirst: Order = { name: '-id', keys: [{ expression: sql`t.id`, type: 'bigint', direction: 'desc' }] }
const columns = sql`t.id, t.name, t.role, t.hint, t.created_by as "createdBy", t.created_at as "createdAt",
  t.expires_at as "expiresAt", t.last_used_at as "lastUsedAt", t.user_id as "userId",
  t.service_account_id as "serviceAccountId", coalesce(u.name, s.name) as "ownerName", coalesce(u.role, s.role) as "ownerRole",
  coalesce(u.disabled_at, s.disabled_at) as "ownerDisabledAt"`
const from = sql`api_token t left join hub_user u on u.id = t.user_id left join service_account s on s.id = t.service_account_id`

export class TokenStore {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async findByHash(hash: Buffer): Promise<TokenRow | undefined> {
    const { rows } = await sql<TokenRow>`select ${columns} from ${from} where t.hash = ${hash}`.execute(this.#db)
    return rows[0]
  }

  async find(id: number): Promise<TokenRow | undefined> {
    const { rows } = await sql<TokenRow>`select ${columns} from ${from} where t.id = ${id}`.execute(this.#db)
    return rows[0]
  }

  async insert(token: NewTokenRow, at: Date): Promise<number> {
    const row = await this.#db
      .insertInto('api_token')
      .values({
        hash: token.hash,
        hint: token.hint,
        name: token.name,
        role: token.role,
        user_id: token.userId,
        service_account_id: token.serviceAccountId,
        created_by: token.createdBy,
        created_at: at,
        expires_at: token.expiresAt,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    return row.id
  }

  /** Puts a given token in place unless there is any token already. */
  async insertFirst(token: NewTokenRow, at: Date): Promise<boolean> {
    const { rows } = await sql<{ id: number }>`
      insert into api_token (hash, hint, name, role, created_by, created_at)
      select ${token.hash}, ${token.hint}, ${token.name}, ${token.role}, ${token.createdBy}, ${at}
      where not exists (select 1 from api_token) on conflict (hash) do nothing returning id
    `.execute(this.#db)
    return rows.length > 0
  }

  async used(id: number, at: Date): Promise<void> {
    await this.#db.updateTable('api_token').set({ last_used_at: at }).where('id', '=', id).execute()
  }

  async remove(id: number): Promise<void> {
    await this.#db.deleteFrom('api_token').where('id', '=', id).execute()
  }

  /** Every token, or those of one user or service account, or, for a token that is nobody's, itself and those it created. */
  list(of: TokensOf | null, page: PageOf): Promise<Rows<TokenRow>> {
    const where = of === null ? [] : [condition(of)]
    return listRows(this.#db, { columns, from, where, order: newestFirst }, page)
  }
}

function condition(of: TokensOf): RawBuilder<unknown> {
  if ('userId' in of) return sql`t.user_id = ${of.userId}`
  if ('serviceAccountId' in of) return sql`t.service_account_id = ${of.serviceAccountId}`
  return sql`(t.id = ${of.id} or t.created_by = ${of.createdBy})`
}
