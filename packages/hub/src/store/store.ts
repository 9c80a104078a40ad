import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { ApplicationWriter } from './applications/writer.ts'
import { CampaignWriter } from './campaigns/writer.ts'
import { ChangeRequestWriter } from './change-requests/writer.ts'
import { ChangeWriter } from './changes/writer.ts'
import { ConnectionWriter } from './connections/writer.ts'
import { DictionaryWriter } from './dictionary/writer.ts'
import { ExporterWriter } from './exporters/writer.ts'
import { AdvisoryWriter } from './feeds/advisory-writer.ts'
import { FeedWriter } from './feeds/writer.ts'
import { FilteredWriter } from './filtered/writer.ts'
import { compareFindings, FindingWriter, type KnownFinding, type SeenFinding } from './findings/writer.ts'
import { ImageWriter } from './images/writer.ts'
import { LeaseWriter } from './leases/writer.ts'
import { MappingRuleWriter } from './mapping-rules/writer.ts'
import { BreachWriter } from './notifications/breach-writer.ts'
import { DeliveryWriter } from './notifications/delivery-writer.ts'
import { DigestWriter } from './notifications/digest-writer.ts'
import { SubscriptionWriter } from './notifications/subscription-writer.ts'
import { TransitionWriter } from './notifications/transition-writer.ts'
import { NotificationWriter } from './notifications/writer.ts'
import { OperationLogWriter } from './operations/log-writer.ts'
import { RetentionWriter } from './operations/retention-writer.ts'
import { OperationWriter } from './operations/writer.ts'
import { PolicyWriter } from './policies/writer.ts'
import { PriorityWriter } from './priority/writer.ts'
import { ProductWriter } from './products/writer.ts'
import { MappingWriter } from './records/mapping-writer.ts'
import { RecordWriter } from './records/writer.ts'
import { ProposalWriter } from './remediations/proposal-writer.ts'
import { WaitingWriter } from './remediations/waiting-writer.ts'
import { RemediationWriter } from './remediations/writer.ts'
import { RepositoryWriter } from './repositories/writer.ts'
import { ScanProfileWriter } from './scan-profiles/writer.ts'
import { ScopeWriter } from './scopes/writer.ts'
import { SettingWriter } from './settings/writer.ts'
import { SlaPolicyWriter } from './sla/writer.ts'
import type { Tables } from './tables.ts'
import { TicketTaskWriter } from './tickets/task-writer.ts'
import { TicketWriter } from './tickets/writer.ts'
import { DocumentWriter } from './uploads/document-writer.ts'
import { ExportScopeWriter } from './uploads/scope-writer.ts'
import { UploadWriter } from './uploads/writer.ts'
import { DecisionWriter } from './vulnerabilities/decision-writer.ts'
import { VulnerabilityWriter } from './vulnerabilities/writer.ts'

/** Everything that writes. Only handed out inside a transaction. */
export interface Writers {
  readonly advisories: AdvisoryWriter
  readonly changeRequests: ChangeRequestWriter
  readonly changes: ChangeWriter
  readonly feeds: FeedWriter
  readonly applications: ApplicationWriter
  readonly campaigns: CampaignWriter
  readonly connections: ConnectionWriter
  readonly decisions: DecisionWriter
  readonly dictionary: DictionaryWriter
  readonly documents: DocumentWriter
  readonly exporters: ExporterWriter
  readonly exportScopes: ExportScopeWriter
  readonly filtered: FilteredWriter
  readonly findings: FindingWriter
  readonly images: ImageWriter
  readonly leases: LeaseWriter
  readonly mappingRules: MappingRuleWriter
  readonly mappings: MappingWriter
  readonly notifications: NotificationWriter
  readonly subscriptions: SubscriptionWriter
  readonly transitions: TransitionWriter
  readonly breaches: BreachWriter
  readonly digests: DigestWriter
  readonly deliveries: DeliveryWriter
  readonly operationLog: OperationLogWriter
  readonly operations: OperationWriter
  readonly policies: PolicyWriter
  readonly priority: PriorityWriter
  readonly products: ProductWriter
  readonly proposals: ProposalWriter
  readonly waiting: WaitingWriter
  readonly records: RecordWriter
  readonly remediations: RemediationWriter
  readonly repositories: RepositoryWriter
  readonly retention: RetentionWriter
  readonly scanProfiles: ScanProfileWriter
  readonly scopes: ScopeWriter
  readonly settings: SettingWriter
  readonly slaPolicies: SlaPolicyWriter
  readonly tickets: TicketWriter
  readonly ticketTasks: TicketTaskWriter
  readonly uploads: UploadWriter
  readonly vulnerabilities: VulnerabilityWriter
}

export interface Store {
  /** Runs `work` in one transaction; everything in it happens or nothing does. Repeated when two transactions got in each other's way, so `work` must be repeatable. */
  transact<T>(work: (write: Writers) => Promise<T>): Promise<T>
  /** Runs `work` like `transact`, answers what it found, and takes back everything it wrote. */
  rehearse<T>(work: (write: Writers) => Promise<T>): Promise<T>
  /** A look without a lock, for deciding what a page still has to write; the answers line up with `seen`. */
  compareFindings(seen: readonly SeenFinding[]): Promise<readonly (KnownFinding | null)[]>
}

// serialization_failure, deadlock_detected
const repeatable = new Set(['40001', '40P01'])
const tries = 10
/** Milliseconds; two that got in each other's way do not start again at the same moment. */
const longestPause = 50

export function createStore(db: Kysely<Tables>): Store {
  return {
    transact: (work) => repeated(() => db.transaction().execute((tx) => work(writersOf(tx)))),
    rehearse: (work) =>
      repeated(async () => {
        const tx = await db.startTransaction().execute()
        try {
          return await work(writersOf(tx))
        } finally {
          await tx.rollback().execute()
        }
      }),
    compareFindings: (seen) => compareFindings(db, seen),
  }
}

/** Again when two transactions got in each other's way. */
async function repeated<T>(run: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run()
    } catch (error) {
      if (attempt >= tries || !isRepeatable(error)) throw error
      await pause(Math.random() * longestPause * attempt)
    }
  }
}

function writersOf(tx: Kysely<Tables>): Writers {
  return {
    advisories: new AdvisoryWriter(tx),
    changeRequests: new ChangeRequestWriter(tx),
    changes: new ChangeWriter(tx),
    feeds: new FeedWriter(tx),
    applications: new ApplicationWriter(tx),
    campaigns: new CampaignWriter(tx),
    connections: new ConnectionWriter(tx),
    decisions: new DecisionWriter(tx),
    dictionary: new DictionaryWriter(tx),
    documents: new DocumentWriter(tx),
    exporters: new ExporterWriter(tx),
    exportScopes: new ExportScopeWriter(tx),
    filtered: new FilteredWriter(tx),
    findings: new FindingWriter(tx),
    images: new ImageWriter(tx),
    leases: new LeaseWriter(tx),
    mappingRules: new MappingRuleWriter(tx),
    mappings: new MappingWriter(tx),
    notifications: new NotificationWriter(tx),
    subscriptions: new SubscriptionWriter(tx),
    transitions: new TransitionWriter(tx),
    breaches: new BreachWriter(tx),
    digests: new DigestWriter(tx),
    deliveries: new DeliveryWriter(tx),
    operationLog: new OperationLogWriter(tx),
    operations: new OperationWriter(tx),
    policies: new PolicyWriter(tx),
    priority: new PriorityWriter(tx),
    products: new ProductWriter(tx),
    proposals: new ProposalWriter(tx),
    waiting: new WaitingWriter(tx),
    records: new RecordWriter(tx),
    remediations: new RemediationWriter(tx),
    repositories: new RepositoryWriter(tx),
    retention: new RetentionWriter(tx),
    scanProfiles: new ScanProfileWriter(tx),
    scopes: new ScopeWriter(tx),
    settings: new SettingWriter(tx),
    slaPolicies: new SlaPolicyWriter(tx),
    tickets: new TicketWriter(tx),
    ticketTasks: new TicketTaskWriter(tx),
    uploads: new UploadWriter(tx),
    vulnerabilities: new VulnerabilityWriter(tx),
  }
}

function isRepeatable(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && repeatable.has(String(error.code))
}
