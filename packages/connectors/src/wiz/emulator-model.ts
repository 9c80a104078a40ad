import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js'

type Shape = Readonly<Record<string, unknown>>

const text: Shape = { type: 'string' }
const named: Shape = { type: 'string', minLength: 1 }
const flag: Shape = { type: 'boolean' }
const count: Shape = { type: 'integer', minimum: 1 }
const moment: Shape = { type: 'string', format: 'date-time' }
const free: Shape = { type: 'object' }
const list = (items: Shape): Shape => ({ type: 'array', items })
const word = (...words: readonly string[]): Shape => ({ type: 'string', enum: words })
const severity = word('None', 'Low', 'Medium', 'High', 'Critical')

/** Every object is closed. `required` is a blank-separated list. */
function closed(required: string, properties: Readonly<Record<string, Shape>>): Shape {
  return {
    type: 'object',
    additionalProperties: false,
    properties,
    required: required.split(' ').filter((name) => name !== ''),
  }
}

const repositoryBranch = closed('assetId assetName branchName repository vcs', {
  assetId: named,
  assetName: named,
  branchName: named,
  repository: closed('name url', {
    name: named,
    url: named,
    isPublic: flag,
    isArchived: flag,
    isDisabled: flag,
    labels: list(text),
  }),
  vcs: word('AzureDevOps', 'BitbucketCloud', 'BitbucketDataCenter', 'GitHub', 'GitLab', 'Terraform'),
  isDefault: flag,
  firstSeen: moment,
  lastSeen: moment,
  originalObject: free,
})

const languages = (
  'Java Python Javascript Csharp Php Go Ruby Rust Clojure Swift Hcl Scala Solidity Typescript Regex Ocaml Generic Yaml Html Terraform ' +
  'Sh Dockerfile C Json Kotlin Lua Julia Cpp Xml Dart Lisp R Scheme Apex Cairo Elixir Jsonnet'
).split(' ')

const sastFinding = closed('id name severity filePath', {
  id: text,
  name: text,
  severity,
  description: text,
  remediation: text,
  weaknesses: list({ type: 'string', pattern: '^CWE-\\d+$' }),
  filePath: text,
  startLine: count,
  endLine: count,
  startColumn: count,
  endColumn: count,
  commitHash: text,
  commitURL: text,
  externalFindingLink: text,
  snippet: text,
  codeLibraryLanguages: list(word(...languages)),
})

const detectionSources = (
  'Package DefaultPackage Library ConfigFile OpenPort StartupService Configuration ClonedRepository OS ArtifactsOnDisk WindowsRegistry ' +
  'InstalledProgram FilePath WindowsService InstalledProgramByService HostedDatabaseScan ExternalNetworkScan CloudAPI ThirdPartyAgent ' +
  'AIModel SASTScan IDEExtension'
).split(' ')

const packageManagers = 'Yum Apt Apk Portage Zypper Nix Snap Homebrew KB VIB NonManaged'.split(' ')
const component = { name: text, version: text, fixedVersion: text }

const vulnerabilityFinding = closed('name', {
  name: named,
  id: text,
  severity,
  description: text,
  remediation: text,
  externalFindingLink: text,
  externalDetectionSource: word(...detectionSources),
  targetComponent: {
    oneOf: [
      closed('library', { library: closed('', { ...component, filePath: text }) }),
      closed('product', { product: closed('', { ...component, packageManager: word(...packageManagers) }) }),
    ],
  },
  scaFinding: closed('', {
    codeLanguage: word('C#', 'Golang', 'Java', 'Javascript', 'PHP', 'Python', 'Ruby', 'Rust', 'Swift'),
    reachability: word('Unsupported', 'Unknown', 'NotReachable', 'Reachable'),
    filePath: text,
  }),
  policyReference: closed('policyId status firstDetectedAt', {
    policyId: text,
    status: word('Open', 'Resolved', 'InProgress'),
    firstDetectedAt: moment,
    violationId: text,
    violationSeverity: severity,
    sourceUrl: text,
    evidence: text,
  }),
  validatedAtRuntime: flag,
  originalObject: free,
  detailedName: text,
  version: text,
  fixedVersion: text,
  source: text,
})

/** The ingestion model, as far as findings in code go. Machines, endpoints and the V1 asset forms are left out. */
const model = {
  $id: 'https://wiz.io/ingestionmodel.schema.json',
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  ...closed('integrationId dataSources', {
    integrationId: named,
    dataSources: list(
      closed('id assets', {
        id: named,
        analysisDate: moment,
        isEnrichmentOnly: flag,
        assets: list(
          closed('details', {
            analysisDate: moment,
            details: closed('repositoryBranch', { repositoryBranch }),
            sastFindings: list(sastFinding),
            vulnerabilityFindings: list(vulnerabilityFinding),
          }),
        ),
      }),
    ),
  }),
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i
const ajv = new Ajv2020({
  strict: true,
  formats: { 'date-time': (value: string) => rfc3339.test(value) && !Number.isNaN(Date.parse(value)) },
})
const validate = ajv.compile(model)

/** What is wrong with a document, in the words the service puts into `statusInfo`; `null` when nothing is. */
export function modelComplaint(document: unknown): string | null {
  if (validate(document)) return null
  const [first] = validate.errors ?? []
  return `error parsing as ingestion model: json schema validation failed: jsonschema: '${first?.instancePath ?? ''}' does not validate with ${model.$id}: ${wordsOf(first)}`
}

function wordsOf(error: ErrorObject | undefined): string {
  const facts: Readonly<Record<string, unknown>> = error?.params ?? {}
  switch (error?.keyword) {
    case 'additionalProperties':
      return `additionalProperties '${facts['additionalProperty']}' not allowed`
    case 'required':
      return `missing properties: '${facts['missingProperty']}'`
    case 'type':
      return `expected ${facts['type']}`
    case 'minLength':
      return 'length must be >= 1, but got 0'
    default:
      return error?.message ?? 'invalid'
  }
}
