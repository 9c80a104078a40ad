import { buildSchema, type GraphQLSchema } from 'graphql'

/** Which arguments the slot request takes: both in the wild, the bare file name in the documentation, `input` by introspection. */
export type SlotArguments = 'both' | 'filename' | 'input'

const slot: Readonly<Record<SlotArguments, string>> = {
  both: 'filename: String, input: SecurityScanUploadInput',
  filename: 'filename: String!',
  input: 'input: SecurityScanUploadInput',
}

const schemas = new Map<SlotArguments, GraphQLSchema>()

/** The part of the tenant's schema that uploads go through. */
export function wizSchema(takes: SlotArguments): GraphQLSchema {
  const known = schemas.get(takes) ?? buildSchema(definitions(slot[takes]))
  schemas.set(takes, known)
  return known
}

function definitions(slotArguments: string): string {
  return `
scalar DateTime
type Query {
  requestSecurityScanUpload(${slotArguments}): RequestSecurityScanUploadPayload!
  systemActivity(id: ID!): SystemActivity
}
input SecurityScanUploadInput { filename: String! format: SecurityScanUploadFormat! partnerId: ID }
enum SecurityScanUploadFormat { ENRICHMENT SARIF }
type RequestSecurityScanUploadPayload { upload: SecurityScanUpload! }
type SecurityScanUpload { id: ID! url: String! systemActivityId: ID! }

enum SystemActivityStatus { PENDING IN_PROGRESS SUCCESS SKIPPED FAILURE TIMED_OUT }
enum SystemActivityTriggerType { FILE_UPLOADED SCHEDULED MANUAL }
type SystemActivity {
  id: ID!
  name: String!
  status: SystemActivityStatus!
  statusInfo: String
  result: SystemActivityResult
  context: SystemActivityContext!
  createdAt: DateTime!
  startedAt: DateTime
  endedAt: DateTime
  triggerType: SystemActivityTriggerType!
}
union SystemActivityResult = SystemActivityEnrichmentIntegrationResult | SystemActivityConnectorRescanResult
union SystemActivityContext = SystemActivityEnrichmentIntegrationContext | SystemActivityConnectorRescanContext
type SystemActivityConnectorRescanResult { percentCompleted: Int }
type SystemActivityConnectorRescanContext { name: String }
type SystemActivityEnrichmentIntegrationResult {
  assets: EnrichmentIntegrationStats
  dataSources: EnrichmentIntegrationStats
  events: EnrichmentIntegrationStats
  findings: EnrichmentIntegrationStats
  tags: EnrichmentIntegrationStats
  percentCompleted: Int!
  unresolvedAssets: EnrichmentIntegrationUnresolvedAssets
}
type EnrichmentIntegrationStats { incoming: Int! handled: Int! }
type EnrichmentIntegrationUnresolvedAssets { count: Int! ids: [String!] }
type SystemActivityEnrichmentIntegrationContext {
  fileUploadId: String!
  fileDownloadUrl: String
  isFileDownloadAvailable: Boolean!
  name: String!
}
`
}
