import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

export class SettingReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  /** Every key that was changed, with its value. */
  async all(): Promise<ReadonlyMap<string, unknown>> {
    const rows = await this.#db.selectFrom('setting').select(['key', 'value']).execute()
    return new Map(rows.map(({ key, value }) => [key, value]))
  }
}
