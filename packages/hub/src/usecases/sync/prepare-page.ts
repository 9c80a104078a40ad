import type { Page, Sighting } from '@patchbay/sdk'
import { contentHash, findingIdentity } from '../../domain/identity.ts'
import { type FilterReason, type ImportRules, rulesDecide } from '../../domain/import-rules.ts'
import { assignOccurrences, type OccurrenceTally } from '../../domain/occurrence.ts'
import { findingKey } from '../../domain/place.ts'

/** A sighting with its place, its identity and what the import rules say of it. */
export interface Prepared {
  readonly sighting: Sighting
  readonly recordId: number
  readonly assetId: number
  readonly identity: string
  /** Which of several that share their evidence. */
  readonly occurrence: number
  readonly content: string
  readonly verdict: 'keep' | FilterReason
}

interface Scope {
  readonly places: ReadonlyMap<string, { readonly recordId: number; readonly assetId: number }>
  readonly rules: ImportRules
  readonly stableIds: boolean
  readonly occurrences: OccurrenceTally
}

/** Works out identity and verdict of each sighting. One delivered twice on a page counts once. */
export function preparePage(page: Page<Sighting>, scope: Scope): readonly Prepared[] {
  const occurrences = scope.stableIds ? null : assignOccurrences(page.items, scope.occurrences)
  const prepared = new Map<string, Prepared>()
  page.items.forEach((sighting, index) => {
    const place = scope.places.get(sighting.target)
    if (place === undefined)
      throw new Error(`The connector reported a finding of a target it was not asked for: ${sighting.target}`)
    const occurrence = occurrences?.[index] ?? 0
    const { stableIds } = scope
    const identity = findingIdentity({ recordKey: String(place.recordId), sighting, stableIds, occurrence })
    prepared.set(findingKey(place.recordId, identity), {
      sighting,
      ...place,
      identity,
      occurrence,
      content: contentHash(sighting),
      verdict: rulesDecide(sighting, scope.rules),
    })
  })
  return [...prepared.values()]
}
