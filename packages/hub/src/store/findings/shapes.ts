import type { BaseImage, Cvss, DirectUpgrade, VendorTriage } from '@patchbay/sdk'

/** What `wording.body` holds: what a scanner says alike of many findings. Absent means unknown. */
export interface FindingWords {
  /** Where the scanner's page of a finding is, up to the finding's id. */
  readonly urlBase?: string
  readonly vendorSeverity?: string
  readonly vendorReachability?: string
  readonly context?: string
  readonly locationUrl?: string
  readonly triage?: VendorTriage
  readonly tags?: readonly string[]
  readonly ruleId?: string
  readonly ruleName?: string
}

/** What `finding.extra` holds: facts of one sighting that no query filters by. Absent means unknown. */
export interface FindingExtra {
  /** Where it is not `urlBase` and the id. */
  readonly url?: string
  readonly startLine?: number
  readonly endLine?: number
  readonly remediation?: string
  /** Where it is not what the package URL says; so for the version. */
  readonly packageName?: string
  readonly packageVersion?: string | null
  readonly through?: DirectUpgrade
  readonly base?: BaseImage
  readonly commit?: string
}

/** What `detail.body` holds: evidence that is the same for every sighting of one advisory or rule. */
export interface DetailBody {
  readonly description?: string
  readonly references?: readonly string[]
  readonly cwes?: readonly string[]
  readonly cvss?: readonly Cvss[]
  /** Highest CVSS score, 0–10. */
  readonly score?: number
  readonly exploited?: boolean
}
