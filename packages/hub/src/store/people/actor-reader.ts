import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

/** Who stands behind ids that were written down when somebody acted. */
export interface ActorView {
  readonly name: string
  /** `null` for a token or a policy. */
  readonly email: string | null
}

interface ActorRow extends ActorView {
  readonly userId: string | null
  readonly tokenId: number | null
  readonly policyId: number | null
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
    policyIds: readonly number[],
  ): Promise<{
    readonly users: ReadonlyMap<string, ActorView>
    readonly tokens: ReadonlyMap<number, ActorView>
    readonly policies: ReadonlyMap<number, ActorView>
  }> {
    const { rows } = await sql<ActorRow>`
      select id as "userId", null::bigint as "tokenId", null::bigint as "policyId", name, email from hub_user
      where id = any(${userIds}::text[])
      union all
      select null, id, null, name, null from api_token where id = any(${tokenIds}::bigint[])
      union all
      select null, null, id, name, null from policy where id = any(${policyIds}::bigint[])
    `.execute(this.#db)
    return {
      users: new Map(rows.flatMap((row) => (row.userId === null ? [] : [[row.userId, row]]))),
      policies: new Map(rows.flatMap((row) => (row.policyId === null ? [] : [[row.policyId, row]]))),
      tokens: new Map(rows.flatMap((row) => (row.tokenId === null ? [] : [[row.tokenId, row]]))),
    }
  }
}
