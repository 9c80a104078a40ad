import { type RawBuilder, sql } from 'kysely'
import type { RemediationMode } from '../../domain/fix-group.ts'
import type { RemediationState } from '../../domain/remediation-state.ts'
import type { RemediationEventKind } from '../remediation-tables.ts'
import type { Tables } from '../tables.ts'

/** A remediation with the names of what it is in. Priorities are ranks of severities. */
export interface RemediationView {
  readonly id: number
  readonly assetId: number
  readonly assetKind: Tables['asset']['kind']
  readonly assetName: string
  readonly repositoryUrl: string | null
  readonly productId: number | null
  readonly productName: string | null
  readonly mode: RemediationMode
  readonly title: string
  readonly fix: unknown
  readonly state: RemediationState
  readonly stateSince: Date
  readonly stateReason: string | null
  readonly priority: number
  readonly toldPriority: number | null
  readonly dueAt: Date | null
  readonly toldDueAt: Date | null
  readonly waitingSince: Date | null
  readonly waitingUntil: Date | null
  readonly waitingReason: string | null
  readonly waitingBy: string | null
  readonly owner: string | null
  readonly campaignId: number | null
  readonly campaignName: string | null
  readonly vulnerabilities: number
  readonly openVulnerabilities: number
  /** By rank. */
  readonly openBySeverity: Readonly<Record<string, number>>
  readonly createdBy: string | null
  readonly createdAt: Date
  readonly updatedAt: Date
}

/** A vulnerability that a remediation closes. */
export interface ClosedView {
  readonly id: number
  readonly name: string
  readonly title: string
  readonly severity: number
  readonly status: string
  readonly packageName: string | null
  readonly location: string | null
}

export interface RemediationEventView {
  readonly id: number
  readonly at: Date
  readonly kind: RemediationEventKind
  readonly actor: string | null
  readonly data: unknown
}

export const remediationColumns: RawBuilder<unknown> = sql`r.id, r.asset_id as "assetId", a.kind as "assetKind", a.name as "assetName", o.url as "repositoryUrl",
  p.id as "productId", p.name as "productName", r.mode, r.title, r.fix, r.state, r.state_since as "stateSince",
  r.state_reason as "stateReason", r.priority, r.told_priority as "toldPriority", r.due_at as "dueAt",
  r.told_due_at as "toldDueAt", r.waiting_since as "waitingSince", r.waiting_until as "waitingUntil",
  r.waiting_reason as "waitingReason", r.waiting_by as "waitingBy", r.owner, c.id as "campaignId", c.name as "campaignName", r.vulnerabilities, r.open_vulnerabilities as "openVulnerabilities",
  r.open_by_severity as "openBySeverity", r.created_by as "createdBy", r.created_at as "createdAt", r.updated_at as "updatedAt"`

export const remediationFrom: RawBuilder<unknown> = sql`remediation r join asset a on a.id = r.asset_id
  left join repository o on o.asset_id = r.asset_id left join product p on p.id = a.product_id
  left join campaign c on c.id = r.campaign_id`
