import { type Kysely, sql } from 'kysely'
import type { GlobalRoleName } from '../../domain/role.ts'
import type { Order } from '../order.ts'
import { listRows, type PageOf, type Rows } from '../page.ts'
import type { Tables } from '../tables.ts'

export interface UserRow {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: GlobalRoleName
  readonly createdAt: Date
  readonly disabledAt: Date | null
  readonly twoFactor: boolean
  /** Providers of the sign-in library: `credential` is a password. */
  readonly providers: readonly string[]
}

export interface NewUserRow {
  readonly id: string
  readonly email: string
  readonly name: string
  readonly role: GlobalRoleName
  /** As the sign-in library hashes it. */
  readonly passwordHash: string
}

/** `last-owner`: nobody would be left to manage the hub. */
export type Changed = 'done' | 'unknown' | 'last-owner'

const columns = sql`id, email, name, role, created_at as "createdAt", disabled_at as "disabledAt", two_factor_enabled as "twoFactor",
  array(select provider_id from user_account a where a.user_id = hub_user.id order by provider_id) as providers`
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

  async find(id: string): Promise<UserRow | undefined> {
    const { rows } = await sql<UserRow>`select ${columns} from hub_user where id = ${id}`.execute(this.#db)
    return rows[0]
  }

  async findByEmail(email: string): Promise<UserRow | undefined> {
    const { rows } = await sql<UserRow>`select ${columns} from hub_user where email = ${email}`.execute(this.#db)
    return rows[0]
  }

  list(page: PageOf): Promise<Rows<UserRow>> {
    return listRows(this.#db, { columns, from: sql`hub_user`, where: [], order: byEmail }, page)
  }

  /** Creates a user who can sign in with a password. `taken`: the address is in use. */
  async create(user: NewUserRow, at: Date): Promise<'created' | 'taken'> {
    return this.#db.transaction().execute((tx) => insertUser(tx, user, at))
  }

  /** Creates the user only if there is none yet, whoever else tries at the same time. */
  async createFirst(user: NewUserRow, at: Date): Promise<'created' | 'not-first'> {
    return this.#db.transaction().execute(async (tx) => {
      await sql`select pg_advisory_xact_lock(${ownersLock})`.execute(tx)
      const other = await tx.selectFrom('hub_user').select('id').limit(1).executeTakeFirst()
      if (other !== undefined) return 'not-first'
      await insertUser(tx, user, at)
      return 'created'
    })
  }

  async update(
    id: string,
    change: { readonly name?: string | undefined; readonly role?: GlobalRoleName | undefined },
    at: Date,
  ): Promise<Changed> {
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
      return row === undefined ? 'unknown' : 'done'
    })
  }

  /** Ends every session; tokens stay, and work again once the user is enabled. */
  async disable(id: string, at: Date): Promise<Changed> {
    return this.#db.transaction().execute(async (tx) => {
      if (await isLastOwner(tx, id)) return 'last-owner'
      const row = await tx
        .updateTable('hub_user')
        .set((set) => ({ disabled_at: set.fn.coalesce('disabled_at', sql<Date>`${at}::timestamptz`), updated_at: at }))
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst()
      if (row === undefined) return 'unknown'
      await tx.deleteFrom('user_session').where('user_id', '=', id).execute()
      return 'done'
    })
  }

  async enable(id: string, at: Date): Promise<'done' | 'unknown'> {
    const row = await this.#db
      .updateTable('hub_user')
      .set({ disabled_at: null, updated_at: at })
      .where('id', '=', id)
      .returning('id')
      .executeTakeFirst()
    return row === undefined ? 'unknown' : 'done'
  }

  /** Sessions and tokens go with the user. */
  async remove(id: string): Promise<Changed> {
    return this.#db.transaction().execute(async (tx) => {
      if (await isLastOwner(tx, id)) return 'last-owner'
      const row = await tx.deleteFrom('hub_user').where('id', '=', id).returning('id').executeTakeFirst()
      return row === undefined ? 'unknown' : 'done'
    })
  }

  /** The hash of the password; undefined without one. */
  async passwordHash(id: string): Promise<string | undefined> {
    const row = await this.#db
      .selectFrom('user_account')
      .select('password')
      .where('user_id', '=', id)
      .where('provider_id', '=', 'credential')
      .executeTakeFirst()
    return row?.password ?? undefined
  }

  /** Changes the password and ends every session, or every one but `keptSession`. */
  async changePassword(id: string, passwordHash: string, keptSession: string | null, at: Date): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      await tx
        .updateTable('user_account')
        .set({ password: passwordHash, updated_at: at })
        .where('user_id', '=', id)
        .where('provider_id', '=', 'credential')
        .execute()
      await sql`delete from user_session where user_id = ${id} and id is distinct from ${keptSession}`.execute(tx)
    })
  }

  /** Takes the second factor away, with every session and every device that was trusted because of it. */
  async resetTwoFactor(id: string, at: Date): Promise<'done' | 'unknown'> {
    return this.#db.transaction().execute(async (tx) => {
      const row = await tx
        .updateTable('hub_user')
        .set({ two_factor_enabled: false, updated_at: at })
        .where('id', '=', id)
        .returning('id')
        .executeTakeFirst()
      if (row === undefined) return 'unknown'
      await tx.deleteFrom('user_two_factor').where('user_id', '=', id).execute()
      await tx.deleteFrom('user_verification').where('value', '=', id).execute()
      await tx.deleteFrom('user_session').where('user_id', '=', id).execute()
      return 'done'
    })
  }
}

/** Creates a user with a password, inside a transaction. */
export async function insertUser(tx: Kysely<Tables>, user: NewUserRow, at: Date): Promise<'created' | 'taken'> {
  const { id, email, name, role, passwordHash } = user
  const row = await tx
    .insertInto('hub_user')
    .values({
      id,
      email,
      name,
      role,
      image: null,
      email_verified: true,
      disabled_at: null,
      created_at: at,
      updated_at: at,
    })
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

/** A disabled owner manages nothing. */
async function isLastOwner(tx: Kysely<Tables>, id: string): Promise<boolean> {
  await sql`select pg_advisory_xact_lock(${ownersLock})`.execute(tx)
  const owners = await tx
    .selectFrom('hub_user')
    .select('id')
    .where('role', '=', 'owner')
    .where('disabled_at', 'is', null)
    .limit(2)
    .execute()
  return owners.length === 1 && owners[0]?.id === id
}
