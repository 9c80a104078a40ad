import { type RawBuilder, sql } from 'kysely'
import { epss, knownExploited } from './view.ts'

/** What the risk score and the deadline of a vulnerability rest on, beyond what its view shows. */
export interface VulnerabilityStanding {
  readonly severity: number
  readonly reachability: number
  readonly cvss: number | null
  readonly exploited: boolean | null
  readonly knownExploited: boolean
  readonly epss: number | null
  readonly visibility: string | null
  readonly criticality: string | null
  readonly environment: string | null
  readonly tags: readonly string[]
  readonly exemptReason: string | null
  readonly exemptBy: string | null
  /** The remediation that stopped its clock. */
  readonly waitingFor: number | null
  /** Where its decision comes from, when that is a document. */
  readonly decisionOrigin: unknown
}

export function standingOf(id: number): RawBuilder<VulnerabilityStanding> {
  return sql<VulnerabilityStanding>`
    select v.severity, v.reachability, v.cvss, v.exploited, ${knownExploited} as "knownExploited", ${epss} as epss, r.visibility,
      p.criticality, p.environment, coalesce(p.tags, '{}') as tags, v.exempt_reason as "exemptReason",
      v.exempt_by as "exemptBy", v.waiting_for as "waitingFor", v.decision_origin as "decisionOrigin"
    from vulnerability v join asset a on a.id = v.asset_id left join repository r on r.asset_id = v.asset_id
    left join product p on p.id = a.product_id
    where v.id = ${id}
  `
}
