import type { Plugin } from '@patchbay/sdk'
import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import type { RecordFacts } from '../../store/records/writer.ts'
import type { Store, Writers } from '../../store/store.ts'
import type { Actor, Commands, MapTarget } from '../commands.ts'
import { recompute } from '../lifecycle/recompute.ts'
import { moveRecord } from '../lifecycle/rekey.ts'
import { productTypeOf } from './match-all.ts'
import { settleStates } from './match-records.ts'

export interface MapDeps {
  readonly store: Store
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly now: () => Date
  readonly enqueue: (operationId: number) => Promise<void>
}

/** What people do with records. Findings move with a record, and the decisions made on them too. */
export function createMap(deps: MapDeps): Commands['records'] {
  return {
    map: (recordId, target, actor) => map(deps, recordId, target, actor),
    unmap: (recordId) => unmap(deps, recordId),
    ignore: (recordId, actor) => setIgnored(deps, recordId, actor),
    restore: (recordId) => setIgnored(deps, recordId, null),
  }
}

async function map(deps: MapDeps, recordId: number, target: MapTarget, actor: Actor): Promise<void> {
  const now = deps.now()
  const operationId = await deps.store.transact(async (write) => {
    const { record, connection } = await load(write, recordId)
    const place = await placeOf(
      write,
      record,
      target,
      productTypeOf(deps.plugins.get(connection.connector), connection.connector),
    )
    await write.records.map(
      recordId,
      {
        productId: place.productId,
        assetId: place.assetId,
        branch: target.branch ?? place.branch,
        method: 'manual',
        evidence: { by: 'manual', value: place.name, confidence: 'certain' },
        by: actor.id,
      },
      now,
    )
    await moveRecord(write, recordId, place.assetId, now)
    await settle(write, recordId, connection, now)
    const requested = await write.operations.request({
      connectionId: connection.id,
      label: connection.label,
      kind: 'sync',
      trigger: 'follow-up',
      requestedBy: actor.id,
    })
    return requested.operationId
  })
  await deps.enqueue(operationId)
}

async function unmap(deps: MapDeps, recordId: number): Promise<void> {
  const now = deps.now()
  await deps.store.transact(async (write) => {
    const { record, connection } = await load(write, recordId)
    if (record.mapping === null) {
      throw new Problem('conflict', `"${record.name}" is not mapped.`, {
        code: 'record-not-mapped',
        remedy: 'There is nothing to undo.',
      })
    }
    await write.records.unmap(recordId)
    const closed = await write.findings.close(await write.findings.presentIds(recordId), 'unmapped', now, null)
    await recompute(
      write,
      closed.map((row) => row.vulnerabilityId),
      now,
    )
    await settle(write, recordId, connection, now)
  })
}

async function setIgnored(deps: MapDeps, recordId: number, by: Actor | null): Promise<void> {
  const now = deps.now()
  await deps.store.transact(async (write) => {
    const { connection } = await load(write, recordId)
    await write.records.ignore(recordId, by?.id ?? null, by === null ? null : now)
    await settle(write, recordId, connection, now)
  })
}

async function load(write: Writers, recordId: number) {
  const [record] = await write.records.facts([recordId])
  const connection = record && (await write.connections.find(record.connectionId))
  if (record === undefined || connection === undefined) throw notFound('record', publicId('record', recordId))
  return { record, connection }
}

async function settle(
  write: Writers,
  recordId: number,
  connection: { readonly lastDiscoverAt: Date | null },
  now: Date,
): Promise<void> {
  await settleStates(write, [recordId], () => connection.lastDiscoverAt !== null, now)
}

interface Place {
  readonly assetId: number
  readonly productId: number | null
  readonly branch: string | null
  readonly name: string
}

async function placeOf(write: Writers, record: RecordFacts, target: MapTarget, productType: string): Promise<Place> {
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
