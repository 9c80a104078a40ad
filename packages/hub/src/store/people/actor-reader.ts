import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

/** Who stands behind ids that were written down when somebody acted. */
export interface ActorView {
  readonly name: string
  /** `null` for a token. */
  readonly email: string | null
}

export class ActorReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** Those who still exist, all in one look. */
  async find(
    userIds: readonly string[],
    tokenIds: readonly number[],
  ): Promise<{ readonly users: ReadonlyMap<string, ActorView>; readonly tokens: ReadonlyMap<number, ActorView> }> {
    const { rows } = await sql<ActorView & { readonly userId: string | null; readonly tokenId: number | null }>`
      select id as "userId", null::bigint as "tokenId", name, email from hub_user where id = any(${userIds}::text[])
      union all
      select null, id, name, null from api_token where id = any(${tokenIds}::bigint[])
    `.execute(this.#db)
    return {
      users: new Map(rows.flatMap((row) => (row.userId === null ? [] : [[row.userId, row]]))),
      tokens: new Map(rows.flatMap((row) => (row.tokenId === null ? [] : [[row.tokenId, row]]))),
    }
  }
}
