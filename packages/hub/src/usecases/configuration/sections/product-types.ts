import { z } from 'zod'
import { publicId } from '../../../domain/public-id.ts'
import type { StoredProductType } from '../../../store/configuration/reader.ts'
import { defineSection, difference, type PlanContext, type Step, twiceSaid, untouched, valuesBefore } from '../section.ts'

const section = 'productTypes'
const text = z.string().trim().min(1)

const Item = z.strictObject({ name: text.max(200), description: text.max(2000).nullable().optional() })
type Item = z.output<typeof Item>

export const productTypes = defineSection({
  name: section,
  description: 'Product types by name. What is left out of one stays as it is; null takes it away.',
  item: Item,
  describe: (hub) => hub.productTypes.map(({ name, description }) => ({ name, ...(description !== null && { description }) })),
  plan(items, context) {
    const given = items.map((item) => item.name)
    for (const each of given) context.productTypes.announce(each)
    const stored = new Map(context.hub.productTypes.map((type) => [type.name, type]))
    const others = context.hub.productTypes.filter((type) => !given.includes(type.name))
    return {
      steps: [
        ...items.map((item) => step(item, stored.get(item.name), context)),
        ...others.map((type) => untouched(section, type.name, 'left-alone')),
      ],
      issues: twiceSaid(section, given, (index) => `the product type "${given[index]}"`),
    }
  },
})

function step(item: Item, stored: StoredProductType | undefined, context: PlanContext): Step {
  if (stored === undefined) return creation(item, context)
  const { name, description } = item
  const fields = description === undefined ? [] : difference('description', stored.description, description)
  if (description === undefined || fields.length === 0) return untouched(section, name, 'unchanged')
  const id = publicId('product type', stored.id)
  return {
    change: { section, name, action: 'change', fields: [...fields] },
    actions: [
      {
        event: 'product-type.updated',
        object: id,
        before: valuesBefore(fields),
        after: { description },
        async run(actor) {
          await context.commands.products.updateType(stored.id, { description }, actor)
          return id
        },
      },
    ],
  }
}

function creation({ name, description }: Item, { commands, productTypes: names }: PlanContext): Step {
  const input = { name, ...(description !== undefined && { description }) }
  return {
    change: { section, name, action: 'create', fields: [...difference('description', null, description ?? null)] },
    actions: [
      {
        event: 'product-type.created',
        object: null,
        before: null,
        after: input,
        async run(actor) {
          const id = await commands.products.createType(input, actor)
          names.keep(name, id)
          return publicId('product type', id)
        },
      },
    ],
  }
}
