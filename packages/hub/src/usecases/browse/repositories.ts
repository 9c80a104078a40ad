import type { Sight } from '../../domain/access.ts'
import { notFound } from '../../domain/problem.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import { openStatuses } from '../../domain/status.ts'
import type { RepositoryExtent, RepositoryReader, RepositoryView } from '../../store/repositories/reader.ts'
import type { Browse } from './browse.ts'
import { productRef } from './records.ts'
import { Repository } from './resources/repository.ts'
import { idsOf, iso, latest, severityCounts } from './values.ts'

export function browseRepositories(reader: RepositoryReader, sight: Sight): Browse['repositories'] {
  async function shape(views: readonly RepositoryView[]): Promise<Repository[]> {
    const extents = await reader.extents(
      views.map((view) => view.id),
      openStatuses,
    )
    return views.map((view) => toRepository(view, extents.get(view.id)))
  }

  return {
    async list(filter, page) {
      const ids = { product: idsOf('product', filter.product), connection: idsOf('connection', filter.connection) }
      const { rows, nextCursor, count } = await reader.list({ ...filter, ...ids, sight }, page)
      return { items: await shape(rows), nextCursor, count }
    },
    async get(id) {
      const view = await reader.find(databaseId('repository', id))
      const [repository] = view === undefined ? [] : await shape([view])
      if (repository === undefined) throw notFound('repository', id)
      return repository
    },
  }
}

function toRepository(view: RepositoryView, extent: RepositoryExtent | undefined): Repository {
  const { sources = [], records = 0, open = {} } = extent ?? {}
  const listings = sources.map(({ seenAt }) => (seenAt === null ? null : new Date(seenAt)))
  return {
    id: publicId('repository', view.id),
    name: view.name,
    host: view.host,
    url: view.url,
    cloneUrls: [...view.cloneUrls],
    defaultBranch: view.defaultBranch,
    visibility: Repository.shape.visibility.parse(view.visibility),
    archived: view.archived,
    topics: [...view.topics],
    present: view.present,
    missingSince: iso(view.missingSince),
    product: productRef(view.productId, view.productName),
    sources: sources.map(({ id, label, connector }) => ({ id: publicId('connection', id), label, connector })),
    records,
    open: severityCounts(open),
    firstSeenAt: view.firstSeenAt.toISOString(),
    // A repository that did not change is not rewritten by the listings that see it.
    lastSeenAt: (view.present ? latest(view.lastSeenAt, ...listings) : view.lastSeenAt).toISOString(),
  }
}
