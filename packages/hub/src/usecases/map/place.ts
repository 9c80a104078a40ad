import { shownImage } from '../../domain/image.ts'
import { indexCandidates, matchRecord } from '../../domain/match.ts'
import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import type { RecordFacts } from '../../store/records/writer.ts'
import type { Writers } from '../../store/store.ts'
import type { MapTarget } from '../commands.ts'
import { imagesOf, placeOfImage } from './map-as-image.ts'
import { candidatesFor } from './match-records.ts'

export interface Place {
  readonly assetId: number
  readonly productId: number | null
  readonly branch: string | null
  /** The image the record is mapped as, if it is. */
  readonly imageId?: number
  readonly name: string
}

/** Where a target leads; makes the new product it asks for. Refuses before anything is made. */
export async function placeOf(
  write: Writers,
  record: RecordFacts,
  target: MapTarget,
  { productType, now }: { readonly productType: string; readonly now: Date },
): Promise<Place> {
  if (target.branch !== undefined && target.repositoryId === undefined && target.suggested === undefined) {
    throw new Problem('invalid', 'Only a repository has branches.', {
      code: 'mapping-invalid',
      field: 'branch',
      remedy: 'Give the repository too, or leave the branch out.',
    })
  }
  if (target.suggested === true) return suggestedPlace(write, record)
  if (target.image === true) return imagePlace(write, record, productType, now)
  const given = [target.repositoryId, target.productId, target.newProduct].filter((value) => value !== undefined)
  if (given.length !== 1) {
    throw new Problem('invalid', 'A record is mapped to exactly one repository, product or new product.', {
      code: 'mapping-invalid',
      field: 'repositoryId',
      remedy: 'Give one of repositoryId, productId and newProduct.',
    })
  }
  if (target.repositoryId !== undefined) return repositoryPlace(write, target.repositoryId)
  const productId = target.productId ?? (await newProduct(write, target, productType))
  const product = await write.products.find(productId)
  if (product === undefined) throw notFound('product', publicId('product', productId))
  const assetId = await write.products.application(productId, record.name)
  return { assetId, productId, branch: record.clue?.defaultBranch ?? null, name: product.name }
}

async function imagePlace(write: Writers, record: RecordFacts, productType: string, now: Date): Promise<Place> {
  const image = (await imagesOf(write, [record], now)).get(record.id)
  if (image === undefined) {
    throw new Problem('conflict', `"${record.name}" is not a container image.`, {
      code: 'record-not-an-image',
      remedy: 'Choose a repository or a product for it.',
    })
  }
  const place = await placeOfImage(write, image)
  const name = shownImage(image)
  if (place.productId !== null) return { ...place, imageId: image.id, name }
  const productId = await write.products.named(await write.products.typeNamed(productType), name)
  await write.products.adopt(place.assetId, productId)
  return { ...place, productId, imageId: image.id, name }
}

async function repositoryPlace(write: Writers, repositoryId: number): Promise<Place> {
  const repository = await write.repositories.find(repositoryId)
  if (repository === undefined) throw notFound('repository', publicId('repository', repositoryId))
  return {
    assetId: repositoryId,
    productId: repository.productId,
    branch: repository.defaultBranch,
    name: repository.fullName,
  }
}

async function newProduct(write: Writers, target: MapTarget, productType: string): Promise<number> {
  const name = target.newProduct?.name.trim() ?? ''
  if (name === '') {
    throw new Problem('invalid', 'A product needs a name.', {
      code: 'product-invalid',
      field: 'newProduct.name',
      remedy: 'Give a name.',
    })
  }
  const typeId = target.newProduct?.productTypeId ?? (await write.products.typeNamed(productType))
  if (!(await write.products.typeExists(typeId))) throw notFound('product type', publicId('product type', typeId))
  return write.products.named(typeId, name)
}

async function suggestedPlace(write: Writers, record: RecordFacts): Promise<Place> {
  const match = record.clue === null ? null : matchRecord(record.clue, indexCandidates(await candidatesFor(write, [record])))
  if (match?.matched) return repositoryPlace(write, match.candidate.assetId)
  throw new Problem('conflict', `Nothing is suggested for "${record.name}".`, {
    code: 'record-without-suggestion',
    remedy: 'Choose a repository or a product for it.',
  })
}
