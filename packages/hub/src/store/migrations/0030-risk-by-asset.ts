import { type Kysely, sql } from 'kysely'

/** The riskiest open vulnerability of each asset, for the roll-up of products. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql
    .raw(
      `create index vulnerability_open_risk on vulnerability (asset_id, risk_score desc nulls last)
        where status in ('Open', 'In Progress', 'Pending Action')`,
    )
    .execute(db)
}
