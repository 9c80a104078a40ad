import { type Kysely, sql } from 'kysely'
import type { Order } from '../order.ts'
import { allOf, listRows, type PageOf, type Rows } from '../page.ts'
import type { RoleName, Tables } from '../tables.ts'

export interface TokenRow {
  readonly id: number
  readonly name: string
  readonly role: RoleName
  readonly hint: string
  readonly createdBy: string
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly lastUsedAt: Date | null
}

/** A token with whom it belongs to. */
export interface TokenWithUser extends TokenRow {
  readonly userId: string | null
  /** Of the user it belongs to, now. */
  readonly userRole: RoleName | null
}

export interface NewTokenRow {
  readonly hash: Buffer
  readonly hint: string
  readonly name: string
  readonly role: RoleName
  readonly userId: string | null
  readonly createdBy: string
  readonly expiresAt: Date | null
}

const newestFirst: Order = { name: '-id', keys: [{ expression: sql`t.id`, type: 'bigint', direction: 'desc' }] }
const columns = sql`t.id, t.name, t.role, t.hint, t.created_by as "createdBy", t.created_at as "createdAt",
  t.expires_at as "expiresAt", t.last_used_at as "lastUsedAt"`

export class TokenStore {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async findByHash(hash: Buffer): Promise<TokenWithUser | undefined> {
    const { rows } = await sql<TokenWithUser>`
      select ${columns}, t.user_id as "userId", u.role as "userRole"
      from api_token t left join hub_user u on u.id = t.user_id where t.hash = ${hash}
    `.execute(this.#db)
    return rows[0]
  }

  async find(id: number): Promise<TokenWithUser | undefined> {
    const { rows } = await sql<TokenWithUser>`
      select ${columns}, t.user_id as "userId", u.role as "userRole"
      from api_token t left join hub_user u on u.id = t.user_id where t.id = ${id}
    `.execute(this.#db)
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

  /** Every token, or those of one user, or, for a token that is nobody's, itself and those it created. */
  list(
    of: { readonly userId: string } | { readonly createdBy: string; readonly id: number } | null,
    page: PageOf,
  ): Promise<Rows<TokenRow>> {
    const where =
      of === null
        ? []
        : ['userId' in of ? sql`t.user_id = ${of.userId}` : sql`(t.id = ${of.id} or t.created_by = ${of.createdBy})`]
    return listRows(this.#db, { columns, from: sql`api_token t`, where: [allOf(where)], order: newestFirst }, page)
  }
}
