import type { Sight } from '../../domain/access.ts'
import { shownImage } from '../../domain/image.ts'
import { notFound } from '../../domain/problem.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import { openStatuses } from '../../domain/status.ts'
import type { ImageExtent, ImageReader, ImageRuleView, ImageView } from '../../store/images/reader.ts'
import type { ActorOf, NameActors } from './actors.ts'
import type { Browse } from './browse.ts'
import { productRef, repositoryRef } from './records.ts'
import type { Image, ImageRule, ImageSource } from './resources/image.ts'
import { idsOf, severityCounts } from './values.ts'

interface Deps {
  readonly reader: ImageReader
  readonly nameActors: NameActors
  readonly sight: Sight
}

export function browseImages({ reader, nameActors, sight }: Deps): Pick<Browse, 'images' | 'imageRules'> {
  async function shape(views: readonly ImageView[]): Promise<Image[]> {
    const [extents, actorOf] = await Promise.all([
      reader.extents(
        views.map((view) => view.id),
        openStatuses,
      ),
      nameActors(views.map((view) => view.toldBy)),
    ])
    return views.map((view) => toImage(view, extents.get(view.id), actorOf))
  }

  return {
    images: {
      async list(filter, page) {
        const ids = { product: idsOf('product', filter.product), repository: idsOf('repository', filter.repository) }
        const { rows, nextCursor, count } = await reader.list({ ...filter, ...ids, sight }, page)
        return { items: await shape(rows), nextCursor, count }
      },
      async get(id) {
        const imageId = databaseId('image', id)
        const view = await reader.find(imageId)
        const [image] = view === undefined ? [] : await shape([view])
        if (image === undefined) throw notFound('image', id)
        const [versions, records, bases] = await Promise.all([
          reader.versions(imageId),
          reader.records(imageId),
          reader.bases(imageId),
        ])
        return {
          ...image,
          baseImages: [...bases],
          seen: versions.map(({ tag, digest, firstSeenAt }) => ({
            tag: tag === '' ? null : tag,
            digest: digest === '' ? null : digest,
            firstSeenAt: firstSeenAt.toISOString(),
          })),
          records: records.map(({ id: recordId, name, connectionId, connectionLabel: label, connector, isImage }) => ({
            record: { id: publicId('record', recordId), name },
            connection: { id: publicId('connection', connectionId), label, connector },
            isImage,
          })),
        }
      },
    },
    imageRules: {
      async list(page) {
        const { rows, nextCursor, count } = await reader.listRules(page)
        const actorOf = await nameActors(rows.map((row) => row.createdBy))
        return { items: rows.map((row) => toRule(row, actorOf)), nextCursor, count }
      },
      async get(id) {
        const view = await reader.findRule(databaseId('image rule', id))
        if (view === undefined) throw notFound('image rule', id)
        return toRule(view, await nameActors([view.createdBy]))
      },
    },
  }
}

function toImage(view: ImageView, extent: ImageExtent | undefined, actorOf: ActorOf): Image {
  const { versions = 0, open = {} } = extent ?? {}
  return {
    id: publicId('image', view.id),
    name: shownImage(view),
    registry: view.registry === '' ? null : view.registry,
    path: view.name,
    product: productRef(view.productId, view.productName),
    source: sourceOf(view, actorOf),
    label: view.labelUrl === null ? null : { url: view.labelUrl, dockerfile: view.labelDockerfile },
    versions,
    open: severityCounts(open),
    firstSeenAt: view.firstSeenAt.toISOString(),
  }
}

function sourceOf(view: ImageView, actorOf: ActorOf): ImageSource | null {
  const { sourceId, sourceName, sourceUrl, sourceBy, sourceSince } = view
  const repository = sourceId === null || sourceName === null ? null : repositoryRef(sourceId, sourceName, sourceUrl)
  if (repository === null || sourceBy === null || sourceSince === null) return null
  return {
    repository,
    dockerfile: view.sourceDockerfile,
    by: sourceBy,
    toldBy: sourceBy === 'told' ? actorOf(view.toldBy) : null,
    since: sourceSince.toISOString(),
  }
}

function toRule(view: ImageRuleView, actorOf: ActorOf): ImageRule {
  return {
    id: publicId('image rule', view.id),
    position: view.position,
    registry: view.registryPattern,
    name: view.namePattern,
    repository: { id: publicId('repository', view.repositoryId), name: view.repositoryName, url: view.repositoryUrl },
    dockerfile: view.dockerfile,
    createdBy: actorOf(view.createdBy),
    createdAt: view.createdAt.toISOString(),
    updatedAt: view.updatedAt.toISOString(),
  }
}
