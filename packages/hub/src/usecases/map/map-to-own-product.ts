import { applicationKeys, isNativeKey, shownApplicationKey } from '../../domain/application-key.ts'
import type { KnownApplication } from '../../store/applications/writer.ts'
import type { RecordFacts } from '../../store/records/writer.ts'
import type { Writers } from '../../store/store.ts'
import { moveRecord } from '../lifecycle/rekey.ts'

/** A record that no repository was found for. */
export interface Unplaced {
  readonly record: RecordFacts
  /** Of a product that is made for it. */
  readonly productType: string
  /** Why no repository was found, in a sentence. */
  readonly why: string
}

/**
 * Gives records an application in a product of their own name, or the one that another scanner's record of the same repository
 * was given before: the older one stays, with its product. One that tells of two applications brings them together, so that the
 * order in which scanners are connected plays no part. Records mapped here earlier are looked at again: their scanner may know
 * more by now.
 */
export async function mapToOwnProducts(write: Writers, unplaced: readonly Unplaced[], now: Date): Promise<void> {
  if ((await unsettled(write, unplaced)).length === 0) return
  await write.applications.lock()
  for (const one of await unsettled(write, unplaced)) await mapToOwnProduct(write, one, now)
}

/** Those that are not where all their keys lead already. */
async function unsettled(write: Writers, unplaced: readonly Unplaced[]): Promise<readonly Unplaced[]> {
  const known = await write.applications.known(unplaced.flatMap(({ record }) => applicationKeys(record)))
  const placeOf = new Map(known.map(({ key, assetId }) => [key, assetId]))
  return unplaced.filter(({ record }) => {
    const { mapping } = record
    if (mapping === null) return true
    if (mapping.assetId === null || mapping.productId === null) return false
    return applicationKeys(record).some((key) => placeOf.get(key) !== mapping.assetId)
  })
}

async function mapToOwnProduct(write: Writers, { record, productType, why }: Unplaced, now: Date): Promise<void> {
  const keys = applicationKeys(record)
  const known = await write.applications.known(keys)
  // An earlier record of the same batch may have brought this one along.
  const [current] = record.mapping === null ? [] : await write.records.facts([record.id])
  const places = new Map(known.map(({ assetId, productId }) => [assetId, productId]))
  const { assetId: own, productId: ownProduct } = current?.mapping ?? {}
  if (own != null && ownProduct != null) places.set(own, ownProduct)

  const [home, ...others] = [...places.keys()].toSorted((left, right) => left - right)
  const productId = home === undefined ? undefined : places.get(home)
  if (home === undefined || productId === undefined) {
    await makeOwn(write, { record, productType, why }, keys, now)
    return
  }
  if (own !== home) {
    const note = `${why} ${await namesTheSame(write, home, known)}`
    await lead(write, { ...record, branch: record.clue?.defaultBranch ?? null }, { home, productId, known, note }, now)
  }
  for (const moved of await write.applications.records(others)) {
    const note = `"${record.name}" tells that this is the same as what was mapped here.`
    await lead(write, moved, { home, productId, known, note }, now)
  }
  await write.applications.inherit(home, others)
  await write.applications.remember(home, keys)
}

async function makeOwn(
  write: Writers,
  { record, productType, why }: Unplaced,
  keys: readonly string[],
  now: Date,
): Promise<void> {
  const productId = await write.products.named(await write.products.typeNamed(productType), record.name)
  const assetId = await write.applications.create(productId, record.name)
  await write.applications.remember(assetId, keys)
  await write.mappings.write(
    record.id,
    {
      productId,
      assetId,
      branch: record.clue?.defaultBranch ?? null,
      method: 'auto-product',
      evidence: { by: 'auto-product', value: record.name, confidence: 'medium', note: why },
      by: null,
    },
    now,
  )
  await moveRecord(write, record.id, assetId, now)
}

interface Home {
  readonly home: number
  readonly productId: number
  /** What the record's keys led to. */
  readonly known: readonly KnownApplication[]
  readonly note: string
}

async function lead(
  write: Writers,
  record: { readonly id: number; readonly branch: string | null },
  { home, productId, known, note }: Home,
  now: Date,
): Promise<void> {
  const key = strongest(known)
  await write.mappings.write(
    record.id,
    {
      productId,
      assetId: home,
      branch: record.branch,
      method: 'auto-product',
      evidence: {
        by: 'auto-product',
        value: shownApplicationKey(key),
        confidence: isNativeKey(key) ? 'certain' : 'high',
        note,
      },
      by: null,
    },
    now,
  )
  await moveRecord(write, record.id, home, now)
}

async function namesTheSame(write: Writers, home: number, known: readonly KnownApplication[]): Promise<string> {
  const shared = shownApplicationKey(strongest(known))
  const [first] = await write.applications.records([home])
  return first === undefined
    ? `An earlier record named the same repository, ${shared}.`
    : `"${first.name}" of ${first.connection} names the same repository, ${shared}.`
}

/** The platform's own id before any address. */
function strongest(known: readonly KnownApplication[]): string {
  const keys = known.map(({ key }) => key).toSorted()
  return keys.find(isNativeKey) ?? keys[0] ?? ''
}
