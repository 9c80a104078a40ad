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

export interface LockedVulnerability {
  readonly id: number
  readonly assetId: number
  readonly key: string
  readonly present: boolean
  readonly status: string
  readonly goneReason: string | null
  readonly decision: string
  readonly decisionReason: string | null
  readonly decisionUntil: Date | null
  readonly decidedBy: string | null
  readonly decidedAt: Date | null
  readonly kind: string
  readonly aliasGroupId: number | null
  readonly packageId: number | null
  /** The container image it is in. */
  readonly imageId: number | null
  readonly name: string
  readonly title: string
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
}

export interface VulnerabilityEvent {
  readonly vulnerabilityId: number
  readonly assetId: number
  readonly kind: 'closed' | 'reopened' | 'decided' | 'expired' | 'merged' | 'split' | 'moved'
  readonly actor: string | null
  readonly data: unknown
}

export interface DecisionRow {
  readonly decision: string
  readonly reason: string | null
  readonly until: Date | null
  readonly by: string | null
  readonly at: Date | null
}
