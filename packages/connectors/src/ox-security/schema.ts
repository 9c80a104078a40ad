import { z } from 'zod'

// Only the fields that are read. Everything in OX's schema may be null; of some fields not even the type is documented.
const text = z.string().nullish()
const texts = z.array(z.string().nullable()).nullish()
const anything = z.unknown().optional()
/** Blanks may be in it: ids of issues are made of names of policies and files, and `*GitHub-Settings (acme)` is an application's. */
const id = z.string().regex(/^(?=.*\S)[^\p{C}]{1,400}$/u, { error: 'is no id: a line without control characters' })

export const issuesAnswer = z.object({
  getIssues: z.object({
    issues: z.array(z.unknown()),
    totalFilteredIssues: z.number().nullish(),
    cursorValue: text,
  }),
})

export const applicationsAnswer = z.object({
  getApplications: z.object({ applications: z.array(z.unknown()), totalFilteredApps: z.number().nullish() }),
})

/** Totals, for `check`. */
export const applicationTotal = z.object({ getApplications: z.object({ total: z.number() }) })
export const issueTotal = z.object({ getIssues: z.object({ totalIssues: z.number() }) })

export const application = z.object({
  appId: id,
  appName: text,
  repoName: text,
  organization: text,
  link: text,
  branch: text,
  type: text,
  fakeApp: z.boolean().nullish(),
  isMonoRepoChild: z.boolean().nullish(),
  tags: z.array(z.object({ name: text, displayName: text })).nullish(),
  appOwners: z.array(z.object({ name: text, email: text })).nullish(),
})

const vulnerability = z.object({
  cve: text,
  cveLink: text,
  /** The score, by a historic name. */
  cvsVer: anything,
  cvssVersion: anything,
  libName: text,
  libVersion: text,
  chainDepth: anything,
  dependencyChain: anything,
  oxSeverity: text,
  minorVerWithFix: text,
  majorVerWithFix: text,
  epss: anything,
  percentile: anything,
  exploitInTheWild: z.boolean().nullish(),
  description: text,
})

/** One occurrence. */
const occurrence = z.object({
  fileName: text,
  startLine: anything,
  endLine: anything,
  link: text,
  pkgName: text,
  installedVersion: text,
  fixedVersion: text,
  image: text,
  baseImage: text,
  tag: text,
  sha256: text,
  registryName: text,
  os: text,
})

export const issue = z.object({
  issueId: id,
  mainTitle: text,
  secondTitle: text,
  description: text,
  recommendation: text,
  severity: text,
  originalToolSeverity: text,
  createdAt: anything,
  sourceTools: texts,
  cwe: texts,
  category: z.object({ name: z.string().min(1) }),
  policy: z.object({ id: text, name: text }).nullish(),
  app: z.object({ id }),
  languageInfo: z.object({ name: text }).nullish(),
  sbom: z.object({ language: text, packageManager: text, location: text }).nullish(),
  scaTriggerPkg: text,
  scaVulnerabilities: z.array(vulnerability.nullable()).nullish(),
  aggregations: z.object({ items: z.array(occurrence.nullable()).nullish() }).nullish(),
  isFalsePositive: z.boolean().nullish(),
  falsePositiveComment: text,
  excludedByAlert: z.boolean().nullish(),
  excludedByPolicy: z.boolean().nullish(),
  excludedByApp: z.boolean().nullish(),
  exclusionComment: text,
})

export type Application = z.output<typeof application>
export type Issue = z.output<typeof issue>
export type Vulnerability = z.output<typeof vulnerability>
export type Occurrence = z.output<typeof occurrence>
