import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js'

// The part of Wiz's ingestion model (docs.wiz.io/dev, "SAST" and "SCA Application Vulnerability Findings Schema") that is written here.
// Objects are closed: one key too many fails the whole file.

const text = { type: 'string' }
const named = { type: 'string', minLength: 1 }
const line = { type: 'integer', minimum: 1 }
const moment = { type: 'string', format: 'date-time' }

const branchSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['repositoryBranch'],
  properties: {
    repositoryBranch: {
      type: 'object',
      additionalProperties: false,
      required: ['assetId', 'assetName', 'branchName', 'repository', 'vcs'],
      properties: {
        assetId: named,
        assetName: named,
        branchName: named,
        isDefault: { type: 'boolean' },
        lastSeen: moment,
        repository: {
          type: 'object',
          additionalProperties: false,
          required: ['name', 'url'],
          properties: { name: named, url: named },
        },
        vcs: { type: 'string', enum: ['AzureDevOps', 'BitbucketCloud', 'BitbucketDataCenter', 'GitHub', 'GitLab'] },
      },
    },
  },
}

const common = {
  id: named,
  name: named,
  severity: { type: 'string', enum: ['None', 'Low', 'Medium', 'High', 'Critical'] },
  description: text,
  remediation: text,
  externalFindingLink: text,
}

const sastSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'name', 'severity', 'filePath'],
  properties: {
    ...common,
    filePath: named,
    startLine: line,
    endLine: line,
    commitHash: text,
    weaknesses: { type: 'array', items: { type: 'string', pattern: '^CWE-\\d+$' } },
  },
}

const vulnerabilitySchema = {
  type: 'object',
  additionalProperties: false,
  required: ['id', 'name', 'severity'],
  properties: {
    ...common,
    externalDetectionSource: { type: 'string', enum: ['Library'] },
    targetComponent: {
      type: 'object',
      additionalProperties: false,
      required: ['library'],
      properties: {
        library: {
          type: 'object',
          additionalProperties: false,
          properties: { name: text, version: text, fixedVersion: text, filePath: text },
        },
      },
    },
    scaFinding: {
      type: 'object',
      additionalProperties: false,
      properties: {
        codeLanguage: {
          type: 'string',
          enum: ['C#', 'Golang', 'Java', 'Javascript', 'PHP', 'Python', 'Ruby', 'Rust', 'Swift'],
        },
        reachability: { type: 'string', enum: ['Unknown', 'NotReachable', 'Reachable'] },
      },
    },
    originalObject: { type: 'object' },
  },
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/

/** Parts of the document, each with the validator of its schema. Compiled when the first document is written. */
interface Validators {
  readonly branch: ValidateFunction
  readonly sastFindings: ValidateFunction
  readonly vulnerabilityFindings: ValidateFunction
}

export type Part = keyof Validators

let compiled: Validators | undefined

function validators(): Validators {
  if (compiled !== undefined) return compiled
  const ajv = new Ajv2020({
    formats: { 'date-time': (value: string) => rfc3339.test(value) && !Number.isNaN(Date.parse(value)) },
  })
  compiled = {
    branch: ajv.compile(branchSchema),
    sastFindings: ajv.compile(sastSchema),
    vulnerabilityFindings: ajv.compile(vulnerabilitySchema),
  }
  return compiled
}

/** What is wrong with a part of the document, for people; `null` when it fits. */
export function complaint(part: Part, value: unknown): string | null {
  const validate = validators()[part]
  if (validate(value)) return null
  const [first] = validate.errors ?? []
  return first === undefined ? 'it does not fit' : wordsOf(first)
}

function wordsOf({ instancePath, keyword, params, message = 'does not fit' }: ErrorObject): string {
  const facts: Readonly<Record<string, unknown>> = params
  if (keyword === 'required') return `${String(facts['missingProperty'])} is missing`
  return `${instancePath.slice(1).replaceAll('/', '.')} ${message}`
}
