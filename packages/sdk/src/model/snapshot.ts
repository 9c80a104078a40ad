import type { DocumentFormat, VexJustification } from './document.ts'
import type { Kind } from './kind.ts'
import type { Reachability } from './reachability.ts'
import type { Severity } from './severity.ts'
import type { Cvss, Epss, Location, PackageEvidence } from './sighting.ts'

/** What one upload is about: one branch of one repository, and the kinds of finding that travel together. */
export interface SnapshotScope {
  /** Stable for as long as the repository is known, whatever it is called; `[a-z0-9-]`, at most 64 characters. */
  readonly id: string
  readonly repository: SnapshotRepository
  /** The default branch. */
  readonly branch: string
  /** Branches that uploads of this scope were about before, and that are to be emptied over there. */
  readonly formerBranches: readonly string[]
  readonly product: { readonly name: string; readonly type: string }
  /** `Family.id` of the exporter. */
  readonly family: string
  /** A large scope is cut in parts that stay apart for ever; a finding never changes its part. Counts from 1. */
  readonly slice: { readonly number: number; readonly of: number }
}

export interface SnapshotRepository {
  /** `owner/name`, `group/subgroup/name`, `organization/project/name`. */
  readonly fullName: string
  /** Web address, `https`. */
  readonly url: string
  /** The source-control platform's immutable id, where source control is connected. */
  readonly nativeId: string | null
}

/** One vulnerability as a destination is told about it: what all sightings of it add up to. Times are ISO 8601 UTC. */
export interface SnapshotFinding {
  /** The hub's id. Never changes, and is never used again for another one. */
  readonly id: string
  readonly kind: Kind
  /** CVE where there is one, else the id or rule the scanner gave. */
  readonly name: string
  readonly identifiers: readonly string[]
  readonly title: string
  readonly description: string | null
  readonly severity: Severity
  readonly cvss: readonly Cvss[]
  readonly epss: Epss | null
  readonly cwes: readonly string[]
  /** Known to be exploited in the wild. */
  readonly exploited: boolean | null
  /** The worst verdict of the scanners that see it. */
  readonly reachability: Reachability
  readonly package: PackageEvidence | null
  readonly rule: { readonly id: string; readonly name: string | null } | null
  readonly location: Location | null
  /** Container image it is in, `registry/name`, when it is not in the repository's own files. */
  readonly image: string | null
  /** The earliest time a scanner gave; `null` where none did. */
  readonly detectedAt: string | null
  readonly firstSeenAt: string
  readonly lastSeenAt: string
  /** A commit it was seen at, by its full name in hex; `null` where no scanner tells. */
  readonly commit: string | null
  readonly remediation: string | null
  readonly references: readonly string[]
  /** Page of the hub, where its own address is known. */
  readonly url: string | null
  /** Who sees it. Never empty; the scanner that detected it first comes first. */
  readonly sources: readonly SnapshotSource[]
  /** What people decided, or `null`: it is to be worked on. */
  readonly decision: SnapshotDecision | null
}

export interface SnapshotSource {
  /** Id of the connector: `endor-labs`. */
  readonly connector: string
  /** `Endor Labs`. */
  readonly name: string
  readonly externalId: string
  readonly externalUrl: string | null
  /** The scanner's own word. */
  readonly vendorSeverity: string | null
}

export interface SnapshotDecision {
  readonly kind: 'false-positive' | 'risk-accepted' | 'wont-fix' | 'not-affected' | 'duplicate'
  readonly reason: string | null
  /** A date after which a risk is no longer accepted. */
  readonly until: string | null
  /** Of `not-affected`, where it was given. */
  readonly justification?: VexJustification
}

/** The full state of a scope. What is not in it is resolved. */
export interface Snapshot {
  readonly scope: SnapshotScope
  /** Unique for each upload, and the same when it is tried again. */
  readonly uploadId: string
  /** When the state was read. */
  readonly takenAt: string
  /** In the order of ids, or kind by kind (`Family.grouped`), a page at a time. May be read once. */
  readonly findings: AsyncIterable<readonly SnapshotFinding[]>
}

/** A finding that does not go into the document, and what is wrong with it or why this destination does not take it. */
export interface LeftOut {
  /** `SnapshotFinding.id`. */
  readonly finding: string
  /** A sentence for people. */
  readonly reason: string
}

/** A piece of a document as it is written. */
export type Written =
  | { readonly text: string; readonly findings?: number }
  /** Does not sink the document. */
  | { readonly leftOut: LeftOut }

/** Bytes whose number is known before they are sent. */
export interface Content {
  readonly mediaType: string
  /** Bytes. */
  readonly size: number
  /** May be called again for another try. */
  readonly read: () => AsyncIterable<Uint8Array>
}

/** A written document on its way out. */
export interface Upload {
  readonly uploadId: string
  readonly scope: SnapshotScope
  readonly takenAt: string
  /** Findings in the document. */
  readonly findings: number
  /** The commit its findings were seen at, where those that tell agree on one; else `null`. */
  readonly commit: string | null
  /** File name without a path. */
  readonly name: string
  readonly content: Content
  /** What `send` of the scope's latest upload answered; what a destination needs to find its own things again. */
  readonly before?: unknown
  /**
   * Call it as soon as the destination has named the upload and before the content leaves, with what `status` needs. It is kept
   * before the call returns: a process that dies afterwards asks for the status and never sends again.
   */
  readonly begun: (ticket: unknown) => Promise<void>
}

/** A destination as another product's file describes it. */
export interface Adopted {
  readonly label: string
  /** Settings and secrets, as the connector's own schema has them; what is missing there is missing here. */
  readonly config: Readonly<Record<string, unknown>>
  /** Whether everything without a scan profile of its own goes there. */
  readonly propagate: boolean
}

export const uploadStates = ['pending', 'in-progress', 'success', 'skipped', 'failure', 'timed-out'] as const

/** What the destination says about an upload. */
export interface UploadStatus {
  readonly state: (typeof uploadStates)[number]
  /** The destination's own word: `IN_PROGRESS`. */
  readonly word: string
  /** The destination's own sentence. */
  readonly info: string | null
  /** What to do about it, for `skipped` and `failure`. */
  readonly remedy: string | null
  /** The destination's counters under its own names: `findings.incoming`, `closed`. */
  readonly counts: Readonly<Record<string, number>>
}

/** JSON; opaque to the hub, which hands it back. */
export interface UploadReceipt {
  readonly ticket: unknown
  readonly status: UploadStatus
}

/** Kinds of finding that travel together, in an upload of their own. */
export interface Family {
  /** Never changes; `[a-z]+`. */
  readonly id: string
  readonly label: string
  readonly kinds: readonly Kind[]
  /** Findings come kind by kind, in the order of `kinds`, so that a document can keep kinds apart without holding any. */
  readonly grouped?: true
  /** The standard document the hub writes for it; absent where the destination writes its own. */
  readonly format?: DocumentFormat
}

/** What a destination stands. The hub's planner keeps to it. */
export interface UploadLimits {
  /** Uploads of one scope in any 24 hours; `null` where there is no such limit. Who counts the uploads of a branch has one family. */
  readonly perDay: number | null
  /** Hours after which a scope is sent again though nothing changed; `null` where the destination forgets nothing. */
  readonly refreshHours: number | null
  /** Most findings of one document; a larger scope is cut in slices. `null` where there is no limit. */
  readonly findings: number | null
  /** Uploads in flight at once. */
  readonly concurrency: number
}
