import { type Kysely, sql } from 'kysely'
import type { Sight } from '../../domain/access.ts'
import type { Order } from '../order.ts'
import { allOf, listRows, type PageOf, type Rows } from '../page.ts'
import { assetInSight } from '../sight.ts'
import type { Tables } from '../tables.ts'

export interface CampaignView {
  readonly id: number
  readonly name: string
  readonly packageKey: string
  readonly packageName: string
  readonly below: string
  readonly createdBy: string | null
  readonly createdAt: Date
  readonly closedAt: Date | null
  readonly closedBy: string | null
}

export interface CampaignProgress {
  /** Remediations by state. */
  readonly states: Readonly<Record<string, number>>
  readonly openVulnerabilities: number
}

const columns = sql`c.id, c.name, c.package_key as "packageKey", c.package_name as "packageName", c.below,
  c.created_by as "createdBy", c.created_at as "createdAt", c.closed_at as "closedAt", c.closed_by as "closedBy"`

const newestFirst: Order = {
  name: '-createdAt',
  keys: [{ expression: sql`c.id`, type: 'bigint', direction: 'desc' }],
}

export class CampaignReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  list(page: PageOf): Promise<Rows<CampaignView>> {
    return listRows<CampaignView>(this.#db, { columns, from: sql`campaign c`, where: [], order: newestFirst }, page)
  }

  async find(id: number): Promise<CampaignView | undefined> {
    const { rows } = await sql<CampaignView>`select ${columns} from campaign c where c.id = ${id}`.execute(this.#db)
    return rows[0]
  }

  /** How far they are, as far as the caller sees their remediations. */
  async progress(ids: readonly number[], sight: Sight): Promise<ReadonlyMap<number, CampaignProgress>> {
    if (ids.length === 0) return new Map()
    const { rows } = await sql<CampaignProgress & { readonly id: number }>`
      select id, json_object_agg(state, n) as states, sum(open)::int as "openVulnerabilities" from (
        select r.campaign_id as id, r.state, count(*)::int as n, sum(r.open_vulnerabilities)::int as open from remediation r
        where r.campaign_id = any(${ids}::bigint[]) and ${allOf(assetInSight(sql`r.asset_id`, sight))} group by 1, 2
      ) as counted group by id
    `.execute(this.#db)
    return new Map(rows.map(({ id, ...progress }) => [id, progress]))
  }
}
