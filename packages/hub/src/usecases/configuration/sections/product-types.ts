import { z } from 'zod'
import { publicId } from '../../../domain/public-id.ts'
import { defineSection, type PlanContext, type Step, twiceSaid, untouched } from '../section.ts'

const name = 'productTypes'

export const productTypes = defineSection({
  name,
  description: 'Product types by name.',
  item: z.strictObject({ name: z.string().trim().min(1).max(200) }),
  describe: (hub) => hub.productTypes.map((type) => ({ name: type.name })),
  plan(items, context) {
    const given = items.map((item) => item.name)
    for (const each of given) context.productTypes.announce(each)
    const others = context.hub.productTypes.filter((type) => !given.includes(type.name))
    return {
      steps: [...given.map((each) => step(each, context)), ...others.map((type) => untouched(name, type.name, 'left-alone'))],
      issues: twiceSaid(name, given, (index) => `the product type "${given[index]}"`),
    }
  },
})

function step(typeName: string, { hub, productTypes: names, commands }: PlanContext): Step {
  if (hub.productTypes.some((type) => type.name === typeName)) return untouched(name, typeName, 'unchanged')
  return {
    change: { section: name, name: typeName, action: 'create', fields: [] },
    actions: [
      {
        event: 'product-type.created',
        object: null,
        before: null,
        after: { name: typeName },
        async run(actor) {
          const id = await commands.products.createType(typeName, actor)
          names.keep(typeName, id)
          return publicId('product type', id)
        },
      },
    ],
  }
}
