import { buildSchema, type GraphQLSchema } from 'graphql'
import { filterTypes, issueSortFields } from './emulator-schema-words.ts'

/** Fields of one type, one blank between names: the vendor's own spellings, misspellings included. */
function fields(type: string, names: string): string {
  return names
    .trim()
    .split(/\s+/)
    .map((name) => `  ${name}: ${type}`)
    .join('\n')
}

const inputs = `
enum Direction { ASC DESC }
enum ConditionType { AND OR NOT BETWEEN CONTAINS NOTCONTAINS STARTSWITH }
enum CriticalityFilter { Info Low Medium High Critical Appoxalypse }
enum ScaFixType { UNKNOWN UNAVAILABLE MAJOR MINOR PATCH }
enum InventoryTypes { New InDevelopment DeployedProd ExternallyFacing }
enum ApplicationsFilter { New InDevelopment DeployedProd ExternallyFacing Relevant Irrelevant }
enum IrrelevancyFilter { Archived FailedClone NoFiles LastCodeChange NoCodeChanges SetByClient }
enum SlaStatus { Overdue Near Within Dismissed BeforeSlaStartDate }
enum IssueCollectionStatus { Active Resolved }
enum IssueSortByFields { ${issueSortFields.join(' ')} }
enum FilterTypes { ${filterTypes.join(' ')} }

input ConditionalFilters { condition: ConditionType fieldName: FilterTypes values: [String] greaterThan: Float lessThan: Float }
input IssuesSort { fields: [IssueSortByFields] order: [Direction] }
input DateRange { from: Float to: Float }
input Range { from: Float to: Float }
input AutoCompleteSearch { fieldName: String value: [String] }
input ExportColumn { key: String name: String }
input ExportsOptions { flattenAgg: Boolean isDemoEnabled: Boolean name: String columns: [ExportColumn] rowsLimit: Int }
input OrderAppsBy { field: String direction: Direction category: String }
input SystemFilter { name: String type: String }
input IssueFilters {
  criticality: [CriticalityFilter]
  scaFixType: [ScaFixType]
${fields('Range', 'businessPriority epssScore epssPercentile issueImportance')}
${fields(
  '[String]',
  `apps policies issueOwners categories issueNames sourceTools appId cwe severityChange severityChangeReasons issueStatus
  issueStatusVsLastScan issueActions originalSeverity uniqueLibs filePaths languages image artifactSha cbomId cve dastUrl codeOwners
  oscar complianceControl complianceStandard issuesWithout tags os baseImage resolvedReasons registryName oxuser issueIds ruleId
  appOwnersEmail appOwnersName version apiItem saasBom resolvedByName`,
)}
}
input IssuesInput {
  limit: Int!
  offset: Int
  cursorValue: String
  page: Int
  scanID: String
  sort: IssuesSort
  conditionalFilters: [ConditionalFilters]
  filters: IssueFilters
  search: [AutoCompleteSearch]
  topLevelSearch: String
  owners: [String]
  tagIds: [String]
  inventoryFilters: [InventoryTypes]
  dateRange: DateRange
  issueId: String
  limitAggItems: Int
  offsetAggItems: Int
  ignoreEnvCheck: Boolean
  exportsOptions: ExportsOptions
  topOffset: Int
  scrollDirection: String
  openItems: [FilterTypes]
}
input DisappearedIssuesInput {
  limit: Int!
  offset: Int!
  scanID: String
  sort: IssuesSort
  owners: [String]
  tagIds: [String]
  inventoryFilters: [InventoryTypes]
  dateRange: DateRange
  search: [AutoCompleteSearch]
  conditionalFilters: [ConditionalFilters]
  exportsOptions: ExportsOptions
  restrictToCategories: [Int]
  topLevelSearch: String
  issueId: String
  cursorValue: String
}
input SingleIssueInput { issueId: String! scanId: String }
input SingleApplicationInput { applicationId: String! scanId: String }
input IssuesStatusesInput { issueIds: [String!]! }
input GetApplicationsInput {
  scanId: String
  dateRange: DateRange
  orderBy: OrderAppsBy
  limit: Int
  page: Int
  offset: Int
  applicationFilters: [ApplicationsFilter]
  irrelevancyFilters: [IrrelevancyFilter]
  systemFilter: SystemFilter
  owners: [String]
  tagIds: [String]
  search: String
  filterSearch: [AutoCompleteSearch]
  isAppIdOnly: Boolean
  appId: String
  irrelevant: Boolean
  ignoreLimit: Boolean
  conditionalFilters: [ConditionalFilters]
  topOffset: Int
  scrollDirection: String
  openItems: [FilterTypes]
}
input ArtifactsSort { field: [String] order: [Direction] }
input ArtifactsInput {
  scanId: String
  conditionalFilters: [ConditionalFilters]
  search: String
  limit: Int
  offset: Int
  sort: ArtifactsSort
  owners: [String]
  tagIds: [String]
}
`

const issues = `
type OwnerInfo { name: String email: String roles: [String] }
type AppTag { tagId: String name: String email: String displayName: String tagType: String createdBy: String purpose: String
  deploymentModel: String tagCategory: String }
type ICategory { name: String categoryId: Int subCategoryName: String subCategoryComment: String }
type IPolicy { id: String name: String detailedDescription: String }
type IAppsInfo {
${fields(
  'String',
  `id name type typeComments originBranchName repoId organization repoName branch credentialsId lastCodeChange createdAt`,
)}
${fields('Float', 'businessPriority riskScore secPosture')}
${fields('Boolean', 'fakeApp publicVisibility')}
  owners: [OwnerInfo]
}
type CweList { name: String description: String url: String }
type SlaData { daysPastSLA: Float status: SlaStatus }
type LanguageInfo { name: String version: String }
type IssueOwner { name: String email: String }
type TriggerPackage { scaTriggerPkg: String fileName: String }
type FalsePositiveDetails { canceledBy: String reportedBy: String commentWhenCanceled: String aggregationsStatus: String }
type SbomReference { triggerPackage: String location: String locationLink: String dependencyType: String dependencyLevel: Int
  fileName: String }
type ArtifactInSbomLib {
${fields('String', 'image imageLink imageCreatedAt sha os osVersion baseImage baseImageVersion tag layer registryName source')}
}
type SbomLib {
${fields(
  'String',
  `id language libraryName libraryVersion license licenseLink appName appId location locationLink appLink dependencyType source
  pkgName libLink packageManager packageManagerLink triggerPackage latestVersion latestVersionDate runtimeStatus malwareType`,
)}
${fields('Boolean', 'notPopular licenseIssue malicious notMaintained isDeprecated notImported notUpdated')}
  dependencyLevel: Int
  references: [SbomReference]
  artifactInSbomLibs: [ArtifactInSbomLib]
}
type SCAVulnerability {
${fields('String', 'cve cveLink cvssVersion severityFromTool oxSeverity libName libVersion minorVerWithFix majorVerWithFix')}
${fields('String', 'exploitInTheWildLink exploitRequirement exploitCode runtimeStatus issueId description')}
${fields('Loose', 'cvsVer severityNumberFromTool originalSeverity epss percentile chainDepth dependencyChain dateDiscovered')}
  exploitInTheWild: Boolean
}
type AggItem {
${fields(
  'String',
  `fileName fileUri filePath snippet match realMatch link commitLink branch language repo sha location locationLink
  commitBy dateCommitPushed mergeDate mergedBy pullRequestNumber pullRequestLink user userLink userAvatar
  pkgName installedVersion fixedVersion triggerPkgName triggerPkgVersion triggerPkgUpgradeVersion dependencyType lockfile nameAndVer
  image imageLink imageCreatedAt baseImage tag sha256 layer os registryName dockerVer pushedAt
  originalSeverity oxSeverity secret secretType secretTypeDescription secretStatus
  region accountName accountId cloudEnv cluster k8sType cloudType resource service project resourceGroup subscriptionId consoleLink
  dastUrl method parameter parameterType value test evidence request response
  aggId hashAggId _id exclusionId aggStatus source sourceLink additionalToolData`,
)}
${fields('Int', 'startLine endLine snippetLineNumber pkgCount daysOpen')}
${fields('Boolean', 'excludedByAlert isFixAvailable')}
${fields('[String]', 'reviewers codeOwners')}
  cvss: Loose
  size: Loose
}
type IAggregations { type: String items: [AggItem] }
type Issue {
${fields(
  'String',
  `issueId id groupId scanId name mainTitle secondTitle description impact exposure recommendation ruleId version comment connector
  severity originalToolSeverity overrideSeverityReason severityChange highestOXCVESeverity appName originBranchName monoRepoParent
  correlatedIssueId correlatedRegistry scaTriggerPkg pkgSemanticVersion problematicPkg publicExploitLink fixLink exclusionId
  exclusionComment falsePositiveComment cancelFalsePositiveComment resolvedReason resolvedDetails disappearedReason disappearedDetails
  issueStatus scanIssueStatus`,
)}
${fields('Float', 'createdAt created scanDate issueUpdatedAt resolvedIssueDate disappearedDate orgConScore')}
${fields('Int', 'originalSeverity occurrences')}
${fields(
  'Boolean',
  `overrideSeverity isMonoRepoChild isFixAvailable isFixApplied isPRAvailable isGPTFixAvailable overrideIssueOwner isFalsePositive
  isCanceledFalsePositive excludedByAlert excludedByPolicy excludedByApp isCVERelated graphExist`,
)}
${fields('[String]', 'learnMore sourceTools severityChangeReason lowerSeverityReason importantSeverityBreakdown cwe dependencyChain')}
${fields('[String]', 'owners ownerEmails')}
  policy: IPolicy
  category: ICategory
  app: IAppsInfo
  tags: [AppTag]
  cweList: [CweList]
  languageInfo: LanguageInfo
  aggregations: IAggregations
  latestCommit: AggItem
  scaVulnerabilities: [SCAVulnerability]
  sbom: SbomLib
  scaTriggerPkgs: [TriggerPackage]
  scaFixType: ScaFixType
  issueOwners: [IssueOwner]
  originalIssueOwners: [IssueOwner]
  sla: SlaData
  falsePositiveDetails: FalsePositiveDetails
  exclusionExpiredAt: Date
}
type IssuesResponse { issues: [Issue] totalIssues: Int totalFilteredIssues: Int totalResolvedIssues: Int offset: Int topOffset: Int
  selectedPosition: Int cursorValue: String }
type DisappearedIssuesResponse { disappearedIssues: [Issue] totalDisappearedIssues: Int totalFilteredDisappearedIssues: Int
  totalResolvedIssues: Int offset: Int topOffset: Int selectedPosition: Int totalActiveIssues: Int cursorValue: String }
type IssueStatusResponse { issueId: String! status: IssueCollectionStatus }
type FilterExtraInfo { key: String value: String }
type FilterItem { id: String filterId: String label: String count: Int percent: Float changeNumber: Float policyId: String
  extraInfo: FilterExtraInfo }
type FilterGroup { type: FilterTypes items: [FilterItem] }
type FiltersResponse { total: Int totalFiltered: Int filters: [FilterGroup] }
`

const inventory = `
type AppLanguage { language: String languagePercentage: Float }
type IssuesBySeverity { info: Int low: Int medium: Int high: Int critical: Int appox: Int }
type Application {
${fields(
  'String',
  `appId repoName appName branch createdAt creator forkDate forkedSourceUrl headSha lastCodeChange overrideRelevance scanId scannedAt
  appType appSubtype type version link branchLink organization monoRepoParent credentialsId toolName createdAtOx irrelevantDate
  prevFullScanDate prevFullScanId lastFullScanDate lastFullScanId`,
)}
${fields(
  'Int',
  `branchesCount codeChanges commitCount committersCount daysSinceLastCodeChange daysSinceRepoCreation filesCount forksCount
  overridePriority issues monorepoChildrenCount artifactCount sbomCount`,
)}
${fields('Float', 'businessPriority originalBusinessPriority risk securityPosture size')}
${fields(
  'Boolean',
  `deployedProd hasDownloads hasPackageContainers new publicVisibility relevant updated fakeApp isMonoRepoChild primaryApp isFullScan`,
)}
${fields('[String]', 'branchesToScan irrelevantReasons pkgManagers monorepoChildrenAppIds appClassification')}
  languages: [AppLanguage]
  appOwners: [OwnerInfo]
  tags: [AppTag]
  issuesBySeverity: IssuesBySeverity
}
type GetApplicationsResponse { applications: [Application] offset: Int total: Int totalFilteredApps: Int totalIrrelevantApps: Int }
type ArtifactApp { appName: String appType: String appId: String businessPriority: Float }
type ArtifactInfo {
${fields('String', 'type name version hash artifactIntegrity registry visibility firstSeenDate biName biVersion osName osVersion')}
}
type RegistryDescription {
${fields('String', 'type name project link hash uploadTime lastUpdate buildTime')}
  tags: [String]
}
type ArtifactPackage { appId: String appName: String repoName: String link: String type: String }
type Artifact {
  id: String
  appDescription: ArtifactApp
  artifactInfo: ArtifactInfo
  registryDescription: RegistryDescription
  packages: [ArtifactPackage]
  vulnDepIssues: [String]
  secretIssues: [String]
  sbomIssues: [String]
}
type ArtifactsResponse { artifacts: [Artifact] offset: Int total: Int totalFilteredArtifacts: Int }

type Query {
  getIssues(isDemo: Boolean, getIssuesInput: IssuesInput): IssuesResponse
  getSingleIssueInfo(getSingleIssueInput: SingleIssueInput): Issue
  getRemovedIssues(getRemovedIssuesInput: DisappearedIssuesInput): DisappearedIssuesResponse
  getIssuesStatuses(getIssuesStatusesInput: IssuesStatusesInput): [IssueStatusResponse]!
  getIssuesConditionalFiltersLazy(getIssuesConditionalFiltersInput: IssuesInput): FiltersResponse
  getApplications(getApplicationsInput: GetApplicationsInput): GetApplicationsResponse
  getSingleApplicationInfo(getSingleApplicationInput: SingleApplicationInput): Application
  getArtifactsV2(input: ArtifactsInput): ArtifactsResponse
}
`

let schema: GraphQLSchema | undefined

/** The part of the vendor's schema that is public and that a reader of issues needs. Types the documentation leaves open are `Loose`. */
export function oxSchema(): GraphQLSchema {
  schema ??= buildSchema(`scalar Date\nscalar Loose\n${inputs}${issues}${inventory}`)
  return schema
}
