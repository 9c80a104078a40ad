import type { Cvss, Kind, Reachability, Severity, Sighting } from '@patchbay/sdk'
import {
  baseImage,
  cvss,
  cwes,
  distinctTexts,
  firstText,
  httpsUrls,
  identifiers,
  imageEvidence,
  instant,
  isAdvisoryId,
  looseEnum,
  type Note,
  textOrNull,
} from '@patchbay/sdk/shape'
import type { FixDetail } from './fix-details.ts'
import { kindOf } from './kind.ts'
import { packageOf } from './package.ts'
import { commitOf, contextOf, locationOf } from './place.ts'
import type { Coordinate, Issue } from './schema.ts'
import { type ProjectFacts, projectAddress } from './target.ts'

/** What is the same for all issues of one project. */
export interface Setting {
  /** The project's id. */
  readonly target: string
  readonly project: ProjectFacts
  /** Address of the web app; `null` when it is unknown. */
  readonly app: string | null
}

type Attributes = Issue['attributes']

const severity = looseEnum<Severity>(
  'attributes.effective_severity_level',
  { critical: 'critical', high: 'high', medium: 'medium', low: 'low', info: 'info' },
  'unknown',
)

/** Best first. Both first words mean that a path to the vulnerable code was found. */
const reachabilityWords = ['function', 'package', 'no-info', 'not-applicable']

const reachability = looseEnum<Reachability>(
  'attributes.coordinates.reachability',
  { function: 'reachable-function', package: 'reachable-dependency', 'no-info': 'unknown', 'not-applicable': 'unknown' },
  'unknown',
)

const packageKinds: ReadonlySet<Kind> = new Set(['dependency', 'container'])

/** One issue as a sighting. Pure; what is strange but readable goes to `note`. */
export function toSighting(issue: Issue, setting: Setting, fix: FixDetail | undefined, note: Note): Sighting {
  const { attributes } = issue
  const { project } = setting
  const kind = kindOf(attributes.type, project, note)
  const isVulnerability = packageKinds.has(kind)
  const image = kind === 'container' ? imageEvidence(project.image) : null
  const base = baseImage(project.base)
  const found = packageOf(issue, project.type, fix, note)
  const commit = commitOf(issue)
  const reached = reachabilityWord(attributes.coordinates ?? [])

  return {
    target: setting.target,
    externalId: issue.id,
    externalUrl: linkTo(attributes.key, setting),
    kind,
    title: firstText(500, attributes.title, attributes.key) ?? issue.id,
    description: descriptionOf(attributes, found?.alsoIn ?? []),
    severity: severity(attributes.effective_severity_level, note),
    vendorSeverity: textOrNull(attributes.effective_severity_level, 100),
    identifiers: isVulnerability ? identifiersOf(attributes) : [],
    package: found?.evidence ?? null,
    rule: isVulnerability ? null : ruleOf(attributes),
    location: locationOf(issue, project.file),
    context: contextOf(issue),
    detectedAt: instant(attributes.created_at, 'attributes.created_at', note),
    reachability: reachability(reached, note),
    vendorReachability: reached,
    cvss: ratingsOf(attributes),
    epss: null,
    cwes: cwes((attributes.classes ?? []).map(({ id }) => id)),
    references: referencesOf(attributes, isVulnerability),
    remediation: remediationOf(attributes, fix),
    exploited: isExploited(attributes) ? true : null,
    triage: attributes.ignored === true ? { state: 'dismissed', reason: 'ignored' } : null,
    tags: tagsOf(attributes),
    ...(image !== null && { image }),
    ...(image !== null && base !== null && { baseImage: base }),
    ...(commit !== null && { commit }),
  }
}

function linkTo(key: string, { app, project, target }: Setting): string | null {
  if (app === null || project.slug === null) return null
  return projectAddress(app, project.slug, target, `#issue-${encodeURIComponent(key)}`)
}

function descriptionOf({ description }: Attributes, alsoIn: readonly string[]): string | null {
  const versions = alsoIn.length === 0 ? null : `The project also holds version ${alsoIn.slice(0, 20).join(', ')}.`
  const parts = [textOrNull(description), versions].filter((part) => part !== null)
  return parts.length === 0 ? null : parts.join('\n\n')
}

// Ids from before 2019: `npm:hoek:20180212`, in keys with the package behind it.
const oldId = /^[a-z]+:[^:\s]+:\d{8}/

/** Snyk's own id first. Weaknesses are listed among the problems too, and are no ids of this one. */
function identifiersOf({ key, problems }: Attributes): readonly string[] {
  const ids = [key, ...(problems ?? []).map(({ id }) => id)].flatMap((id) => {
    if (!id || /^CWE-/i.test(id)) return []
    const old = oldId.exec(id)?.[0]
    if (old !== undefined) return [old]
    return isAdvisoryId(id) ? [id] : []
  })
  return identifiers(ids)
}

/**
 * The rule that fired. Problems of code name it in newer answers and repeat the issue's own fingerprint in others; then the
 * title is what issues of one rule share.
 */
function ruleOf({ key, key_asset, title, type, problems }: Attributes): Sighting['rule'] {
  const name = textOrNull(title, 300)
  if (type === 'license') return { id: key.slice(0, 300), name }
  const own = new Set([key, key_asset])
  const named = (problems ?? []).find(({ id }) => id && !own.has(id) && !/^CWE-/i.test(id))
  const id = firstText(300, named?.id, type === 'code' ? name : key, key)
  return id === null ? null : { id, name }
}

function reachabilityWord(coordinates: readonly Coordinate[]): string | null {
  const words = distinctTexts(coordinates.map((coordinate) => coordinate.reachability))
  return reachabilityWords.find((word) => words.includes(word)) ?? words[0] ?? null
}

const cvssVersions: ReadonlyMap<string, Cvss['version']> = new Map([
  ['2.0', '2.0'],
  ['3.0', '3.0'],
  ['3.1', '3.1'],
  ['4.0', '4.0'],
])

/** Snyk's own rating first, then the others; several sources often give the same one. */
function ratingsOf({ severities }: Attributes): readonly Cvss[] {
  const sorted = (severities ?? []).toSorted((left, right) => Number(isSnyk(right)) - Number(isSnyk(left)))
  const ratings = new Map<string, Cvss>()
  for (const { vector, score, version } of sorted) {
    const rating = cvss(vector, score, cvssVersions.get(String(version)) ?? 'unknown')
    if (rating !== null) ratings.set(`${rating.vector} ${rating.score}`, rating)
  }
  return [...ratings.values()].slice(0, 10)
}

function isSnyk({ source }: { readonly source?: string | null | undefined }): boolean {
  return source?.toLowerCase() === 'snyk'
}

function referencesOf({ key, problems }: Attributes, isVulnerability: boolean): readonly string[] {
  const advisory = isVulnerability && /^SNYK-[\w-]+$/.test(key) ? [`https://security.snyk.io/vuln/${key}`] : []
  return httpsUrls([...advisory, ...(problems ?? []).map(({ url }) => url)])
}

function remediationOf({ coordinates }: Attributes, fix: FixDetail | undefined): string | null {
  const remedies = (coordinates ?? []).flatMap(({ remedies: given }) => given ?? [])
  const parts = distinctTexts([fix?.remediation, ...remedies.map(({ description }) => description)], 10)
  return parts.length === 0 ? null : parts.join('\n\n')
}

/** CISA keeps the list of known exploited vulnerabilities; `Attacked` is the word of CVSS 4 for the same. */
function isExploited({ exploit_details: details }: Attributes): boolean {
  const isListed = (details?.sources ?? []).includes('CISA')
  return isListed || (details?.maturity_levels ?? []).some(({ level }) => level === 'Attacked')
}

const flags = [
  ['is_fixable_snyk', 'fixable'],
  ['is_upgradeable', 'upgradeable'],
  ['is_pinnable', 'pinnable'],
  ['is_patchable', 'patchable'],
] as const

function tagsOf({ coordinates, exploit_details: details }: Attributes): readonly string[] {
  const raised = flags.flatMap(([flag, tag]) => ((coordinates ?? []).some((one) => one[flag] === true) ? [tag] : []))
  const levels = (details?.maturity_levels ?? []).flatMap(({ level }) => (level ? [`exploit maturity: ${level}`] : []))
  return distinctTexts([...raised, ...levels])
}
