import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { publicId } from '../../../domain/public-id.ts'
import type { StoredSubscription } from '../../../store/configuration/reader.ts'
import { Digest, EventType, Urgency } from '../../browse/resources/notification.ts'
import { MinimumSeverity } from '../../browse/resources/scan-profile.ts'
import { severityOf } from '../../browse/values.ts'
import type { SubscriptionInput } from '../../commands.ts'
import { generalType } from '../../map/map-by-rule.ts'
import { checkedTerms } from '../../notify/terms.ts'
import { type Issue, issuesThrownBy } from '../issues.ts'
import { madeId } from '../names.ts'
import { defineSection, difference, listOfNames, type PlanContext, type Step, unknownNames, untouched } from '../section.ts'
import { productKey, unknownProducts } from './products.ts'

const section = 'notifications'

const text = z.string().trim().min(1)

const Item = z.strictObject({
  connection: text.max(100).describe('Label of the connection through which people are told.'),
  types: z
    .array(EventType)
    .optional()
    .describe(
      'Every type operators are told of when left out; changes of single vulnerabilities only by name. Empty for the digest alone.',
    ),
  minimumUrgency: Urgency.default('information'),
  minimumSeverity: MinimumSeverity.optional().describe('Of what is told of vulnerabilities; every severity when left out.'),
  productTypes: listOfNames
    .min(1, 'Name at least one, or leave it out for everything.')
    .optional()
    .describe('Only what concerns one of these, or of the products; everything when both are left out.'),
  products: z
    .array(z.strictObject({ name: text.max(200), type: text.max(200).default(generalType) }))
    .min(1, 'Name at least one, or leave it out for everything.')
    .max(1000)
    .optional(),
  digest: z.strictObject(Digest.shape).optional().describe('A message that sums up what changed; none when left out.'),
})
type Item = z.output<typeof Item>

export const notifications = defineSection({
  name: section,
  description:
    'Who is told of what. A connection that is named here is told what is listed for it and nothing else; of others nothing changes.',
  item: Item,
  describe: (hub) =>
    hub.subscriptions.map(({ connection, types, minimumUrgency, minimumSeverity, productTypes, products, digest }) => ({
      connection,
      ...(types !== null && { types: types.map((type) => EventType.parse(type)) }),
      minimumUrgency,
      ...(minimumSeverity !== null && { minimumSeverity: MinimumSeverity.parse(severityOf(minimumSeverity)) }),
      ...(productTypes !== null && { productTypes: [...productTypes] }),
      ...(products !== null && { products: [...products] }),
      ...(digest !== null && { digest }),
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
      issues: [
        ...items.flatMap((item, index) => wrongNames(item, `${section}[${index}]`, context)),
        ...items.flatMap((item, index) => wrongTerms(item, `${section}[${index}]`)),
      ],
    }
  },
})

function wrongNames({ connection, productTypes, products }: Item, place: string, context: PlanContext): readonly Issue[] {
  const connector = context.connectors.get(connection)
  const able = connector === undefined || context.plugins.get(connector)?.capabilities.includes('notify') === true
  return [
    ...unknownNames(connection, `${place}.connection`, context.connections, ['connection', 'connections']),
    ...(able
      ? []
      : [{ field: `${place}.connection`, message: `"${connection}" tells nobody anything: choose a connection that does.` }]),
    ...unknownNames(productTypes, `${place}.productTypes`, context.productTypes, ['product type', 'productTypes']),
    ...unknownProducts(products, `${place}.products`, context.products),
  ]
}

function wrongTerms({ types, digest }: Item, place: string): readonly Issue[] {
  const terms = { types: types ?? null, digest: digest ?? null, productTypeIds: null, productIds: null }
  return issuesThrownBy(place, () => checkedTerms(terms))
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
  readonly minimumSeverity: z.output<typeof MinimumSeverity> | null
  readonly productTypes: readonly string[] | null
  readonly products: readonly { readonly type: string; readonly name: string }[] | null
  readonly digest: Digest | null
}

function termsOf(item: Item | StoredSubscription): Terms {
  const { types, minimumUrgency, minimumSeverity = null, productTypes, products, digest } = item
  return {
    types: types?.toSorted() ?? null,
    minimumUrgency,
    minimumSeverity: typeof minimumSeverity === 'number' ? MinimumSeverity.parse(severityOf(minimumSeverity)) : minimumSeverity,
    productTypes: productTypes?.toSorted() ?? null,
    products: products?.toSorted((one, other) => (productKey(one) < productKey(other) ? -1 : 1)) ?? null,
    digest: digest ?? null,
  }
}

function inputOf({ productTypes, products, ...terms }: Terms, context: PlanContext): SubscriptionInput {
  return {
    ...terms,
    productTypeIds: productTypes?.map((name) => madeId(context.productTypes, name)) ?? null,
    productIds: products?.map((product) => madeId(context.products, productKey(product))) ?? null,
  }
}
