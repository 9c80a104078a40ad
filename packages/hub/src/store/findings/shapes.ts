import type { Cvss, VendorTriage } from '@patchbay/sdk'

/** What `finding.extra` holds: facts of one sighting that no query filters by. Absent means unknown. */
export interface FindingExtra {
  readonly url?: string
  readonly vendorSeverity?: string
  readonly vendorReachability?: string
  readonly startLine?: number
  readonly endLine?: number
  readonly locationUrl?: string
  readonly remediation?: string
  readonly triage?: VendorTriage
  readonly tags?: readonly string[]
  readonly ruleId?: string
  readonly ruleName?: string
  readonly packageName?: string
  readonly packageVersion?: string
}

/** What `detail.body` holds: evidence that is the same for every sighting of one advisory or rule. */
export interface DetailBody {
  readonly description?: string
  readonly references?: readonly string[]
  readonly cwes?: readonly string[]
  readonly cvss?: readonly Cvss[]
  /** Highest CVSS score, 0–10. */
  readonly score?: number
  /** EPSS probability and percentile, 0–1. */
  readonly epss?: number
  readonly epssPercentile?: number
  readonly exploited?: boolean
}
