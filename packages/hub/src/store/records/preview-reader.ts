import { type Kysely, sql } from 'kysely'
import type { Tables } from '../tables.ts'
import { shownRecords } from './shown.ts'

/** A record and where it would lead. */
export interface Journey {
  readonly recordId: number
  /** `null` for a place that would be made for it. */
  readonly assetId: number | null
  /** The same for records that would end up together, also where the place does not exist yet. */
  readonly place: string
}

/** What a journey does to the findings of one record. A vulnerability counts for the first record that takes it along. */
export interface JourneyExtent {
  readonly recordId: number
  /** Findings that change their place. */
  readonly findings: number
  /** Vulnerabilities that are new at the place they come to. */
  readonly moved: number
  /** Those that meet the same problem there and become one with it. */
  readonly merged: number
  /** Of both: those that also stay where they are, because other records see them there. */
  readonly left: number
  /** Of both: those that take a decision along. */
  readonly decided: number
}

/** What unmapping does to the findings of one record. */
export interface ClosingExtent {
  readonly recordId: number
  /** Findings that close. */
  readonly findings: number
  /** Vulnerabilities that nobody else sees: they are dismissed. */
  readonly dismissed: number
  /** Vulnerabilities that stay open, because other records see them. */
  readonly left: number
}

/** What a change does to exports. Each counts for the first record it concerns. */
export interface ExportExtent {
  readonly recordId: number
  /** Exports of the place a record leaves. */
  readonly left: number
  /** Of those: the ones that hold nothing but what leaves. */
  readonly emptied: number
  /** Exports of the place a record comes to. */
  readonly joined: number
}

/** Works out what a change of mappings would do, without doing it. */
export class PreviewReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  async moving(journeys: readonly Journey[]): Promise<ReadonlyMap<number, JourneyExtent>> {
    const { rows } = await sql<JourneyExtent>`
      with journey as (
        select * from unnest(${journeys.map((one) => one.recordId)}::bigint[], ${journeys.map((one) => one.assetId)}::bigint[],
          ${journeys.map((one) => one.place)}::text[]) with ordinality as j (record_id, asset_id, place, n)
      ),
      touched as (
        select j.record_id, j.asset_id, j.place, j.n, f.vulnerability_id, count(*) as findings,
          row_number() over (partition by j.place, f.vulnerability_id order by j.n) = 1 as first
        from journey j join finding f on f.record_id = j.record_id and f.asset_id is distinct from j.asset_id
        group by j.record_id, j.asset_id, j.place, j.n, f.vulnerability_id
      ),
      taken as (
        select t.record_id, v.id,
          exists (select 1 from vulnerability there where there.asset_id = t.asset_id and there.key = v.key)
            or row_number() over (partition by t.place, v.key order by t.n, v.id) > 1 as meets,
          exists (
            select 1 from finding other left join journey j on j.record_id = other.record_id
            where other.vulnerability_id = v.id and j.place is distinct from t.place
          ) as stays,
          v.decision <> 'none' as decided
        from touched t join vulnerability v on v.id = t.vulnerability_id where t.first
      )
      select j.record_id as "recordId",
        (select coalesce(sum(findings), 0)::int from touched t where t.record_id = j.record_id) as findings,
        (count(k.id) filter (where not k.meets))::int as moved, (count(k.id) filter (where k.meets))::int as merged,
        (count(k.id) filter (where k.stays))::int as "left", (count(k.id) filter (where k.decided))::int as decided
      from journey j left join taken k on k.record_id = j.record_id group by j.record_id
    `.execute(this.#db)
    return new Map(rows.map((row) => [row.recordId, row]))
  }

  async closing(recordIds: readonly number[]): Promise<ReadonlyMap<number, ClosingExtent>> {
    const { rows } = await sql<ClosingExtent>`
      with closing as (
        select f.record_id, f.vulnerability_id, count(*) as findings,
          row_number() over (partition by f.vulnerability_id order by f.record_id) = 1 as first,
          exists (select 1 from finding other where other.vulnerability_id = f.vulnerability_id and other.present
            and other.record_id <> all(${recordIds}::bigint[])) as stays
        from finding f where f.record_id = any(${recordIds}::bigint[]) and f.present
        group by f.record_id, f.vulnerability_id
      )
      select r.id as "recordId", coalesce(sum(c.findings), 0)::int as findings,
        (count(*) filter (where c.first and not c.stays))::int as dismissed, (count(*) filter (where c.first and c.stays))::int as "left"
      from unnest(${recordIds}::bigint[]) as r (id) left join closing c on c.record_id = r.id group by r.id
    `.execute(this.#db)
    return new Map(rows.map((row) => [row.recordId, row]))
  }

  /** The exports of the places that records leave and come to. */
  async exports(journeys: readonly Journey[]): Promise<ReadonlyMap<number, ExportExtent>> {
    const { rows } = await sql<ExportExtent>`
      with journey as (
        select j.record_id, j.n, m.asset_id as from_id, j.asset_id as to_id
        from unnest(${journeys.map((one) => one.recordId)}::bigint[], ${journeys.map((one) => one.assetId)}::bigint[])
          with ordinality as j (record_id, asset_id, n)
        left join mapping m on m.record_id = j.record_id
        where m.asset_id is distinct from j.asset_id
      ),
      touched as (
        select j.record_id, j.n, s.id, true as leaves, not exists (
            select 1 from mapping other join ${shownRecords} on shown.id = other.record_id where other.asset_id = j.from_id
              and not exists (select 1 from journey k where k.record_id = other.record_id)
          ) as emptied
        from journey j join export_scope s on s.asset_id = j.from_id and s.retired_at is null
        union all
        select j.record_id, j.n, s.id, false, false from journey j join export_scope s on s.asset_id = j.to_id and s.retired_at is null
      ),
      once as (
        select *, row_number() over (partition by id, leaves order by n) = 1 as first from touched
      )
      select record_id as "recordId", (count(*) filter (where leaves))::int as "left",
        (count(*) filter (where emptied))::int as emptied, (count(*) filter (where not leaves))::int as joined
      from once where first group by record_id
    `.execute(this.#db)
    return new Map(rows.map((row) => [row.recordId, row]))
  }

  /** The assets that already stand for these names in a product, by name. */
  async applications(productId: number, names: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const { rows } = await sql<{ id: number; name: string }>`
      select id, name from asset where kind = 'application' and product_id = ${productId} and name = any(${names}::text[])
    `.execute(this.#db)
    return new Map(rows.map((row) => [row.name, row.id]))
  }

  /** The product of this name under the type, which is given by id or by name. */
  async productNamed(name: string, type: { readonly id: number } | { readonly name: string }): Promise<number | null> {
    const ofType = 'id' in type ? sql`t.id = ${type.id}` : sql`t.name = ${type.name}`
    const { rows } = await sql<{ id: number }>`
      select p.id from product p join product_type t on t.id = p.product_type_id where p.name = ${name} and ${ofType}
    `.execute(this.#db)
    return rows[0]?.id ?? null
  }
}
