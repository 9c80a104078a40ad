import type { Sighting } from '@patchbay/sdk'
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
    fixedVersion: first(sightings, (sighting) => sighting.package?.fixedVersion ?? null),
    location: first(sightings, (sighting) => sighting.location?.path ?? null),
    exploited: exploited.length > 0 ? exploited.some(Boolean) : null,
    cvss: highest(sightings.flatMap((sighting) => sighting.cvss.flatMap((rating) => rating.score ?? []))),
    epss: highest(sightings.flatMap((sighting) => sighting.epss?.score ?? [])),
    title: first(sightings, (sighting) => sighting.title) ?? '',
    goneReason: null,
    goneAt: null,
  }
}

function first<T>(sightings: readonly Sighting[], read: (sighting: Sighting) => T | null): T | null {
  for (const sighting of sightings) {
    const value = read(sighting)
    if (value !== null) return value
  }
  return null
}

function highest(numbers: readonly number[]): number | null {
  return numbers.length > 0 ? Math.max(...numbers) : null
}
