import type { Sighting } from '@patchbay/sdk'
import { normaliseIdentifiers, preferredName } from '../../domain/alias.ts'
import { cvssScore } from '../../domain/cvss.ts'
import { digest } from '../../domain/digest.ts'
import { imageNameKey } from '../../domain/image.ts'
import { packageKey, packageKeyOf } from '../../domain/package.ts'
import type { DetailRow, EpssRow, PackageRow, WordingRow } from '../../store/dictionary/writer.ts'
import type { DetailBody } from '../../store/findings/shapes.ts'
import type { SeenImage } from '../../store/images/writer.ts'
import type { Store, Writers } from '../../store/store.ts'
import { seenImage, settleImages } from '../map/settle-images.ts'
import { type AliasLookup, forget, learnAliases } from './aliases.ts'
import { wordsOf } from './extra.ts'

/** Where a sighting's shared facts are kept. */
export interface Entry {
  readonly detailId: number
  readonly wordingId: number
  readonly packageId: number | null
  readonly imageId: number | null
  readonly aliasGroupId: number | null
}

/**
 * Shared facts (packages, advisory details, images, alias groups) are learned before a page is written, in a transaction of their
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
  const images = new Map<string, number>()
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
        images: recall(images, new Map(facts.flatMap(({ image }) => (image ? [[imageKey(image), image] as const] : [])))),
      }
      if (Object.values(known).some(({ missing }) => missing.length > 0)) {
        // One after the other, each in the order of its keys: no two that add at the same time wait for each other.
        const added = await store.transact(async (write) => ({
          packages: await write.dictionary.packages(known.packages.missing),
          details: await write.dictionary.details(known.details.missing),
          wordings: await write.dictionary.wordings(known.wordings.missing),
          images: await seeImages(write, known.images.missing, now),
        }))
        remember(packages, known.packages.ids, added.packages)
        remember(details, known.details.ids, added.details)
        remember(wordings, known.wordings.ids, added.wordings)
        remember(images, known.images.ids, added.images)
      }
      const identifiers = facts.map(({ detail }) => detail.identifiers)
      const groups = await learnAliases(store, aliases, identifiers, now)
      return facts.map(({ detail, wording, package: row, image, name }) => ({
        detailId: idIn(known.details.ids, detail.hash),
        wordingId: idIn(known.wordings.ids, wording.hash),
        packageId: row === null ? null : idIn(known.packages.ids, row.key),
        imageId: image === null ? null : idIn(known.images.ids, imageKey(image)),
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
  readonly image: SeenImage | null
  readonly name: string | null
}

export function sharedFacts(sighting: Sighting): SharedFacts {
  const identifiers = normaliseIdentifiers(sighting.identifiers)
  return {
    detail: detailOf(sighting, identifiers),
    wording: wordingOf(sighting),
    package: packageOf(sighting),
    image: sighting.image === undefined ? null : seenImage(sighting.image),
    name: preferredName(identifiers),
  }
}

/** Everything a sighting tells of its image: one with another tag is another row. */
function imageKey({ registry, name, tag, digest: hash, source }: SeenImage): string {
  return JSON.stringify([registry, name, tag, hash, source])
}

async function seeImages(write: Writers, rows: readonly SeenImage[], now: Date): Promise<ReadonlyMap<string, number>> {
  if (rows.length === 0) return new Map()
  const { ids, changed } = await write.images.see(rows, now)
  await settleImages(write, changed, now)
  return new Map(
    rows.flatMap((row) => {
      const id = ids.get(imageNameKey(row))
      return id === undefined ? [] : [[imageKey(row), id] as const]
    }),
  )
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
  const score = cvssScore(sighting.cvss)
  const body: DetailBody = {
    ...(sighting.description !== null && { description: sighting.description }),
    ...(sighting.references.length > 0 && { references: sighting.references }),
    ...(sighting.cwes.length > 0 && { cwes: sighting.cwes }),
    ...(sighting.cvss.length > 0 && { cvss: sighting.cvss }),
    ...(score !== null && { score }),
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
