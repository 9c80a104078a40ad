import { z } from 'zod'
import { reachabilities } from '../model/reachability.ts'
import { severities } from '../model/severity.ts'
import { buildPurl, parsePurl } from './ecosystem.ts'
import { parseCloneUrl } from './repository-address.ts'
import { tenantKinds } from './tenant.ts'

/** `null` and a missing field mean the same in these files. */
function optional<T extends z.ZodType>(schema: T) {
  return schema.nullish().transform((value) => value ?? undefined)
}

const text = z.string().trim().min(1)

const moment = z
  .string()
  .refine((value) => !Number.isNaN(Date.parse(value)), 'not a date; write ISO 8601, such as 2024-05-01T00:00:00Z')
  .transform((value) => new Date(value).toISOString())

const severityWords: Readonly<Record<string, string>> = { moderate: 'medium', informational: 'info', none: 'info' }

const severity = z.preprocess((value) => {
  if (typeof value !== 'string') return value
  const word = value.trim().toLowerCase()
  return severityWords[word] ?? word
}, z.enum(severities))

/** Words nobody listed say nothing about the scope. */
const scopeWords: Readonly<Record<string, 'prod' | 'dev'>> = {
  prod: 'prod',
  production: 'prod',
  runtime: 'prod',
  compile: 'prod',
  dev: 'dev',
  development: 'dev',
  test: 'dev',
}

const purl = text.transform((value, context) => {
  try {
    return parsePurl(value).purl
  } catch {
    context.addIssue({ code: 'custom', message: `"${value}" is not a package URL` })
    return z.NEVER
  }
})

const repository = z
  .looseObject({
    fullName: optional(text),
    cloneUrl: optional(text.refine((value) => parseCloneUrl(value) !== undefined, 'not an address git could clone from')),
    defaultBranch: optional(text),
    commit: optional(text),
    visibility: optional(z.enum(['public', 'internal', 'private'])),
    archived: optional(z.boolean()),
  })
  .refine((value) => value.cloneUrl !== undefined || value.fullName !== undefined, {
    path: ['cloneUrl'],
    message: 'give cloneUrl or fullName',
  })

const fields = z.looseObject({
  key: optional(text),
  kind: optional(z.enum(tenantKinds)).transform((value) => value ?? 'dependency'),
  repository,
  manifest: optional(text),
  ecosystem: optional(text),
  purl: optional(purl),
  package: optional(text),
  version: optional(text),
  direct: optional(z.boolean()),
  scope: optional(text).transform((word) => (word === undefined ? undefined : scopeWords[word.toLowerCase()])),
  advisoryId: optional(text),
  aliases: optional(z.array(text)),
  cve: optional(text),
  title: optional(text),
  severity,
  cvssVector: optional(text),
  cvssScore: optional(z.number().min(0).max(10)),
  cwe: optional(z.array(text)),
  affectedRange: optional(text),
  fixedVersions: optional(z.array(text)),
  published: optional(moment),
  modified: optional(moment),
  detectedAt: optional(moment),
  kev: optional(z.boolean()),
  epss: optional(z.object({ score: z.number().min(0).max(1), percentile: z.number().min(0).max(1) })),
  reachability: optional(z.enum(reachabilities)),
  rule: optional(z.looseObject({ id: text, name: optional(text) })),
  location: optional(
    z.looseObject({
      path: text,
      startLine: optional(z.number().int().positive()),
      endLine: optional(z.number().int().positive()),
      snippet: optional(z.string()),
    }),
  ),
  image: optional(
    z.object({
      name: text,
      tag: text,
      digest: optional(text),
      source: optional(z.object({ url: text, dockerfile: optional(text) })),
      base: optional(z.object({ reference: text, brings: z.boolean() })),
    }),
  ),
  triage: optional(z.object({ reason: text })),
})

const ownCode: readonly string[] = ['code', 'secret', 'infrastructure']

/** One line of a tenant file, with the package URL and the list of identifiers worked out. */
export const tenantLine = fields.transform((line, context) => {
  const complain = (field: string, message: string) => context.addIssue({ code: 'custom', path: [field], message })
  const identifiers = [...new Set([line.advisoryId, line.cve, ...(line.aliases ?? [])].filter((id) => id !== undefined))]
  const needsPackage = !ownCode.includes(line.kind)

  if (needsPackage && line.purl === undefined && !(line.package && line.ecosystem && line.version)) {
    complain('purl', 'give purl, or package with ecosystem and version')
  }
  if (needsPackage && line.purl !== undefined && line.version === undefined && !parsePurl(line.purl).version) {
    complain('version', 'neither purl nor version says which version is in use')
  }
  if (needsPackage && line.kind !== 'license' && identifiers.length === 0) {
    complain('advisoryId', 'give at least one of advisoryId, cve, aliases')
  }
  if ((!needsPackage || line.kind === 'license') && line.rule === undefined) {
    complain('rule', `a ${line.kind} finding needs a rule`)
  }
  if (!needsPackage && line.location === undefined) complain('location', `a ${line.kind} finding needs a location`)
  const { package: name, ecosystem, version } = line
  const built = name && ecosystem && version ? buildPurl(ecosystem, name, version) : undefined
  return { ...line, purl: line.purl ?? built, identifiers }
})

export type TenantLine = z.output<typeof tenantLine>
