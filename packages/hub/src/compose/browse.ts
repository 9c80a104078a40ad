import { setTimeout as sleep } from 'node:timers/promises'
import type { Plugin } from '@patchbay/sdk'
import { ConnectionReader } from '../store/connections/reader.ts'
import type { Database } from '../store/database.ts'
import { ExplainReader } from '../store/explain/reader.ts'
import { FilteredReader } from '../store/filtered/reader.ts'
import { FindingReader } from '../store/findings/reader.ts'
import { MappingRuleReader } from '../store/mapping-rules/reader.ts'
import { OperationReader } from '../store/operations/reader.ts'
import { ActorReader } from '../store/people/actor-reader.ts'
import { ProductReader } from '../store/products/reader.ts'
import { RecordHistoryReader } from '../store/records/history-reader.ts'
import { PreviewReader } from '../store/records/preview-reader.ts'
import { RecordReader } from '../store/records/reader.ts'
import { RepositoryReader } from '../store/repositories/reader.ts'
import { SummaryReader } from '../store/summary/reader.ts'
import { FacetReader } from '../store/vulnerabilities/facet-reader.ts'
import { VulnerabilityReader } from '../store/vulnerabilities/reader.ts'
import { createNameActors } from '../usecases/browse/actors.ts'
import type { Browse } from '../usecases/browse/browse.ts'
import { browseConnections } from '../usecases/browse/connections.ts'
import { browseConnectors } from '../usecases/browse/connectors.ts'
import { createExplain } from '../usecases/browse/explain/explain.ts'
import { browseFindings } from '../usecases/browse/findings.ts'
import { previewMapping } from '../usecases/browse/map-preview.ts'
import { browseMappingRules } from '../usecases/browse/mapping-rules.ts'
import { browseOperations } from '../usecases/browse/operations.ts'
import { browseProducts } from '../usecases/browse/products.ts'
import { browseRecordHistory } from '../usecases/browse/record-history.ts'
import { browseRecords } from '../usecases/browse/records.ts'
import { browseRepositories } from '../usecases/browse/repositories.ts'
import { browseSummary } from '../usecases/browse/summary.ts'
import { browseVulnerabilities } from '../usecases/browse/vulnerabilities.ts'
import { productTypeOf } from '../usecases/map/match-all.ts'

/** Milliseconds between two looks at what operations do. */
const watchEvery = 1000

interface BrowseOptions {
  readonly database: Pick<Database, 'kysely'>
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly now: () => Date
}

/** Everything that only reads, over a database. */
export function createBrowse({ database, plugins, now }: BrowseOptions): Browse {
  const db = database.kysely
  const connections = new ConnectionReader(db)
  const findings = new FindingReader(db)
  const repositories = new RepositoryReader(db)
  const filtered = new FilteredReader(db)
  const nameActors = createNameActors(new ActorReader(db))
  const recordReader = new RecordReader(db)
  const products = new ProductReader(db)
  const records = browseRecords({ reader: recordReader, repositories, nameActors })
  const keepsIds = (connector: string) => plugins.get(connector)?.manifest.findingIds !== 'unstable'
  const explain = createExplain({ connections, explain: new ExplainReader(db), filtered, findings, records, keepsIds })
  return {
    connectors: browseConnectors({ plugins, connections }),
    connections: browseConnections({ reader: connections, now }),
    records: {
      ...records,
      history: browseRecordHistory({ reader: new RecordHistoryReader(db), known: records.get, nameActors }),
      preview: previewMapping({
        records: recordReader,
        repositories,
        products,
        preview: new PreviewReader(db),
        productTypeOf: (connector) => productTypeOf(plugins.get(connector), connector),
      }),
    },
    mappingRules: browseMappingRules({ reader: new MappingRuleReader(db), nameActors }),
    ...browseProducts(products),
    repositories: browseRepositories(repositories),
    findings: browseFindings(findings, explain),
    vulnerabilities: browseVulnerabilities({
      reader: new VulnerabilityReader(db),
      findings,
      facets: new FacetReader(db),
      nameActors,
    }),
    operations: browseOperations({ reader: new OperationReader(db), filtered, nameActors, pause }),
    summary: browseSummary({ reader: new SummaryReader(db), now }),
  }
}

async function pause(signal: AbortSignal): Promise<void> {
  await sleep(watchEvery, undefined, { signal }).catch(() => undefined)
}
