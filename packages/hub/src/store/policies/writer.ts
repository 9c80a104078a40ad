import { type Kysely, sql } from 'kysely'
import type { Policy } from '../../domain/policy.ts'
import type { Tables } from '../tables.ts'

export type PolicyValues = Omit<Policy, 'id'>

export const policyColumns = sql`o.id, o.name, o.action, o.decision, o.reason, o.conditions,
  o.product_type_id as "productTypeId", o.product_id as "productId", o.enabled, o.expires_at as "expiresAt"`

/** Rules that dismiss vulnerabilities, or require them to be fixed. */
export class PolicyWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  async all(): Promise<readonly Policy[]> {
    const { rows } = await sql<Policy>`select ${policyColumns} from policy o order by o.id`.execute(this.#tx)
    return rows
  }

  async find(id: number): Promise<Policy | undefined> {
    const { rows } = await sql<Policy>`select ${policyColumns} from policy o where o.id = ${id} for update`.execute(this.#tx)
    return rows[0]
  }

  /** `null` when there already is one of that name. */
  async insert(values: PolicyValues, by: string, at: Date): Promise<number | null> {
    const row = await this.#tx
      .insertInto('policy')
      .values({ ...rowOf(values), created_by: by, created_at: at, updated_at: at })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    return row?.id ?? null
  }

  async nameTaken(name: string, except: number): Promise<boolean> {
    const { rows } = await sql`select 1 from policy where name = ${name} and id <> ${except}`.execute(this.#tx)
    return rows.length > 0
  }

  async update(id: number, values: PolicyValues, at: Date): Promise<void> {
    await this.#tx
      .updateTable('policy')
      .set({ ...rowOf(values), updated_at: at })
      .where('id', '=', id)
      .execute()
  }

  async delete(id: number): Promise<void> {
    await this.#tx.deleteFrom('policy').where('id', '=', id).execute()
  }

  /** Policies that are over and still hold something. */
  async overdue(now: Date): Promise<readonly number[]> {
    const { rows } = await sql<{ id: number }>`
      select id from policy o where expires_at <= ${now} and (
        exists (select 1 from vulnerability where policy_id = o.id) or exists (select 1 from vulnerability where required_by = o.id))
    `.execute(this.#tx)
    return rows.map((row) => row.id)
  }
}

function rowOf(values: PolicyValues) {
  return {
    name: values.name,
    action: values.action,
    decision: values.decision,
    reason: values.reason,
    conditions: JSON.stringify(values.conditions),
    product_type_id: values.productTypeId,
    product_id: values.productId,
    enabled: values.enabled,
    expires_at: values.expiresAt,
  }
}
