import { type Kysely, sql } from 'kysely'
import type { Sight } from '../../domain/access.ts'
import type { UploadReason } from '../../domain/upload-plan.ts'
import type { ExportScopeTable } from '../export-tables.ts'
import type { Order } from '../order.ts'
import { anyOf, listRows, type PageOf, type Rows } from '../page.ts'
import { assetInSight } from '../sight.ts'
import type { Tables } from '../tables.ts'
import { sentOf } from './sent.ts'
import type { UploadStage, UploadState } from './writer.ts'

interface Placed {
  readonly exporterId: number
  readonly exporterLabel: string
  readonly connector: string
  readonly repositoryId: number
  readonly repositoryName: string
  readonly repositoryUrl: string
  readonly branch: string
  readonly family: string
  readonly slice: number
  readonly slices: number
}

export interface UploadView extends Placed {
  readonly id: number
  readonly reason: UploadReason
  readonly stage: UploadStage
  readonly repeats: boolean
  readonly state: UploadState | null
  readonly word: string | null
  readonly info: string | null
  readonly remedy: string | null
  readonly counts: unknown
  readonly formerBranches: readonly string[]
  readonly beganAt: Date
  readonly sentAt: readonly Date[]
  readonly endedAt: Date | null
  readonly nextAt: Date | null
  readonly tries: number
  readonly takenAt: Date | null
  readonly findings: number | null
  readonly leftOut: number
  readonly fileName: string | null
  readonly mediaType: string | null
  readonly size: number | null
  readonly kept: boolean
  readonly requestedBy: string | null
}

export interface ExportScopeView extends Placed {
  readonly id: number
  readonly dueAt: Date | null
  readonly dueReason: UploadReason | null
  readonly restsBecause: string | null
  readonly retiredBecause: ExportScopeTable['retired_because']
  readonly changedAt: Date | null
  readonly deliveredAt: Date | null
  readonly holdUntil: Date | null
  readonly paused: boolean
  /** When its latest uploads left, or may have. */
  readonly sent: readonly Date[]
  readonly lastUploadId: number | null
  readonly lastStage: UploadStage | null
  readonly lastState: UploadState | null
}

interface UploadFilter {
  readonly sight: Sight
  readonly exporter?: readonly number[] | undefined
  readonly repository?: readonly number[] | undefined
  readonly state?: readonly string[] | undefined
  readonly stage?: readonly string[] | undefined
}

type ExportScopeFilter = Pick<UploadFilter, 'exporter' | 'repository' | 'sight'>

const place = sql`s.connection_id as "exporterId", c.label as "exporterLabel", c.connector, s.asset_id as "repositoryId",
  s.about #>> '{repository,fullName}' as "repositoryName", s.about #>> '{repository,url}' as "repositoryUrl", s.family, s.slice, s.slices`

const columns = sql`u.id, ${place}, u.branch, u.reason, u.stage, u.repeats, u.state, u.word, u.info, u.remedy, u.counts,
  array(select jsonb_array_elements_text(u.scope #> '{scope,formerBranches}')) as "formerBranches", u.began_at as "beganAt",
  u.sent_at as "sentAt", u.ended_at as "endedAt", u.next_at as "nextAt", u.tries, u.taken_at as "takenAt", u.findings,
  u.left_out as "leftOut", u.file_name as "fileName", u.media_type as "mediaType", u.size, u.kept,
  u.requested_by as "requestedBy"`
const from = sql`upload u join export_scope s on s.id = u.scope_id join connection c on c.id = s.connection_id`

const scopeColumns = sql`s.id, ${place}, s.branch, s.due_at as "dueAt", s.due_reason as "dueReason", s.rests_because as "restsBecause",
  s.retired_because as "retiredBecause", s.changed_at as "changedAt", s.delivered_at as "deliveredAt",
  e.hold_until as "holdUntil", c.state = 'paused' as paused, ${sentOf(sql`s.id`)} as sent, l.id as "lastUploadId", l.stage as "lastStage",
  l.state as "lastState"`
const scopeFrom = sql`export_scope s join exporter e on e.connection_id = s.connection_id
  join connection c on c.id = s.connection_id and c.removed_at is null
  left join lateral (select id, stage, state from upload where scope_id = s.id order by id desc limit 1) l on true`

const newestFirst: Order = { name: '-id', keys: [{ expression: sql`u.id`, type: 'bigint', direction: 'desc' }] }
const nextFirst: Order = {
  name: 'nextAt',
  keys: [
    { expression: sql`s.due_at`, type: 'timestamptz', direction: 'asc', nullable: true },
    { expression: sql`s.id`, type: 'bigint', direction: 'asc' },
  ],
}

export class UploadReader {
  readonly #db: Kysely<Tables>

  constructor(db: Kysely<Tables>) {
    this.#db = db
  }

  list(filter: UploadFilter, page: PageOf): Promise<Rows<UploadView>> {
    const where = [
      ...placeConditions(filter),
      ...anyOf(sql`u.state`, 'text', filter.state),
      ...anyOf(sql`u.stage`, 'text', filter.stage),
    ]
    return listRows(this.#db, { columns, from, where, order: newestFirst }, page)
  }

  async find(id: number): Promise<(UploadView & { readonly leftOutList: unknown }) | undefined> {
    const { rows } = await sql<UploadView & { readonly leftOutList: unknown }>`
      select ${columns}, u.left_out_list as "leftOutList" from ${from} where u.id = ${id}
    `.execute(this.#db)
    return rows[0]
  }

  /** What is exported, what leaves next first. */
  scopes(filter: ExportScopeFilter, page: PageOf): Promise<Rows<ExportScopeView>> {
    return listRows(
      this.#db,
      { columns: scopeColumns, from: scopeFrom, where: placeConditions(filter), order: nextFirst },
      page,
    )
  }
}

function placeConditions(filter: ExportScopeFilter) {
  return [
    ...anyOf(sql`s.connection_id`, 'bigint', filter.exporter),
    ...anyOf(sql`s.asset_id`, 'bigint', filter.repository),
    ...assetInSight(sql`s.asset_id`, filter.sight),
  ]
}
