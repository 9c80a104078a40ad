import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { publicId } from '../../../domain/public-id.ts'
import type { StoredSubscription } from '../../../store/configuration/reader.ts'
import { EventType, Urgency } from '../../browse/resources/notification.ts'
import type { SubscriptionInput } from '../../commands.ts'
import type { Issue } from '../issues.ts'
import { madeId } from '../names.ts'
import { defineSection, difference, listOfNames, type PlanContext, type Step, unknownNames, untouched } from '../section.ts'

const section = 'notifications'

const Item = z.strictObject({
  connection: z.string().trim().min(1).max(100).describe('Label of the connection through which people are told.'),
  types: z
    .array(EventType)
    .min(1, 'Name at least one, or leave it out for all.')
    .optional()
    .describe('Every type when left out.'),
  minimumUrgency: Urgency.default('information'),
  productTypes: listOfNames
    .min(1, 'Name at least one, or leave it out for everything.')
    .optional()
    .describe('Only what concerns one of these; everything when left out.'),
})
type Item = z.output<typeof Item>

export const notifications = defineSection({
  name: section,
  description:
    'Who is told of what. A connection that is named here is told what is listed for it and nothing else; of others nothing changes.',
  item: Item,
  describe: (hub) =>
    hub.subscriptions.map(({ connection, types, minimumUrgency, productTypes }) => ({
      connection,
      ...(types !== null && { types: types.map((type) => EventType.parse(type)) }),
      minimumUrgency,
      ...(productTypes !== null && { productTypes: [...productTypes] }),
    })),
  plan(items, context) {
    const labels = [...new Set(items.map(({ connection }) => connection))]
    const others = new Set(
      context.hub.subscriptions.map(({ connection }) => connection).filter((label) => !labels.includes(label)),
    )
    return {
      steps: [
        ...labels.map((label) => step(label, items, context)),
        ...[...others].map((label) => untouched(section, label, 'left-alone')),
      ],
      issues: items.flatMap((item, index) => wrongNames(item, `${section}[${index}]`, context)),
    }
  },
})

function wrongNames({ connection, productTypes }: Item, place: string, context: PlanContext): readonly Issue[] {
  const connector = context.connectors.get(connection)
  const able = connector === undefined || context.plugins.get(connector)?.capabilities.includes('notify') === true
  return [
    ...unknownNames(connection, `${place}.connection`, context.connections, ['connection', 'connections']),
    ...(able
      ? []
      : [{ field: `${place}.connection`, message: `"${connection}" tells nobody anything: choose a connection that does.` }]),
    ...unknownNames(productTypes, `${place}.productTypes`, context.productTypes, ['product type', 'productTypes']),
  ]
}

/** All that is told through one connection. */
function step(label: string, items: readonly Item[], context: PlanContext): Step {
  const after = items.filter(({ connection }) => connection === label).map(termsOf)
  const before = context.hub.subscriptions.filter(({ connection }) => connection === label).map(termsOf)
  if (isDeepStrictEqual(before, after)) return untouched(section, label, 'unchanged')
  return {
    change: { section, name: label, action: 'change', fields: [...difference('subscriptions', before, after)] },
    actions: [
      {
        event: 'notification-subscriptions.replaced',
        object: null,
        before,
        after,
        async run(actor) {
          const id = madeId(context.connections, label)
          const inputs = after.map((terms) => inputOf(terms, context))
          await context.commands.notifications.replaceSubscriptions(id, inputs, actor)
          return publicId('connection', id)
        },
      },
    ],
  }
}

interface Terms {
  readonly types: readonly string[] | null
  readonly minimumUrgency: Urgency
  readonly productTypes: readonly string[] | null
}

function termsOf({ types, minimumUrgency, productTypes }: Item | StoredSubscription): Terms {
  return { types: types?.toSorted() ?? null, minimumUrgency, productTypes: productTypes?.toSorted() ?? null }
}

function inputOf({ types, minimumUrgency, productTypes }: Terms, context: PlanContext): SubscriptionInput {
  const productTypeIds = productTypes?.map((name) => madeId(context.productTypes, name)) ?? null
  return { types, minimumUrgency, productTypeIds }
}
