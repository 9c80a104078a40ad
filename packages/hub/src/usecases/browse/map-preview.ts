import { imageName, shownImage } from '../../domain/image.ts'
import { notFound, Problem } from '../../domain/problem.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import type { ImageReader } from '../../store/images/reader.ts'
import type { ProductReader } from '../../store/products/reader.ts'
import type { ExportExtent, Journey, PreviewReader } from '../../store/records/preview-reader.ts'
import type { RecordReader, RecordView } from '../../store/records/reader.ts'
import type { RepositoryReader } from '../../store/repositories/reader.ts'
import type { Browse, PreviewRequest } from './browse.ts'
import { matchesFor } from './records.ts'
import type { MapPreview } from './resources/record-history.ts'

interface Deps {
  readonly records: Pick<RecordReader, 'findMany'>
  readonly repositories: Pick<RepositoryReader, 'find' | 'candidates' | 'listedBy'>
  readonly images: Pick<ImageReader, 'named'>
  readonly products: Pick<ProductReader, 'find' | 'findType'>
  readonly preview: Pick<PreviewReader, 'moving' | 'closing' | 'exports' | 'applications' | 'productNamed'>
  /** Product type of products that are created for a connector's records. */
  readonly productTypeOf: (connector: string) => string
}

/** Where one record would lead, or why it would not. */
type Destination =
  | { readonly to: NonNullable<MapPreview['to']>; readonly assetId: number | null; readonly place: string }
  | { readonly problem: string }

/** What a mapping would do, record by record, worked out from what is stored. Nothing is changed. */
export function previewMapping(deps: Deps): Browse['records']['preview'] {
  return async (ids, request) => {
    const views = await known(deps, ids)
    if (request.unmap === true) return previewUnmapping(deps, views)

    const ignored = views.filter(isIgnored).map((view) => [view.id, { problem: ignoredProblem(view) }] as const)
    const destinations = new Map<number, Destination>([...(await destinationsOf(deps, views, request)), ...ignored])
    const journeys = views.flatMap((view): Journey[] => {
      const destination = destinations.get(view.id)
      if (destination === undefined || 'problem' in destination) return []
      return [{ recordId: view.id, assetId: destination.assetId, place: destination.place }]
    })
    const extents = await deps.preview.moving(journeys)
    const exports = await deps.preview.exports(journeys)
    return views.map((view) => {
      const destination = destinations.get(view.id)
      const { findings = 0, moved = 0, merged = 0, left = 0, decided = 0 } = extents.get(view.id) ?? {}
      return {
        ...startOf(view),
        to: destination !== undefined && 'to' in destination ? destination.to : null,
        problem: destination !== undefined && 'problem' in destination ? destination.problem : null,
        findings: { moved: findings, closed: 0 },
        vulnerabilities: { moved, merged, left, dismissed: 0 },
        decisions: decided,
        exports: exportsOf(exports, view),
      }
    })
  }
}

async function previewUnmapping({ preview }: Deps, views: readonly RecordView[]): Promise<MapPreview[]> {
  const mapped = views.filter((view) => view.method !== null && !isIgnored(view))
  const extents = await preview.closing(mapped.map((view) => view.id))
  const exports = await preview.exports(mapped.map((view) => ({ recordId: view.id, assetId: null, place: '' })))
  return views.map((view) => {
    const { findings = 0, dismissed = 0, left = 0 } = extents.get(view.id) ?? {}
    return {
      ...startOf(view),
      to: null,
      problem: unmapProblem(view),
      findings: { moved: 0, closed: findings },
      vulnerabilities: { moved: 0, merged: 0, left, dismissed },
      decisions: 0,
      exports: exportsOf(exports, view),
    }
  })
}

function unmapProblem(view: RecordView): string | null {
  if (isIgnored(view)) return ignoredProblem(view)
  return view.method === null ? `"${view.name}" is not mapped.` : null
}

function isIgnored({ ignoredAt }: RecordView): boolean {
  return ignoredAt !== null
}

function ignoredProblem({ name }: RecordView): string {
  return `"${name}" is ignored. Restore it first.`
}

function exportsOf(extents: ReadonlyMap<number, ExportExtent>, view: RecordView): MapPreview['exports'] {
  const { left = 0, emptied = 0, joined = 0 } = extents.get(view.id) ?? {}
  return { left, emptied, joined }
}

async function known({ records }: Deps, ids: readonly string[]): Promise<readonly RecordView[]> {
  const wanted = ids.map((id) => databaseId('record', id))
  const views = new Map((await records.findMany(wanted)).map((view) => [view.id, view]))
  return [...new Set(wanted)].map((id) => {
    const view = views.get(id)
    if (view === undefined) throw notFound('record', publicId('record', id))
    return view
  })
}

function startOf(view: RecordView): Pick<MapPreview, 'record' | 'from'> {
  const { method, productName: product, repositoryName: repository, branch } = view
  return {
    record: { id: publicId('record', view.id), name: view.name },
    from: method === null ? null : { product, repository, branch, method },
  }
}

async function destinationsOf(
  deps: Deps,
  views: readonly RecordView[],
  request: PreviewRequest,
): Promise<ReadonlyMap<number, Destination>> {
  const { repository, product, newProduct, suggested, image } = request
  const given = [repository, product, newProduct, suggested, image].filter((each) => each !== undefined)
  if (given.length !== 1) {
    throw new Problem('invalid', 'Say where the records would lead.', {
      code: 'mapping-invalid',
      field: 'repository',
      remedy: 'Give exactly one of repository, product, newProduct, suggested, image and unmap.',
    })
  }
  if (repository !== undefined) return toRepository(deps, views, repository)
  if (suggested !== undefined) return toSuggested(deps, views)
  if (image !== undefined) return toImages(deps, views)
  if (product !== undefined) return toProduct(deps, views, product)
  return toNewProduct(deps, views, newProduct ?? '', request.productType)
}

async function toRepository({ repositories }: Deps, views: readonly RecordView[], id: string) {
  const repository = await repositories.find(databaseId('repository', id))
  if (repository === undefined) throw notFound('repository', id)
  const to = { product: repository.productName, repository: repository.name, created: false }
  const destination = { to, assetId: repository.id, place: String(repository.id) }
  return new Map(views.map((view): readonly [number, Destination] => [view.id, destination]))
}

async function toSuggested({ repositories }: Deps, views: readonly RecordView[]) {
  const matches = await matchesFor(views, repositories)
  const destinations = new Map<number, Destination>()
  for (const view of views) {
    const suggestion = matches.get(view.id)?.suggestion ?? null
    const assetId = suggestion === null ? null : databaseId('repository', suggestion.repository.id)
    const repository = assetId === null ? undefined : await repositories.find(assetId)
    destinations.set(
      view.id,
      repository === undefined
        ? { problem: `Nothing is suggested for "${view.name}".` }
        : {
            to: { product: repository.productName, repository: repository.name, created: false },
            assetId,
            place: String(assetId),
          },
    )
  }
  return destinations
}

async function toImages({ images }: Deps, views: readonly RecordView[]): Promise<ReadonlyMap<number, Destination>> {
  const named = views.flatMap((view) => (view.image === null ? [] : [imageName(view.image)]))
  const known = new Map((await images.named(named)).map((image) => [shownImage(image), image]))
  return new Map(
    views.map((view): readonly [number, Destination] => {
      if (view.image === null) return [view.id, { problem: `"${view.name}" is not a container image.` }]
      const name = shownImage(imageName(view.image))
      const image = known.get(name)
      const to = {
        product: image?.productName ?? name,
        repository: image?.sourceName ?? null,
        created: image?.productId == null,
      }
      const assetId = image === undefined ? null : (image.sourceId ?? image.id)
      return [view.id, { to, assetId, place: assetId === null ? `image ${name}` : String(assetId) }]
    }),
  )
}

async function toProduct({ products, preview }: Deps, views: readonly RecordView[], id: string) {
  const product = await products.find(databaseId('product', id))
  if (product === undefined) throw notFound('product', id)
  return intoProduct(preview, views, { id: product.id, name: product.name })
}

async function toNewProduct(deps: Deps, views: readonly RecordView[], name: string, typeId: string | undefined) {
  const type = typeId === undefined ? undefined : await deps.products.findType(databaseId('product type', typeId))
  if (typeId !== undefined && type === undefined) throw notFound('product type', typeId)
  const destinations = new Map<number, Destination>()
  for (const [connector, own] of Map.groupBy(views, (view) => view.connector)) {
    const typeName = deps.productTypeOf(connector)
    const existing = await deps.preview.productNamed(name, type === undefined ? { name: typeName } : { id: type.id })
    const found =
      existing === null
        ? newPlaces(own, name, type === undefined ? typeName : String(type.id))
        : await intoProduct(deps.preview, own, { id: existing, name })
    for (const [id, destination] of found) destinations.set(id, destination)
  }
  return destinations
}

function newPlaces(views: readonly RecordView[], name: string, type: string): ReadonlyMap<number, Destination> {
  const to = { product: name, repository: null, created: true }
  return new Map(views.map((view) => [view.id, { to, assetId: null, place: `new ${type} ${name} ${view.name}` }]))
}

async function intoProduct(
  preview: Deps['preview'],
  views: readonly RecordView[],
  product: { readonly id: number; readonly name: string },
): Promise<ReadonlyMap<number, Destination>> {
  const applications = await preview.applications(
    product.id,
    views.map((view) => view.name),
  )
  const to = { product: product.name, repository: null, created: false }
  return new Map(
    views.map((view) => {
      const assetId = applications.get(view.name) ?? null
      return [view.id, { to, assetId, place: assetId === null ? `product ${product.id} ${view.name}` : String(assetId) }]
    }),
  )
}
