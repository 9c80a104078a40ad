import type { Sighting } from '@patchbay/sdk'
import { digest, packed } from './digest.ts'
import { contentText, evidenceBase } from './identity.ts'

/** Which occurrences were given out in a run so far. Hand the same one to every page of one record's listing. */
export interface OccurrenceTally {
  /** Evidence → how many different sightings had it. */
  readonly counts: Map<string, number>
  /** Evidence and vendor id, or content where there is none → the occurrence it was given, so that a row delivered twice is one finding. */
  readonly given: Map<string, number>
}

export function newOccurrenceTally(): OccurrenceTally {
  return { counts: new Map(), given: new Map() }
}

/**
 * Numbers sightings that share their evidence, from 0, in the order they stand in the file. Within a batch the answer does
 * not depend on the order of input; the same row twice gets the same number. Answers line up with `sightings`.
 *
 * A record listed in several pages needs a `tally`, which this function writes to: without it every page starts at 0.
 */
export function assignOccurrences(
  sightings: readonly Sighting[],
  tally: OccurrenceTally = newOccurrenceTally(),
): readonly number[] {
  const positionsByPlace = Map.groupBy(sightings.keys(), (position) => placeOf(sightings[position]))
  const occurrences: number[] = new Array(sightings.length).fill(0)
  for (const [place, positions] of positionsByPlace) {
    const evidence = digest(place)
    const rows = positions.flatMap((position) => rowOf(sightings[position], position))
    for (const row of rows.toSorted(compareRows)) occurrences[row.position] = give(tally, evidence, row.sighting)
  }
  return occurrences
}

interface Row {
  readonly position: number
  readonly sighting: Sighting
}

/** A batch may hold several records. */
function placeOf(sighting: Sighting | undefined): string {
  return sighting === undefined ? '' : `${packed(sighting.target)}${evidenceBase(sighting)}`
}

function rowOf(sighting: Sighting | undefined, position: number): readonly Row[] {
  return sighting === undefined ? [] : [{ position, sighting }]
}

/** By place in the file and then by content: the vendor's id comes last, as it may be another one in the next run. */
function compareRows({ sighting: left }: Row, { sighting: right }: Row): number {
  return (
    (left.location?.startLine ?? 0) - (right.location?.startLine ?? 0) ||
    (left.location?.endLine ?? 0) - (right.location?.endLine ?? 0) ||
    compareTexts(contentText(left), contentText(right)) ||
    compareTexts(left.externalId, right.externalId)
  )
}

function compareTexts(left: string, right: string): number {
  if (left === right) return 0
  return left < right ? -1 : 1
}

function give(tally: OccurrenceTally, evidence: string, sighting: Sighting): number {
  const key = `${evidence} ${sighting.externalId || digest(contentText(sighting))}`
  const before = tally.given.get(key)
  if (before !== undefined) return before
  const occurrence = tally.counts.get(evidence) ?? 0
  tally.counts.set(evidence, occurrence + 1)
  tally.given.set(key, occurrence)
  return occurrence
}
