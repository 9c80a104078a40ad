import type { Kysely } from 'kysely'
import type { Tables } from '../tables.ts'

/** What the sign-in library keeps of a second factor, encrypted. */
export interface TwoFactorRow {
  readonly id: string
  readonly secret: string
  readonly backupCodes: string
}

export class TwoFactorStore {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  all(): Promise<readonly TwoFactorRow[]> {
    return this.#db.selectFrom('user_two_factor').select(['id', 'secret', 'backup_codes as backupCodes']).execute()
  }

  /** Unless somebody changed it in between. */
  async replace(row: TwoFactorRow, { secret, backupCodes }: Omit<TwoFactorRow, 'id'>): Promise<void> {
    await this.#db
      .updateTable('user_two_factor')
      .set({ secret, backup_codes: backupCodes })
      .where('id', '=', row.id)
      .where('secret', '=', row.secret)
      .where('backup_codes', '=', row.backupCodes)
      .execute()
  }
}
