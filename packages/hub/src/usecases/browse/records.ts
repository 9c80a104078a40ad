import type { Sight } from '../../domain/access.ts'
import { imageName, shownImage } from '../../domain/image.ts'
import { comparisons, indexCandidates, lookupOf, matchRecord } from '../../domain/match.ts'
import { notFound } from '../../domain/problem.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import type { RecordReader, RecordView } from '../../store/records/reader.ts'
import type { RepositoryListing, RepositoryReader, SuggestedRepository } from '../../store/repositories/reader.ts'
import type { ActorOf, NameActors } from './actors.ts'
import type { Browse } from './browse.ts'
import type { ProductRef, RepositoryRef } from './resources/common.ts'
import type { Mapping, Suggestion, Unmatched, VendorRecord } from './resources/record.ts'
import { idsOf, iso, latest, objectOf } from './values.ts'

interface Deps {
  readonly reader: Pick<RecordReader, 'list' | 'find' | 'findMany'>
  readonly repositories: Pick<RepositoryReader, 'candidates' | 'listedBy'>
  readonly nameActors: NameActors
  readonly sight: Sight
}

export function browseRecords({
  reader,
  repositories,
  nameActors,
  sight,
}: Deps): Pick<Browse['records'], 'list' | 'get' | 'standing'> {
  async function shape(views: readonly RecordView[]): Promise<VendorRecord[]> {
    const [matches, actorOf] = await Promise.all([
      matchesFor(views, repositories),
      nameActors(views.flatMap((view) => [view.ignoredBy, view.mappedBy])),
    ])
    return views.map((view) => toRecord(view, matches.get(view.id) ?? none, actorOf))
  }

  return {
    async list(filter, page) {
      const ids = {
        connection: idsOf('connection', filter.connection),
        repository: idsOf('repository', filter.repository),
        product: idsOf('product', filter.product),
      }
      const { rows, nextCursor, count } = await reader.list({ ...filter, ...ids, sight }, page)
      return { items: await shape(rows), nextCursor, count }
    },
    async get(id) {
      const view = await reader.find(databaseId('record', id))
      const [record] = view === undefined ? [] : await shape([view])
      if (record === undefined) throw notFound('record', id)
      return record
    },
    async standing(ids) {
      const views = await reader.findMany(ids.map((id) => databaseId('record', id)))
      return views.map((view) => ({
        id: publicId('record', view.id),
        name: view.name,
        state: view.state,
        mapping: standingMapping(view),
      }))
    },
  }
}

function standingMapping({ method, productName: product, repositoryName: repository, branch }: RecordView) {
  return method === null ? null : { product, repository, branch, method }
}

/** What matching says of a record that is not mapped: one of the two, or nothing. */
interface Match {
  readonly suggestion: Suggestion | null
  readonly unmatched: Unmatched | null
}

const none: Match = { suggestion: null, unmatched: null }

/** What matching would choose for the records that are not mapped, or why it chooses nothing, with one look-up for all of them. */
export async function matchesFor(
  views: readonly RecordView[],
  repositories: Deps['repositories'],
): Promise<ReadonlyMap<number, Match>> {
  const unmapped = views.filter(({ state }) => state === 'NEW' || state === 'STALE')
  if (unmapped.length === 0) return new Map()
  const lookups = unmapped.flatMap(({ clue }) => (clue === null ? [] : [lookupOf(clue)]))
  const [candidates, listings] = await Promise.all([
    repositories.candidates(
      lookups.flatMap((lookup) => lookup.nativeIds),
      lookups.flatMap((lookup) => lookup.urlKeys),
    ),
    repositories.listedBy(),
  ])
  const index = indexCandidates<SuggestedRepository>(candidates)
  const comparedWith = listings.map(listingOf)
  return new Map(
    unmapped.map(({ id, clue }): readonly [number, Match] => {
      const match = matchRecord(clue ?? { urls: [] }, index)
      if (!match.matched) {
        const { reason, explanation } = match
        return [
          id,
          { ...none, unmatched: { reason, explanation, compared: [...comparisons(clue ?? { urls: [] })], comparedWith } },
        ]
      }
      const { assetId, name, url } = match.candidate
      const repository = { id: publicId('repository', assetId), name, url }
      return [id, { ...none, suggestion: { repository, method: match.evidence.by, evidence: { ...match.evidence } } }]
    }),
  )
}

function listingOf({ id, label, connector, repositories }: RepositoryListing): Unmatched['comparedWith'][number] {
  return { connection: { id: publicId('connection', id), label, connector }, repositories }
}

function toRecord(view: RecordView, { suggestion, unmatched }: Match, actorOf: ActorOf): VendorRecord {
  const { clue } = view
  return {
    id: publicId('record', view.id),
    connection: { id: publicId('connection', view.connectionId), label: view.connectionLabel, connector: view.connector },
    ref: view.ref,
    name: view.name,
    url: view.url,
    tags: [...view.tags],
    archived: view.archived,
    state: view.state,
    stateCause: view.stateCause,
    stateReason: view.stateReason,
    stateSince: view.stateSince.toISOString(),
    clue:
      clue === null
        ? null
        : {
            urls: [...clue.urls],
            nativeId: clue.nativeId ?? null,
            nativeHost: clue.nativeHost ?? null,
            defaultBranch: clue.defaultBranch ?? null,
            path: clue.path ?? null,
          },
    image: view.image === null ? null : shownImage(imageName(view.image)),
    mapping: mappingOf(view, actorOf),
    suggestion,
    unmatched,
    ignoredAt: iso(view.ignoredAt),
    ignoredBy: actorOf(view.ignoredBy),
    firstSeenAt: view.firstSeenAt.toISOString(),
    // A record that did not change is not rewritten by the discovers that see it.
    lastSeenAt: (view.present ? latest(view.lastSeenAt, view.lastDiscoverAt) : view.lastSeenAt).toISOString(),
    missingSince: iso(view.missingSince),
    lastCompleteSyncAt: iso(view.lastCompleteSyncAt),
  }
}

function mappingOf(view: RecordView, actorOf: ActorOf): Mapping | null {
  if (view.method === null || view.mappedAt === null) return null
  return {
    product: productRef(view.productId, view.productName),
    repository: repositoryRef(view.repositoryId, view.repositoryName, view.repositoryUrl),
    branch: view.branch,
    method: view.method,
    image:
      view.imageId === null || view.imageName === null ? null : { id: publicId('image', view.imageId), name: view.imageName },
    evidence: objectOf(view.evidence) ?? {},
    createdBy: actorOf(view.mappedBy),
    createdAt: view.mappedAt.toISOString(),
  }
}

export function productRef(id: number | null, name: string | null): ProductRef | null {
  return id === null || name === null ? null : { id: publicId('product', id), name }
}

export function repositoryRef(id: number | null, name: string | null, url: string | null): RepositoryRef | null {
  return id === null || name === null || url === null ? null : { id: publicId('repository', id), name, url }
}
