import { vendorId } from '@patchbay/sdk/shape'
import { z } from 'zod'

// Only the fields that are read. Endor Labs writes a value that is not set as absent, `null`, `[]` or `{}`, depending on the
// answer form asked for, so everything the API does not promise is nullish.
const text = z.string().nullish()
const texts = z.array(z.string()).nullish()
const anything = z.unknown().optional()
const uuid = vendorId

/** Envelope of every list. `objects` are read one by one, so that an odd one does not sink its page. */
export const listAnswer = z.object({
  list: z.object({
    objects: z.array(z.unknown()).nullish(),
    response: z.object({ next_page_id: text, next_page_token: anything }).nullish(),
  }),
})

/** Answer to `count=true`. */
export const countAnswer = z.object({ count_response: z.object({ count: anything }) })

export const project = z.object({
  uuid,
  tenant_meta: z.object({ namespace: text }).nullish(),
  meta: z.object({ name: z.string().trim().min(1), tags: texts }),
  spec: z.object({
    platform_source: text,
    git: z.object({ http_clone_url: text, git_clone_url: text, full_name: text }).nullish(),
    is_archived: z.boolean().nullish(),
  }),
})

export const repository = z.object({
  meta: z.object({ parent_uuid: uuid }),
  spec: z.object({ external_id: text, default_branch: text }),
  /** The source-control platform's own answer about the repository. */
  ingested_object: z.object({ raw: anything }).nullish(),
})

export const repositoryVersion = z.object({
  meta: z.object({ name: text, parent_uuid: uuid }),
  spec: z.object({ version: z.object({ ref: text }).nullish() }).nullish(),
  scan_object: z.object({ scan_time: text }).nullish(),
})

export const apiKey = z.object({
  meta: z.object({ name: text }).nullish(),
  spec: z.object({ key: text, expiration_time: text, issuing_user: anything }),
})

const vulnerability = z.object({
  meta: z.object({ name: text, description: text }).nullish(),
  spec: z
    .object({
      aliases: texts,
      references: z.array(z.unknown()).nullish(),
      cvss_v3_severity: z.object({ score: anything, vector: text }).nullish(),
      cvss_v4_severity: z.object({ base_score: anything, vector: text }).nullish(),
      epss_score: z.object({ probability_score: anything, percentile_score: anything }).nullish(),
      database_specific: anything,
      raw: z
        .object({
          endor_vulnerability: z.object({ cve_id: text, cwe: anything }).nullish(),
          kev_record: z.object({ cve_id: text }).nullish(),
        })
        .nullish(),
    })
    .nullish(),
})

const malware = z.object({
  meta: z.object({ name: text }).nullish(),
  spec: z
    .object({
      aliases: texts,
      cwe_id: text,
      references: z.array(z.unknown()).nullish(),
      version: z.object({ osv_id: text }).nullish(),
    })
    .nullish(),
})

const codePlace = z.object({
  relative_path: text,
  start_line: anything,
  end_line: anything,
  function_name: text,
  scm_link: text,
})

export const finding = z.object({
  uuid,
  tenant_meta: z.object({ namespace: text }).nullish(),
  meta: z.object({
    name: text,
    description: text,
    create_time: text,
    parent_kind: text,
    parent_uuid: text,
    tags: texts,
  }),
  spec: z.object({
    level: text,
    finding_categories: texts,
    finding_tags: texts,
    ecosystem: text,
    summary: text,
    explanation: text,
    remediation: text,
    proposed_version: text,
    relationship: text,
    target_dependency_name: text,
    target_dependency_version: text,
    target_dependency_package_name: text,
    extra_key: text,
    dependency_file_paths: texts,
    /** A map from path to address in the API's description, a list of addresses in older samples. */
    location_urls: anything,
    source_code_version: z.object({ sha: text }).nullish(),
    dismiss: z.boolean().nullish(),
    finding_metadata: z
      .object({
        vulnerability: vulnerability.nullish(),
        malware: malware.nullish(),
        /** Free-form; differs between scanners. */
        custom: anything,
        ai_sast_data: z.object({ cwes: texts, location: codePlace.nullish() }).nullish(),
        /** The base image's form is not documented: a name, or an object with `name` and `digest` as package versions have it. */
        container_data: z.object({ base_image: anything, has_base_layer: z.boolean().nullish() }).nullish(),
        source_policy_info: z.object({ uuid: text, name: text, finding_name: text, results: anything }).nullish(),
      })
      .nullish(),
  }),
})

export type Project = z.output<typeof project>
export type RepositoryRow = z.output<typeof repository>
export type Finding = z.output<typeof finding>
export type CodePlace = z.output<typeof codePlace>

export const projectMask = [
  'uuid',
  'tenant_meta.namespace',
  'meta.name',
  'meta.tags',
  'spec.platform_source',
  'spec.git',
  'spec.is_archived',
]

export const repositoryMask = ['uuid', 'meta.parent_uuid', 'spec.external_id', 'spec.default_branch', 'ingested_object.raw']

export const repositoryVersionMask = ['uuid', 'meta.name', 'meta.parent_uuid', 'spec.version.ref', 'scan_object.scan_time']

export const apiKeyMask = ['uuid', 'meta.name', 'spec.key', 'spec.expiration_time', 'spec.issuing_user']

/** `finding_metadata` by parts: whole, it repeats the advisory as every upstream database wrote it. */
export const findingMask = [
  'uuid',
  'tenant_meta.namespace',
  ...['name', 'description', 'create_time', 'parent_kind', 'parent_uuid', 'tags'].map((field) => `meta.${field}`),
  ...Object.keys(finding.shape.spec.shape)
    .filter((field) => field !== 'finding_metadata')
    .map((field) => `spec.${field}`),
  ...[
    'vulnerability.meta.name',
    'vulnerability.meta.description',
    'vulnerability.spec.aliases',
    'vulnerability.spec.references',
    'vulnerability.spec.cvss_v3_severity',
    'vulnerability.spec.cvss_v4_severity',
    'vulnerability.spec.epss_score',
    'vulnerability.spec.database_specific',
    'vulnerability.spec.raw.endor_vulnerability.cve_id',
    'vulnerability.spec.raw.endor_vulnerability.cwe',
    'vulnerability.spec.raw.kev_record.cve_id',
    'malware',
    'custom',
    'ai_sast_data.cwes',
    'ai_sast_data.location',
    'container_data.base_image',
    'container_data.has_base_layer',
    'source_policy_info.uuid',
    'source_policy_info.name',
    'source_policy_info.finding_name',
    'source_policy_info.results',
  ].map((path) => `spec.finding_metadata.${path}`),
]
