import type { Severity } from '@patchbay/sdk'
import type { FeedId } from '../domain/feeds/feed.ts'
import type { ImportRules } from '../domain/import-rules.ts'
import type { DigestTerms, Urgency } from '../domain/notification.ts'
import type { Problem } from '../domain/problem.ts'
import type { RemediationAction } from '../domain/remediation-state.ts'
import type { Schedule } from '../domain/schedule.ts'
import type { SlaDays } from '../domain/sla.ts'
import type { DecisionKind, Justification } from '../domain/status.ts'
import type { HubSettingsChange } from './browse/resources/settings.ts'
import type { TicketSettings } from './browse/resources/ticket-settings.ts'
import type { ChangePreview } from './change-requests/plan-change.ts'
import type { ChangeOptions } from './change-requests/prepare.ts'
import type {
  ExemptionInput,
  PolicyChange,
  PolicyInput,
  PolicyPreview,
  PolicyScope,
  SlaEffect,
  SlaPolicyInput,
  VexOptions,
  VexReport,
} from './priority/inputs.ts'
import type { RemediationInput, RemediationPatch, RemediationWait } from './remediate/inputs.ts'
import type { ScanProfileInput, ScanProfilePreview } from './scan-profiles/inputs.ts'
import type { TicketPreview } from './tickets/preview.ts'
import type { CallOutcome, TrackerCall } from './tickets/receive-call.ts'

/** Who asked. `id` is what the audit log shows. */
export interface Actor {
  readonly id: string
  readonly kind: 'user' | 'token' | 'system'
}

export interface ConnectInput {
  readonly connector: string
  readonly label: string
  /** Settings and secrets together, as the connector's schema has them. */
  readonly config: Readonly<Record<string, unknown>>
  readonly autoMap?: boolean
  readonly schedule?: Partial<Schedule>
  readonly rules?: Partial<ImportRules>
  /** What its tickets are like, where it takes any. */
  readonly tickets?: TicketSettings | null
  /** When the credentials end, as a person knows it: ISO 8601; `null` nobody knows. */
  readonly credentialsExpireAt?: string | null
}

/** Everything but the connector can change. Secrets that are left out keep their value. */
export interface ConnectionPatch {
  readonly label?: string
  readonly config?: Readonly<Record<string, unknown>>
  readonly autoMap?: boolean
  readonly schedule?: Partial<Schedule>
  readonly rules?: Partial<ImportRules>
  /** What its tickets are like, whole; `null`: as the hub has it. */
  readonly tickets?: TicketSettings | null
  /** When the credentials end, as a person knows it: ISO 8601; `null` nobody knows. New secrets without it drop the old date. */
  readonly credentialsExpireAt?: string | null
}

export interface CheckOutcome {
  readonly sees: string
  readonly identity: string | null
  readonly expiresAt: string | null
  readonly warnings: readonly string[]
}

export type RequestedKind = 'discover' | 'sync'

export interface Requested {
  readonly operationId: number
  /** `true` when the same work was already waiting or running and this request joined it. */
  readonly joined: boolean
}

/** A sync of some records: what became of each, in the order of the ids, and the operations that read them. */
export interface RequestedSyncs {
  readonly outcomes: readonly RecordOutcome[]
  readonly operations: readonly Requested[]
}

/** Where a record should lead: exactly one of the suggested repository, the image it is, a repository, a product, or a product to create. */
export interface MapTarget {
  readonly suggested?: boolean
  /** To the repository that builds the image, as soon as that is known. */
  readonly image?: boolean
  readonly repositoryId?: number
  readonly productId?: number
  readonly newProduct?: { readonly name: string; readonly productTypeId?: number }
  readonly branch?: string
}

export type RecordChange =
  | { readonly kind: 'map'; readonly target: MapTarget }
  | { readonly kind: 'unmap' | 'ignore' | 'restore' | 'undo' }

/** What became of one record of a batch. */
export interface RecordOutcome {
  readonly recordId: number
  readonly outcome: 'done' | 'unchanged' | 'refused'
  /** Why it was refused. */
  readonly problem: Problem | null
}

/** A mapping rule as people write it. What is left out of an update stays; `null` takes a condition away. */
export interface MappingRuleInput {
  readonly connectionId?: number | null
  readonly namePattern?: string | null
  readonly urlPattern?: string | null
  readonly tagPattern?: string | null
  readonly attributeName?: string | null
  readonly attributePattern?: string | null
  readonly productName?: string
  readonly productTypeId?: number | null
  readonly owner?: string | null
  /** Its place in the order, from 1; the last one when missing. */
  readonly position?: number
}

/** Where an image is built, as a person tells it. */
export interface ImageSourceInput {
  readonly repositoryId: number
  /** Path below the repository's root. */
  readonly dockerfile?: string | null
}

/** An image rule as people write it. What is left out of an update stays; `null` takes a condition away. */
export interface ImageRuleInput {
  readonly registryPattern?: string | null
  readonly namePattern?: string | null
  readonly repositoryId?: number
  readonly dockerfile?: string | null
  /** Its place in the order, from 1; the last one when missing. */
  readonly position?: number
}

/** What a connection that tells people is told of. What is left out of an update stays; `null` stands for all. */
export interface SubscriptionInput {
  readonly types?: readonly string[] | null
  readonly minimumUrgency?: Urgency
  /** Of vulnerabilities. */
  readonly minimumSeverity?: Severity | null
  readonly productTypeIds?: readonly number[] | null
  readonly productIds?: readonly number[] | null
  /** `null`: none. */
  readonly digest?: DigestTerms | null
}

export interface DecisionInput {
  readonly decision: DecisionKind
  readonly reason?: string
  /** ISO 8601; only with `risk-accepted`. */
  readonly until?: string
  /** Only with `not-affected`. */
  readonly justification?: Justification
  /** The vulnerability it is a duplicate of; with `duplicate`, and then always. */
  readonly duplicateOf?: number
}

export interface ProductInput {
  readonly name: string
  readonly productTypeId?: number
  readonly description?: string | null
  readonly owner?: string | null
  readonly criticality?: 'critical' | 'high' | 'medium' | 'low'
  /** Where it runs: `production`. */
  readonly environment?: string | null
  readonly tags?: readonly string[]
  /** The scan profile it chooses; `null` leaves it to its type and the default. */
  readonly scanProfileId?: number | null
}

export type ProductTypePatch = Partial<Pick<ProductInput, 'name' | 'description' | 'scanProfileId'>>

/** A destination. */
export interface ExporterInput extends Pick<ConnectInput, 'connector' | 'label' | 'config'> {
  /** Whether it joins the default scan profile, so that everything without one of its own goes there. */
  readonly propagate?: boolean
}

/** What became of the wish to export one scope of a repository. */
export interface ExportedScope {
  readonly exporterId: number
  readonly family: string
  readonly slice: number
  readonly outcome: 'begun' | 'underway' | 'no-slot' | 'incomplete' | 'paused' | 'no-connector'
  readonly uploadId: number | null
  /** When there is a free slot, where there is none now. */
  readonly at: Date | null
}

/** Everything that changes something. Composed once in `compose/`; the API, the jobs and the demo call it. Ids are database ids. */
export interface Commands {
  readonly connections: {
    create(input: ConnectInput, actor: Actor): Promise<{ connectionId: number; account: CheckOutcome }>
    update(connectionId: number, patch: ConnectionPatch, actor: Actor): Promise<{ account: CheckOutcome | null }>
    /** Tries settings without saving anything. */
    checkDraft(connector: string, config: Readonly<Record<string, unknown>>): Promise<CheckOutcome>
    /** Tries what is saved, and updates the connection's health. */
    check(connectionId: number): Promise<CheckOutcome>
    pause(connectionId: number, actor: Actor): Promise<void>
    resume(connectionId: number, actor: Actor): Promise<void>
    /** `keep` closes the findings with the reason "connection removed"; `delete` deletes them. */
    remove(connectionId: number, findings: 'keep' | 'delete', actor: Actor): Promise<void>
  }
  readonly operations: {
    request(connectionId: number, kind: RequestedKind, actor: Actor): Promise<Requested>
    /** Reads these records and no others. */
    syncRecords(recordIds: readonly number[], actor: Actor): Promise<RequestedSyncs>
    cancel(operationId: number, actor: Actor): Promise<void>
    /** Lets a held snapshot close what it did not see. */
    confirm(operationId: number, actor: Actor): Promise<{ closed: number }>
  }
  readonly settings: {
    /** What is left out stays as it is. */
    update(change: HubSettingsChange, actor: Actor): Promise<void>
  }
  readonly records: {
    map(recordId: number, target: MapTarget, actor: Actor): Promise<void>
    unmap(recordId: number, actor: Actor): Promise<void>
    ignore(recordId: number, actor: Actor): Promise<void>
    restore(recordId: number, actor: Actor): Promise<void>
    /** Takes the last change a person made to the mapping back, while nothing newer happened to it. */
    undo(recordId: number, actor: Actor): Promise<void>
    /** Changes a batch in one transaction. Outcomes are in the order of the ids. */
    changeMany(recordIds: readonly number[], change: RecordChange, actor: Actor): Promise<readonly RecordOutcome[]>
  }
  readonly mappingRules: {
    create(input: MappingRuleInput & { readonly productName: string }, actor: Actor): Promise<number>
    update(ruleId: number, input: MappingRuleInput, actor: Actor): Promise<void>
    remove(ruleId: number, actor: Actor): Promise<void>
    /** Maps now what the rules say: unmapped records, and where `automatic` those with a product made for them by the hub. */
    apply(options: { readonly automatic: boolean }, actor: Actor): Promise<{ readonly mapped: number }>
  }
  readonly images: {
    /** Beats rules and labels, for every tag and for later scans too. The image's vulnerabilities and decisions stay. */
    setSource(imageId: number, input: ImageSourceInput, actor: Actor): Promise<void>
    /** Rules and labels say again where it is built. */
    clearSource(imageId: number, actor: Actor): Promise<void>
  }
  readonly imageRules: {
    create(input: ImageRuleInput & { readonly repositoryId: number }, actor: Actor): Promise<number>
    update(ruleId: number, input: ImageRuleInput, actor: Actor): Promise<void>
    remove(ruleId: number, actor: Actor): Promise<void>
  }
  readonly notifications: {
    subscribe(input: SubscriptionInput & { readonly connectionId: number }, actor: Actor): Promise<number>
    updateSubscription(subscriptionId: number, input: SubscriptionInput, actor: Actor): Promise<void>
    unsubscribe(subscriptionId: number, actor: Actor): Promise<void>
    /** Makes these all that is told through a connection, in this order. */
    replaceSubscriptions(connectionId: number, inputs: readonly SubscriptionInput[], actor: Actor): Promise<void>
    /** To everybody who was told, or to one of them; what still waits stays as it is. Returns how many are told again. */
    resend(notificationId: number, connectionId: number | null, actor: Actor): Promise<{ readonly sent: number }>
    /** Sends a test through a connection, and is done when it has arrived. */
    test(connectionId: number, actor: Actor): Promise<void>
  }
  readonly vulnerabilities: {
    decide(vulnerabilityIds: readonly number[], input: DecisionInput, actor: Actor): Promise<{ changed: number }>
    comment(vulnerabilityId: number, text: string, actor: Actor): Promise<void>
    /** Takes decisions from a VEX document. */
    importVex(content: AsyncIterable<Uint8Array>, options: VexOptions, actor: Actor): Promise<VexReport>
    /** Its clock stands still until `resume`. */
    wait(vulnerabilityId: number, reason: string, actor: Actor): Promise<void>
    resume(vulnerabilityId: number, actor: Actor): Promise<void>
    exempt(vulnerabilityId: number, input: ExemptionInput, actor: Actor): Promise<void>
  }
  readonly remediations: {
    /** Ids in the order of the repositories and images. What was only proposed for these vulnerabilities is taken over. */
    create(input: RemediationInput, actor: Actor): Promise<readonly number[]>
    update(remediationId: number, patch: RemediationPatch, actor: Actor): Promise<void>
    /** Not on what is only proposed: a proposal is made anew whenever its vulnerabilities change. */
    comment(remediationId: number, text: string, actor: Actor): Promise<void>
    /** Moves it on, as `domain/remediation-state.ts` allows; anything else is a `conflict`. */
    act(remediationId: number, action: RemediationAction, reason: string | null, actor: Actor): Promise<void>
    /** The clocks of everything these close stand still until `resume` or the time given. All of them or none. */
    wait(remediationIds: readonly number[], input: RemediationWait, actor: Actor): Promise<{ readonly changed: number }>
    resume(remediationIds: readonly number[], actor: Actor): Promise<{ readonly changed: number }>
  }
  readonly slaPolicies: {
    create(input: SlaPolicyInput, actor: Actor): Promise<number>
    update(policyId: number, input: Partial<Pick<SlaPolicyInput, 'name' | 'days'>>, actor: Actor): Promise<void>
    remove(policyId: number, actor: Actor): Promise<void>
    /** `days` null: what taking the policy away would do. */
    preview(input: PolicyScope & { readonly days: SlaDays | null }): Promise<SlaEffect>
    /** Grants the days of today to everything in the scope, within a minute. */
    apply(scope: PolicyScope, actor: Actor): Promise<void>
  }
  readonly policies: {
    create(input: PolicyInput, actor: Actor): Promise<number>
    update(policyId: number, input: PolicyChange, actor: Actor): Promise<void>
    remove(policyId: number, actor: Actor): Promise<void>
    /** `policyId`: the policy that would be changed like this. */
    preview(input: PolicyChange, policyId: number | null): Promise<PolicyPreview>
  }
  readonly feeds: {
    /** Asks for news as soon as a worker is free. */
    refresh(id: FeedId): Promise<void>
    /** Reads a file in place of the feed. */
    import(id: FeedId, content: AsyncIterable<Uint8Array>): Promise<{ readonly rows: number }>
  }
  readonly changeRequests: {
    /** What an upgrade would change of manifests. Nothing is pushed. */
    preview(remediationId: number, from: { readonly connectionId: number } & ChangeOptions): Promise<ChangePreview>
    /**
     * Pushes it and opens the request, or finds the one there is; returns its id. With `commit` only while the default branch ends there.
     * Comes back although the platform did not answer: it is tried again.
     */
    open(
      remediationId: number,
      from: { readonly connectionId: number; readonly commit?: string } & ChangeOptions,
      actor: Actor,
    ): Promise<number>
    /** Asks the platform at once what became of one, unless that is being done. */
    refresh(changeRequestId: number): Promise<void>
  }
  readonly tickets: {
    /** Opens the ticket of a remediation; one whose opening failed is tried again. Comes back before the tracker has it. */
    open(remediationId: number, connectionId: number, actor: Actor): Promise<void>
    /** What a ticket would say; `tickets` in place of what the connection says of its tickets. */
    preview(remediationId: number, connectionId: number, tickets?: TicketSettings | null): Promise<TicketPreview>
    /** Forgets a ticket. Over there it stays as it is. */
    unlink(remediationId: number, actor: Actor): Promise<void>
    /** Takes what a tracker sends by itself. */
    receive(call: TrackerCall): Promise<CallOutcome>
  }
  readonly campaigns: {
    /** `below`: versions from this one on are fixed. */
    create(input: { readonly name: string; readonly package: string; readonly below: string }, actor: Actor): Promise<number>
    /** It takes in nothing more; what it has taken in goes on. */
    close(campaignId: number, actor: Actor): Promise<void>
  }
  readonly products: {
    create(input: ProductInput, actor: Actor): Promise<number>
    update(productId: number, input: Partial<ProductInput>, actor: Actor): Promise<void>
    /** Records that led to it are STALE from then on; its repositories belong to nobody. */
    remove(productId: number, actor: Actor): Promise<void>
    createType(input: Pick<ProductInput, 'name' | 'description'>, actor: Actor): Promise<number>
    /** What is left out stays. */
    updateType(productTypeId: number, input: ProductTypePatch, actor: Actor): Promise<void>
  }
  readonly exporters: {
    create(input: ExporterInput, actor: Actor): Promise<{ connectionId: number; account: CheckOutcome }>
    /** The same from another product's description of such a destination. */
    adopt(foreign: unknown, actor: Actor): Promise<{ connectionId: number; account: CheckOutcome }>
  }
  readonly scanProfiles: {
    create(input: ScanProfileInput & { readonly name: string }, actor: Actor): Promise<number>
    update(profileId: number, input: ScanProfileInput, actor: Actor): Promise<void>
    /** What chose it falls back to what is next: the product type's profile, or the default. */
    remove(profileId: number, actor: Actor): Promise<void>
    /** What creating one, or changing the one with this id, would do to what is imported. Nothing is changed. */
    preview(input: ScanProfileInput, profileId: number | null): Promise<ScanProfilePreview>
  }
  readonly uploads: {
    /** Exports a repository now, to all its exporters or one; as a preview it is only written and waits to be confirmed. */
    exportRepository(
      repositoryId: number,
      options: { readonly exporterId: number | null; readonly preview: boolean },
      actor: Actor,
    ): Promise<readonly ExportedScope[]>
    /** Sends a preview exactly as it was written. */
    confirm(uploadId: number, actor: Actor): Promise<void>
  }
}
