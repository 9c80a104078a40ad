import { type Kysely, type RawBuilder, sql } from 'kysely'
import type { Sight } from '../../domain/access.ts'
import { activeStates, remediationStates } from '../../domain/remediation-state.ts'
import type { Order } from '../order.ts'
import { anyOf, contains, listByNeed, type PageOf, type Rows } from '../page.ts'
import { assetInSight } from '../sight.ts'
import type { Tables } from '../tables.ts'
import {
  type ClosedView,
  type RemediationEventView,
  type RemediationView,
  remediationColumns,
  remediationFrom,
} from './view.ts'

export interface RemediationFilter {
  readonly state?: readonly string[] | undefined
  readonly mode?: readonly string[] | undefined
  /** Ranks. */
  readonly priority?: readonly number[] | undefined
  readonly product?: readonly number[] | undefined
  readonly repository?: readonly number[] | undefined
  /** Of the image itself, or of packages in it. */
  readonly image?: readonly number[] | undefined
  /** Closes one of these. */
  readonly vulnerability?: readonly number[] | undefined
  readonly campaign?: readonly number[] | undefined
  readonly owner?: string | undefined
  /** Due before now and not done. */
  readonly overdueAt?: Date | undefined
  /** Waits for a vendor, or does not. */
  readonly waiting?: boolean | undefined
  readonly q?: string | undefined
  readonly sight?: Sight | undefined
}

const byId = { expression: sql`r.id`, type: 'bigint', direction: 'desc' } as const

const orders = {
  '-priority': {
    name: '-priority',
    keys: [
      { expression: sql`r.priority`, type: 'smallint', direction: 'desc' },
      { expression: sql`r.open_vulnerabilities`, type: 'bigint', direction: 'desc' },
      byId,
    ],
  },
  dueAt: {
    name: 'dueAt',
    keys: [{ expression: sql`r.due_at`, type: 'timestamptz', direction: 'asc', nullable: true }, byId],
  },
  '-updatedAt': { name: '-updatedAt', keys: [{ expression: sql`r.updated_at`, type: 'timestamptz', direction: 'desc' }, byId] },
} satisfies Readonly<Record<string, Order>>

export type RemediationSort = keyof typeof orders

/** Up to so many rows are sorted; of more, the first are found by walking an index that has them in order. */
const sorted = 10_000
/** Vulnerabilities and lines of history that one answer holds. */
const mostShown = 500

export class RemediationReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  list(filter: RemediationFilter, page: PageOf & { readonly sort: RemediationSort }): Promise<Rows<RemediationView>> {
    const parts = (filter.state ?? remediationStates).map((state) => sql`r.state = ${state}`)
    const list = {
      columns: remediationColumns,
      from: remediationFrom,
      where: conditionsOf(filter),
      order: orders[page.sort],
      parts,
    }
    return listByNeed<RemediationView>(this.#db, list, page, sorted)
  }

  async find(id: number): Promise<RemediationView | undefined> {
    const { rows } = await sql<RemediationView>`
      select ${remediationColumns} from ${remediationFrom} where r.id = ${id}
    `.execute(this.#db)
    return rows[0]
  }

  /** The worst first; open ones before those that are done. */
  async closes(id: number): Promise<readonly ClosedView[]> {
    const { rows } = await sql<ClosedView>`
      select v.id, v.name, v.title, v.severity, v.status, k.name as "packageName", v.location
      from remediation_vulnerability l join vulnerability v on v.id = l.vulnerability_id left join package k on k.id = v.package_id
      where l.remediation_id = ${id} order by v.present desc, v.severity desc, v.id limit ${mostShown}
    `.execute(this.#db)
    return rows
  }

  /** Names of vulnerabilities; those that are gone are missing. */
  async names(vulnerabilityIds: readonly number[]): Promise<ReadonlyMap<number, string>> {
    if (vulnerabilityIds.length === 0) return new Map()
    const { rows } = await sql<{ id: number; name: string }>`
      select id, name from vulnerability where id = any(${vulnerabilityIds}::bigint[])
    `.execute(this.#db)
    return new Map(rows.map((row) => [row.id, row.name]))
  }

  /** What happened to it, oldest first; the newest when there is too much. */
  async events(id: number): Promise<readonly RemediationEventView[]> {
    const { rows } = await sql<RemediationEventView>`
      select id, at, kind, actor, data from (
        select * from remediation_event where remediation_id = ${id} order by id desc limit ${mostShown}
      ) as newest order by id
    `.execute(this.#db)
    return rows
  }
}

function conditionsOf(filter: RemediationFilter): readonly RawBuilder<unknown>[] {
  const { product, image, vulnerability, owner, overdueAt, q } = filter
  return [
    ...anyOf(sql`r.state`, 'text', filter.state),
    ...anyOf(sql`r.mode`, 'text', filter.mode),
    ...anyOf(sql`r.priority`, 'smallint', filter.priority),
    ...anyOf(sql`r.asset_id`, 'bigint', filter.repository),
    ...anyOf(sql`a.product_id`, 'bigint', product),
    ...anyOf(sql`r.campaign_id`, 'bigint', filter.campaign),
    ...(image === undefined
      ? []
      : [
          sql`(r.asset_id = any(${image}::bigint[]) or r.id = any(array(
            select l.remediation_id from remediation_vulnerability l join vulnerability v on v.id = l.vulnerability_id
            where v.image_id = any(${image}::bigint[]))))`,
        ]),
    ...(vulnerability === undefined
      ? []
      : [
          sql`r.id = any(array(
            select remediation_id from remediation_vulnerability where vulnerability_id = any(${vulnerability}::bigint[])))`,
        ]),
    ...(owner === undefined ? [] : [sql`lower(r.owner) = lower(${owner})`]),
    ...(overdueAt === undefined ? [] : [sql`r.due_at < ${overdueAt} and r.state = any(${activeStates}::text[])`]),
    ...(filter.waiting === undefined ? [] : [sql`(r.waiting_since is not null) = ${filter.waiting}`]),
    ...(q === undefined ? [] : [contains(sql`r.title || ' ' || a.name`, q)]),
    ...assetInSight(sql`r.asset_id`, filter.sight ?? null),
  ]
}
