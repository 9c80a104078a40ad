import type { ChangeRequestState } from '@patchbay/sdk'
import type { ChangeMaker, ChangeRequestStanding } from '../../domain/change-request.ts'

/** A change request as it is worked with. */
export interface ChangeRequestRow {
  readonly id: number
  readonly remediationId: number
  readonly assetId: number
  readonly connectionId: number
  readonly source: string
  readonly madeBy: ChangeMaker
  readonly proposal: unknown
  readonly standing: ChangeRequestStanding
  readonly externalId: string | null
  readonly key: string | null
  readonly url: string | null
  readonly state: ChangeRequestState | null
  readonly changedAt: Date | null
  /** Of a comment that is still to arrive. */
  readonly pendingMarker: string | null
  readonly failures: number
  readonly startedAt: Date
  readonly openedBy: string
}

/** What is meant to be opened, or was found there. */
export interface NewChangeRequestRow {
  readonly remediationId: number
  readonly connectionId: number
  readonly source: string
  readonly madeBy: ChangeMaker
  readonly files: readonly string[]
  readonly proposal: object
  readonly openedBy: string
}

/** What a try leads to. */
export interface TriedRequest {
  readonly standing: ChangeRequestStanding
  /** `null` when nothing is left to do. */
  readonly nextAt: Date | null
  readonly problem: object | null
}
