import { type Kysely, sql } from 'kysely'
import type { Order } from '../order.ts'
import { listRows, type PageOf, type Rows } from '../page.ts'
import type { Tables } from '../tables.ts'

export interface ExporterView {
  readonly id: number
  readonly label: string
  readonly connector: string
  readonly state: Tables['connection']['state']
  /** Settings as they are kept: without secrets. */
  readonly config: Readonly<Record<string, unknown>>
  readonly problem: unknown
  readonly account: unknown
  readonly holdUntil: Date | null
  readonly scanProfiles: readonly { readonly id: number; readonly name: string }[]
  /** Branches that are exported, by family, and those that no longer are. */
  readonly scopes: number
  readonly retired: number
  /** How the latest upload of each scope ended, or where it is. */
  readonly latest: Readonly<Record<string, number>>
  readonly lastUploadAt: Date | null
}

const columns = sql`c.id, c.label, c.connector, c.state, c.config, c.problem, c.account, e.hold_until as "holdUntil",
  coalesce((select json_agg(json_build_object('id', p.id, 'name', p.name) order by p.name, p.id)
    from scan_profile_exporter x join scan_profile p on p.id = x.scan_profile_id where x.connection_id = c.id), '[]') as "scanProfiles",
  (select count(*) from export_scope s where s.connection_id = c.id and s.retired_at is null) as scopes,
  (select count(*) from export_scope s where s.connection_id = c.id and s.retired_at is not null) as retired,
  coalesce((select json_object_agg(t.state, t.n) from (
    select coalesce(l.state, l.stage) as state, count(*) as n from export_scope s
    join lateral (select state, stage from upload u where u.scope_id = s.id order by id desc limit 1) l on true
    where s.connection_id = c.id group by 1) t), '{}') as latest,
  (select max(u.ended_at) from upload u where u.connection_id = c.id and u.state = 'success') as "lastUploadAt"`

const byLabel: Order = {
  name: 'label',
  keys: [
    { expression: sql`(lower(c.label) collate "C")`, type: 'text', direction: 'asc' },
    { expression: sql`c.id`, type: 'bigint', direction: 'asc' },
  ],
}

/** Connections to destinations. */
export class ExporterReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  list(connectors: readonly string[], page: PageOf): Promise<Rows<ExporterView>> {
    const from = sql`connection c left join exporter e on e.connection_id = c.id`
    const where = [sql`c.removed_at is null`, sql`c.connector = any(${connectors}::text[])`]
    return listRows(this.#db, { columns, from, where, order: byLabel }, page)
  }

  async find(connectors: readonly string[], id: number): Promise<ExporterView | undefined> {
    const { rows } = await sql<ExporterView>`
      select ${columns} from connection c left join exporter e on e.connection_id = c.id
      where c.id = ${id} and c.removed_at is null and c.connector = any(${connectors}::text[])
    `.execute(this.#db)
    return rows[0]
  }
}
