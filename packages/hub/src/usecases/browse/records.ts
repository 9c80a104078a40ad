import { indexCandidates, lookupOf, matchRecord } from '../../domain/match.ts'
import { notFound } from '../../domain/problem.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import type { RecordReader, RecordView } from '../../store/records/reader.ts'
import type { RepositoryReader, SuggestedRepository } from '../../store/repositories/reader.ts'
import type { Browse } from './browse.ts'
import type { ProductRef, RepositoryRef } from './resources/common.ts'
import type { Mapping, Suggestion, VendorRecord } from './resources/record.ts'
import { idsOf, iso, latest, objectOf } from './values.ts'

interface Deps {
  readonly reader: Pick<RecordReader, 'list' | 'find'>
  readonly repositories: Pick<RepositoryReader, 'candidates'>
}

export function browseRecords({ reader, repositories }: Deps): Browse['records'] {
  async function shape(views: readonly RecordView[]): Promise<VendorRecord[]> {
    const suggestions = await suggestionsFor(views, repositories)
    return views.map((view) => toRecord(view, suggestions.get(view.id) ?? null))
  }

  return {
    async list(filter, page) {
      const ids = {
        connection: idsOf('connection', filter.connection),
        repository: idsOf('repository', filter.repository),
        product: idsOf('product', filter.product),
      }
      const { rows, nextCursor, count } = await reader.list({ ...filter, ...ids }, page)
      return { items: await shape(rows), nextCursor, count }
    },
    async get(id) {
      const view = await reader.find(databaseId('record', id))
      const [record] = view === undefined ? [] : await shape([view])
      if (record === undefined) throw notFound('record', id)
      return record
    },
  }
}

/** What matching would choose for the records that are not mapped, with one look-up for all of them. */
async function suggestionsFor(
  views: readonly RecordView[],
  repositories: Deps['repositories'],
): Promise<ReadonlyMap<number, Suggestion>> {
  const unmapped = views.flatMap(({ id, clue, state }) =>
    clue !== null && (state === 'NEW' || state === 'STALE') ? [{ id, clue }] : [],
  )
  if (unmapped.length === 0) return new Map()
  const lookups = unmapped.map(({ clue }) => lookupOf(clue))
  const candidates = await repositories.candidates(
    lookups.flatMap((lookup) => lookup.nativeIds),
    lookups.flatMap((lookup) => lookup.urlKeys),
  )
  const index = indexCandidates<SuggestedRepository>(candidates)
  return new Map(
    unmapped.flatMap(({ id, clue }) => {
      const match = matchRecord(clue, index)
      if (!match.matched) return []
      const { assetId, name, url } = match.candidate
      const repository = { id: publicId('repository', assetId), name, url }
      return [[id, { repository, method: match.evidence.by, evidence: { ...match.evidence } }]]
    }),
  )
}

function toRecord(view: RecordView, suggestion: Suggestion | null): VendorRecord {
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
    mapping: mappingOf(view),
    suggestion,
    ignoredAt: iso(view.ignoredAt),
    ignoredBy: view.ignoredBy,
    firstSeenAt: view.firstSeenAt.toISOString(),
    // A record that did not change is not rewritten by the discovers that see it.
    lastSeenAt: (view.present ? latest(view.lastSeenAt, view.lastDiscoverAt) : view.lastSeenAt).toISOString(),
    missingSince: iso(view.missingSince),
    lastCompleteSyncAt: iso(view.lastCompleteSyncAt),
  }
}

function mappingOf(view: RecordView): Mapping | null {
  if (view.method === null || view.mappedAt === null) return null
  return {
    product: productRef(view.productId, view.productName),
    repository: repositoryRef(view.repositoryId, view.repositoryName, view.repositoryUrl),
    branch: view.branch,
    method: view.method,
    evidence: objectOf(view.evidence) ?? {},
    createdBy: view.mappedBy,
    createdAt: view.mappedAt.toISOString(),
  }
}

export function productRef(id: number | null, name: string | null): ProductRef | null {
  return id === null || name === null ? null : { id: publicId('product', id), name }
}

export function repositoryRef(id: number | null, name: string | null, url: string | null): RepositoryRef | null {
  return id === null || name === null || url === null ? null : { id: publicId('repository', id), name, url }
}
