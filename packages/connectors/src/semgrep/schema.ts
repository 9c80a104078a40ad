import { vendorId } from '@patchbay/sdk/shape'
import { z } from 'zod'

// Only the fields that are read. The API's description promises little, so nearly everything is nullish.
const text = z.string().nullish()
const texts = z.array(z.string()).nullish()
const anything = z.unknown().optional()
const numericId = z.union([z.int(), vendorId]).transform(String)
/** `owner/name`. */
const repositoryName = z.string().regex(/\S/, { error: 'is blank' })

export const deploymentList = z.object({ deployments: z.array(z.unknown()) })
export const deployment = z.object({ id: numericId, name: text, slug: z.string().min(1) })

/** Envelopes of the lists. Rows are read one by one, so that an odd one does not sink its page. */
export const projectList = z.object({ projects: z.array(z.unknown()) })
export const findingList = z.object({ findings: z.array(z.unknown()) })
export const secretList = z.object({ findings: z.array(z.unknown()), cursor: text })

export const project = z.object({
  id: numericId,
  name: repositoryName,
  url: text,
  /** An array in every sample; the API's description leaves it open. */
  tags: anything,
  default_branch: text,
  primary_branch: text,
})

const repository = z.object({ name: repositoryName, url: text })

const spot = z.object({ file_path: text, line: anything, end_line: anything })

const common = {
  id: numericId,
  match_based_id: text,
  ref: text,
  repository,
  line_of_code_url: text,
  location: spot.nullish(),
  severity: text,
  confidence: text,
  status: z.string().min(1),
  triage_state: text,
  triage_reason: text,
  created_at: text,
  rule_name: text,
  rule_message: text,
  rule: z.object({ name: text, message: text, cwe_names: texts }).nullish(),
}

export const codeFinding = z.object({
  ...common,
  assistant: z
    .object({
      autotriage: z.object({ verdict: text }).nullish(),
      guidance: z.object({ summary: text, instructions: text }).nullish(),
      component: z.object({ tag: text }).nullish(),
    })
    .nullish(),
})

export const dependencyFinding = z.object({
  ...common,
  vulnerability_identifier: text,
  reachability: text,
  reachable_condition: text,
  found_dependency: z.object({
    package: z.string().min(1),
    version: text,
    ecosystem: text,
    transitivity: text,
    lockfile_line_url: text,
  }),
  fix_recommendations: z.array(z.object({ package: text, version: text })).nullish(),
  epss_score: z.object({ score: anything, percentile: anything }).nullish(),
  is_malicious: z.boolean().nullish(),
  /** Its place is described in one form and was seen in another. */
  usage: z
    .object({ location: z.object({ file_path: text, path: text, line: anything, start_line: anything }).nullish() })
    .nullish(),
})

export const secretFinding = z.object({
  id: numericId,
  /** The service the secret opens: `AWS`, `GitHub`. */
  type: text,
  findingPath: text,
  findingPathUrl: text,
  ref: text,
  ruleHashId: text,
  severity: text,
  confidence: text,
  status: z.string().min(1),
  validationState: text,
  repository,
  historicalInfo: z.object({ gitCommit: text }).nullish(),
  createdAt: text,
})

export type Deployment = z.output<typeof deployment>
export type Project = z.output<typeof project>
export type CodeFinding = z.output<typeof codeFinding>
export type DependencyFinding = z.output<typeof dependencyFinding>
export type SecretFinding = z.output<typeof secretFinding>
