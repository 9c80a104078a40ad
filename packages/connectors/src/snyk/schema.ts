import { vendorId } from '@patchbay/sdk/shape'
import { z } from 'zod'

// Only the fields that are read. What the API does not promise is nullish.
const text = z.string().nullish()
const texts = z.array(z.string()).nullish()
const anything = z.unknown().optional()
/** Envelope of every list (JSON:API). `data` is read one by one, so that an odd row does not sink its page. */
export const collection = z.object({
  data: z.array(z.unknown()),
  links: z.object({ next: z.union([z.string(), z.object({ href: z.string() })]).nullish() }).nullish(),
})

/** Answer to `meta_count=only`. */
export const countAnswer = z.object({ meta: z.object({ count: z.number() }) })

export const self = z.object({
  data: z.object({
    type: text,
    attributes: z.object({ name: text, username: text, email: text }).nullish(),
  }),
})

export const organization = z.object({ id: vendorId, attributes: z.object({ name: text, slug: text }).nullish() })

export const oneOrganization = z.object({ data: organization })

export const project = z.object({
  id: vendorId,
  attributes: z.object({
    name: z.string().min(1),
    type: text,
    origin: text,
    status: text,
    target_file: text,
    target_reference: text,
    business_criticality: texts,
    environment: texts,
    lifecycle: texts,
    tags: z.array(z.object({ key: text, value: text })).nullish(),
  }),
  relationships: z
    .object({
      target: z
        .object({
          data: z.object({ attributes: z.object({ display_name: text, url: text }).nullish() }).nullish(),
        })
        .nullish(),
    })
    .nullish(),
})

const position = z.object({ line: anything }).nullish()

/** One of several forms; the key that is there tells which. */
const representation = z.object({
  dependency: z.object({ package_name: text, package_version: text }).nullish(),
  sourceLocation: z
    .object({ file: text, commit_id: text, region: z.object({ start: position, end: position }).nullish() })
    .nullish(),
  resourcePath: text,
  cloud_resource: anything,
})

const coordinate = z.object({
  representations: z.array(representation).nullish(),
  reachability: text,
  state: text,
  is_fixable_snyk: z.boolean().nullish(),
  is_fixable_upstream: z.boolean().nullish(),
  is_fixable_manually: z.boolean().nullish(),
  is_upgradeable: z.boolean().nullish(),
  is_pinnable: z.boolean().nullish(),
  is_patchable: z.boolean().nullish(),
  remedies: z.array(z.object({ description: text })).nullish(),
})

export const issue = z.object({
  id: vendorId,
  attributes: z.object({
    key: z.string().min(1),
    key_asset: text,
    title: z.string(),
    description: text,
    type: z.string().min(1),
    status: z.string().min(1),
    effective_severity_level: z.string().min(1),
    ignored: z.boolean().nullish(),
    created_at: text,
    severities: z.array(z.object({ source: text, score: anything, vector: text, version: anything })).nullish(),
    problems: z.array(z.object({ id: text, type: text, url: text })).nullish(),
    classes: z.array(z.object({ id: text, source: text })).nullish(),
    coordinates: z.array(coordinate).nullish(),
    exploit_details: z
      .object({ sources: texts, maturity_levels: z.array(z.object({ format: text, level: text })).nullish() })
      .nullish(),
  }),
  relationships: z.object({ scan_item: z.object({ data: z.object({ id: text }).nullish() }).nullish() }).nullish(),
})

/** V1: `POST /org/{org}/project/{project}/aggregated-issues`. */
export const aggregatedIssues = z.object({ issues: z.array(z.unknown()) })

export const aggregatedIssue = z.object({
  /** The REST API's `key`. */
  id: z.string().min(1),
  issueData: z.object({ nearestFixedInVersion: text }).nullish(),
  fixInfo: z.object({ nearestFixedInVersion: text, fixedIn: texts }).nullish(),
})

/** V1: `GET /org/{org}/project/{project}/issue/{key}/paths`. Shortest path first; each starts with a direct dependency. */
export const issuePaths = z.object({
  paths: z.array(z.array(z.object({ name: z.string().min(1), version: text, fixVersion: text }))),
})

export type Organization = z.output<typeof organization>
export type Project = z.output<typeof project>
export type Issue = z.output<typeof issue>
export type Coordinate = z.output<typeof coordinate>
export type Path = z.output<typeof issuePaths>['paths'][number]
