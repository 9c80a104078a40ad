import type { Kind } from '@patchbay/sdk'
import type { FixableSighting, RemediationMode } from '../../domain/fix-group.ts'
import type { RemediationState } from '../../domain/remediation-state.ts'
import type { RemediationEventKind } from '../remediation-tables.ts'

/** A remediation, held until the transaction ends. Priorities are ranks of severities. */
export interface LockedRemediation {
  readonly id: number
  readonly assetId: number
  readonly groupKey: string | null
  readonly mode: RemediationMode
  readonly title: string
  readonly state: RemediationState
  readonly owner: string | null
  readonly priority: number
  readonly toldPriority: number | null
  readonly dueAt: Date | null
  readonly toldDueAt: Date | null
  /** Since when a vendor has to act. */
  readonly waitingSince: Date | null
  readonly waitingUntil: Date | null
  readonly waitingReason: string | null
  readonly vulnerabilities: number
  readonly openVulnerabilities: number
}

export interface NewRemediation {
  readonly assetId: number
  readonly groupKey: string | null
  readonly mode: RemediationMode
  readonly title: string
  readonly fix: unknown
  readonly state: RemediationState
  readonly createdBy: string | null
  /** Ids of the vulnerabilities. */
  readonly closes: readonly number[]
}

/** What still follows its fix group: what is proposed, and what nobody began with. */
export interface FollowingRemediation {
  readonly id: number
  readonly groupKey: string
  readonly state: RemediationState
  readonly title: string
  /** Whether a person gave it. */
  readonly hasOwnTitle: boolean
  readonly mode: RemediationMode
  readonly fix: unknown
  readonly closes: readonly number[]
}

/** An open vulnerability with what decides how it is fixed. */
export interface FixableRow {
  readonly id: number
  readonly assetId: number
  readonly kind: Kind
  readonly name: string
  readonly packageKey: string | null
  readonly packageType: string | null
  readonly packageName: string | null
  readonly imageId: number | null
  readonly imageName: string | null
  readonly path: string | null
  readonly sightings: readonly (Omit<FixableSighting, 'version'> & {
    readonly purl: string | null
    readonly told: string | null
  })[]
  /** What fixes it so far, and whether that still follows its fix group. */
  readonly remediationId: number | null
  readonly remediationState: RemediationState | null
  readonly remediationKey: string | null
}

/** What became of the vulnerabilities of a remediation. */
export interface Outcome {
  readonly id: number
  /** Still seen, and nobody decided that they may stay. */
  readonly left: readonly { readonly id: number; readonly name: string }[]
  /** No longer seen by a scanner that looked. */
  readonly fixed: number
}

export interface RemediationEvent {
  readonly remediationId: number
  readonly assetId: number
  readonly kind: RemediationEventKind
  readonly actor: string | null
  readonly data: unknown
}
