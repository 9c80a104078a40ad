import type { Page, Sighting } from '@patchbay/sdk'
import { digest } from '../../domain/digest.ts'
import { findingIdentity, wholeText } from '../../domain/identity.ts'
import { type FilterReason, type ImportRules, rulesDecide } from '../../domain/import-rules.ts'
import { assignOccurrences, type OccurrenceTally } from '../../domain/occurrence.ts'
import { findingKey } from '../../domain/place.ts'
import { isStorable, makeStorable } from '../../domain/storable.ts'
import type { EpssRow } from '../../store/dictionary/writer.ts'
import type { FilteredPage } from '../../store/filtered/writer.ts'
import type { KnownFinding } from '../../store/findings/writer.ts'
import type { Store } from '../../store/store.ts'
import { type SharedFacts, sharedFacts } from './dictionary.ts'
import { epssIn } from './epss.ts'
import { leftOutOf } from './left-out.ts'

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

/** What was known of each finding before its page was written. */
export type Known = ReadonlyMap<Prepared, KnownFinding | null>

/** A page worked out as far as that goes without writing anything. */
export interface InspectedPage extends Page<Sighting> {
  /** Its place in the listing, from 0. */
  readonly number: number
  readonly prepared: readonly Prepared[]
  readonly known: Known
  /** What has to be written. */
  readonly full: readonly Prepared[]
  /** Of `full`, in order. */
  readonly facts: readonly SharedFacts[]
  readonly epss: readonly EpssRow[]
  /** What the import rules left out; `null` for nothing. */
  readonly leftOut: FilteredPage | null
}

/** Where the findings of a target go, and which of them are let in. */
export interface FindingPlace {
  readonly recordId: number
  readonly assetId: number
  readonly rules: ImportRules
}

interface Scope {
  readonly places: ReadonlyMap<string, FindingPlace>
  readonly stableIds: boolean
  readonly occurrences: OccurrenceTally
}

/** Works out identity and verdict of each sighting. One delivered twice on a page counts once. */
function preparePage(page: Page<Sighting>, scope: Scope): readonly Prepared[] {
  const texts = page.items.map(storableText)
  const occurrences = scope.stableIds ? null : assignOccurrences(page.items, scope.occurrences)
  const prepared = new Map<string, Prepared>()
  page.items.forEach((sighting, index) => {
    const place = scope.places.get(sighting.target)
    if (place === undefined)
      throw new Error(`The connector reported a finding of a target it was not asked for: ${sighting.target}`)
    const occurrence = occurrences?.[index] ?? 0
    const { stableIds } = scope
    const { recordId, assetId, rules } = place
    const identity = findingIdentity({ recordKey: String(recordId), sighting, stableIds, occurrence })
    prepared.set(findingKey(recordId, identity), {
      sighting,
      recordId,
      assetId,
      identity,
      occurrence,
      content: digest(texts[index] ?? ''),
      verdict: rulesDecide(sighting, rules),
    })
  })
  return [...prepared.values()]
}

/** The text by which a change is seen; where it shows something that no database keeps, the sighting is put right first. */
function storableText(sighting: Sighting): string {
  const text = wholeText(sighting)
  if (isStorable(text)) return text
  makeStorable(sighting)
  return wholeText(sighting)
}

/** Finds out what of a page has to be written. Looks without a lock: what it finds is held, and looked at again, when it is written. */
export async function inspectPage(
  store: Pick<Store, 'compareFindings'>,
  page: Page<Sighting> & { readonly number: number },
  scope: Scope,
): Promise<InspectedPage> {
  const prepared = preparePage(page, scope)
  const compared = await store.compareFindings(prepared)
  const known = new Map(prepared.map((item, index) => [item, compared[index] ?? null]))
  const full = prepared.filter((item) => item.verdict === 'keep' && !known.get(item)?.unchanged)
  const kept = prepared.filter((item) => item.verdict === 'keep').map((item) => item.sighting)
  const facts = full.map((item) => sharedFacts(item.sighting))
  return { ...page, prepared, known, full, facts, epss: epssIn(kept), leftOut: leftOutOf(prepared) }
}
