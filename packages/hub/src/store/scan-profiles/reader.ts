import { type Kysely, sql } from 'kysely'
import type { Order } from '../order.ts'
import { listRows, type PageOf, type Rows } from '../page.ts'
import type { Tables } from '../tables.ts'
import { recordsWithProfile } from './in-force.ts'
import type { ScanProfileRow } from './writer.ts'

interface Named {
  readonly id: number
  readonly name: string
}

export interface ScanProfileView extends ScanProfileRow {
  readonly exporters: readonly { readonly id: number; readonly label: string; readonly connector: string }[]
  readonly products: readonly Named[]
  readonly productTypes: readonly Named[]
  readonly createdBy: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

const columns = sql`s.id, s.name, s.is_default as "isDefault", s.propagate, s.kinds, s.minimum_severity as "minimumSeverity",
  s.rules, s.schedule, s.next_sync_at as "nextSyncAt",
  coalesce((select json_agg(json_build_object('id', c.id, 'label', c.label, 'connector', c.connector) order by c.id)
    from scan_profile_exporter e join connection c on c.id = e.connection_id
    where e.scan_profile_id = s.id and c.removed_at is null), '[]') as exporters,
  coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name, p.id)
    from product p where p.scan_profile_id = s.id), '[]') as products,
  coalesce((select json_agg(json_build_object('id', t.id, 'name', t.name) order by t.name, t.id)
    from product_type t where t.scan_profile_id = s.id), '[]') as "productTypes",
  s.created_by as "createdBy", s.created_at as "createdAt", s.updated_at as "updatedAt"`

const byName: Order = {
  name: 'name',
  keys: [
    { expression: sql`(lower(s.name) collate "C")`, type: 'text', direction: 'asc' },
    { expression: sql`s.id`, type: 'bigint', direction: 'asc' },
  ],
}

export class ScanProfileReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  list(page: PageOf): Promise<Rows<ScanProfileView>> {
    return listRows(this.#db, { columns, from: sql`scan_profile s`, where: [], order: byName }, page)
  }

  async find(id: number): Promise<ScanProfileView | undefined> {
    const { rows } = await sql<ScanProfileView>`select ${columns} from scan_profile s where s.id = ${id}`.execute(this.#db)
    return rows[0]
  }

  /** The one in force for each of these records; records without are missing. */
  async ofRecords(recordIds: readonly number[]): Promise<ReadonlyMap<number, Pick<ScanProfileView, 'name' | 'rules'>>> {
    const { rows } = await sql<Pick<ScanProfileView, 'name' | 'rules'> & { readonly recordId: number }>`
      select r.id as "recordId", profile.name, profile.rules from ${recordsWithProfile}
      where r.id = any(${recordIds}::bigint[]) and profile.id is not null
    `.execute(this.#db)
    return new Map(rows.map((row) => [row.recordId, row]))
  }
}
