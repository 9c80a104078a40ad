import { type Kysely, sql } from 'kysely'
import type { Order } from '../order.ts'
import { listRows, type PageOf, type Rows } from '../page.ts'
import type { RoleName, Tables } from '../tables.ts'

export interface UserRow {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: RoleName
  readonly createdAt: Date
}

export interface NewUserRow {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: RoleName
  /** As the sign-in library hashes it. */
  readonly passwordHash: string
}

const columns = ['id', 'email', 'name', 'role', 'created_at as createdAt'] as const
const byEmail: Order = { name: 'email', keys: [{ expression: sql`email collate "C"`, type: 'text', direction: 'asc' }] }

/** Any number will do as long as it stays. It makes changes of who owns the hub happen one after the other. */
const ownersLock = 7_282_000_002

export class UserStore {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async any(): Promise<boolean> {
    return (await this.#db.selectFrom('hub_user').select('id').limit(1).executeTakeFirst()) !== undefined
  }

  find(id: string): Promise<UserRow | undefined> {
    return this.#db.selectFrom('hub_user').select(columns).where('id', '=', id).executeTakeFirst()
  }

  list(page: PageOf): Promise<Rows<UserRow>> {
    const listed = sql`id, email, name, role, created_at as "createdAt"`
    return listRows(this.#db, { columns: listed, from: sql`hub_user`, where: [], order: byEmail }, page)
  }

  /** Creates a user who can sign in with a password. `taken`: the address is in use. */
  async create(user: NewUserRow, at: Date): Promise<'created' | 'taken'> {
    return this.#db.transaction().execute((tx) => insert(tx, user, at))
  }

  /** Creates the user only if there is none yet, whoever else tries at the same time. */
  async createFirst(user: NewUserRow, at: Date): Promise<'created' | 'not-first'> {
    return this.#db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(${ownersLock})`.execute(tx)
      const other = await tx.selectFrom('hub_user').select('id').limit(1).executeTakeFirst()
      if (other !== undefined) return 'not-first'
      await insert(tx, user, at)
      return 'created'
    })
  }

  /** `last-owner`: nobody would be left to manage the hub. */
  async update(
    id: string,
    change: { readonly name?: string | undefined; readonly role?: RoleName | undefined },
    at: Date,
  ): Promise<'updated' | 'unknown' | 'last-owner'> {
    return this.#db.transaction().execute(async (tx) => {
      if (change.role !== undefined && change.role !== 'owner' && (await isLastOwner(tx, id))) return 'last-owner'
      const row = await tx
        .updateTable('hub_user')
        .set({
          ...(change.name !== undefined && { name: change.name }),
          ...(change.role !== undefined && { role: change.role }),
          updated_at: at,
        })
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst()
      return row === undefined ? 'unknown' : 'updated'
    })
  }

  /** Sessions and tokens go with the user. */
  async remove(id: string): Promise<'removed' | 'unknown' | 'last-owner'> {
    return this.#db.transaction().execute(async (tx) => {
      if (await isLastOwner(tx, id)) return 'last-owner'
      const row = await tx.deleteFrom('hub_user').where('id', '=', id).returning('id').executeTakeFirst()
      return row === undefined ? 'unknown' : 'removed'
    })
  }
}

async function insert(tx: Kysely<Tables>, user: NewUserRow, at: Date): Promise<'created' | 'taken'> {
  const { id, email, name, role, passwordHash } = user
  const row = await tx
    .insertInto('hub_user')
    .values({ id, email, name, role, image: null, email_verified: true, created_at: at, updated_at: at })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (row === undefined) return 'taken'
  await tx
    .insertInto('user_account')
    .values({
      id,
      user_id: id,
      account_id: id,
      provider_id: 'credential',
      password: passwordHash,
      created_at: at,
      updated_at: at,
    })
    .execute()
  return 'created'
}

async function isLastOwner(tx: Kysely<Tables>, id: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(${ownersLock})`.execute(tx)
  const owners = await tx.selectFrom('hub_user').select('id').where('role', '=', 'owner').limit(2).execute()
  return owners.length === 1 && owners[0]?.id === id
}
