import { type Kysely, sql } from 'kysely'
import type { GlobalRoleName } from '../../domain/role.ts'
import type { Order } from '../order.ts'
import { listRows, type PageOf, type Rows } from '../page.ts'
import type { Tables } from '../tables.ts'
import { insertUser } from './user-store.ts'

export interface InvitationRow {
  readonly id: number
  readonly email: string
  readonly role: GlobalRoleName
  readonly createdBy: string
  readonly createdAt: Date
  readonly expiresAt: Date
}

export interface NewInvitationRow {
  readonly email: string
  readonly role: GlobalRoleName
  readonly hash: Buffer
  readonly createdBy: string
  readonly expiresAt: Date
}

const newestFirst: Order = { name: '-id', keys: [{ expression: sql`id`, type: 'bigint', direction: 'desc' }] }
const columns = sql`id, email, role, created_by as "createdBy", created_at as "createdAt", expires_at as "expiresAt"`

export class InvitationStore {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** An earlier invitation of the same address gives way. `taken`: somebody with the address is a user already. */
  async create(invitation: NewInvitationRow, at: Date): Promise<InvitationRow | 'taken'> {
    const { email, role, hash, createdBy, expiresAt } = invitation
    return this.#db.transaction().execute(async (tx) => {
      const user = await tx.selectFrom('hub_user').select('id').where('email', '=', email).executeTakeFirst()
      if (user !== undefined) return 'taken'
      await tx.deleteFrom('invitation').where('email', '=', email).execute()
      const { id } = await tx
        .insertInto('invitation')
        .values({ email, role, hash, created_by: createdBy, created_at: at, expires_at: expiresAt })
        .returning('id')
        .executeTakeFirstOrThrow()
      return { id, email, role, createdBy, createdAt: at, expiresAt }
    })
  }

  list(page: PageOf): Promise<Rows<InvitationRow>> {
    return listRows(this.#db, { columns, from: sql`invitation`, where: [], order: newestFirst }, page)
  }

  /** Only while it can still be accepted. */
  async findByHash(hash: Buffer, at: Date): Promise<InvitationRow | undefined> {
    const { rows } = await sql<InvitationRow>`
      select ${columns} from invitation where hash = ${hash} and expires_at > ${at}
    `.execute(this.#db)
    return rows[0]
  }

  /** Makes the invited person a user; the invitation works once, whoever else tries at the same time. */
  async accept(
    hash: Buffer,
    user: { readonly id: string; readonly name: string; readonly passwordHash: string },
    at: Date,
  ): Promise<'created' | 'taken' | 'unknown'> {
    return this.#db.transaction().execute(async (tx) => {
      const invitation = await tx
        .deleteFrom('invitation')
        .where('hash', '=', hash)
        .where('expires_at', '>', at)
        .returning(['email', 'role'])
        .executeTakeFirst()
      return invitation === undefined ? 'unknown' : insertUser(tx, { ...user, ...invitation }, at)
    })
  }

  async remove(id: number): Promise<'done' | 'unknown'> {
    const row = await this.#db.deleteFrom('invitation').where('id', '=', id).returning('id').executeTakeFirst()
    return row === undefined ? 'unknown' : 'done'
  }
}
