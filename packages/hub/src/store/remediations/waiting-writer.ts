import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Wait } from '../../domain/waiting.ts'
import { column, unnest } from '../bulk.ts'
import type { Tables } from '../tables.ts'

/** What a remediation waits for. */
interface Waiting {
  readonly since: Date
  /** When it ends by itself. */
  readonly until: Date | null
  readonly reason: string
  readonly by: string
}

/** A vulnerability whose clock is not in step with its remediation. */
export interface OutOfStep {
  readonly id: number
  /** Its remediation while that waits, else `null`. */
  readonly waiting: number | null
}

/** Remediations that wait for a vendor, and the clocks they stop. */
export class WaitingWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** `null` ends it. */
  async set(remediationId: number, waiting: Waiting | null, at: Date): Promise<void> {
    await this.#tx
      .updateTable('remediation')
      .set({
        waiting_since: waiting?.since ?? null,
        waiting_until: waiting?.until ?? null,
        waiting_reason: waiting?.reason ?? null,
        waiting_by: waiting?.by ?? null,
        updated_at: at,
      })
      .where('id', '=', remediationId)
      .execute()
  }

  /** Remediations whose wait has come to its end. */
  async over(now: Date, limit: number): Promise<readonly number[]> {
    const rows = await this.#tx
      .selectFrom('remediation')
      .select('id')
      .where('waiting_since', 'is not', null)
      .where('waiting_until', '<=', now)
      .orderBy('waiting_until')
      .limit(limit)
      .execute()
    return rows.map((row) => row.id)
  }

  /** Of the vulnerabilities that remediations close, or whose clocks they stopped. */
  outOfStep(remediationIds: readonly number[]): Promise<readonly OutOfStep[]> {
    return this.#outOfStep(sql`v.id = any(array(
      select vulnerability_id from remediation_vulnerability where remediation_id = any(${remediationIds}::bigint[])
      union select id from vulnerability where waiting_for = any(${remediationIds}::bigint[])
    ))`)
  }

  /** Of the vulnerabilities of a repository or image. */
  outOfStepIn(assetId: number): Promise<readonly OutOfStep[]> {
    return this.#outOfStep(sql`v.asset_id = ${assetId}`)
  }

  async setClocks(rows: readonly (Wait & { readonly id: number })[], at: Date): Promise<void> {
    if (rows.length === 0) return
    const columns = [
      column('id', 'bigint', rows, (row) => row.id),
      column('waiting_since', 'timestamptz', rows, (row) => row.waitingSince),
      column('waiting_for', 'bigint', rows, (row) => row.waitingFor),
      column('waited_ms', 'bigint', rows, (row) => row.waitedMs),
    ]
    await sql`
      update vulnerability v
      set waiting_since = n.waiting_since, waiting_for = n.waiting_for, waited_ms = n.waited_ms, updated_at = ${at}
      from ${unnest('n', columns)} where v.id = n.id
    `.execute(this.#tx)
  }

  async #outOfStep(scope: RawBuilder<unknown>): Promise<readonly OutOfStep[]> {
    const { rows } = await sql<OutOfStep>`
      select v.id, r.id as waiting
      from vulnerability v left join remediation_vulnerability l on l.vulnerability_id = v.id
      left join remediation r on r.id = l.remediation_id and r.waiting_since is not null
      where ${scope} and v.waiting_for is distinct from r.id and (v.waiting_for is not null or v.waiting_since is null)
      order by v.id
    `.execute(this.#tx)
    return rows
  }
}
