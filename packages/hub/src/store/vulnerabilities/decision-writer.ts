import { type Kysely, sql } from 'kysely'
import { openStatuses } from '../../domain/status.ts'
import type { Tables } from '../tables.ts'
import type { ClockRow, LockedVulnerability } from './shapes.ts'
import { locked } from './writer.ts'

/** What decisions rest on beside the vulnerability they are about: others, its clock, and what policies look through. */
export class DecisionWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** What stops or moves its clock. */
  async setClock(id: number, clock: ClockRow, at: Date): Promise<void> {
    await this.#tx
      .updateTable('vulnerability')
      .set({
        waiting_since: clock.waitingSince,
        waiting_for: clock.waitingFor,
        waited_ms: clock.waitedMs,
        exempt_until: clock.exemptUntil,
        exempt_reason: clock.exemptReason,
        exempt_by: clock.exemptBy,
        updated_at: at,
      })
      .where('id', '=', id)
      .execute()
  }

  /** What a vulnerability is a duplicate of, what that is one of, and so on: itself first. */
  async duplicatesFrom(id: number): Promise<readonly number[]> {
    const { rows } = await sql<{ id: number }>`
      with recursive chain (id, target) as (
        select id, duplicate_of from vulnerability where id = ${id}
        union select v.id, v.duplicate_of from chain join vulnerability v on v.id = chain.target
      )
      select id from chain
    `.execute(this.#tx)
    return rows.map((row) => row.id)
  }

  /** What was called a duplicate of one that ends is a duplicate of what follows it. Pairs are positional. */
  async retargetDuplicates(from: readonly number[], to: readonly number[]): Promise<void> {
    if (from.length === 0) return
    await sql`
      update vulnerability v set duplicate_of = nullif(moved.target, v.id)
      from unnest(${from}::bigint[], ${to}::bigint[]) as moved (source, target) where v.duplicate_of = moved.source
    `.execute(this.#tx)
  }

  /** What these alias groups are in these packages, by package key; locked, in the order of ids. */
  async inPackages(groupIds: readonly number[], packageKeys: readonly string[]): Promise<readonly LockedVulnerability[]> {
    const { rows } = await sql<LockedVulnerability>`
      select ${locked} from vulnerability where alias_group_id = any(${groupIds}::bigint[])
        and package_id = any(array(select id from package where key = any(${packageKeys}::text[])))
      order by id for update
    `.execute(this.#tx)
    return rows
  }

  /** The package URLs of present sightings, by vulnerability. */
  async purlsInUse(ids: readonly number[]): Promise<ReadonlyMap<number, readonly string[]>> {
    const { rows } = await sql<{ id: number; purls: readonly string[] }>`
      select vulnerability_id as id, array_agg(distinct purl) as purls from finding
      where vulnerability_id = any(${ids}::bigint[]) and present and purl is not null group by vulnerability_id
    `.execute(this.#tx)
    return new Map(rows.map((row) => [row.id, row.purls]))
  }

  /** What is open in a product, a product type or anywhere, or dismissed by a policy, by id; without holding anything. */
  async openOnes(
    productTypeId: number | null,
    productId: number | null,
    policyId: number | null,
    after: number,
    limit: number,
  ): Promise<readonly LockedVulnerability[]> {
    const everywhere = productTypeId === null && productId === null
    const { rows } = await sql<LockedVulnerability>`
      select ${locked} from vulnerability
      where id > ${after} and (status = any(${openStatuses}::text[]) or policy_id = ${policyId})
        and (${everywhere} or asset_id in (
          select a.id from asset a join product p on p.id = a.product_id
          where p.id = ${productId} or p.product_type_id = ${productTypeId}))
      order by id limit ${limit}
    `.execute(this.#tx)
    return rows
  }
}
