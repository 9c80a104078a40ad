import type { SnapshotRepository } from './snapshot.ts'
import type { TicketText } from './ticket.ts'

/** What became of a request to change a repository, whatever its platform calls it. */
export const changeRequestStates = ['open', 'merged', 'closed'] as const

export type ChangeRequestState = (typeof changeRequestStates)[number]

/** What keeps a request from being merged: the default branch changed in the same place, or not all checks have passed. */
export const changeObstacles = ['conflict', 'checks'] as const

export type ChangeObstacle = (typeof changeObstacles)[number]

/** A pull request or merge request as its platform describes it. */
export interface ChangeRequest {
  /** The platform's own id; one word, the same for as long as the request exists. */
  readonly id: string
  /** What people call it: `acme/shop#12`, `acme/shop!7`. */
  readonly key: string
  /** Its page, `https` only; `null` where the platform gives no such address. */
  readonly url: string | null
  readonly state: ChangeRequestState
  /** Of an open one, where the platform tells; lists may say less than the request itself. */
  readonly obstacle: ChangeObstacle | null
  /** The commit it became on the default branch; `null` unless it is merged and the platform tells. */
  readonly mergeCommit: string | null
}

/** Where a program of the operator's that makes changes by itself finds the platform. Who it is there, the transport says. */
export interface PlatformAddress {
  /** As Renovate names it: https://docs.renovatebot.com/modules/platform/ */
  readonly platform: string
  /** Of its API. */
  readonly endpoint: string
}

/** A repository as it stands: its default branch, and the commit at its end. */
export interface BranchHead {
  readonly branch: string
  /** Full name of the commit, in hex. What is listed and read is what it holds, whatever is pushed meanwhile. */
  readonly commit: string
}

/** Where files are read. */
export interface CommitPlace extends BranchHead {
  readonly repository: SnapshotRepository
}

/** Paths of ordinary files, relative to the root of the repository. */
export interface PathList {
  readonly paths: readonly string[]
  /** `false` when the repository has more files than are listed. */
  readonly isWhole: boolean
}

/** What a file holds. `unreadable` is a sentence: it is no text, or too large. */
export type FileReading =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly reason: string }

/** A file as it is to be. It is there already at the commit. */
export interface FileChange {
  readonly path: string
  readonly text: string
}

/** One commit on a branch of its own, and the request to take it over into the default branch. */
export interface NewChangeRequest extends CommitPlace {
  /** Of the new branch, unlike every other one: another try finds by it what is there. `[a-z0-9._/-]{8,100}` */
  readonly source: string
  /** One line; the commit says the same. */
  readonly title: string
  readonly text: TicketText
  /** Never empty. */
  readonly files: readonly FileChange[]
}
