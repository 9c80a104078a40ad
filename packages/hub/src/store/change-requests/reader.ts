import type { ChangeObstacle, ChangeRequestState } from '@patchbay/sdk'
import { type Kysely, sql } from 'kysely'
import type { Sight } from '../../domain/access.ts'
import type { ChangeMaker, ChangeRequestStanding } from '../../domain/change-request.ts'
import { anyOf, listRows, type PageOf, type Rows } from '../page.ts'
import { assetInSight } from '../sight.ts'
import type { Tables } from '../tables.ts'

/** A change request with the names of what it belongs to. */
export interface ChangeRequestView {
  readonly id: number
  readonly remediationId: number
  readonly remediationTitle: string
  readonly connectionId: number
  readonly connectionLabel: string
  readonly connector: string
  readonly source: string
  readonly madeBy: ChangeMaker
  readonly files: readonly string[]
  readonly standing: ChangeRequestStanding
  readonly key: string | null
  readonly url: string | null
  readonly state: ChangeRequestState | null
  readonly obstacle: ChangeObstacle | null
  readonly mergeCommit: string | null
  readonly seenAt: Date | null
  readonly nextAt: Date | null
  readonly verifiedAt: Date | null
  readonly problem: unknown
  readonly log: string | null
  readonly openedBy: string
  readonly createdAt: Date
}

export interface ChangeRequestFilter {
  readonly id?: number | undefined
  readonly remediation?: readonly number[] | undefined
  readonly connection?: readonly number[] | undefined
  readonly state?: readonly string[] | undefined
  readonly sight: Sight
}

const columns = sql`q.id, q.remediation_id as "remediationId", r.title as "remediationTitle", q.connection_id as "connectionId",
  c.label as "connectionLabel", c.connector, q.source, q.made_by as "madeBy", q.files, q.standing, q.key, q.url, q.state, q.obstacle,
  q.merge_commit as "mergeCommit", q.seen_at as "seenAt", q.next_at as "nextAt", q.verified_at as "verifiedAt", q.problem, q.log,
  q.opened_by as "openedBy", q.created_at as "createdAt"`

const from = sql`change_request q join remediation r on r.id = q.remediation_id join connection c on c.id = q.connection_id`

const newest = {
  name: '-createdAt',
  keys: [
    { expression: sql`q.created_at`, type: 'timestamptz', direction: 'desc' },
    { expression: sql`q.id`, type: 'bigint', direction: 'desc' },
  ],
} as const

export class ChangeRequestReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  list({ id, remediation, connection, state, sight }: ChangeRequestFilter, page: PageOf): Promise<Rows<ChangeRequestView>> {
    const where = [
      ...anyOf(sql`q.id`, 'bigint', id === undefined ? undefined : [id]),
      ...anyOf(sql`q.remediation_id`, 'bigint', remediation),
      ...anyOf(sql`q.connection_id`, 'bigint', connection),
      ...anyOf(sql`q.state`, 'text', state),
      ...assetInSight(sql`q.asset_id`, sight),
    ]
    return listRows<ChangeRequestView>(this.#db, { columns, from, where, order: newest }, page)
  }
}
