import { PackageURL } from 'packageurl-js'
import { z } from 'zod'
import { kinds } from '../../model/kind.ts'
import { reachabilities } from '../../model/reachability.ts'
import { severities } from '../../model/severity.ts'
import { cleanText } from '../../shape/text.ts'
import { httpsUrl } from '../../shape/web.ts'
import type { Verb } from './session.ts'

const longest = 100_000

const storable = z
  .string()
  .max(longest)
  .refine((text) => cleanText(text, longest) === text, { error: 'holds NUL or half a surrogate pair' })
const text = storable.refine((value) => value.trim() !== '', { error: 'is blank' })
const line = text.refine((value) => value.length <= 1000, { error: 'is no short text' })
const link = storable.refine((value) => httpsUrl(value) !== null, { error: 'is no https address' })
const moment = z.iso.datetime({ precision: 3, error: 'is no ISO 8601 time in UTC with milliseconds' })
const fraction = z.number().min(0).max(1)

const packageUrl = storable.refine(isPackageUrl, { error: 'is no canonical package URL' })

const Location = z.strictObject({
  path: line.refine((path) => !path.startsWith('/') && !path.split('/').includes('..'), {
    error: 'is not relative to the root of the repository',
  }),
  startLine: z.int().min(1).optional(),
  endLine: z.int().min(1).optional(),
  url: link.optional(),
})

const Image = z.strictObject({
  registry: line.nullable(),
  name: line.refine((name) => !/[\s@]/.test(name), { error: 'holds more than the name of the image' }),
  tag: line.nullable(),
  digest: z
    .string()
    .regex(/^sha256:[0-9a-f]{6,64}$/)
    .nullable(),
  source: z.strictObject({ url: line, dockerfile: line.optional() }).optional(),
})

const Sighting = z.strictObject({
  target: line,
  externalId: line,
  externalUrl: link.nullable(),
  kind: z.enum(kinds),
  title: line,
  description: text.nullable(),
  severity: z.enum(severities),
  vendorSeverity: line.nullable(),
  identifiers: z.array(line),
  package: z
    .strictObject({
      purl: packageUrl,
      name: line,
      version: line.nullable(),
      direct: z.boolean().nullable(),
      fixedVersion: line.nullable(),
    })
    .nullable(),
  rule: z.strictObject({ id: line, name: line.nullable() }).nullable(),
  location: Location.nullable(),
  context: line.nullable(),
  detectedAt: moment.nullable(),
  reachability: z.enum(reachabilities),
  vendorReachability: line.nullable(),
  cvss: z.array(
    z.strictObject({
      version: z.enum(['2.0', '3.0', '3.1', '4.0', 'unknown']),
      vector: line.nullable(),
      score: z.number().min(0).max(10).nullable(),
    }),
  ),
  epss: z.strictObject({ score: fraction, percentile: fraction.nullable() }).nullable(),
  cwes: z.array(z.string().regex(/^CWE-\d+$/)),
  references: z.array(link),
  remediation: text.nullable(),
  exploited: z.boolean().nullable(),
  triage: z.strictObject({ state: z.enum(['open', 'dismissed', 'fixed']), reason: line.nullable() }).nullable(),
  tags: z.array(line),
  image: Image.optional(),
  baseImage: z.strictObject({ reference: line, brings: z.boolean().optional(), recommended: line.optional() }).optional(),
  commit: z
    .string()
    .regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/)
    .optional(),
})

const Target = z.strictObject({
  ref: line,
  name: line,
  url: link.optional(),
  repository: z
    .strictObject({
      urls: z.array(line).min(1),
      nativeId: line.optional(),
      nativeHost: line.optional(),
      defaultBranch: line.optional(),
      path: line.optional(),
    })
    .optional(),
  image: Image.optional(),
  tags: z.array(line),
  archived: z.boolean().optional(),
  attributes: z.record(z.string(), line).refine((facts) => JSON.stringify(facts).length <= 1000, { error: 'is too large' }),
})

const RepositoryEvidence = z.strictObject({
  ref: line,
  fullName: line,
  url: link,
  cloneUrls: z.array(line).min(1),
  defaultBranch: line.nullable(),
  visibility: z.enum(['public', 'internal', 'private', 'unknown']),
  archived: z.boolean(),
  topics: z.array(line),
})

const records: Readonly<Record<Verb, z.ZodType>> = {
  repositories: RepositoryEvidence,
  discover: Target,
  sync: Sighting,
}

/** What is wrong with what a verb yielded, by the rules of the model; empty when nothing is. At most ten. */
export function recordProblems(verb: Verb, items: readonly unknown[]): readonly string[] {
  const found = items.flatMap((item) => {
    const parsed = records[verb].safeParse(item)
    return parsed.success
      ? []
      : parsed.error.issues.map((issue) => `${identityOf(verb, item)} ${issue.path.join('.')}: ${issue.message}`)
  })
  return [...new Set(found)].slice(0, 10)
}

/** What tells the record apart from every other one of the same run. */
export function identityOf(verb: Verb, item: unknown): string {
  if (typeof item !== 'object' || item === null) return String(item)
  if (verb !== 'sync') return 'ref' in item ? String(item.ref) : ''
  return 'target' in item && 'externalId' in item ? `${String(item.target)}/${String(item.externalId)}` : ''
}

function isPackageUrl(value: string): boolean {
  try {
    return PackageURL.fromString(value).toString() === value
  } catch {
    return false
  }
}
