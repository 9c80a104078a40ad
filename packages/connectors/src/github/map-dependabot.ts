import type { Cvss, Kind, Severity, Sighting } from '@patchbay/sdk'
import {
  cvss,
  cwes,
  distinctTexts,
  epss,
  firstText,
  httpsUrls,
  identifiers,
  isAdvisoryId,
  looseEnum,
  type Note,
  place,
  textOrNull,
} from '@patchbay/sdk/shape'
import { packageOf } from './package.ts'
import type { DependabotAlert } from './schema.ts'
import { type Origin, paragraphs, shared } from './sighting.ts'
import { dependabotStanding } from './status.ts'

type Advisory = DependabotAlert['security_advisory']

const kindOf = looseEnum<Kind>('security_advisory.classification', { general: 'dependency', malware: 'malware' }, 'dependency')

const severity = looseEnum<Severity>(
  'security_vulnerability.severity',
  { critical: 'critical', high: 'high', medium: 'medium', low: 'low' },
  'unknown',
)

/** A vulnerable or malicious package that a manifest brings in. */
export function toDependabotSighting(alert: DependabotAlert, origin: Origin, note: Note): Sighting {
  const { dependency, security_advisory: advisory, security_vulnerability: range } = alert
  const found = packageOf(alert, note)
  const ids = identifiersOf(advisory)
  // An advisory may be worse for one package than for another.
  const word = firstText(100, range?.severity, advisory.severity)
  return {
    ...shared('dependabot', alert, origin, note),
    kind: kindOf(advisory.classification, note),
    title: firstText(300, advisory.summary) ?? `${ids[0] ?? 'Vulnerability'} in ${found?.name ?? 'a package'}`,
    description: paragraphs(advisory.description, labelled('Vulnerable versions', range?.vulnerable_version_range)),
    severity: severity(word, note),
    vendorSeverity: word,
    identifiers: ids,
    package: found,
    rule: null,
    location: place(dependency.manifest_path),
    context: null,
    cvss: ratingsOf(advisory),
    epss: epss(advisory.epss?.percentage, advisory.epss?.percentile),
    cwes: cwes((advisory.cwes ?? []).map(({ cwe_id }) => cwe_id)),
    references: httpsUrls(advisory.references ?? []),
    remediation: found?.fixedVersion ? `Upgrade ${found.name} to ${found.fixedVersion} or later.` : null,
    triage: dependabotStanding(alert, note).triage,
    tags: distinctTexts([
      labelled('scope', dependency.scope),
      textOrNull(advisory.withdrawn_at) === null ? null : 'advisory withdrawn',
    ]),
  }
}

/** The advisory's own id first. */
function identifiersOf({ ghsa_id, cve_id, identifiers: others }: Advisory): readonly string[] {
  const all = [ghsa_id, cve_id, ...(others ?? []).map(({ value }) => value)]
  return identifiers(all.filter((id) => id && isAdvisoryId(id)))
}

/** Version 4 first. Older servers have `cvss` only, newer ones repeat one of the ratings there. */
function ratingsOf({ cvss_severities: severities, cvss: single }: Advisory): readonly Cvss[] {
  const four = severities?.cvss_v4
  const given = [
    cvss(four?.vector_string, four?.score, '4.0'),
    ...[severities?.cvss_v3, single].map((rating) => cvss(rating?.vector_string, rating?.score)),
  ]
  const ratings = new Map<string, Cvss>()
  for (const rating of given) {
    if (rating === null) continue
    const key = rating.vector ?? `score ${rating.score}`
    if (!ratings.has(key)) ratings.set(key, rating)
  }
  return [...ratings.values()]
}

function labelled(label: string, text: string | null | undefined): string | null {
  const clean = textOrNull(text, 500)
  return clean === null ? null : `${label}: ${clean}`
}
