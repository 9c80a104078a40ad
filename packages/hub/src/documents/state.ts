import type { Kind, SnapshotFinding, Written } from '@patchbay/sdk'

/** Where a finding is: what a VEX document calls the product, and OCSF the resource. */
export interface Place {
  readonly kind: 'repository' | 'image' | 'application'
  /** `acme/shop`, `ghcr.io/acme/shop`. */
  readonly name: string
  /** Web address, where it has one. */
  readonly url: string | null
  /** Of repositories: the default branch. */
  readonly branch: string | null
}

export interface DocumentFinding extends SnapshotFinding {
  readonly place: Place
}

/** In which order a document wants its findings: by what they are called, or of each kind the worst first. */
export type FindingOrder = 'name' | 'worst'

/** The state that a document is about. Nothing of it is in memory but the page in hand. */
export interface DocumentState {
  /** What it is about, the same whenever it is written; `[a-z0-9-]`. */
  readonly subject: string
  /** Unique for each writing. */
  readonly id: string
  /** For people: `acme/shop, branch main`. */
  readonly title: string
  /** When the state was read; ISO 8601 UTC. */
  readonly takenAt: string
  /** The kinds of finding it was asked for. */
  readonly kinds: readonly Kind[]
  /** Where browsers find the hub, without a trailing slash. */
  readonly hubUrl: string | null
  /** A page at a time, in the order of the format. Read once. */
  readonly findings: AsyncIterable<readonly DocumentFinding[]>
}

/** Pure and streaming: the same state gives the same text. A state that the format has no valid document for gives none at all. */
export type DocumentWriter = (state: DocumentState) => AsyncGenerator<Written, void, void>
