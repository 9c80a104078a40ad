import { type Kysely, sql } from 'kysely'
import type { Order } from '../order.ts'
import { listRows, type PageOf, type Rows } from '../page.ts'
import type { Tables } from '../tables.ts'

export interface SessionRow {
  readonly id: string
  readonly userId: string
  readonly createdAt: Date
  readonly expiresAt: Date
  readonly ip: string | null
  readonly userAgent: string | null
  readonly signedInWith: 'password' | 'oidc'
}

const columns = sql`id, user_id as "userId", created_at as "createdAt", expires_at as "expiresAt", ip_address as ip,
  user_agent as "userAgent", signed_in_with as "signedInWith"`
const newestFirst: Order = {
  name: '-created',
  keys: [
    { expression: sql`created_at`, type: 'timestamptz', direction: 'desc' },
    { expression: sql`id`, type: 'text', direction: 'desc' },
  ],
}

/** Where people are signed in. The sign-in library begins sessions; here they are seen and ended. */
export class SessionStore {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  list(userId: string, at: Date, page: PageOf): Promise<Rows<SessionRow>> {
    const where = [sql`user_id = ${userId}`, sql`expires_at > ${at}`]
    return listRows(this.#db, { columns, from: sql`user_session`, where, order: newestFirst }, page)
  }

  async find(id: string): Promise<SessionRow | undefined> {
    const { rows } = await sql<SessionRow>`select ${columns} from user_session where id = ${id}`.execute(this.#db)
    return rows[0]
  }

  async remove(id: string): Promise<void> {
    await this.#db.deleteFrom('user_session').where('id', '=', id).execute()
  }

  async removeOfUser(userId: string): Promise<void> {
    await this.#db.deleteFrom('user_session').where('user_id', '=', userId).execute()
  }
}
