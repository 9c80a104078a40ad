import { type Kysely, sql } from 'kysely'
import { column, unnest } from '../bulk.ts'
import type { Tables } from '../tables.ts'
import { recordsWithProfile } from './in-force.ts'

export interface ScanProfileRow {
  readonly id: number
  readonly name: string
  readonly isDefault: boolean
  readonly propagate: boolean
  readonly kinds: readonly string[]
  readonly minimumSeverity: string | null
  readonly rules: unknown
  readonly schedule: unknown
  readonly nextSyncAt: Date | null
}

export type ScanProfileValues = Omit<ScanProfileRow, 'id'>

/** A GOOD record with the import rules of its connection and those of the scan profile in force. */
export interface RuledRecord {
  readonly recordId: number
  readonly productId: number | null
  readonly connectionRules: unknown
  readonly profileRules: unknown
}

/** GOOD records of one connection under one scan profile. */
export interface DueRecords {
  readonly connectionId: number
  readonly label: string
  readonly connector: string
  readonly recordIds: readonly number[]
}

/** Findings that import rules cannot tell apart. `severity` is a rank. */
export interface AlikeFindings {
  /** Place of their record's group in what was asked for. */
  readonly group: number
  readonly kind: string
  readonly severity: number
  /** One of the CVEs they name. */
  readonly cve: string | null
  readonly n: number
}

export class ScanProfileWriter {
  readonly #tx: Kysely<Tables>

  constructor(tx: Kysely<Tables>) {
    this.#tx = tx
  }

  /** Held until the transaction ends, with all others: there is exactly one default. */
  async hold(id: number): Promise<ScanProfileRow | undefined> {
    await this.#lock()
    return this.#tx
      .selectFrom('scan_profile')
      .select([
        'id',
        'name',
        'is_default as isDefault',
        'propagate',
        'kinds',
        'minimum_severity as minimumSeverity',
        'rules',
        'schedule',
        'next_sync_at as nextSyncAt',
      ])
      .where('id', '=', id)
      .executeTakeFirst()
  }

  async exists(id: number): Promise<boolean> {
    return (await this.#tx.selectFrom('scan_profile').select('id').where('id', '=', id).executeTakeFirst()) !== undefined
  }

  async nameTaken(name: string, except: number | null): Promise<boolean> {
    await this.#lock()
    const row = await this.#tx
      .selectFrom('scan_profile')
      .select('id')
      .where('name', '=', name)
      .where('id', '<>', except ?? 0)
      .executeTakeFirst()
    return row !== undefined
  }

  async insert(values: ScanProfileValues, by: string | null, at: Date): Promise<number> {
    if (values.isDefault) await this.#noDefault()
    const row = await this.#tx
      .insertInto('scan_profile')
      .values({ ...rowOf(values), created_by: by, created_at: at, updated_at: at })
      .returning('id')
      .executeTakeFirstOrThrow()
    return row.id
  }

  async update(id: number, values: ScanProfileValues, at: Date): Promise<void> {
    if (values.isDefault) await this.#noDefault()
    await this.#tx
      .updateTable('scan_profile')
      .set({ ...rowOf(values), updated_at: at })
      .where('id', '=', id)
      .execute()
  }

  async delete(id: number): Promise<void> {
    await this.#tx.deleteFrom('scan_profile').where('id', '=', id).execute()
  }

  /** Replaces the exporters of a profile; returns those that are none. */
  async setExporters(id: number, connectionIds: readonly number[]): Promise<readonly number[]> {
    await this.#tx.deleteFrom('scan_profile_exporter').where('scan_profile_id', '=', id).execute()
    const { rows } = await sql<{ id: number }>`
      insert into scan_profile_exporter (scan_profile_id, connection_id)
      select ${id}, e.connection_id from exporter e join connection c on c.id = e.connection_id
      where e.connection_id = any(${connectionIds}::bigint[]) and c.removed_at is null returning connection_id as id
    `.execute(this.#tx)
    return missing(connectionIds, rows)
  }

  /** Replaces the products that chose a profile; returns those that do not exist. */
  async setProducts(id: number, productIds: readonly number[]): Promise<readonly number[]> {
    return missing(productIds, await this.#choose(id, productIds, 'product'))
  }

  /** Replaces the product types that chose a profile; returns those that do not exist. */
  async setProductTypes(id: number, typeIds: readonly number[]): Promise<readonly number[]> {
    return missing(typeIds, await this.#choose(id, typeIds, 'product_type'))
  }

  /** Every GOOD record, by ascending id, with the import rules it is read by from now on. */
  async ruledRecords(): Promise<readonly RuledRecord[]> {
    const { rows } = await sql<RuledRecord>`
      select r.id as "recordId", p.id as "productId", c.rules as "connectionRules", coalesce(profile.rules, '{}') as "profileRules"
      from ${recordsWithProfile} join connection c on c.id = r.connection_id
      where r.state = 'GOOD' and c.removed_at is null order by r.id
    `.execute(this.#tx)
    return rows
  }

  /** Open findings of groups of records, by what import rules ask of them. */
  async openFindings(groups: readonly (readonly number[])[]): Promise<readonly AlikeFindings[]> {
    const { rows } = await sql<AlikeFindings>`
      select o."group", o.kind, o.severity, max(named.cve) as cve, sum(o.n)::bigint as n
      from (
        select n."group", f.kind, f.severity, f.detail_id, count(*) as n
        from ${grouped(groups)} join finding f on f.record_id = n.record_id and f.present
        group by n."group", f.kind, f.severity, f.detail_id
      ) o
      join detail d on d.id = o.detail_id
      cross join lateral (select min(i.name) as cve from unnest(d.identifiers) as i (name) where i.name like 'CVE-%') named
      group by o."group", o.kind, o.severity, named.cve is null
    `.execute(this.#tx)
    return rows
  }

  /** The same of what is known to have been left out. */
  async leftOutFindings(groups: readonly (readonly number[])[]): Promise<readonly AlikeFindings[]> {
    const { rows } = await sql<AlikeFindings>`
      select n."group", e.kind, e.severity, max(e.name) filter (where e.name like 'CVE-%') as cve,
        count(distinct (e.record_id, e.external_id)) as n
      from ${grouped(groups)}
      join record r on r.id = n.record_id
      join filtered_page l on l.connection_id = r.connection_id and l.record_ids @> array[r.id]
      cross join lateral unnest(l.entry_record_ids, l.entry_external_ids, l.entry_kinds, l.entry_severities, l.entry_names)
        as e (record_id, external_id, kind, severity, name)
      where e.record_id = r.id
      group by n."group", e.kind, e.severity, e.name like 'CVE-%'
    `.execute(this.#tx)
    return rows
  }

  /** Scan profiles whose sync is due; where there are any, held until the transaction ends, with all others. */
  async due(now: Date): Promise<readonly { readonly id: number; readonly schedule: unknown }[]> {
    const due = () =>
      this.#tx.selectFrom('scan_profile').select(['id', 'schedule']).where('next_sync_at', '<=', now).orderBy('id').execute()
    if ((await due()).length === 0) return []
    await this.#lock()
    // Somebody else may have asked for them meanwhile.
    return due()
  }

  /** What is read under a scan profile, by connection. Paused and removed connections are left out. */
  async dueRecords(id: number): Promise<readonly DueRecords[]> {
    const { rows } = await sql<DueRecords>`
      select c.id as "connectionId", c.label, c.connector, array_agg(r.id order by r.id) as "recordIds"
      from ${recordsWithProfile} join connection c on c.id = r.connection_id
      where profile.id = ${id} and r.state = 'GOOD' and c.state <> 'paused' and c.removed_at is null
      group by c.id order by c.id
    `.execute(this.#tx)
    return rows
  }

  async planSync(id: number, at: Date | null): Promise<void> {
    await this.#tx.updateTable('scan_profile').set({ next_sync_at: at }).where('id', '=', id).execute()
  }

  async #choose(
    id: number,
    ids: readonly number[],
    table: 'product' | 'product_type',
  ): Promise<readonly { readonly id: number }[]> {
    const named = sql.table(table)
    await sql`
      update ${named} set scan_profile_id = null where scan_profile_id = ${id} and id <> all(${ids}::bigint[])
    `.execute(this.#tx)
    const { rows } = await sql<{ id: number }>`
      update ${named} set scan_profile_id = ${id} where id = any(${ids}::bigint[]) returning id
    `.execute(this.#tx)
    return rows
  }

  async #lock(): Promise<void> {
    await sql`lock table scan_profile in share row exclusive mode`.execute(this.#tx)
  }

  async #noDefault(): Promise<void> {
    await this.#tx.updateTable('scan_profile').set({ is_default: false }).where('is_default', '=', true).execute()
  }
}

function grouped(groups: readonly (readonly number[])[]) {
  const rows = groups.flatMap((recordIds, group) => recordIds.map((recordId) => ({ recordId, group })))
  return unnest('n', [
    column('record_id', 'bigint', rows, (row) => row.recordId),
    column('group', 'integer', rows, (row) => row.group),
  ])
}

function missing(wanted: readonly number[], found: readonly { readonly id: number }[]): readonly number[] {
  const known = new Set(found.map((row) => row.id))
  return wanted.filter((id) => !known.has(id))
}

function rowOf(values: ScanProfileValues) {
  return {
    name: values.name,
    is_default: values.isDefault,
    propagate: values.propagate,
    kinds: [...values.kinds],
    minimum_severity: values.minimumSeverity,
    rules: JSON.stringify(values.rules),
    schedule: JSON.stringify(values.schedule),
    next_sync_at: values.nextSyncAt,
  }
}
