import type {
  ApplicationKeyTable,
  AssetTable,
  ProductTable,
  ProductTypeTable,
  RepositorySourceTable,
  RepositoryTable,
  RepositoryUrlTable,
} from './asset-tables.ts'
import type { ChangeRequestTable } from './change-request-tables.ts'
import type { ConnectionTable } from './connection-tables.ts'
import type {
  AliasGroupTable,
  AliasLinkTable,
  AliasTable,
  DetailTable,
  EpssTable,
  PackageTable,
  WordingTable,
} from './dictionary-tables.ts'
import type {
  ExporterTable,
  ExportScopeTable,
  ScanProfileExporterTable,
  ScanProfileTable,
  UploadDocumentTable,
  UploadTable,
} from './export-tables.ts'
import type { FindingTable } from './finding-tables.ts'
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
import type {
  DiscoverChangeTable,
  LeaseTable,
  OperationLogTable,
  OperationNoteTable,
  OperationTable,
  SettingTable,
  SyncChangeTable,
} from './operation-tables.ts'
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
import type { MappingRuleTable, MappingTable, RecordEventTable, RecordTable } from './record-tables.ts'
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
