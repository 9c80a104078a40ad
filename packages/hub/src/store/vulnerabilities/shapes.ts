import type { Work } from '../../domain/status.ts'
import type { AssessmentRow } from '../priority/writer.ts'
import type { VulnerabilityEventKind } from '../vulnerability-tables.ts'

export type Assessment = Omit<AssessmentRow, 'id'>

/** What the sightings of one vulnerability add up to. Severity and reachability are ranks. */
export interface Aggregate {
  readonly sightings: number
  readonly openSightings: number
  readonly severity: number
  readonly reachability: number
  readonly detectedAt: Date | null
  readonly firstSeenAt: Date
  readonly connections: readonly number[]
  readonly fixedVersion: string | null
  readonly location: string | null
  readonly exploited: boolean | null
  readonly cvss: number | null
  readonly title: string
  /** Of the sighting that was closed last; `null` while one is open. */
  readonly goneReason: string | null
  readonly goneAt: Date | null
}

export interface LockedVulnerability extends Omit<Aggregate, 'sightings' | 'openSightings' | 'connections' | 'goneAt'> {
  readonly id: number
  readonly assetId: number
  readonly key: string
  readonly present: boolean
  readonly status: string
  readonly work: Work
  readonly decision: string
  readonly decisionReason: string | null
  readonly decisionUntil: Date | null
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
  /** The VEX justification. */
  readonly justification: string | null
  readonly duplicateOf: number | null
  readonly decisionOrigin: unknown
  /** The policy that decided; `null` where a person did. */
  readonly policyId: number | null
  readonly slaDays: number | null
  readonly waitingSince: Date | null
  /** The remediation that stopped it; `null` for a person. */
  readonly waitingFor: number | null
  readonly waitedMs: number
  readonly exemptUntil: Date | null
  readonly exemptReason: string | null
  readonly exemptBy: string | null
  readonly kind: string
  readonly aliasGroupId: number | null
  readonly packageId: number | null
  /** The container image it is in. */
  readonly imageId: number | null
  readonly name: string
}

export interface NewVulnerability {
  readonly assetId: number
  readonly key: string
  readonly kind: string
  readonly aliasGroupId: number | null
  readonly packageId: number | null
  readonly imageId: number | null
  readonly name: string
  readonly status: string
  readonly aggregate: Aggregate
  /** `null` until its sightings are added up. */
  readonly assessment: Assessment | null
}

export interface VulnerabilityEvent {
  readonly vulnerabilityId: number
  readonly assetId: number
  readonly kind: VulnerabilityEventKind
  readonly actor: string | null
  readonly data: unknown
}

export interface DecisionRow {
  readonly decision: string
  readonly reason: string | null
  readonly until: Date | null
  readonly by: string | null
  readonly at: Date | null
  readonly justification: string | null
  readonly duplicateOf: number | null
  readonly origin: unknown
  readonly policyId: number | null
}

/** What stops or moves the clock of a vulnerability. */
export type ClockRow = Pick<
  LockedVulnerability,
  'waitingSince' | 'waitingFor' | 'waitedMs' | 'exemptUntil' | 'exemptReason' | 'exemptBy'
>
