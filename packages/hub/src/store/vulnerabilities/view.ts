import { type RawBuilder, sql } from 'kysely'
import type { Tables } from '../tables.ts'

/** A vulnerability with the names of what it is in. `severity` and `reachability` are ranks. */
export interface VulnerabilityView {
  readonly id: number
  readonly assetId: number
  readonly assetKind: Tables['asset']['kind']
  readonly assetName: string
  readonly repositoryUrl: string | null
  readonly imageId: number | null
  readonly imageName: string | null
  readonly imageSourceId: number | null
  readonly imageSourceName: string | null
  readonly imageSourceUrl: string | null
  readonly imageDockerfile: string | null
  readonly productId: number | null
  readonly productName: string | null
  readonly kind: string
  readonly name: string
  /** Of its alias group; empty for kinds without identifiers. */
  readonly identifiers: readonly string[]
  readonly title: string
  readonly severity: number
  readonly status: string
  readonly present: boolean
  readonly goneReason: string | null
  readonly goneAt: Date | null
  readonly decision: string
  readonly decisionReason: string | null
  readonly decisionUntil: Date | null
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
  readonly justification: string | null
  readonly duplicateOf: number | null
  readonly duplicateName: string | null
  readonly policyId: number | null
  readonly policyName: string | null
  readonly requiredBy: number | null
  readonly requiredName: string | null
  readonly riskScore: number | null
  readonly dueAt: Date | null
  readonly slaDays: number | null
  readonly waitingSince: Date | null
  readonly waitedMs: number
  readonly exemptUntil: Date | null
  readonly packageName: string | null
  readonly fixedVersion: string | null
  readonly location: string | null
  readonly reachability: number
  readonly exploited: boolean | null
  readonly cvss: number | null
  readonly knownExploited: boolean
  /** As FIRST publishes it, else as a scanner told it last. */
  readonly epss: number | null
  readonly detectedAt: Date | null
  readonly firstSeenAt: Date
  readonly updatedAt: Date
  readonly connections: readonly { readonly id: number; readonly label: string; readonly connector: string }[]
}

export interface EventView {
  readonly at: Date
  readonly kind: Tables['vulnerability_event']['kind']
  readonly actor: string | null
  readonly data: unknown
}

/** Whether the catalogue of known exploited vulnerabilities lists one of the names of `vulnerability v`. */
export const knownExploited = sql`exists (
  select 1 from alias l join known_exploited x on x.identifier = l.identifier where l.group_id = v.alias_group_id)`

/** EPSS of `vulnerability v`, by the same rule as assessments. */
export const epss = sql`coalesce(
  (select max(s.score) from alias l join epss_score s on s.identifier = l.identifier where l.group_id = v.alias_group_id),
  (select e.score from alias l join epss e on e.identifier = l.identifier where l.group_id = v.alias_group_id
    order by e.told_at desc, e.score desc limit 1))`

/** Reads vulnerabilities by id with every name they need, in one statement. */
export function viewsOf(ids: readonly number[]): RawBuilder<VulnerabilityView> {
  return sql<VulnerabilityView>`
    select v.id, v.asset_id as "assetId", a.kind as "assetKind", a.name as "assetName", o.url as "repositoryUrl",
      ia.id as "imageId", ia.name as "imageName", b.asset_id as "imageSourceId", b.full_name as "imageSourceName",
      b.url as "imageSourceUrl", i.source_dockerfile as "imageDockerfile",
      p.id as "productId", p.name as "productName", v.kind, v.name,
      array(select identifier from alias where alias.group_id = v.alias_group_id) as identifiers,
      v.title, v.severity, v.status, v.present, v.gone_reason as "goneReason", v.gone_at as "goneAt", v.decision,
      v.decision_reason as "decisionReason", v.decision_until as "decisionUntil", v.decided_by as "decidedBy",
      v.decided_at as "decidedAt", v.justification, v.duplicate_of as "duplicateOf",
      (select name from vulnerability d where d.id = v.duplicate_of) as "duplicateName", v.policy_id as "policyId",
      (select name from policy o where o.id = v.policy_id) as "policyName", v.required_by as "requiredBy",
      (select name from policy o where o.id = v.required_by) as "requiredName", v.risk_score as "riskScore",
      v.due_at as "dueAt", v.sla_days as "slaDays", v.waiting_since as "waitingSince", v.waited_ms as "waitedMs",
      v.exempt_until as "exemptUntil", k.name as "packageName", v.fixed_version as "fixedVersion", v.location, v.reachability,
      v.exploited, v.cvss, ${knownExploited} as "knownExploited", ${epss} as epss, v.detected_at as "detectedAt", v.first_seen_at as "firstSeenAt",
      v.updated_at as "updatedAt",
      coalesce((select json_agg(json_build_object('id', c.id, 'label', c.label, 'connector', c.connector) order by c.id)
        from connection c where c.id = any(v.connections)), '[]') as connections
    from vulnerability v
    join asset a on a.id = v.asset_id
    left join repository o on o.asset_id = v.asset_id
    left join image i on i.asset_id = coalesce(v.image_id, case when a.kind = 'image' then a.id end)
    left join asset ia on ia.id = i.asset_id
    left join repository b on b.asset_id = i.source_repository_id
    left join product p on p.id = a.product_id
    left join package k on k.id = v.package_id
    where v.id = any(${ids}::bigint[])
  `
}
