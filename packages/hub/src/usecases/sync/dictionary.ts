import type { Sighting } from '@patchbay/sdk'
import { normaliseIdentifiers, preferredName } from '../../domain/alias.ts'
import { digest } from '../../domain/digest.ts'
import { packageKey, packageKeyOf } from '../../domain/package.ts'
import type { DetailRow, EpssRow, PackageRow, WordingRow } from '../../store/dictionary/writer.ts'
import type { DetailBody } from '../../store/findings/shapes.ts'
import type { Store } from '../../store/store.ts'
import { type AliasLookup, forget, learnAliases } from './aliases.ts'
import { wordsOf } from './extra.ts'

/** Where a sighting's shared facts are kept. */
export interface Entry {
  readonly detailId: number
  readonly wordingId: number
  readonly packageId: number | null
  readonly aliasGroupId: number | null
}

/**
 * Shared facts (packages, advisory details, alias groups) are learned before a page is written, in a transaction of their
 * own: they are true whatever becomes of the page, and remembering them is then safe.
 */
export interface Dictionary {
  /** One entry for each, in order. */
  learn(facts: readonly SharedFacts[], now: Date): Promise<readonly Entry[]>
  /** EPSS scores, which change every day and are kept apart. */
  rate(connectionId: number, rows: readonly EpssRow[], now: Date): Promise<void>
  /** Call when a page finds a remembered group gone, or took links away itself. */
  forgetAliases(): void
}

/** `remembered`: how many packages, details, wordings and EPSS scores are kept in memory of each. */
export function createDictionary(store: Store, remembered = 50_000): Dictionary {
  const packages = new Map<string, number>()
  const details = new Map<string, number>()
  const wordings = new Map<string, number>()
  const ratings = new Map<string, string>()
  const aliases: AliasLookup = { groups: new Map(), links: new Set() }

  /** Bounded memory: it starts over rather than keep an order of use. */
  function recall<Row>(memory: Map<string, number>, rows: ReadonlyMap<string, Row>): Recalled<Row> {
    if (memory.size + rows.size > remembered) memory.clear()
    const ids = new Map<string, number>()
    const missing: Row[] = []
    for (const [key, row] of rows) {
      const id = memory.get(key)
      if (id === undefined) missing.push(row)
      else ids.set(key, id)
    }
    return { ids, missing }
  }

  function remember(memory: Map<string, number>, ids: Map<string, number>, added: ReadonlyMap<string, number>): void {
    for (const [key, id] of added) {
      memory.set(key, id)
      ids.set(key, id)
    }
  }

  return {
    async learn(facts, now) {
      const known = {
        packages: recall(packages, new Map(facts.flatMap(({ package: row }) => (row ? [[row.key, row] as const] : [])))),
        details: recall(details, new Map(facts.map(({ detail }) => [detail.hash, detail] as const))),
        wordings: recall(wordings, new Map(facts.map(({ wording }) => [wording.hash, wording] as const))),
      }
      if (Object.values(known).some(({ missing }) => missing.length > 0)) {
        // One after the other, each in the order of its keys: no two that add at the same time wait for each other.
        const added = await store.transact(async ({ dictionary }) => ({
          packages: await dictionary.packages(known.packages.missing),
          details: await dictionary.details(known.details.missing),
          wordings: await dictionary.wordings(known.wordings.missing),
        }))
        remember(packages, known.packages.ids, added.packages)
        remember(details, known.details.ids, added.details)
        remember(wordings, known.wordings.ids, added.wordings)
      }
      const identifiers = facts.map(({ detail }) => detail.identifiers)
      const groups = await learnAliases(store, aliases, identifiers, now)
      return facts.map(({ detail, wording, package: row, name }) => ({
        detailId: idIn(known.details.ids, detail.hash),
        wordingId: idIn(known.wordings.ids, wording.hash),
        packageId: row === null ? null : idIn(known.packages.ids, row.key),
        aliasGroupId: name === null ? null : idIn(groups, name),
      }))
    },
    async rate(connectionId, rows, now) {
      if (ratings.size + rows.length > remembered) ratings.clear()
      const keyOf = ({ identifier }: EpssRow) => `${connectionId} ${identifier}`
      const wordOf = ({ score, percentile }: EpssRow) => `${score} ${percentile}`
      const news = rows.filter((row) => ratings.get(keyOf(row)) !== wordOf(row))
      if (news.length === 0) return
      await store.transact((write) => write.dictionary.epss(connectionId, news, now))
      for (const row of news) ratings.set(keyOf(row), wordOf(row))
    },
    forgetAliases: () => forget(aliases),
  }
}

interface Recalled<Row> {
  /** Complete by itself: what others forget meanwhile does not matter. */
  readonly ids: Map<string, number>
  readonly missing: readonly Row[]
}

/** What of a sighting is shared with others, before it is known where it is kept. */
export interface SharedFacts {
  readonly detail: DetailRow
  readonly wording: WordingRow
  readonly package: PackageRow | null
  readonly name: string | null
}

export function sharedFacts(sighting: Sighting): SharedFacts {
  const identifiers = normaliseIdentifiers(sighting.identifiers)
  return {
    detail: detailOf(sighting, identifiers),
    wording: wordingOf(sighting),
    package: packageOf(sighting),
    name: preferredName(identifiers),
  }
}

function wordingOf(sighting: Sighting): WordingRow {
  const body = wordsOf(sighting)
  return { hash: digest(JSON.stringify(body)), body }
}

function packageOf(sighting: Sighting): PackageRow | null {
  if (sighting.package === null) return null
  const parsed = packageKey(sighting.package.purl)
  if (parsed) return { key: parsed.key, type: parsed.type, name: parsed.displayName }
  return { key: packageKeyOf(sighting.package), type: 'unknown', name: sighting.package.name }
}

function detailOf(sighting: Sighting, identifiers: readonly string[]): DetailRow {
  const scores = sighting.cvss.flatMap((rating) => rating.score ?? [])
  const body: DetailBody = {
    ...(sighting.description !== null && { description: sighting.description }),
    ...(sighting.references.length > 0 && { references: sighting.references }),
    ...(sighting.cwes.length > 0 && { cwes: sighting.cwes }),
    ...(sighting.cvss.length > 0 && { cvss: sighting.cvss }),
    ...(scores.length > 0 && { score: Math.max(...scores) }),
    ...(sighting.exploited !== null && { exploited: sighting.exploited }),
  }
  const ratings = sighting.cvss.map(({ version, vector, score }) => JSON.stringify([version, vector, score]))
  const sets = [identifiers, sighting.references, sighting.cwes, ratings].map((texts) => texts.toSorted())
  const { title, description, exploited } = sighting
  const text = JSON.stringify([title, description, exploited, sets])
  return { hash: digest(text), title, identifiers, body }
}

function idIn(ids: ReadonlyMap<string, number>, key: string): number {
  const id = ids.get(key)
  if (id === undefined) throw new Error('A shared fact was not stored.')
  return id
}
