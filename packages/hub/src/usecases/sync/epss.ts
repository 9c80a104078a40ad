import type { Sighting } from '@patchbay/sdk'
import { normaliseIdentifiers, preferredName } from '../../domain/alias.ts'
import type { EpssRow } from '../../store/dictionary/writer.ts'

/** What a page tells of each problem's EPSS, by its name; of several scores of one problem, the highest. */
export function epssIn(sightings: readonly Sighting[]): readonly EpssRow[] {
  const rows = new Map<string, EpssRow>()
  for (const { epss, identifiers } of sightings) {
    if (epss === null) continue
    const identifier = preferredName(normaliseIdentifiers(identifiers))
    if (identifier === null || (rows.get(identifier)?.score ?? -1) >= epss.score) continue
    rows.set(identifier, { identifier, score: epss.score, percentile: epss.percentile })
  }
  return [...rows.values()]
}
