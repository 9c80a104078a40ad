import { setTimeout as sleep } from 'node:timers/promises'
import type { Plugin } from '@patchbay/sdk'
import type { Sight } from '../domain/access.ts'
import { spool, unpacked } from '../runtime/spool.ts'
import { CampaignReader } from '../store/campaigns/reader.ts'
import { ChangeRequestReader } from '../store/change-requests/reader.ts'
import { ChangeReader } from '../store/changes/reader.ts'
import { ConnectionReader } from '../store/connections/reader.ts'
import type { Database } from '../store/database.ts'
import { ExplainReader } from '../store/explain/reader.ts'
import { ExporterReader } from '../store/exporters/reader.ts'
import { FeedReader } from '../store/feeds/reader.ts'
import { FilteredReader } from '../store/filtered/reader.ts'
import { FindingReader } from '../store/findings/reader.ts'
import { ImageReader } from '../store/images/reader.ts'
import { MappingRuleReader } from '../store/mapping-rules/reader.ts'
import { NotificationReader } from '../store/notifications/reader.ts'
import { OperationLogReader } from '../store/operations/log-reader.ts'
import { OperationReader } from '../store/operations/reader.ts'
import { bounded } from '../store/page.ts'
import { ActorReader } from '../store/people/actor-reader.ts'
import { PolicyReader } from '../store/policies/reader.ts'
import { ProductTypeReader } from '../store/product-type-reader.ts'
import { ExtentReader } from '../store/products/extent-reader.ts'
import { ProductReader } from '../store/products/reader.ts'
import { RecordHistoryReader } from '../store/records/history-reader.ts'
import { PreviewReader } from '../store/records/preview-reader.ts'
import { RecordReader } from '../store/records/reader.ts'
import { RemediationMetricsReader } from '../store/remediations/metrics-reader.ts'
import { RemediationReader } from '../store/remediations/reader.ts'
import { RepositoryReader } from '../store/repositories/reader.ts'
import { ScanProfileReader } from '../store/scan-profiles/reader.ts'
import { SettingReader } from '../store/settings/reader.ts'
import { SlaPolicyReader } from '../store/sla/reader.ts'
import { SummaryReader } from '../store/summary/reader.ts'
import { TicketReader } from '../store/tickets/reader.ts'
import { DocumentReader } from '../store/uploads/document-writer.ts'
import { PlaceReader } from '../store/uploads/place-reader.ts'
import { UploadReader } from '../store/uploads/reader.ts'
import { SnapshotReader } from '../store/uploads/snapshot-reader.ts'
import { FacetReader } from '../store/vulnerabilities/facet-reader.ts'
import { VulnerabilityReader } from '../store/vulnerabilities/reader.ts'
import { createNameActors, type NameActors } from '../usecases/browse/actors.ts'
import type { Browse } from '../usecases/browse/browse.ts'
import { browseCampaigns } from '../usecases/browse/campaigns.ts'
import { browseChangeRequests } from '../usecases/browse/change-requests.ts'
import { browseComparison } from '../usecases/browse/comparison.ts'
import { browseConnections } from '../usecases/browse/connections.ts'
import { browseConnectors } from '../usecases/browse/connectors.ts'
import { browseDocuments } from '../usecases/browse/documents.ts'
import { createExplain } from '../usecases/browse/explain/explain.ts'
import { browseExports } from '../usecases/browse/exports.ts'
import { browseFeeds } from '../usecases/browse/feeds.ts'
import { browseFindings } from '../usecases/browse/findings.ts'
import { browseHubSettings } from '../usecases/browse/hub-settings.ts'
import { browseImages } from '../usecases/browse/images.ts'
import { previewMapping } from '../usecases/browse/map-preview.ts'
import { browseMappingRules } from '../usecases/browse/mapping-rules.ts'
import { browseNotifications, browseSubscriptions } from '../usecases/browse/notifications.ts'
import { browseOperationLog } from '../usecases/browse/operation-log.ts'
import { browseOperations } from '../usecases/browse/operations.ts'
import { browsePolicies } from '../usecases/browse/policies.ts'
import { productTypesOf } from '../usecases/browse/product-types-of.ts'
import { browseProducts } from '../usecases/browse/products.ts'
import { browseRecordHistory } from '../usecases/browse/record-history.ts'
import { browseRecords } from '../usecases/browse/records.ts'
import { browseRemediations } from '../usecases/browse/remediations.ts'
import { browseRepositories } from '../usecases/browse/repositories.ts'
import { browseScanProfiles } from '../usecases/browse/scan-profiles.ts'
import { browseSummary } from '../usecases/browse/summary.ts'
import { browseTickets } from '../usecases/browse/tickets.ts'
import { browseVulnerabilities } from '../usecases/browse/vulnerabilities.ts'
import { productTypeOf } from '../usecases/map/match-all.ts'

/** Milliseconds between two looks at what operations do. */
const watchEvery = 1000

interface BrowseOptions {
  readonly database: Pick<Database, 'kysely'>
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly now: () => Date
  /** Where browsers find the hub, without a trailing slash. */
  readonly hubUrl?: string | undefined
  /** Product types whose products are seen; everything when missing. */
  readonly sight?: Sight
}

/** Everything that only reads, over a database. */
export function createBrowse({ database, plugins, now, hubUrl, sight = null }: BrowseOptions): Browse {
  const db = database.kysely
  const connections = new ConnectionReader(db)
  const findings = new FindingReader(db)
  const repositories = new RepositoryReader(db)
  const images = new ImageReader(db)
  const filtered = new FilteredReader(db)
  const nameActors = createNameActors(new ActorReader(db))
  const operations = new OperationReader(db)
  const notifications = new NotificationReader(db)
  const recordReader = new RecordReader(db)
  const products = new ProductReader(db)
  const settings = browseHubSettings(new SettingReader(db))
  const records = browseRecords({ reader: recordReader, repositories, nameActors, sight })
  const keepsIds = (connector: string) => plugins.get(connector)?.manifest.findingIds !== 'unstable'
  const scanProfiles = new ScanProfileReader(db)
  const explain = createExplain({
    connections,
    explain: new ExplainReader(db),
    filtered,
    findings,
    records,
    scanProfiles,
    keepsIds,
  })
  return {
    within: (productTypeIds) => createBrowse({ database, plugins, now, hubUrl, sight: productTypeIds }),
    productTypesOf: productTypesOf(new ProductTypeReader(db)),
    connectors: browseConnectors({ plugins, connections }),
    connections: browseConnections({ reader: connections, now }),
    records: {
      ...records,
      history: browseRecordHistory({ reader: new RecordHistoryReader(db), known: records.get, nameActors }),
      preview: previewMapping({
        records: recordReader,
        repositories,
        images,
        products,
        preview: new PreviewReader(db),
        productTypeOf: (connector) => productTypeOf(plugins.get(connector), connector),
      }),
    },
    mappingRules: browseMappingRules({ reader: new MappingRuleReader(db), nameActors }),
    notifications: browseNotifications({ reader: notifications }),
    notificationSubscriptions: browseSubscriptions({ reader: notifications, nameActors }),
    ...browseProducts(products, new ExtentReader(db), sight, now),
    repositories: browseRepositories(repositories, sight),
    ...browseImages({ reader: images, nameActors, sight }),
    findings: browseFindings(findings, explain, sight),
    vulnerabilities: browseVulnerabilities({
      reader: new VulnerabilityReader(db),
      settings,
      now,
      findings,
      facets: new FacetReader(db),
      nameActors,
      sight,
    }),
    ...browseWork({ database, plugins, now, sight }, nameActors),
    operations: {
      ...browseOperations({ reader: operations, filtered, nameActors, pause }),
      ...browseOperationLog({ operations, log: new OperationLogReader(db), pause }),
      ...browseComparison({ operations, changes: new ChangeReader(db), findings }),
    },
    settings,
    ...browsePolicies({ policies: new PolicyReader(db), slaPolicies: new SlaPolicyReader(db), nameActors, now }),
    feeds: browseFeeds({ reader: new FeedReader(db), settings, now }),
    scanProfiles: browseScanProfiles(scanProfiles, nameActors),
    ...browseSent({ database, plugins, now, hubUrl, sight }, nameActors),
    summary: browseSummary({ reader: new SummaryReader(db), boundedCount: bounded, now, sight }),
  }
}

/** Pieces of fixing work, and what stands for them in other systems. */
function browseWork(
  { database: { kysely: db }, plugins, now, sight = null }: BrowseOptions,
  nameActors: NameActors,
): Pick<Browse, 'campaigns' | 'remediations' | 'changeRequests' | 'tickets'> {
  const metrics = new RemediationMetricsReader(db)
  return {
    campaigns: browseCampaigns({ reader: new CampaignReader(db), nameActors, sight }),
    remediations: browseRemediations({ reader: new RemediationReader(db), metrics, nameActors, now, sight }),
    changeRequests: browseChangeRequests({ reader: new ChangeRequestReader(db), nameActors, sight }),
    tickets: browseTickets({ reader: new TicketReader(db), plugins, nameActors, sight }),
  }
}

async function pause(signal: AbortSignal): Promise<void> {
  await sleep(watchEvery, undefined, { signal }).catch(() => undefined)
}

/** What leaves the hub: to destinations, and as documents. */
function browseSent(
  { database: { kysely: db }, plugins, now, hubUrl, sight = null }: BrowseOptions,
  nameActors: NameActors,
): ReturnType<typeof browseExports> & Pick<Browse, 'documents'> {
  return {
    ...browseExports({
      plugins,
      exporters: new ExporterReader(db),
      uploads: new UploadReader(db),
      documents: new DocumentReader(db),
      unpacked,
      nameActors,
      sight,
      now,
    }),
    documents: browseDocuments({
      plugins,
      places: new PlaceReader(db),
      snapshots: new SnapshotReader(db),
      spool,
      unpacked,
      hubUrl: hubUrl ?? null,
      now,
    }),
  }
}
