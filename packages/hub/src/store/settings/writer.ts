import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

/** Settings of the whole hub, as far as they were changed; what they mean is the caller's. */
export class SettingWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** Every key that was changed, with its value. */
  async all(): Promise<ReadonlyMap<string, unknown>> {
    const rows = await this.#tx.selectFrom('setting').select(['key', 'value']).execute()
    return new Map(rows.map(({ key, value }) => [key, value]))
  }

  /** Every key with its value, held until the transaction ends. */
  async hold(): Promise<ReadonlyMap<string, unknown>> {
    const rows = await this.#tx.selectFrom('setting').select(['key', 'value']).orderBy('key').forUpdate().execute()
    return new Map(rows.map(({ key, value }) => [key, value]))
  }

  async set(key: string, value: object, by: string | null, at: Date): Promise<void> {
    const row = { value: JSON.stringify(value), updated_at: at, updated_by: by }
    await this.#tx
      .insertInto('setting')
      .values({ key, ...row })
      .onConflict((conflict) => conflict.column('key').doUpdateSet(row))
      .execute()
  }
}
