import type { Plugin } from '@patchbay/sdk'
import { z } from 'zod'
import { publicId } from '../../../domain/public-id.ts'
import type { StoredConfiguration, StoredProduct } from '../../../store/configuration/reader.ts'
import { Criticality } from '../../browse/resources/product.ts'
import type { ProductInput } from '../../commands.ts'
import { generalType } from '../../map/map-by-rule.ts'
import { productTypeOf } from '../../map/match-all.ts'
import type { Issue } from '../issues.ts'
import type { Names } from '../names.ts'
import type { FieldChange } from '../resources.ts'
import { defineSection, difference, type PlanContext, type Step, twiceSaid, untouched, valuesBefore } from '../section.ts'

const section = 'products'
const text = z.string().trim().min(1)

const Item = z.strictObject({
  name: text.max(200),
  type: text.max(200).default(generalType).describe('Name of its product type.'),
  description: text.max(2000).nullable().optional(),
  owner: text.max(200).nullable().optional(),
  criticality: Criticality.optional(),
  environment: text.max(60).nullable().optional(),
  tags: z.array(text.max(60)).max(50).optional(),
})
type Item = z.output<typeof Item>

type Details = Omit<Partial<ProductInput>, 'name' | 'productTypeId'>

export const products = defineSection({
  name: section,
  description: 'Products, known by name and type. What is left out of one stays as it is; null takes it away.',
  item: Item,
  describe,
  plan(items, context) {
    const keys = items.map(productKey)
    for (const key of keys) context.products.announce(key)
    const named = new Set(keys)
    const stored = new Map(context.hub.products.map((product) => [productKey(product), product]))
    const others = context.hub.products.filter((product) => !named.has(productKey(product)))
    return {
      steps: [
        ...items.map((item) => step(item, stored.get(productKey(item)), context)),
        ...others.map((product) => untouched(section, productTitle(product), 'left-alone')),
      ],
      issues: [
        ...twiceSaid(section, keys, (index) => `the product "${items[index]?.name}" of the type "${items[index]?.type}"`),
        ...items.flatMap((item, index) => unknownType(item, index, context)),
      ],
    }
  },
})

/** All but those the hub made for records without a repository and nobody has touched: the next discover makes them again. */
function describe(hub: StoredConfiguration, plugins: ReadonlyMap<string, Plugin>): readonly z.input<typeof Item>[] {
  const automatic = new Set([...plugins].map(([id, plugin]) => productTypeOf(plugin, id)))
  return hub.products
    .filter((product) => !(automatic.has(product.type) && isBare(product)))
    .map(({ name, type, description, owner, criticality, environment, tags }) => ({
      name,
      type,
      ...(description !== null && { description }),
      ...(owner !== null && { owner }),
      criticality: Criticality.parse(criticality),
      ...(environment !== null && { environment }),
      ...(tags.length > 0 && { tags: [...tags] }),
    }))
}

function isBare({ description, owner, criticality, environment, tags }: StoredProduct): boolean {
  return [description, owner, environment].every((value) => value === null) && criticality === 'medium' && tags.length === 0
}

function unknownType({ type }: Item, index: number, { productTypes }: PlanContext): readonly Issue[] {
  if (type === generalType || productTypes.has(type)) return []
  return [{ field: `${section}[${index}].type`, message: `There is no product type "${type}". Add it under productTypes.` }]
}

function step(item: Item, stored: StoredProduct | undefined, context: PlanContext): Step {
  if (stored === undefined) return creation(item, context)
  const details = detailsOf(item)
  const fields = differences(details, stored)
  if (fields.length === 0) return untouched(section, productTitle(item), 'unchanged')
  const patch = Object.fromEntries(Object.entries(details).filter(([name]) => fields.some(({ field }) => field === name)))
  const id = publicId('product', stored.id)
  return {
    change: { section, name: productTitle(item), action: 'change', fields: [...fields] },
    actions: [
      {
        event: 'product.updated',
        object: id,
        before: valuesBefore(fields),
        after: patch,
        async run(actor) {
          await context.commands.products.update(stored.id, patch, actor)
          return id
        },
      },
    ],
  }
}

function creation(item: Item, { commands, productTypes, products }: PlanContext): Step {
  const details = detailsOf(item)
  const fields = Object.entries(details).flatMap(([field, after]) => difference(field, null, after))
  return {
    change: { section, name: productTitle(item), action: 'create', fields },
    actions: [
      {
        event: 'product.created',
        object: null,
        before: null,
        after: { name: item.name, type: item.type, ...details },
        async run(actor) {
          const productTypeId = productTypes.idOf(item.type)
          const input = { name: item.name, ...details, ...(productTypeId !== undefined && { productTypeId }) }
          const id = await commands.products.create(input, actor)
          products.keep(productKey(item), id)
          return publicId('product', id)
        },
      },
    ],
  }
}

function detailsOf({ name: _, type: __, ...details }: Item): Details {
  return Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined))
}

function differences(given: Details, stored: StoredProduct): readonly FieldChange[] {
  const { description, owner, criticality, environment, tags } = given
  return [
    ...(description === undefined ? [] : difference('description', stored.description, description)),
    ...(owner === undefined ? [] : difference('owner', stored.owner, owner)),
    ...(criticality === undefined ? [] : difference('criticality', stored.criticality, criticality)),
    ...(environment === undefined ? [] : difference('environment', stored.environment, environment)),
    ...(tags === undefined || sameSet(stored.tags, tags) ? [] : difference('tags', stored.tags, tags)),
  ]
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.every((tag) => other.includes(tag)) && other.every((tag) => one.includes(tag))
}

/** What a product is known by. */
export function productKey({ type, name }: { readonly type: string; readonly name: string }): string {
  return JSON.stringify([type, name])
}

/** `Online services / Web shop` */
export function productTitle({ type, name }: { readonly type: string; readonly name: string }): string {
  return `${type} / ${name}`
}

/** Complains about products that neither the hub nor the file has, each at its place in the list. */
export function unknownProducts(
  given: readonly { readonly type: string; readonly name: string }[] | undefined,
  place: string,
  names: Names,
): readonly Issue[] {
  return (given ?? []).flatMap((product, index) =>
    names.has(productKey(product))
      ? []
      : [{ field: `${place}[${index}]`, message: `There is no product "${productTitle(product)}". Add it under products.` }],
  )
}
