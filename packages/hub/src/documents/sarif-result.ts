import { cleanText } from '@patchbay/sdk/shape'
import { uri } from './json.ts'
import { placeName } from './place.ts'
import { levelOf, scoreOf } from './sarif-severity.ts'
import type { DocumentFinding } from './state.ts'

export function resultOf(finding: DocumentFinding, rule: { readonly id: string; readonly index: number }) {
  const { id, url, kind, identifiers, package: found, sources, place, image, reachability } = finding
  return {
    ruleId: rule.id,
    ruleIndex: rule.index,
    level: levelOf(finding),
    message: { text: messageOf(finding) },
    locations: [locationOf(finding)],
    // The first is what code scanning recognises an alert by.
    partialFingerprints: { primaryLocationLineHash: `${id}:1`, 'patchbayVulnerability/v1': id },
    suppressions: suppressionsOf(finding),
    hostedViewerUri: uri(url),
    properties: {
      'security-severity': scoreOf(finding),
      kind,
      identifiers,
      purl: found?.purl,
      fixedVersion: found?.fixedVersion,
      reachability,
      image,
      place: placeName(place),
      scanners: sources.map(({ name }) => name),
    },
  }
}

function messageOf({ title, name, package: found, image }: DocumentFinding): string {
  const what = title.trim() || name.trim() || 'A finding without a title'
  const version = found?.version ? ` ${found.version}` : ''
  const where = found === null ? '' : ` in ${found.name}${version}`
  const within = image === null ? '' : ` of the image ${image}`
  const fix = found?.fixedVersion ? ` Update to ${found.fixedVersion}.` : ''
  return cleanText(`${what}${where}${within}.${fix}`, 1000)
}

/** Code scanning wants a place: what is in no file is at the name of its package, its image or its rule, as container scanners write it. */
function locationOf(finding: DocumentFinding) {
  const { location, package: found, image, place } = finding
  const startLine = line(location?.startLine)
  const endLine = line(location?.endLine)
  const region = startLine && { startLine, endLine: endLine && endLine >= startLine ? endLine : undefined }
  const path = location?.path || found?.name || image || place.name
  return {
    physicalLocation: { artifactLocation: { uri: relative(path), uriBaseId: location ? '%SRCROOT%' : undefined }, region },
    logicalLocations: [{ fullyQualifiedName: placeName(place), kind: 'module' }],
  }
}

function line(number: number | undefined): number | undefined {
  return number !== undefined && Number.isSafeInteger(number) && number >= 1 ? number : undefined
}

/** A path as a relative URI (RFC 3986): every segment escaped, none of them empty or climbing. */
function relative(path: string): string {
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.' && segment !== '..')
  return segments.map((segment) => encodeURIComponent(segment.toWellFormed())).join('/') || 'unknown'
}

function suppressionsOf({ decision }: DocumentFinding) {
  if (decision === null) return undefined
  const words = [decision.kind, decision.reason].filter(Boolean).join(': ')
  return [{ kind: 'external', status: 'accepted', justification: words }]
}
