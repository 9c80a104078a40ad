import { httpsUrl } from '@patchbay/sdk/shape'
import { z } from 'zod'

// Only the fields that are read. Organization lists send `minimal-repository`, in which most fields are optional.
const text = z.string().nullish()

const webAddress = z.string().transform((address, context) => {
  // GitHub Enterprise Server without TLS writes http; links are https or none.
  const url = httpsUrl(address.replace(/^http:/, 'https:'))
  if (url !== null) return url
  context.addIssue({ code: 'custom', message: 'not a web address' })
  return z.NEVER
})

export const repository = z.object({
  /** Survives renames and transfers. */
  id: z.int().positive().transform(String),
  full_name: z.string().trim().min(1),
  html_url: webAddress,
  owner: z.object({ login: text }).nullish(),
  clone_url: text,
  ssh_url: text,
  default_branch: text,
  private: z.boolean().nullish(),
  visibility: text,
  archived: z.boolean().nullish(),
  disabled: z.boolean().nullish(),
  topics: z.array(z.string()).nullish(),
})

/** `GET /user/repos` and `GET /orgs/{org}/repos`. */
export const repositoryList = z.array(z.unknown())

/** `GET /installation/repositories`. */
export const installationList = z.object({ total_count: z.int(), repositories: z.array(z.unknown()) })

export const user = z.object({ login: z.string().min(1) })

/** Lists of alerts, of every family. */
export const alertList = z.array(z.unknown())

const anything = z.unknown().optional()
/** Unique within one repository and family. */
const number = z.int().positive()
const rating = z.object({ score: anything, vector_string: text }).nullish()

/** `GET /repos/{owner}/{repo}/dependabot/alerts` */
export const dependabotAlert = z.object({
  number,
  state: z.string().min(1),
  html_url: text,
  created_at: text,
  dismissed_reason: text,
  dependency: z.object({
    package: z.object({ name: z.string().trim().min(1), ecosystem: text }),
    manifest_path: text,
    scope: text,
    relationship: text,
  }),
  security_advisory: z.object({
    ghsa_id: text,
    cve_id: text,
    summary: text,
    description: text,
    severity: text,
    classification: text,
    cvss: rating,
    cvss_severities: z.object({ cvss_v3: rating, cvss_v4: rating }).nullish(),
    epss: z.object({ percentage: anything, percentile: anything }).nullish(),
    cwes: z.array(z.object({ cwe_id: text })).nullish(),
    identifiers: z.array(z.object({ value: text })).nullish(),
    references: z.array(z.object({ url: text })).nullish(),
    withdrawn_at: text,
  }),
  security_vulnerability: z
    .object({
      severity: text,
      vulnerable_version_range: text,
      first_patched_version: z.object({ identifier: text }).nullish(),
    })
    .nullish(),
})

/** `GET /repos/{owner}/{repo}/code-scanning/alerts` */
export const codeAlert = z.object({
  number,
  state: text,
  html_url: text,
  created_at: text,
  dismissed_reason: text,
  rule: z.object({
    /** SARIF of other tools may name the rule only, or nothing at all. */
    id: text,
    name: text,
    severity: text,
    security_severity_level: text,
    description: text,
    full_description: text,
    tags: z.array(z.string().nullable()).nullish(),
    help_uri: text,
  }),
  tool: z.object({ name: text }).nullish(),
  most_recent_instance: z
    .object({
      ref: text,
      commit_sha: text,
      message: z.object({ text }).nullish(),
      location: z.object({ path: text, start_line: anything, end_line: anything }).nullish(),
      classifications: z.array(z.string().nullable()).nullish(),
    })
    .nullish(),
})

/** `GET /repos/{owner}/{repo}/secret-scanning/alerts`. The secret itself is not declared, so it is dropped even when sent. */
export const secretAlert = z.object({
  number,
  state: z.string().min(1),
  resolution: text,
  html_url: text,
  created_at: text,
  secret_type: z.string().trim().min(1),
  secret_type_display_name: text,
  provider: text,
  validity: text,
  publicly_leaked: z.boolean().nullish(),
  multi_repo: z.boolean().nullish(),
  push_protection_bypassed: z.boolean().nullish(),
  /** Empty of a path where the secret is in an issue, a pull request or a discussion. */
  first_location_detected: z.object({ path: text, start_line: anything, end_line: anything, commit_sha: text }).nullish(),
  has_more_locations: z.boolean().nullish(),
})

export type Repository = z.output<typeof repository>
export type DependabotAlert = z.output<typeof dependabotAlert>
export type CodeAlert = z.output<typeof codeAlert>
export type SecretAlert = z.output<typeof secretAlert>
