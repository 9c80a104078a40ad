import { imageNameKey } from '../../domain/image.ts'
import type { ImageFacts } from '../../store/images/writer.ts'
import type { RecordFacts } from '../../store/records/writer.ts'
import type { Writers } from '../../store/store.ts'
import { moveRecord } from '../lifecycle/rekey.ts'
import { imageEvidenceOf, seenImage, settleImages } from './settle-images.ts'

/** Adds the images that records are, with what their scanners say of where they are built. By record. */
export async function imagesOf(
  write: Writers,
  records: readonly RecordFacts[],
  now: Date,
): Promise<ReadonlyMap<number, ImageFacts>> {
  const rows = records.flatMap(({ id, image, clue }) => (image === null ? [] : [{ id, seen: seenImage(image, clue?.urls[0]) }]))
  if (rows.length === 0) return new Map()
  const { ids, changed } = await write.images.see(
    rows.map(({ seen }) => seen),
    now,
  )
  await settleImages(write, changed, now)
  const facts = new Map((await write.images.facts([...new Set(ids.values())])).map((image) => [image.id, image]))
  return new Map(
    rows.flatMap(({ id, seen }) => {
      const image = facts.get(ids.get(imageNameKey(seen)) ?? 0)
      return image === undefined ? [] : [[id, image] as const]
    }),
  )
}

interface ImagePlace {
  readonly assetId: number
  readonly productId: number | null
  readonly branch: string | null
}

/** Where an image's findings go: to the repository that builds it, or to the image itself for as long as nobody knows. */
export async function placeOfImage(write: Writers, image: ImageFacts): Promise<ImagePlace> {
  const repository = image.source === null ? undefined : await write.repositories.find(image.source.repositoryId)
  if (repository === undefined) return { assetId: image.id, productId: image.productId, branch: null }
  return { assetId: repository.assetId, productId: repository.productId, branch: repository.defaultBranch }
}

interface ImageChoice {
  /** The product of what nobody owns yet; `null` leaves it without. */
  readonly product: () => Promise<number | null>
  readonly now: Date
}

/** Maps a record as the image it is. Says whether it led elsewhere before. */
export async function mapAsImage(
  write: Writers,
  record: RecordFacts,
  image: ImageFacts,
  { product, now }: ImageChoice,
): Promise<boolean> {
  const place = await placeOfImage(write, image)
  const { mapping } = record
  if (mapping?.method === 'image' && mapping.imageId === image.id && mapping.assetId === place.assetId) return false
  const productId = place.productId ?? (await product())
  if (place.productId === null && productId !== null) await write.products.adopt(place.assetId, productId)
  await write.mappings.write(
    record.id,
    {
      productId,
      assetId: place.assetId,
      branch: place.branch,
      imageId: image.id,
      method: 'image',
      evidence: imageEvidenceOf(image),
      by: null,
    },
    now,
  )
  await moveRecord(write, record.id, place.assetId, now)
  return mapping !== null
}
