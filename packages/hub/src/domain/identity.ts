import type { Sighting } from '@patchbay/sdk'
import { preferredName } from './alias.ts'
import { digest, packed } from './digest.ts'
import { packageKeyOf } from './package.ts'
import { repositoryPath } from './path.ts'

/** How identities are computed. A change of the rules raises it, and stored identities are then migrated. */
export const identityVersion = 1

/**
 * Recognises a finding inside its record: by the vendor's id where the vendor keeps it stable, by evidence otherwise.
 * `recordKey` is whatever names the record for good; `occurrence` comes from `assignOccurrences`. A hash written as a UUID.
 */
export function findingIdentity({
  recordKey,
  sighting,
  stableIds,
  occurrence,
}: {
  readonly recordKey: string
  readonly sighting: Sighting
  readonly stableIds: boolean
  readonly occurrence: number
}): string {
  const byId = stableIds ? identityById(recordKey, sighting.externalId) : null
  return byId ?? identityOf(recordKey, `evidence${packed(findingEvidence(sighting, occurrence))}`)
}

/** The identity of a finding whose vendor keeps its id; `null` for a blank one. */
export function identityById(recordKey: string, externalId: string): string | null {
  const id = externalId.trim().normalize('NFC')
  return id === '' ? null : identityOf(recordKey, `id${packed(id)}`)
}

function identityOf(recordKey: string, recognised: string): string {
  return digest(`identity${identityVersion};${packed(recordKey)}${recognised}`)
}

/**
 * What was seen where, whichever id the vendor gives it: the same for two records that see the same. A hash written as a UUID.
 */
export function findingEvidence(sighting: Sighting, occurrence: number): string {
  return digest(`evidence${identityVersion};${evidenceBase(sighting)}${packed(occurrence)}`)
}

/**
 * The problem and its place, without what tells repeated sightings apart: kind, vulnerability or rule, package and version,
 * path, context. Lines are left out: they move when anything above them does. The title counts only where nothing else
 * names the problem.
 */
export function evidenceBase(sighting: Sighting): string {
  const name = preferredName(sighting.identifiers)
  const rule = normal(sighting.rule?.id)
  const parts = [
    packed(sighting.kind),
    packed(name),
    packed(name === null ? rule : null),
    packed(name === null && rule === null ? sighting.title.trim().normalize('NFC') : null),
    packed(sighting.package === null ? null : packageKeyOf(sighting.package)),
    packed(normal(sighting.package?.version)),
    packed(sighting.location === null ? null : repositoryPath(sighting.location.path)),
    packed(normal(sighting.context)),
  ]
  return parts.join('')
}

/** Blank and absent are one. */
function normal(text: string | null | undefined): string | null {
  return text?.trim().normalize('NFC') || null
}

/**
 * Hash of everything that is stored of a sighting, to leave unchanged rows unwritten. The order of identifiers, tags,
 * weaknesses, references and ratings does not matter: vendors shuffle them. EPSS is kept apart, because it changes every day.
 */
export function contentHash(sighting: Sighting): string {
  return digest(wholeText(sighting))
}

/** Everything that is stored of a sighting, as JSON. */
export function wholeText(sighting: Sighting): string {
  return JSON.stringify([sighting.target, sighting.externalId, sighting.externalUrl]) + contentText(sighting)
}

/** Everything but the ids under which the vendor delivers it, unambiguously. As JSON, whose writer is the fastest there is. */
export function contentText(sighting: Sighting): string {
  const { package: seen, rule, location, triage, image, baseImage: base } = sighting
  const text = JSON.stringify([
    sighting.kind,
    sighting.title,
    sighting.description,
    sighting.severity,
    sighting.vendorSeverity,
    sorted(sighting.identifiers),
    seen && [seen.purl, seen.name, seen.version, seen.direct, seen.fixedVersion],
    rule && [rule.id, rule.name],
    location && [location.path, location.startLine, location.endLine, location.url],
    sighting.context,
    sighting.detectedAt,
    sighting.reachability,
    sighting.vendorReachability,
    sorted(sighting.cvss.map(({ version, vector, score }) => JSON.stringify([version, vector, score]))),
    sorted(sighting.cwes),
    sorted(sighting.references),
    sighting.remediation,
    sighting.exploited,
    triage && [triage.state, triage.reason],
    sorted(sighting.tags),
  ])
  // Most sightings have none of these; their text stays what it was before there were any.
  const { through } = seen ?? {}
  const whole = through === undefined ? text : text + JSON.stringify({ through: [through.name, through.from, through.to] })
  const based = base === undefined ? whole : whole + JSON.stringify({ base: [base.reference, base.brings, base.recommended] })
  if (image === undefined) return based
  const { registry, name, tag, digest: hash, source } = image
  return based + JSON.stringify([registry, name, tag, hash, source?.url, source?.dockerfile])
}

function sorted(texts: readonly string[]): readonly string[] {
  return texts.length > 1 ? texts.toSorted() : texts
}
