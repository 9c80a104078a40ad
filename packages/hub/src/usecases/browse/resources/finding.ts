import { z } from 'zod'
import { ConnectionRef, Kind, ProductRef, Reachability, RecordRef, RepositoryRef, Severity, Time } from './common.ts'

export const Presence = z
  .enum(['present', 'absent'])
  .meta({ id: 'Presence', description: 'Whether the scanner still reports it. Only a complete run makes a finding absent.' })
export type Presence = z.output<typeof Presence>

export const PackageUse = z
  .object({
    purl: z
      .string()
      .nullable()
      .meta({ description: 'Package URL with version.', examples: ['pkg:npm/lodash@4.17.20'] }),
    name: z.string().meta({ examples: ['lodash'] }),
    version: z.string().nullable(),
    fixedVersion: z.string().nullable().describe('Smallest version that fixes it, as the scanner says.'),
    direct: z.boolean().nullable().describe('Declared by the project itself; null when unknown.'),
  })
  .meta({ id: 'PackageUse' })
export type PackageUse = z.output<typeof PackageUse>

export const Location = z
  .object({
    path: z.string().meta({ examples: ['src/server.ts'] }),
    startLine: z.int().nullable(),
    endLine: z.int().nullable(),
    url: z.string().nullable(),
  })
  .meta({ id: 'Location' })
export type Location = z.output<typeof Location>

export const Cvss = z
  .object({
    version: z.enum(['2.0', '3.0', '3.1', '4.0', 'unknown']),
    vector: z.string().nullable(),
    score: z.number().nullable(),
  })
  .meta({ id: 'Cvss' })
export type Cvss = z.output<typeof Cvss>

export const Epss = z
  .object({ score: z.number(), percentile: z.number().nullable() })
  .meta({ id: 'Epss', description: 'Exploit Prediction Scoring System; fractions from 0 to 1.' })
export type Epss = z.output<typeof Epss>

export const VendorTriage = z
  .object({ state: z.enum(['open', 'dismissed', 'fixed']), reason: z.string().nullable() })
  .meta({ id: 'VendorTriage', description: "What the vendor's users decided over there. Never taken over silently." })

export const Finding = z
  .object({
    id: z.string().meta({ examples: ['fnd_x9'] }),
    externalId: z.string().describe("The vendor's id of this finding."),
    externalUrl: z.string().nullable().describe("The vendor's own page."),
    connection: ConnectionRef,
    record: RecordRef,
    vulnerabilityId: z.string().meta({ examples: ['vul_3k'] }),
    repository: RepositoryRef.nullable(),
    product: ProductRef.nullable(),
    kind: Kind,
    title: z.string(),
    description: z.string().nullable(),
    presence: Presence,
    closedReason: z.string().nullable().describe('Why it is absent; only `absent` counts as fixed.'),
    closedAt: Time.nullable(),
    closedByOperation: z.string().nullable(),
    detectedAt: Time.nullable().describe('When the scanner first detected it; null where the vendor gives no time.'),
    firstSeenAt: Time.describe('When the hub first saw it.'),
    lastSeenAt: Time.describe('When a sync last saw it.'),
    severity: Severity,
    vendorSeverity: z.string().nullable().describe("The vendor's own word."),
    identifiers: z.array(z.string()),
    package: PackageUse.nullable(),
    rule: z.object({ id: z.string(), name: z.string().nullable() }).nullable(),
    location: Location.nullable(),
    context: z.string().nullable(),
    reachability: Reachability,
    vendorReachability: z.string().nullable(),
    cvss: z.array(Cvss),
    epss: Epss.nullable(),
    cwes: z.array(z.string()),
    references: z.array(z.string()),
    remediation: z.string().nullable(),
    baseImage: z
      .object({
        reference: z.string().meta({ examples: ['node:20-bookworm'] }),
        brings: z.boolean().nullable(),
        recommended: z.string().nullable(),
      })
      .nullable()
      .describe('What its image is built on; `brings`: whether the package comes with that, null where nobody tells.'),
    exploited: z.boolean().nullable().describe('Known to be exploited, as the scanner says; null when it says nothing.'),
    triage: VendorTriage.nullable(),
    tags: z.array(z.string()),
  })
  .meta({ id: 'Finding' })
export type Finding = z.output<typeof Finding>
