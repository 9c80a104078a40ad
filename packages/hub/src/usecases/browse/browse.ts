import type { DocumentFormat } from '@patchbay/sdk'
import type { DecisionKind as Decision } from '../../domain/status.ts'
import type { PageRequest } from './page-request.ts'
import type { Campaign } from './resources/campaign.ts'
import type { ChangeRequest, ChangeRequestState } from './resources/change-request.ts'
import type { ConnectionRef, Kind, Listed, Severity } from './resources/common.ts'
import type { ChangeKind, OperationChange, OperationComparison } from './resources/comparison.ts'
import type { Connection, ConnectionState, RecordState, Removal } from './resources/connection.ts'
import type { Connector, ConnectorSummary } from './resources/connector.ts'
import type { Explanation, FilteredFinding } from './resources/explanation.ts'
import type { Exporter, UpcomingUpload, Upload, UploadDetail, UploadStage, UploadState } from './resources/export.ts'
import type { Feed } from './resources/feed.ts'
import type { Finding, Presence } from './resources/finding.ts'
import type { Image, ImageDetail, ImageRule } from './resources/image.ts'
import type { MappingRule, RuledRecord } from './resources/mapping-rule.ts'
import type {
  DeliveryState,
  Notification,
  NotificationDetail,
  NotificationEvent,
  NotificationSubscription,
} from './resources/notification.ts'
import type { NoteKind, Operation, OperationKind, OperationNote, OperationState } from './resources/operation.ts'
import type { LogLevel, OperationLogLine } from './resources/operation-log.ts'
import type { Policy, SlaPolicy } from './resources/policy.ts'
import type { Criticality, Product, ProductType } from './resources/product.ts'
import type { RecordCause, VendorRecord } from './resources/record.ts'
import type { MapPreview, RecordEvent, RecordStanding } from './resources/record-history.ts'
import type {
  Remediation,
  RemediationDetail,
  RemediationMetrics,
  RemediationMode,
  RemediationState,
} from './resources/remediation.ts'
import type { Repository } from './resources/repository.ts'
import type { ScanProfile } from './resources/scan-profile.ts'
import type { HubSettings } from './resources/settings.ts'
import type { Summary } from './resources/summary.ts'
import type { Ticket, TicketState } from './resources/ticket.ts'
import type { Facets, Status, Vulnerability, VulnerabilityDetail } from './resources/vulnerability.ts'

// Ids in filters and arguments are public ids; an unknown or malformed one is a `not-found` problem.

export interface ConnectionFilter {
  readonly connector?: readonly string[]
  readonly state?: readonly ConnectionState[]
}

export interface RecordFilter {
  readonly state?: readonly RecordState[]
  readonly cause?: readonly RecordCause[]
  readonly connection?: readonly string[]
  readonly repository?: readonly string[]
  readonly product?: readonly string[]
  readonly q?: string
}

export interface ProductFilter {
  readonly productType?: readonly string[]
  readonly criticality?: readonly Criticality[]
  readonly environment?: readonly string[]
  readonly tag?: readonly string[]
  readonly q?: string
}

/** Where records would lead: exactly one. */
export interface PreviewRequest {
  readonly repository?: string | undefined
  readonly product?: string | undefined
  readonly newProduct?: string | undefined
  /** Of the new product. */
  readonly productType?: string | undefined
  readonly suggested?: true | undefined
  /** Each as the image it is. */
  readonly image?: true | undefined
  readonly unmap?: true | undefined
}

/** A rule that is not saved yet. */
export interface RuleDraft {
  readonly connection?: string | undefined
  readonly name?: string | undefined
  readonly url?: string | undefined
  readonly tag?: string | undefined
  readonly attribute?: string | undefined
  readonly attributeValue?: string | undefined
  readonly product?: string | undefined
  readonly productType?: string | undefined
}

export interface RulePreview {
  /** Only what this rule does; with a draft, the rule it replaces. */
  readonly rule?: string | undefined
  readonly draft?: RuleDraft | undefined
  /** Also records the hub gave a product of their own. */
  readonly automatic: boolean
}

export interface RepositoryFilter {
  readonly product?: readonly string[]
  readonly connection?: readonly string[]
  readonly archived?: boolean
  readonly present?: boolean
  readonly q?: string
}

export interface ImageFilter {
  readonly registry?: readonly string[]
  readonly product?: readonly string[]
  /** Built in it, or reported in it. */
  readonly repository?: readonly string[]
  readonly hasSource?: boolean
  readonly q?: string
}

export interface FindingFilter {
  readonly vulnerability?: readonly string[]
  readonly record?: readonly string[]
  readonly connection?: readonly string[]
  readonly repository?: readonly string[]
  readonly kind?: readonly Kind[]
  readonly severity?: readonly Severity[]
  readonly presence?: Presence
}

export interface VulnerabilityFilter {
  readonly severity?: readonly Severity[]
  readonly status?: readonly Status[]
  readonly kind?: readonly Kind[]
  readonly repository?: readonly string[]
  readonly image?: readonly string[]
  readonly product?: readonly string[]
  readonly connection?: readonly string[]
  readonly decision?: readonly Decision[]
  /** Exact, in any of its names: the CVE finds what only a GHSA was reported for. */
  readonly identifier?: string
  /** Part of a package's name, or a purl without version. */
  readonly package?: string
  /** Identifiers, package names, and titles when neither matches. */
  readonly q?: string
  /** ISO 8601; inclusive. */
  readonly detectedAfter?: string
  /** ISO 8601; exclusive. */
  readonly detectedBefore?: string
  /** 0–100 */
  readonly minimumRisk?: number
  /** Only open ones whose time is over. */
  readonly overdue?: boolean
  /** Decided or required by one of these policies. */
  readonly policy?: readonly string[]
}

export interface ChangeRequestFilter {
  readonly remediation?: readonly string[]
  readonly connection?: readonly string[]
  readonly state?: readonly ChangeRequestState[]
}

export interface TicketFilter {
  readonly remediation?: readonly string[]
  readonly connection?: readonly string[]
  readonly state?: readonly TicketState[]
}

export interface RemediationFilter {
  readonly state?: readonly RemediationState[]
  readonly mode?: readonly RemediationMode[]
  readonly priority?: readonly Severity[]
  readonly product?: readonly string[]
  readonly repository?: readonly string[]
  readonly image?: readonly string[]
  /** Closes one of these. */
  readonly vulnerability?: readonly string[]
  readonly campaign?: readonly string[]
  readonly owner?: string
  readonly overdue?: boolean
  readonly waiting?: boolean
  /** Part of the title or of the name of what it is in. */
  readonly q?: string
}

export interface OperationFilter {
  readonly kind?: readonly OperationKind[]
  readonly state?: readonly OperationState[]
  readonly connection?: readonly string[]
}

export interface NotificationFilter {
  readonly type?: readonly string[]
  /** Delivered through one of these connections, or to be. */
  readonly connection?: readonly string[]
  readonly state?: readonly DeliveryState[]
}

export interface NoteFilter {
  readonly kind?: readonly NoteKind[]
}

export interface LogFilter {
  readonly level?: readonly LogLevel[]
}

export interface ChangeFilter {
  readonly change?: readonly ChangeKind[]
}

export interface FilteredFilter {
  readonly reason?: readonly string[]
}

/** What a document is to be of, and in which format. */
export interface DocumentRequest {
  readonly format: DocumentFormat
  readonly kinds: readonly Kind[]
  /** Findings without a severity are in it all the same. */
  readonly minimumSeverity?: Severity | undefined
}

/** A written document; kept until it is disposed of. */
export interface DocumentFile extends AsyncDisposable {
  readonly name: string
  readonly type: string
  content(): AsyncIterable<string>
}

export interface UploadPlaceFilter {
  readonly exporter?: readonly string[]
  readonly repository?: readonly string[]
}

export interface UploadFilter extends UploadPlaceFilter {
  readonly state?: readonly UploadState[]
  readonly stage?: readonly UploadStage[]
}

export type RecordSort = 'name' | '-stateSince'

export type RemediationSort = '-priority' | 'dueAt' | '-updatedAt'

export type VulnerabilitySort = 'severity' | '-riskScore' | 'dueAt' | '-detectedAt'

/** Everything that only reads. The API takes what it needs of it. */
export interface Browse {
  /** The same for somebody who sees only the products of some types, and what belongs to them. */
  within(productTypeIds: readonly number[]): Browse
  /** Database id of the product type each object belongs to, by public id; null for none. Unknown objects are missing. */
  productTypesOf(ids: readonly string[]): Promise<ReadonlyMap<string, number | null>>
  readonly connectors: {
    list(): Promise<ConnectorSummary[]>
    get(id: string): Promise<Connector>
  }
  readonly connections: {
    list(filter: ConnectionFilter, page: PageRequest): Promise<Listed<Connection>>
    get(id: string): Promise<Connection>
    /** What would go with it. */
    removal(id: string): Promise<Removal>
  }
  readonly records: {
    list(filter: RecordFilter, page: PageRequest<RecordSort>): Promise<Listed<VendorRecord>>
    get(id: string): Promise<VendorRecord>
    /** Changes of its state and of its mapping, newest first. */
    history(id: string, page: PageRequest): Promise<Listed<RecordEvent>>
    /** How records stand and where they lead, of those that exist. */
    standing(ids: readonly string[]): Promise<RecordStanding[]>
    /** What mapping these records would do. */
    preview(ids: readonly string[], request: PreviewRequest): Promise<MapPreview[]>
  }
  readonly mappingRules: {
    /** In the order they are tried. */
    list(page: PageRequest): Promise<Listed<MappingRule>>
    get(id: string): Promise<MappingRule>
    /** What the rules would change now: how many records, and the first 200 of them. */
    preview(request: RulePreview): Promise<{ count: number; items: RuledRecord[] }>
  }
  readonly notifications: {
    /** Newest first. */
    list(filter: NotificationFilter, page: PageRequest): Promise<Listed<Notification>>
    get(id: string): Promise<NotificationDetail>
    /** What people can be told of. */
    events(): NotificationEvent[]
  }
  readonly notificationSubscriptions: {
    list(filter: { readonly connection?: readonly string[] }, page: PageRequest): Promise<Listed<NotificationSubscription>>
    get(id: string): Promise<NotificationSubscription>
  }
  readonly products: {
    list(filter: ProductFilter, page: PageRequest): Promise<Listed<Product>>
    get(id: string): Promise<Product>
  }
  readonly productTypes: {
    list(page: PageRequest): Promise<Listed<ProductType>>
    get(id: string): Promise<ProductType>
  }
  readonly repositories: {
    list(filter: RepositoryFilter, page: PageRequest): Promise<Listed<Repository>>
    get(id: string): Promise<Repository>
  }
  readonly images: {
    list(filter: ImageFilter, page: PageRequest): Promise<Listed<Image>>
    get(id: string): Promise<ImageDetail>
  }
  readonly imageRules: {
    /** In the order they are tried. */
    list(page: PageRequest): Promise<Listed<ImageRule>>
    get(id: string): Promise<ImageRule>
  }
  readonly findings: {
    list(filter: FindingFilter, page: PageRequest): Promise<Listed<Finding>>
    get(id: string): Promise<Finding>
    /** Why a finding is here or not. `connection` is an id or a label, `id` whatever the vendor knows the finding by. */
    explain(connection: string, id: string): Promise<Explanation>
  }
  readonly vulnerabilities: {
    list(filter: VulnerabilityFilter, page: PageRequest<VulnerabilitySort>): Promise<Listed<Vulnerability>>
    get(id: string): Promise<VulnerabilityDetail>
    facets(filter: VulnerabilityFilter): Promise<Facets>
  }
  readonly campaigns: {
    /** Newest first. */
    list(page: PageRequest): Promise<Listed<Campaign>>
    get(id: string): Promise<Campaign>
  }
  readonly remediations: {
    list(filter: RemediationFilter, page: PageRequest<RemediationSort>): Promise<Listed<Remediation>>
    get(id: string): Promise<RemediationDetail>
    metrics(filter: { readonly product?: readonly string[] }): Promise<RemediationMetrics>
  }
  readonly changeRequests: {
    list(filter: ChangeRequestFilter, page: PageRequest): Promise<Listed<ChangeRequest>>
    get(id: string): Promise<ChangeRequest>
  }
  readonly tickets: {
    list(filter: TicketFilter, page: PageRequest): Promise<Listed<Ticket>>
    /** Of a remediation, by its public id; `null` when it has none. */
    of(remediationId: string): Promise<Ticket | null>
    /** Connections that take tickets. */
    trackers(): Promise<Listed<ConnectionRef>>
  }
  readonly operations: {
    list(filter: OperationFilter, page: PageRequest): Promise<Listed<Operation>>
    get(id: string): Promise<Operation>
    notes(id: string, filter: NoteFilter, page: PageRequest): Promise<Listed<OperationNote>>
    /** What the import rules left out, as far as no later read of the same records has replaced it. */
    filtered(id: string, filter: FilteredFilter, page: PageRequest): Promise<Listed<FilteredFinding>>
    /** What it said of itself, oldest first. */
    log(id: string, filter: LogFilter, page: PageRequest): Promise<Listed<OperationLogLine>>
    /** The same from the start, as it is said, until the operation is over or the signal aborts. */
    followLog(id: string, filter: LogFilter, signal: AbortSignal): AsyncIterable<OperationLogLine>
    /** Beside the one before it of its kind and connection. */
    comparison(id: string): Promise<OperationComparison>
    /** What it changed. A finding that its scanner listed twice may come twice. */
    changes(id: string, filter: ChangeFilter, page: PageRequest): Promise<Listed<OperationChange>>
    /** Operations that changed, as they change, until the signal aborts. Starts with those waiting or running. */
    watch(signal: AbortSignal): AsyncIterable<Operation>
  }
  readonly policies: {
    list(page: PageRequest): Promise<Listed<Policy>>
    get(id: string): Promise<Policy>
  }
  readonly slaPolicies: {
    list(page: PageRequest): Promise<Listed<SlaPolicy>>
    get(id: string): Promise<SlaPolicy>
  }
  readonly feeds: () => Promise<readonly Feed[]>
  readonly settings: () => Promise<HubSettings>
  readonly exporters: {
    list(page: PageRequest): Promise<Listed<Exporter>>
    get(id: string): Promise<Exporter>
  }
  readonly scanProfiles: {
    list(page: PageRequest): Promise<Listed<ScanProfile>>
    get(id: string): Promise<ScanProfile>
  }
  readonly uploads: {
    /** Newest first. */
    list(filter: UploadFilter, page: PageRequest): Promise<Listed<Upload>>
    get(id: string): Promise<UploadDetail>
    /** What is exported, what leaves next first. */
    upcoming(filter: UploadPlaceFilter, page: PageRequest): Promise<Listed<UpcomingUpload>>
    /** Name and media type of the document as it was sent; a `not-found` problem when it is not there any more. */
    document(id: string): Promise<{ readonly name: string; readonly type: string }>
    content(id: string): AsyncIterable<string>
  }
  /** Of what scanners see now in default branches, decisions included. */
  readonly documents: {
    repository(id: string, request: DocumentRequest): Promise<DocumentFile>
    product(id: string, request: DocumentRequest): Promise<DocumentFile>
  }
  readonly summary: () => Promise<Summary>
}
