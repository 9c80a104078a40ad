import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'

export type FindingChange = Tables['sync_change']['change']

/** Ids of findings by what a page, or the end of a part, did to them. */
export type ChangedFindings = Readonly<Partial<Record<FindingChange, readonly number[]>>>

/** Where in a sync something changed. */
export interface ChangePlace {
  readonly operationId: number
  readonly scope: number
  readonly page: number | 'end'
}

/** Behind every page. */
const end = 2_147_483_647

/** The ledger of what a sync changed: some rows a page that changed something, none for one that did not. */
export class ChangeWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** A listing that starts over comes by the same place again: what it changes then is added. */
  async add({ operationId, scope, page }: ChangePlace, changed: ChangedFindings): Promise<void> {
    const rows = Object.entries(changed).filter(([, ids]) => ids.length > 0)
    if (rows.length === 0) return
    const values = rows.map(
      ([change, ids]) => sql`(${operationId}, ${change}, ${scope}, ${page === 'end' ? end : page}, ${ids}::bigint[])`,
    )
    await sql`
      insert into sync_change as c (operation_id, change, scope, page, finding_ids) values ${sql.join(values)}
      on conflict (operation_id, change, scope, page) do update set finding_ids = c.finding_ids || excluded.finding_ids
    `.execute(this.#tx)
  }
}
