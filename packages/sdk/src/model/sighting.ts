import type { BaseImage, ImageEvidence } from './image.ts'
import type { Kind } from './kind.ts'
import type { Reachability } from './reachability.ts'
import type { Severity } from './severity.ts'

/** A package as a scanner saw it. */
export interface PackageEvidence {
  /** Package URL with version, canonical form (https://github.com/package-url/purl-spec). */
  readonly purl: string
  /** Name as people write it: `lodash`, `org.slf4j:slf4j-ext`, `@babel/traverse`. */
  readonly name: string
  readonly version: string | null
  /** `true` declared by the project itself, `false` pulled in by another package, `null` unknown. */
  readonly direct: boolean | null
  /** Smallest version the scanner says fixes this. */
  readonly fixedVersion: string | null
  /** Of a package pulled in by another: the upgrade of a dependency the project declares itself that brings a fixed version, where the scanner names it. */
  readonly through?: DirectUpgrade
}

/** Which declared dependency to move, and to where. Of the same ecosystem as the package it brings. */
export interface DirectUpgrade {
  /** As people write it. */
  readonly name: string
  /** The version in use; `null` where it is not told. */
  readonly from: string | null
  readonly to: string
}

/** Where in the repository. */
export interface Location {
  /** Path relative to the repository root, `/` separated. */
  readonly path: string
  readonly startLine?: number
  readonly endLine?: number
  readonly url?: string
}

/** One CVSS rating, as given. Score 0–10. */
export interface Cvss {
  readonly version: '2.0' | '3.0' | '3.1' | '4.0' | 'unknown'
  readonly vector: string | null
  readonly score: number | null
}

/** Exploit Prediction Scoring System: both values are fractions, 0–1. */
export interface Epss {
  readonly score: number
  readonly percentile: number | null
}

/** What the vendor's users decided over there. Shown beside our own decision, never taken over silently. */
export interface VendorTriage {
  /** `open`, `dismissed` or `fixed` in the vendor's view. */
  readonly state: 'open' | 'dismissed' | 'fixed'
  /** The vendor's own word, e.g. `EXCEPTION`, `tolerable_risk`. */
  readonly reason: string | null
}

/** One scanner's report of one problem under one target. Becomes a finding. All times are ISO 8601 UTC with milliseconds. */
export interface Sighting {
  /** `Target.ref` this was seen under. */
  readonly target: string
  /** The vendor's id of this finding. */
  readonly externalId: string
  /** Link to the vendor's own page, `https` only. */
  readonly externalUrl: string | null
  readonly kind: Kind
  readonly title: string
  readonly description: string | null
  readonly severity: Severity
  /** The vendor's own word, untouched. */
  readonly vendorSeverity: string | null
  /** Every id of the problem: CVE, GHSA, vendor ids. The scanner's main id first. Empty for code, secrets and the like. */
  readonly identifiers: readonly string[]
  readonly package: PackageEvidence | null
  /** For code, secrets, infrastructure, policies: the rule that fired. */
  readonly rule: { readonly id: string; readonly name: string | null } | null
  readonly location: Location | null
  /** What tells two sightings of one problem at one place apart: root package, function, resource name. */
  readonly context: string | null
  /** When the scanner first detected it, never the time of import or of the advisory. `null` where the vendor gives none. */
  readonly detectedAt: string | null
  readonly reachability: Reachability
  /** The vendor's own reachability word. */
  readonly vendorReachability: string | null
  readonly cvss: readonly Cvss[]
  readonly epss: Epss | null
  readonly cwes: readonly string[]
  readonly references: readonly string[]
  readonly remediation: string | null
  /** Known to be exploited in the wild, as the scanner says; `null` when it says nothing. */
  readonly exploited: boolean | null
  readonly triage: VendorTriage | null
  readonly tags: readonly string[]
  /** The container image it is in. Absent for what is in the repository's own files, base images named in them included. */
  readonly image?: ImageEvidence
  /** What the image is built on; of a Dockerfile's base image, that image itself. Absent where the scanner does not tell. */
  readonly baseImage?: BaseImage
  /**
   * The commit it was seen at, by its full name in lower-case hex (`commitName`); absent where the scanner does not tell. Every scan names
   * another one, so it alone is no change: an unchanged finding keeps the one it came with.
   */
  readonly commit?: string
}
