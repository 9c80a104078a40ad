import type { Kind, Severity, Sighting } from '@patchbay/sdk'
import {
  commitName,
  cvss,
  cwes,
  epss,
  firstText,
  httpsUrl,
  httpsUrls,
  identifiers,
  instant,
  isAdvisoryId,
  isRecord,
  looseEnum,
  type Note,
  textAt,
  textOfMarkup,
  textOrNull,
} from '@patchbay/sdk/shape'
import { kindOf } from './category.ts'
import { locationOf } from './location.ts'
import { baseOf, packageOf, rootImage, rootPackage } from './package.ts'
import type { Finding } from './schema.ts'
import { tagFacts } from './tags.ts'

/** What is the same for all findings of one project. */
export interface Origin {
  /** The project's uuid. */
  readonly target: string
  /** Namespace the project lives in, for links. */
  readonly namespace: string
  /** Address of the web app; `null` when it is unknown. */
  readonly app: string | null
}

type Metadata = NonNullable<Finding['spec']['finding_metadata']>

const severity = looseEnum<Severity>(
  'spec.level',
  {
    FINDING_LEVEL_CRITICAL: 'critical',
    FINDING_LEVEL_HIGH: 'high',
    FINDING_LEVEL_MEDIUM: 'medium',
    FINDING_LEVEL_LOW: 'low',
    FINDING_LEVEL_INFO: 'info',
    FINDING_LEVEL_UNSPECIFIED: 'unknown',
  },
  'unknown',
)

const packageKinds: ReadonlySet<Kind> = new Set(['dependency', 'container', 'malware'])

/** One finding of Endor Labs as a sighting. Pure; what is strange but readable goes to `note`. */
export function toSighting(finding: Finding, origin: Origin, note: Note): Sighting {
  const { meta, spec } = finding
  const metadata: Metadata = spec.finding_metadata ?? {}
  const advisory = metadata.vulnerability?.spec
  const kind = kindOf(spec.finding_categories ?? [], note)
  const image = kind === 'container' ? rootImage(spec.relationship) : null
  const base = image === null ? null : baseOf(metadata.container_data)
  const commit = commitName(spec.source_code_version?.sha)
  const facts = tagFacts(spec.finding_tags ?? [], meta.tags ?? [], spec.dismiss ?? false, note)

  return {
    target: origin.target,
    externalId: finding.uuid,
    externalUrl: linkTo(finding, origin),
    kind,
    title: titleOf(finding),
    description: descriptionOf(spec),
    severity: severity(spec.level, note),
    vendorSeverity: textOrNull(spec.level, 100),
    identifiers: packageKinds.has(kind) ? identifiersOf(finding, metadata) : [],
    package: packageOf(finding, facts.direct, note),
    rule: ruleOf(kind, finding, metadata),
    location: locationOf(finding),
    context: contextOf(finding, metadata),
    detectedAt: instant(meta.create_time, 'meta.create_time', note),
    reachability: facts.reachability,
    vendorReachability: facts.vendorReachability,
    cvss: [
      cvss(advisory?.cvss_v3_severity?.vector, advisory?.cvss_v3_severity?.score),
      cvss(advisory?.cvss_v4_severity?.vector, advisory?.cvss_v4_severity?.base_score, '4.0'),
    ].filter((rating) => rating !== null),
    epss: epss(advisory?.epss_score?.probability_score, advisory?.epss_score?.percentile_score),
    cwes: weaknessesOf(metadata),
    references: httpsUrls([...(advisory?.references ?? []), ...(metadata.malware?.spec?.references ?? [])]),
    remediation: textOrNull(spec.remediation),
    exploited: facts.exploited || advisory?.raw?.kev_record?.cve_id ? true : null,
    triage: facts.triage,
    tags: facts.tags,
    ...(image !== null && { image }),
    ...(base !== null && { baseImage: base }),
    ...(commit !== null && { commit }),
  }
}

function linkTo({ uuid, tenant_meta }: Finding, { app, namespace }: Origin): string | null {
  if (app === null) return null
  const owner = tenant_meta?.namespace || namespace
  return httpsUrl(`${app}/t/${encodeURIComponent(owner)}/findings/${encodeURIComponent(uuid)}`)
}

/** `meta.name` is a finding's type, so it is the last resort. */
function titleOf({ uuid, meta, spec }: Finding): string {
  const advisoryTitle = spec.finding_metadata?.vulnerability?.meta?.description
  return firstText(500, meta.description, advisoryTitle, spec.summary, meta.name, spec.extra_key) ?? uuid
}

/**
 * Words that hold for every finding of one advisory, so that they are stored once: the summary says in a sentence what has
 * fields of its own (package, version, fix, root package), so there it only stands in for a missing explanation.
 */
function descriptionOf(spec: Finding['spec']): string | null {
  const summary = textOrNull(spec.summary)
  // Only this field holds markup.
  const explanation = textOrNull(spec.explanation && textOfMarkup(spec.explanation))
  if (summary === null || explanation === null || summary === explanation) return summary ?? explanation
  return spec.finding_metadata?.vulnerability ? explanation : `${summary}\n\n${explanation}`
}

/**
 * The advisory's own id first, then its aliases; the CVE is usually among those. Otherwise the title tells, unless it names
 * several ("updates libxml2 to resolve CVE-… and CVE-…"): they are not names of one problem.
 */
function identifiersOf({ meta, spec }: Finding, metadata: Metadata): readonly string[] {
  const advisory = metadata.vulnerability
  const malware = metadata.malware
  const ids = identifiers(
    [
      advisory?.meta?.name,
      spec.extra_key,
      ...(advisory?.spec?.aliases ?? []),
      advisory?.spec?.raw?.endor_vulnerability?.cve_id,
      malware?.meta?.name,
      malware?.spec?.version?.osv_id,
      ...(malware?.spec?.aliases ?? []),
    ].filter((id) => id && isAdvisoryId(id)),
  )
  if (ids.some((id) => id.startsWith('CVE-'))) return ids
  const named = new Set(meta.description?.match(/\bCVE-\d{4}-\d{4,}\b/g))
  return named.size === 1 ? identifiers([...ids, ...named]) : ids
}

function weaknessesOf({ vulnerability, malware, custom, ai_sast_data }: Metadata): readonly string[] {
  const upstream = vulnerability?.spec?.database_specific
  return cwes([
    ...textsIn(isRecord(upstream) ? upstream['cwe_ids'] : undefined),
    ...textsIn(vulnerability?.spec?.raw?.endor_vulnerability?.cwe),
    ...textsIn(isRecord(custom) ? custom['cwes'] : undefined),
    ...(ai_sast_data?.cwes ?? []),
    malware?.spec?.cwe_id,
  ])
}

/** One text or a list of them, in fields whose form no contract pins down. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value]
  return Array.isArray(value) ? value.filter((text) => typeof text === 'string') : []
}

function ruleOf(kind: Kind, { meta }: Finding, { custom, source_policy_info: policy }: Metadata): Sighting['rule'] {
  if (kind === 'dependency' || kind === 'container') return null
  const id = firstText(300, textAt(custom, 'sast_rule_id'), textAt(custom, 'rule_uuid'), policy?.uuid, meta.name)
  return id === null ? null : { id, name: firstText(300, policy?.finding_name, policy?.name) }
}

/** The package whose dependency tree this was found in; for code, the function. */
function contextOf({ meta, spec }: Finding, metadata: Metadata): string | null {
  const parent = meta.parent_kind === 'PackageVersion' ? meta.parent_uuid : null
  return firstText(300, rootPackage(spec.relationship), metadata.ai_sast_data?.location?.function_name, parent)
}
