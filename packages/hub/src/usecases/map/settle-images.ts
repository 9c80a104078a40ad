import type { ImageEvidence } from '@patchbay/sdk'
import { type ImageSource, imageName, imageSource, shownImage } from '../../domain/image.ts'
import { indexCandidates, lookupOf, matchRecord } from '../../domain/match.ts'
import type { ImageFacts, ImageMapping, SeenImage } from '../../store/images/writer.ts'
import type { RepositoryCandidate } from '../../store/repositories/writer.ts'
import type { Writers } from '../../store/store.ts'
import { moveRecord } from '../lifecycle/rekey.ts'
import { settleStates } from './settle-states.ts'

/** An image as it is kept; `repository` is where a scanner says the image's record belongs. */
export function seenImage(image: ImageEvidence, repository?: string): SeenImage {
  const url = image.source?.url ?? repository
  return {
    ...imageName(image),
    tag: image.tag,
    digest: image.digest,
    source: url === undefined ? null : { url, dockerfile: image.source?.dockerfile ?? null },
  }
}

/**
 * Works out where images are built from what is told, ruled and labelled, and takes the records that are mapped as one of them
 * along, with their findings, decisions and history.
 */
export async function settleImages(write: Writers, ids: readonly number[], now: Date): Promise<void> {
  const images = await write.images.facts(ids)
  if (images.length === 0) return
  const rules = images.some(({ told }) => told === null) ? await write.images.rules() : []
  const labelledOf = await labels(write, images)
  const moved: ImageFacts[] = []
  for (const image of images) {
    const source = imageSource(image, { told: image.told, rules, labelled: labelledOf(image) })
    if (isSame(source, image.source)) continue
    await write.images.setSource(image.id, source, image.told?.at ?? now)
    if (source?.repositoryId !== image.source?.repositoryId) moved.push({ ...image, source })
  }
  const mapped = await write.images.mapped(moved.map(({ id }) => id))
  for (const image of moved) for (const mapping of mapped.get(image.id) ?? []) await moveAlong(write, image, mapping, now)
  await settle(
    write,
    moved.flatMap(({ id }) => (mapped.get(id) ?? []).map(({ recordId }) => recordId)),
    now,
  )
}

const grounds = {
  told: { confidence: 'certain', note: 'A person told where it is built.' },
  rule: { confidence: 'certain', note: 'An image rule says where it is built.' },
  label: { confidence: 'high', note: 'The image’s labels, or its scanner, say where it is built.' },
}

/** What the mapping of a record as an image rests on. */
export function imageEvidenceOf(image: ImageFacts): Readonly<Record<string, string>> {
  const { source } = image
  const unknown = { confidence: 'medium', note: 'It is not known where it is built.' }
  return {
    by: 'image',
    value: shownImage(image),
    ...(source === null ? unknown : grounds[source.by]),
  }
}

function isSame(left: ImageSource | null, right: ImageSource | null): boolean {
  if (left === null || right === null) return left === right
  return left.repositoryId === right.repositoryId && left.dockerfile === right.dockerfile && left.by === right.by
}

type Labelled = { readonly repositoryId: number; readonly dockerfile: string | null } | null

/** The repositories that labels lead to. One that is missing for a while is left to be the source, not chosen anew. */
async function labels(write: Writers, images: readonly ImageFacts[]): Promise<(image: ImageFacts) => Labelled> {
  const clues = images.flatMap(({ label }) => (label === null ? [] : [lookupOf({ urls: [label.url] })]))
  const candidates =
    clues.length === 0
      ? []
      : await write.repositories.candidates(
          [],
          clues.flatMap(({ urlKeys }) => urlKeys),
        )
  const index = indexCandidates<RepositoryCandidate>(candidates)
  return ({ label, source }) => {
    if (label === null) return null
    const { dockerfile } = label
    const match = matchRecord({ urls: [label.url] }, index)
    if (match.matched) return { repositoryId: match.candidate.assetId, dockerfile }
    const keys = new Set(lookupOf({ urls: [label.url] }).urlKeys)
    const stays = candidates.some(({ assetId, urlKey }) => assetId === source?.repositoryId && keys.has(urlKey ?? ''))
    return stays && source?.by === 'label' ? { repositoryId: source.repositoryId, dockerfile } : null
  }
}

async function moveAlong(write: Writers, image: ImageFacts, mapping: ImageMapping, now: Date): Promise<void> {
  const repository = image.source === null ? undefined : await write.repositories.find(image.source.repositoryId)
  const assetId = repository?.assetId ?? image.id
  const owner = repository === undefined ? image.productId : repository.productId
  // What nobody owns yet gets the record's product.
  const productId = owner ?? mapping.productId
  if (mapping.assetId !== assetId) {
    await write.mappings.write(
      mapping.recordId,
      {
        productId,
        assetId,
        branch: repository?.defaultBranch ?? null,
        imageId: image.id,
        method: mapping.method,
        evidence: { ...mapping.evidence, ...imageEvidenceOf(image) },
        by: mapping.by,
      },
      now,
      { by: null },
    )
    if (owner === null && productId !== null) await write.products.adopt(assetId, productId)
  }
  await moveRecord(write, mapping.recordId, assetId, now)
}

async function settle(write: Writers, recordIds: readonly number[], now: Date): Promise<void> {
  if (recordIds.length === 0) return
  const connections = await write.connections.sealed()
  const discovered = new Set(connections.flatMap(({ id, lastDiscoverAt }) => (lastDiscoverAt === null ? [] : [id])))
  await settleStates(write, recordIds, { discovered: (id) => discovered.has(id), by: null, now })
}
