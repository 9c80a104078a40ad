import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

/** What only one process does at a time. A lease ends by itself, so nothing is blocked for ever by one that died. */
export class LeaseWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** Takes a lease that nobody else has, or holds one's own longer; `false` when somebody else has it. */
  async take(name: string, holder: string, at: Date, until: Date): Promise<boolean> {
    const { rows } = await sql`
      insert into lease (name, holder, until) values (${name}, ${holder}, ${until})
      on conflict (name) do update set holder = excluded.holder, until = excluded.until
      where lease.holder = excluded.holder or lease.until <= ${at}
      returning name
    `.execute(this.#tx)
    return rows.length > 0
  }

  /** Gives it back, if it still is one's own. */
  async end(name: string, holder: string): Promise<void> {
    await this.#tx.deleteFrom('lease').where('name', '=', name).where('holder', '=', holder).execute()
  }
}
