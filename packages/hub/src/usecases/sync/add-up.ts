import type { Sighting } from '@patchbay/sdk'
import { cvssScore } from '../../domain/cvss.ts'
import { reconcileFixVersions } from '../../domain/fix-version.ts'
import { packageKey } from '../../domain/package.ts'
import { reachabilityRanks } from '../../domain/reachability.ts'
import { severityRank } from '../../domain/severity.ts'
import type { Aggregate } from '../../store/vulnerabilities/shapes.ts'

/** What new sightings of one new vulnerability add up to: the same rules the database applies to stored ones. */
export function addUp(sightings: readonly Sighting[], connectionId: number, now: Date): Aggregate {
  const dates = sightings.flatMap((sighting) => (sighting.detectedAt === null ? [] : Date.parse(sighting.detectedAt)))
  const exploited = sightings.flatMap((sighting) => sighting.exploited ?? [])
  return {
    sightings: sightings.length,
    openSightings: sightings.length,
    severity: Math.max(...sightings.map((sighting) => severityRank(sighting.severity))),
    reachability: Math.max(...sightings.map((sighting) => reachabilityRanks[sighting.reachability])),
    detectedAt: dates.length > 0 ? new Date(Math.min(...dates)) : null,
    firstSeenAt: now,
    connections: [connectionId],
    fixedVersion: reconcileFixVersions(
      sightings.flatMap((sighting) => sighting.package?.fixedVersion ?? []),
      packageTypeOf(sightings[0]),
    ),
    location: firstDetected(sightings, (sighting) => sighting.location?.path ?? null),
    exploited: exploited.length > 0 ? exploited.some(Boolean) : null,
    cvss: highest(sightings.flatMap((sighting) => cvssScore(sighting.cvss) ?? [])),
    title: firstDetected(sightings, (sighting) => sighting.title) ?? '',
    goneReason: null,
    goneAt: null,
  }
}

/** All sightings of one vulnerability are about one package. */
function packageTypeOf(sighting: Sighting | undefined): string | null {
  const purl = sighting?.package?.purl
  return purl === undefined ? null : (packageKey(purl)?.type ?? null)
}

/** Of the sightings that say something, what the one says that was detected first; of several, what comes first in the alphabet. */
function firstDetected(sightings: readonly Sighting[], read: (sighting: Sighting) => string | null): string | null {
  const said = sightings.flatMap((sighting) => {
    const text = read(sighting)
    return text === null
      ? []
      : [{ text, at: sighting.detectedAt === null ? Number.POSITIVE_INFINITY : Date.parse(sighting.detectedAt) }]
  })
  const [first] = said.toSorted((a, b) => (a.at === b.at ? Number(a.text > b.text) - Number(a.text < b.text) : a.at - b.at))
  return first?.text ?? null
}

function highest(numbers: readonly number[]): number | null {
  return numbers.length > 0 ? Math.max(...numbers) : null
}
