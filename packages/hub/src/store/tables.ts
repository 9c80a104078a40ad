import type { ColumnType, Generated, GeneratedAlways, JSONColumnType } from 'kysely'
import type { RecordCause } from '../domain/record-state.ts'
import type { ChangeRequestTable } from './change-request-tables.ts'
import type {
  ExporterTable,
  ExportScopeTable,
  ScanProfileExporterTable,
  ScanProfileTable,
  UploadDocumentTable,
  UploadTable,
} from './export-tables.ts'
import type { ImageRuleTable, ImageTable, ImageVersionTable } from './image-tables.ts'
import type {
  NotificationBatchTable,
  NotificationDeliveryTable,
  NotificationItemTable,
  NotificationSpellTable,
  NotificationSubscriptionTable,
  NotificationTable,
  NotificationTryTable,
  SlaBreachTable,
} from './notification-tables.ts'
import type { DiscoverChangeTable, LeaseTable, OperationLogTable, SettingTable, SyncChangeTable } from './operation-tables.ts'
import type {
  ApiTokenTable,
  AuditEventTable,
  AuditIntentTable,
  HubUserTable,
  InvitationTable,
  ProductTypeRoleTable,
  ServiceAccountTable,
  UserAccountTable,
  UserSessionTable,
  UserTwoFactorTable,
  UserVerificationTable,
} from './people-tables.ts'
import type {
  AdvisoryLinkTable,
  AdvisoryTable,
  AssessmentDueTable,
  EpssScoreTable,
  FeedTable,
  KnownExploitedTable,
  PolicyTable,
  SlaPolicyTable,
} from './priority-tables.ts'
import type { MappingRuleTable, RecordEventTable } from './record-tables.ts'
import type {
  CampaignTable,
  RemediationEventTable,
  RemediationTable,
  RemediationVulnerabilityTable,
  StaleProposalTable,
} from './remediation-tables.ts'
import type { FilteredPageTable, SyncPageTable, SyncScopeTable } from './sync-tables.ts'
import type { TicketReadingTable, TicketTable, TicketTaskTable } from './ticket-tables.ts'
import type {
  VulnerabilityCountTable,
  VulnerabilityEventTable,
  VulnerabilityTable,
  VulnerabilityTransitionTable,
} from './vulnerability-tables.ts'

/** Rows as the database has them. Names follow the words of the domain. Ids are `bigint`, read as numbers. */
export interface Tables {
  product_type: ProductTypeTable
  product: ProductTable
  connection: ConnectionTable
  operation: OperationTable
  operation_note: OperationNoteTable
  operation_log: OperationLogTable
  sync_change: SyncChangeTable
  discover_change: DiscoverChangeTable
  setting: SettingTable
  lease: LeaseTable
  asset: AssetTable
  application_key: ApplicationKeyTable
  image: ImageTable
  image_version: ImageVersionTable
  image_rule: ImageRuleTable
  repository: RepositoryTable
  repository_url: RepositoryUrlTable
  repository_source: RepositorySourceTable
  record: RecordTable
  mapping: MappingTable
  record_event: RecordEventTable
  mapping_rule: MappingRuleTable
  package: PackageTable
  alias_group: AliasGroupTable
  alias: AliasTable
  alias_link: AliasLinkTable
  detail: DetailTable
  epss: EpssTable
  wording: WordingTable
  vulnerability: VulnerabilityTable
  vulnerability_event: VulnerabilityEventTable
  vulnerability_transition: VulnerabilityTransitionTable
  vulnerability_count: VulnerabilityCountTable
  finding: FindingTable
  sync_scope: SyncScopeTable
  sync_page: SyncPageTable
  filtered_page: FilteredPageTable
  scan_profile: ScanProfileTable
  scan_profile_exporter: ScanProfileExporterTable
  exporter: ExporterTable
  export_scope: ExportScopeTable
  upload: UploadTable
  upload_document: UploadDocumentTable
  campaign: CampaignTable
  remediation: RemediationTable
  remediation_vulnerability: RemediationVulnerabilityTable
  remediation_event: RemediationEventTable
  stale_proposal: StaleProposalTable
  sla_policy: SlaPolicyTable
  policy: PolicyTable
  feed: FeedTable
  known_exploited: KnownExploitedTable
  epss_score: EpssScoreTable
  advisory: AdvisoryTable
  assessment_due: AssessmentDueTable
  advisory_link: AdvisoryLinkTable

  change_request: ChangeRequestTable
  ticket: TicketTable
  ticket_task: TicketTaskTable
  ticket_reading: TicketReadingTable

  notification_subscription: NotificationSubscriptionTable
  notification: NotificationTable
  notification_item: NotificationItemTable
  notification_batch: NotificationBatchTable
  notification_spell: NotificationSpellTable
  notification_delivery: NotificationDeliveryTable
  notification_try: NotificationTryTable
  sla_breach: SlaBreachTable

  // People: users, their sessions, tokens, the audit log.
  hub_user: HubUserTable
  user_session: UserSessionTable
  user_account: UserAccountTable
  user_two_factor: UserTwoFactorTable
  user_verification: UserVerificationTable
  invitation: InvitationTable
  service_account: ServiceAccountTable
  product_type_role: ProductTypeRoleTable
  api_token: ApiTokenTable
  audit_event: AuditEventTable
  audit_intent: AuditIntentTable
}

type Json<T> = JSONColumnType<T & object>
type NullableJson<T> = ColumnType<T | null, string | null, string | null>

export interface ProductTypeTable {
  id: GeneratedAlways<number>
  name: string
  description: string | null
  scan_profile_id: number | null
  created_at: Generated<Date>
}

export interface ProductTable {
  id: GeneratedAlways<number>
  product_type_id: number
  name: string
  description: string | null
  owner: string | null
  criticality: Generated<string>
  environment: string | null
  tags: Generated<string[]>
  scan_profile_id: number | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
}

export interface ConnectionTable {
  id: GeneratedAlways<number>
  connector: string
  label: string
  config: Json<Record<string, unknown>>
  secrets: Json<Record<string, string>>
  auto_map: Generated<boolean>
  schedule: Json<unknown>
  rules: Json<unknown>
  ticket_settings: NullableJson<unknown>
  state: 'connected' | 'attention' | 'degraded' | 'paused'
  problem: NullableJson<unknown>
  account: NullableJson<unknown>
  /** What the vendor says. */
  credentials_expire_at: Date | null
  /** What a person says. */
  credentials_expire_given: Date | null
  last_discover_at: Date | null
  last_sync_at: Date | null
  next_discover_at: Date | null
  next_sync_at: Date | null
  created_at: Generated<Date>
  updated_at: Generated<Date>
  /** Set when removed with its findings kept; the row stays so that their history does. */
  removed_at: Date | null
}

export interface OperationTable {
  id: GeneratedAlways<number>
  connection_id: number | null
  connection_label: string
  kind: 'check' | 'discover' | 'sync' | 'export'
  state: 'queued' | 'running' | 'complete' | 'partial' | 'failed' | 'cancelled'
  trigger: 'schedule' | 'user' | 'connect' | 'follow-up'
  requested_by: string | null
  /** The records it reads; `null` all that are GOOD when it begins. */
  record_ids: number[] | null
  requested_at: Generated<Date>
  started_at: Date | null
  ended_at: Date | null
  heartbeat_at: Date | null
  worker: string | null
  cancel_requested: Generated<boolean>
  progress: ColumnType<unknown, string | undefined, string>
  counts: ColumnType<unknown, string | undefined, string>
  coverage: NullableJson<unknown>
  problem: NullableJson<unknown>
  emptied_at: Date | null
}

export interface OperationNoteTable {
  operation_id: number
  seq: number
  kind: 'set-aside' | 'oddity' | 'gap' | 'hold' | 'fault'
  target: string | null
  external_id: string | null
  path: string | null
  message: string
  at: Generated<Date>
}

export interface AssetTable {
  id: GeneratedAlways<number>
  kind: 'repository' | 'image' | 'application'
  product_id: number | null
  name: string
  created_at: Generated<Date>
}

export interface ApplicationKeyTable {
  key: string
  asset_id: number
}

export interface RepositoryTable {
  asset_id: number
  host: string
  ref: string
  full_name: string
  url: string
  clone_urls: string[]
  default_branch: string | null
  visibility: string
  archived: boolean
  topics: Generated<string[]>
  content: string
  present: Generated<boolean>
  missing_since: Date | null
  first_seen_at: Date
  last_seen_at: Date
}

export interface RepositoryUrlTable {
  key: string
  asset_id: number
  current: boolean
  seen_at: Date
}

export interface RepositorySourceTable {
  asset_id: number
  connection_id: number
  present: Generated<boolean>
}

export interface RecordTable {
  id: GeneratedAlways<number>
  connection_id: number
  ref: string
  name: string
  url: string | null
  tags: Generated<string[]>
  archived: Generated<boolean>
  attributes: Json<Record<string, string>>
  clue: NullableJson<unknown>
  image: NullableJson<unknown>
  content: string
  present: Generated<boolean>
  first_seen_at: Date
  last_seen_at: Date
  missing_since: Date | null
  ignored_at: Date | null
  ignored_by: string | null
  fault: string | null
  state: 'NEW' | 'GOOD' | 'MISSING' | 'STALE' | 'IGNORED' | 'ERROR'
  state_reason: string
  state_cause: Generated<RecordCause>
  state_since: Date
  cursor: NullableJson<unknown>
  last_complete_sync_at: Date | null
  last_complete_operation_id: number | null
  /** Import rules of the scan profile by which it was read last. */
  profile_rules: ColumnType<unknown, string | undefined, string>
}

export interface MappingTable {
  record_id: number
  product_id: number | null
  asset_id: number | null
  branch: string | null
  had_product: boolean
  /** The image the record is mapped as; the asset follows from where that is built. */
  image_id: number | null
  method: 'native-id' | 'url' | 'former-url' | 'auto-product' | 'manual' | 'rule' | 'image'
  evidence: Json<unknown>
  created_by: string | null
  created_at: Generated<Date>
}

export interface PackageTable {
  id: GeneratedAlways<number>
  key: string
  type: string
  name: string
}

export interface AliasGroupTable {
  id: GeneratedAlways<number>
  name: string
}

export interface AliasTable {
  identifier: string
  group_id: number
}

export interface AliasLinkTable {
  a: string
  b: string
  first_seen_at: Generated<Date>
}

/** EPSS as each scanner told it last. */
export interface EpssTable {
  identifier: string
  connection_id: number
  score: number
  percentile: number | null
  told_at: Generated<Date>
}

export interface DetailTable {
  id: GeneratedAlways<number>
  hash: string
  title: string
  identifiers: string[]
  body: Json<unknown>
}

export interface WordingTable {
  id: GeneratedAlways<number>
  hash: string
  body: Json<unknown>
}

export interface FindingTable {
  id: Generated<number>
  asset_id: number
  record_id: number
  vulnerability_id: number
  detail_id: number
  wording_id: number | null
  identity: string
  identity_version: Generated<number>
  evidence: string
  content: string
  external_id: string
  kind: string
  severity: number
  reachability: number
  direct: boolean | null
  present: Generated<boolean>
  closed_reason: string | null
  closed_at: Date | null
  closed_operation_id: number | null
  /** When it was last known to be seen, of one that was closed. */
  last_seen_at: Date | null
  detected_at: Date | null
  first_seen_at: Date
  changed_at: Date
  purl: string | null
  fixed_version: string | null
  path: string | null
  extra: Json<unknown>
}
