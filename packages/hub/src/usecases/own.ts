import { notFound, Problem } from '../domain/problem.ts'
import { publicId } from '../domain/public-id.ts'
import type { Store, Writers } from '../store/store.ts'
import type { Commands, ProductInput, ProductTypePatch } from './commands.ts'
import { generalType } from './map/map-by-rule.ts'
import { settleStates } from './map/settle-states.ts'

/** Products and their types. Removing one leaves the records that led to it STALE, with their findings. */
export function createOwn(deps: { readonly store: Store; readonly now: () => Date }): Commands['products'] {
  return {
    create: (input) =>
      deps.store.transact(async (write) => {
        const typeId = input.productTypeId ?? (await write.products.typeNamed(generalType))
        await requireType(write, typeId)
        await requireProfile(write, input)
        const id = await write.products.create(typeId, { ...input, name: checkedName(input.name) })
        if (id === null) throw nameTaken(input.name)
        return id
      }),
    update: (productId, input) => deps.store.transact((write) => update(write, productId, input, deps.now())),
    remove: (productId, actor) =>
      deps.store.transact(async (write) => {
        if ((await write.products.find(productId)) === undefined) throw unknown(productId)
        const records = await write.records.mappedTo(null, productId)
        await write.products.delete(productId)
        await settleStates(write, records, { discovered: () => true, by: actor.id, now: deps.now() })
      }),
    createType: (input) =>
      deps.store.transact(async (write) => {
        const id = await write.products.createType({ ...input, name: checkedName(input.name) })
        if (id === null) throw typeTaken(input.name)
        return id
      }),
    updateType: (productTypeId, input) => deps.store.transact((write) => updateType(write, productTypeId, input)),
  }
}

async function updateType(write: Writers, productTypeId: number, input: ProductTypePatch): Promise<void> {
  const { name: given, ...rest } = input
  const name = given === undefined ? undefined : checkedName(given)
  await requireProfile(write, input)
  if (name !== undefined && (await write.products.typeNameTaken(name, productTypeId))) throw typeTaken(name)
  const change = { ...rest, ...(name !== undefined && { name }) }
  if (!(await write.products.updateType(productTypeId, change))) throw unknownType(productTypeId)
}

async function update(write: Writers, productId: number, input: Partial<ProductInput>, now: Date): Promise<void> {
  const product = await write.products.find(productId)
  if (product === undefined) throw unknown(productId)
  const name = input.name === undefined ? product.name : checkedName(input.name)
  const typeId = input.productTypeId ?? product.productTypeId
  await requireType(write, typeId)
  await requireProfile(write, input)
  if (await write.products.nameTaken(typeId, name, productId)) throw nameTaken(name)
  await write.products.update(productId, { ...input, name }, now)
}

async function requireType(write: Writers, id: number): Promise<void> {
  if (!(await write.products.typeExists(id))) throw unknownType(id)
}

async function requireProfile(write: Writers, { scanProfileId: id }: Pick<ProductInput, 'scanProfileId'>): Promise<void> {
  if (id === undefined || id === null || (await write.scanProfiles.exists(id))) return
  throw notFound('scan profile', publicId('scan profile', id))
}

function unknownType(id: number): Problem {
  return notFound('product type', publicId('product type', id))
}

function typeTaken(name: string): Problem {
  return new Problem('conflict', `There already is a product type "${name}".`, {
    code: 'product-type-taken',
    field: 'name',
    remedy: 'Choose another name.',
  })
}

function unknown(productId: number): Problem {
  return notFound('product', publicId('product', productId))
}

function checkedName(name: string): string {
  const trimmed = name.trim()
  if (trimmed.length >= 1 && trimmed.length <= 200) return trimmed
  throw new Problem('invalid', 'A name has 1 to 200 characters.', {
    code: 'name-invalid',
    field: 'name',
    remedy: 'Give a name.',
  })
}

function nameTaken(name: string): Problem {
  return new Problem('conflict', `This product type already has a product "${name}".`, {
    code: 'product-name-taken',
    field: 'name',
    remedy: 'Choose another name or another product type.',
  })
}
