import { z } from 'zod'

// The class Vulnerability Finding (2002) and the objects we use of it, written from the definitions of OCSF 1.5 and checked
// against those of 1.9 (github.com/ocsf/ocsf-schema): required attributes are required, everything else is closed.

const text = z.string().min(1)
const time = z.int().nonnegative()
const address = z.url({ protocol: /^https?$/ })
const many = <T extends z.ZodType>(item: T) => z.array(item).min(1).optional()

const severityCaptions = ['Unknown', 'Informational', 'Low', 'Medium', 'High', 'Critical']

const cve = z.strictObject({
  uid: text,
  cvss: many(z.strictObject({ version: text, base_score: z.number(), vector_string: text.optional() })),
  // A score is a string_t in the dictionary, a percentile a float_t.
  epss: z.strictObject({ score: text, percentile: z.number().min(0).max(1).optional() }).optional(),
  related_cwes: many(z.strictObject({ uid: text })),
})
const cwe = z.strictObject({ uid: text, caption: text.optional() })
const advisory = z.strictObject({ uid: text, src_url: address.optional() })

const vulnerability = z
  .strictObject({
    cve: cve.optional(),
    cwe: cwe.optional(),
    advisory: advisory.optional(),
    title: text.optional(),
    desc: text.optional(),
    severity: text.optional(),
    category: text.optional(),
    vendor_name: text.optional(),
    references: many(text),
    first_seen_time: time.optional(),
    last_seen_time: time.optional(),
    is_exploit_available: z.boolean().optional(),
    is_fix_available: z.boolean().optional(),
    remediation: z.strictObject({ desc: text }).optional(),
    affected_packages: many(
      z.strictObject({
        name: text,
        version: text,
        purl: text.optional(),
        fixed_in_version: text.optional(),
        path: text.optional(),
      }),
    ),
    affected_code: many(
      z.strictObject({
        file: z.strictObject({ name: text, path: text.optional(), type_id: z.int().min(0).max(99) }),
        start_line: z.int().optional(),
        end_line: z.int().optional(),
      }),
    ),
  })
  .refine((it) => [it.cve, it.cwe, it.advisory].filter((one) => one !== undefined).length === 1, {
    error: 'Just one of advisory, cve and cwe.',
  })

export const ocsfRules = z
  .strictObject({
    activity_id: z.literal([0, 1, 2, 3, 99]),
    category_uid: z.literal(2),
    class_uid: z.literal(2002),
    type_uid: z.int(),
    time,
    severity_id: z.literal([0, 1, 2, 3, 4, 5, 6, 99]),
    severity: text.optional(),
    status_id: z.literal([0, 1, 2, 3, 4, 5, 6, 99]).optional(),
    status: text.optional(),
    status_detail: text.optional(),
    message: text.optional(),
    metadata: z.strictObject({
      version: z.literal('1.5.0'),
      product: z.strictObject({ name: text, vendor_name: text }),
      uid: text,
      correlation_uid: text.optional(),
      original_time: text,
    }),
    finding_info: z.strictObject({
      uid: text,
      title: text.optional(),
      desc: text.optional(),
      created_time: time.optional(),
      first_seen_time: time.optional(),
      last_seen_time: time.optional(),
      src_url: address.optional(),
      data_sources: many(text),
      types: many(text),
    }),
    resources: many(z.strictObject({ uid: text, name: text, type: text.optional() })),
    vulnerabilities: z.array(vulnerability).min(1),
  })
  .refine((it) => it.type_uid === it.class_uid * 100 + it.activity_id, { error: 'The type follows from class and activity.' })
  .refine((it) => it.severity === undefined || severityCaptions[it.severity_id] === it.severity, {
    error: 'The caption is that of the severity.',
  })
