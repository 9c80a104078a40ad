import { type Kysely, sql } from 'kysely'
import { column, unnest } from '../bulk.ts'
import type { Tables } from '../tables.ts'

/** What feeds and scanners say of the problems an alias group names. */
export interface Threat {
  readonly knownExploited: boolean
  /** 0–1: as FIRST publishes it, else as a scanner told it last. */
  readonly epss: number | null
}

/** What is known of the place something is in. */
export interface Surroundings {
  readonly visibility: string | null
  readonly productId: number | null
  readonly productTypeId: number | null
  readonly criticality: string | null
  readonly environment: string | null
  readonly tags: readonly string[]
}

export interface AssessmentRow {
  readonly id: number
  readonly riskScore: number
  readonly slaDays: number
  readonly dueAt: Date | null
  readonly requiredBy: number | null
}

/** Vulnerabilities whose assessment is due. */
export interface DueBatch {
  /** By asset and id. */
  readonly rows: readonly { readonly id: number; readonly assetId: number; readonly anew: boolean }[]
  /** The assets it goes through, in order. */
  readonly assetIds: readonly number[]
  /** Whether these assets have more of them. */
  readonly more: boolean
}

/** So many assets are looked through at once for what is due. */
const assetsAtOnce = 200

/** What assessments rest on, and what they come to. */
export class PriorityWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** By alias group; groups nobody says anything of may be missing. Joined, not looked up for each group: a new table's planner reads all of it. */
  async threats(groupIds: readonly number[]): Promise<ReadonlyMap<number, Threat>> {
    if (groupIds.length === 0) return new Map()
    const { rows } = await sql<Threat & { readonly groupId: number }>`
      with named as materialized (select group_id, identifier from alias where group_id = any(${groupIds}::bigint[]))
      select n.group_id as "groupId", bool_or(k.identifier is not null) as "knownExploited", coalesce(max(s.score),
        (array_agg(e.score order by e.told_at desc, e.score desc) filter (where e.identifier is not null))[1]) as epss
      from named n
      left join known_exploited k on k.identifier = n.identifier
      left join epss_score s on s.identifier = n.identifier
      left join epss e on e.identifier = n.identifier
      group by n.group_id
    `.execute(this.#tx)
    return new Map(rows.map(({ groupId, ...threat }) => [groupId, threat]))
  }

  /** By asset. */
  async surroundings(assetIds: readonly number[]): Promise<ReadonlyMap<number, Surroundings>> {
    if (assetIds.length === 0) return new Map()
    const { rows } = await sql<Surroundings & { readonly assetId: number }>`
      select a.id as "assetId", r.visibility, p.id as "productId", p.product_type_id as "productTypeId", p.criticality,
        p.environment, coalesce(p.tags, '{}') as tags
      from asset a left join repository r on r.asset_id = a.id left join product p on p.id = a.product_id
      where a.id = any(${assetIds}::bigint[])
    `.execute(this.#tx)
    return new Map(rows.map(({ assetId, ...surroundings }) => [assetId, surroundings]))
  }

  /** Key and name of packages, by id. */
  async packages(ids: readonly number[]): Promise<ReadonlyMap<number, { readonly key: string; readonly name: string }>> {
    if (ids.length === 0) return new Map()
    const { rows } = await sql<{ id: number; key: string; name: string }>`
      select id, key, name from package where id = any(${ids}::bigint[])
    `.execute(this.#tx)
    return new Map(rows.map((row) => [row.id, row]))
  }

  /** Stores what assessments came to; rows that would not change are left alone. Returns how many changed. */
  async assess(rows: readonly AssessmentRow[], at: Date): Promise<number> {
    if (rows.length === 0) return 0
    const columns = [
      column('id', 'bigint', rows, (row) => row.id),
      column('risk_score', 'smallint', rows, (row) => row.riskScore),
      column('sla_days', 'smallint', rows, (row) => row.slaDays),
      column('due_at', 'timestamptz', rows, (row) => row.dueAt),
      column('required_by', 'bigint', rows, (row) => row.requiredBy),
    ]
    const result = await sql`
      update vulnerability v set risk_score = n.risk_score, sla_days = n.sla_days, due_at = n.due_at,
        required_by = n.required_by, updated_at = ${at}
      from ${unnest('n', columns)}
      where v.id = n.id and (v.risk_score, v.sla_days, v.due_at, v.required_by)
        is distinct from (n.risk_score, n.sla_days, n.due_at, n.required_by)
    `.execute(this.#tx)
    return Number(result.numAffectedRows ?? 0)
  }

  /**
   * The next vulnerabilities that are to be assessed, by asset and id. Their assets are held until the transaction ends, and
   * whatever changes meanwhile makes them due once more. Call `settle` with the batch in the same transaction.
   */
  async due(limit: number): Promise<DueBatch> {
    const { rows: held } = await sql<{ assetId: number }>`
      select asset_id as "assetId" from assessment_due order by asset_id limit ${assetsAtOnce} for update skip locked
    `.execute(this.#tx)
    const assetIds = held.map((row) => row.assetId)
    const { rows } = await sql<DueBatch['rows'][number]>`
      select v.id, d.asset_id as "assetId", d.anew
      from assessment_due d cross join lateral (
        select id from vulnerability where asset_id = d.asset_id and id > d.progress order by id limit ${limit + 1}
      ) v
      where d.asset_id = any(${assetIds}::bigint[]) order by d.asset_id, v.id limit ${limit + 1}
    `.execute(this.#tx)
    return { rows: rows.slice(0, limit), assetIds, more: rows.length > limit }
  }

  /** Forgets the assets that a batch went through, and remembers how far it came in the last one. */
  async settle({ rows, assetIds, more }: DueBatch): Promise<void> {
    const last = more ? rows.at(-1) : undefined
    const done = assetIds.filter((assetId) => last === undefined || assetId < last.assetId)
    await sql`delete from assessment_due where asset_id = any(${done}::bigint[])`.execute(this.#tx)
    if (last === undefined) return
    await sql`update assessment_due set progress = ${last.id} where asset_id = ${last.assetId}`.execute(this.#tx)
  }

  /** Everything is to be assessed once more. */
  async markAll(anew: boolean): Promise<void> {
    await sql`select assess_assets(array(select id from asset), ${anew})`.execute(this.#tx)
  }

  /** What belongs to a product, to a product type, or where both are `null` to the whole hub. */
  async markProducts(productTypeId: number | null, productId: number | null, anew: boolean): Promise<void> {
    if (productTypeId === null && productId === null) return this.markAll(anew)
    await sql`
      select assess_assets(array(
        select a.id from asset a join product p on p.id = a.product_id
        where p.id = ${productId} or p.product_type_id = ${productTypeId}
      ), ${anew})
    `.execute(this.#tx)
  }

  /** Everything that one of the identifiers names. */
  async markIdentifiers(identifiers: readonly string[]): Promise<void> {
    if (identifiers.length === 0) return
    await sql`
      select assess_assets(array(
        select distinct v.asset_id from alias a join vulnerability v on v.alias_group_id = a.group_id
        where a.identifier = any(${identifiers}::text[])
      ), false)
    `.execute(this.#tx)
  }

  /** What the policies decided or required. */
  async markPolicies(policyIds: readonly number[]): Promise<void> {
    if (policyIds.length === 0) return
    await sql`
      select assess_assets(array(
        select asset_id from vulnerability where policy_id = any(${policyIds}::bigint[])
        union select asset_id from vulnerability where required_by = any(${policyIds}::bigint[])
      ), false)
    `.execute(this.#tx)
  }
}
