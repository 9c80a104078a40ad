import { z } from 'zod'
import { publicId } from '../../../domain/public-id.ts'
import { checkedCadence } from '../../../domain/schedule.ts'
import type { StoredScanProfile } from '../../../store/configuration/reader.ts'
import { Kind } from '../../browse/resources/common.ts'
import { MinimumSeverity, ProfileRules, ProfileSchedule } from '../../browse/resources/scan-profile.ts'
import { generalType } from '../../map/map-by-rule.ts'
import type { ScanProfileInput } from '../../scan-profiles/inputs.ts'
import { checkedRules, parseProfileRules, parseProfileSchedule } from '../../settings.ts'
import { type Issue, issuesThrownBy } from '../issues.ts'
import { madeId } from '../names.ts'
import type { FieldChange } from '../resources.ts'
import {
  type Action,
  defineSection,
  difference,
  listOfNames,
  type PlanContext,
  type Step,
  twiceSaid,
  unknownNames,
  untouched,
  valuesBefore,
} from '../section.ts'
import { productKey, productTitle, unknownProducts } from './products.ts'

const section = 'scanProfiles'
const text = z.string().trim().min(1)

const Item = z.strictObject({
  name: text.max(100),
  default: z.boolean().optional().describe('Whether it is for all that chose none. There is always exactly one.'),
  propagate: z.boolean().optional(),
  schedule: z.strictObject(ProfileSchedule.shape).optional(),
  rules: z
    .strictObject(ProfileRules.shape)
    .optional()
    .describe('Import rules that count before those of connections; they replace what was there.'),
  kinds: z.array(Kind).min(1, 'Select at least one kind.').optional(),
  minimumSeverity: MinimumSeverity.nullable().optional(),
  exporters: listOfNames.optional().describe('Labels of connections to destinations.'),
  productTypes: listOfNames.optional().describe('Names of the product types that choose it.'),
  products: z
    .array(z.strictObject({ name: text.max(200), type: text.max(200).default(generalType) }))
    .max(1000)
    .optional()
    .describe('The products that choose it.'),
})
type Item = z.output<typeof Item>

export const scanProfiles = defineSection({
  name: section,
  description: 'Scan profiles by name. What is left out of one stays as it is; a list replaces what was there.',
  item: Item,
  describe: (hub) =>
    hub.scanProfiles.map(({ id: _, isDefault, minimumSeverity, ...profile }) => {
      const { sync } = parseProfileSchedule(profile.schedule)
      const rules = parseProfileRules(profile.rules)
      return {
        name: profile.name,
        default: isDefault,
        propagate: profile.propagate,
        ...(sync !== null && { schedule: { sync } }),
        ...(Object.keys(rules).length > 0 && { rules: ProfileRules.parse(rules) }),
        kinds: profile.kinds.map((kind) => Kind.parse(kind)),
        ...(minimumSeverity !== null && { minimumSeverity: MinimumSeverity.parse(minimumSeverity) }),
        exporters: [...profile.exporters],
        productTypes: [...profile.productTypes],
        products: [...profile.products],
      }
    }),
  plan(items, context) {
    const given = items.map(({ name }) => name)
    const stored = new Map(context.hub.scanProfiles.map((profile) => [profile.name, profile]))
    // Whichever becomes the default does so first, so that the one of today can cease to be it.
    const ordered = items.toSorted((one, other) => Number(other.default ?? false) - Number(one.default ?? false))
    const others = context.hub.scanProfiles.filter(({ name }) => !given.includes(name))
    return {
      steps: [
        ...ordered.map((item) => step(item, stored.get(item.name), context)),
        ...others.map(({ name }) => untouched(section, name, 'left-alone')),
      ],
      issues: [
        ...twiceSaid(section, given, (index) => `the scan profile "${given[index]}"`),
        ...items.flatMap((item, index) => wrongNames(item, `${section}[${index}]`, context)),
        ...items.flatMap((item, index) => wrongValues(item, `${section}[${index}]`)),
        ...withoutDefault(items, context),
      ],
    }
  },
})

function wrongNames(item: Item, place: string, context: PlanContext): readonly Issue[] {
  const { connectors, plugins } = context
  const deaf = (item.exporters ?? []).flatMap((label, index) => {
    const connector = connectors.get(label)
    if (connector === undefined || plugins.get(connector)?.exportFacts !== undefined) return []
    return [{ field: `${place}.exporters[${index}]`, message: `"${label}" takes no findings: choose a destination.` }]
  })
  return [
    ...unknownNames(item.exporters, `${place}.exporters`, context.connections, ['connection', 'connections']),
    ...deaf,
    ...unknownNames(item.productTypes, `${place}.productTypes`, context.productTypes, ['product type', 'productTypes']),
    ...unknownProducts(item.products, `${place}.products`, context.products),
  ]
}

function wrongValues({ schedule, rules }: Item, place: string): readonly Issue[] {
  return [
    ...(schedule === undefined ? [] : issuesThrownBy(place, () => checkedCadence(schedule.sync, 'schedule.sync'))),
    ...(rules === undefined ? [] : issuesThrownBy(place, () => checkedRules(rules))),
  ]
}

function withoutDefault(items: readonly Item[], { hub }: PlanContext): readonly Issue[] {
  const chosen = items.flatMap((item, index) => (item.default === true ? [index] : []))
  if (chosen.length > 1) {
    return [
      { field: `${section}[${chosen[1]}].default`, message: `Another one is the default already: ${section}[${chosen[0]}].` },
    ]
  }
  const today = hub.scanProfiles.find(({ isDefault }) => isDefault)
  const index = items.findIndex(({ name }) => name === today?.name)
  if (chosen.length === 1 || items[index]?.default !== false) return []
  return [{ field: `${section}[${index}].default`, message: 'There is always one default. Make another one the default here.' }]
}

function step(item: Item, stored: StoredScanProfile | undefined, context: PlanContext): Step {
  const fields = differences(item, stored)
  if (stored !== undefined && fields.length === 0) return untouched(section, item.name, 'unchanged')
  const changed = new Set(fields.map(({ field }) => field))
  const action = stored === undefined ? creation(item, fields, context) : change(item, stored, { fields, changed }, context)
  return {
    change: { section, name: item.name, action: stored === undefined ? 'create' : 'change', fields: [...fields] },
    actions: [action],
  }
}

function creation(item: Item, fields: readonly FieldChange[], context: PlanContext): Action {
  return {
    event: 'scan-profile.created',
    object: null,
    before: null,
    after: { name: item.name, ...valuesAfter(fields) },
    async run(actor) {
      const all = new Set(Object.keys(Item.shape))
      const id = await context.commands.scanProfiles.create({ ...inputOf(item, all, context), name: item.name }, actor)
      context.scanProfiles.keep(item.name, id)
      return publicId('scan profile', id)
    },
  }
}

function change(
  item: Item,
  stored: StoredScanProfile,
  { fields, changed }: { readonly fields: readonly FieldChange[]; readonly changed: ReadonlySet<string> },
  context: PlanContext,
): Action {
  const id = publicId('scan profile', stored.id)
  return {
    event: 'scan-profile.updated',
    object: id,
    before: valuesBefore(fields),
    after: valuesAfter(fields),
    async run(actor) {
      // What another one became the default has taken it from this one already.
      const { isDefault, ...input } = inputOf(item, changed, context)
      await context.commands.scanProfiles.update(stored.id, { ...input, ...(isDefault === true && { isDefault }) }, actor)
      return id
    },
  }
}

function valuesAfter(fields: readonly FieldChange[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.map(({ field, after }) => [field, after]))
}

function differences(item: Item, stored: StoredScanProfile | undefined): readonly FieldChange[] {
  const before: Readonly<Record<string, unknown>> =
    stored === undefined
      ? {}
      : {
          ...stored,
          default: stored.isDefault,
          schedule: parseProfileSchedule(stored.schedule),
          rules: parseProfileRules(stored.rules),
          products: stored.products.map(productTitle),
        }
  const after = {
    ...item,
    name: undefined,
    rules: item.rules && parseProfileRules(item.rules),
    products: item.products?.map(productTitle),
  }
  return Object.entries(after).flatMap(([field, value]) =>
    value === undefined ? [] : difference(field, inOrder(before[field] ?? null), inOrder(value)),
  )
}

/** Lists of names and kinds say the same in any order. */
function inOrder(value: unknown): unknown {
  return Array.isArray(value) ? value.toSorted() : value
}

function inputOf(item: Item, wanted: ReadonlySet<string>, context: PlanContext): ScanProfileInput {
  const { propagate, schedule, rules, kinds, minimumSeverity, exporters, productTypes, products } = item
  const takes = <T>(field: string, value: T | undefined): value is T => value !== undefined && wanted.has(field)
  return {
    ...(takes('default', item.default) && { isDefault: item.default }),
    ...(takes('propagate', propagate) && { propagate }),
    ...(takes('schedule', schedule) && { schedule }),
    ...(takes('rules', rules) && { rules }),
    ...(takes('kinds', kinds) && { kinds }),
    ...(takes('minimumSeverity', minimumSeverity) && { minimumSeverity }),
    ...(takes('exporters', exporters) && { exporterIds: exporters.map((label) => madeId(context.connections, label)) }),
    ...(takes('productTypes', productTypes) && {
      productTypeIds: productTypes.map((name) => madeId(context.productTypes, name)),
    }),
    ...(takes('products', products) && { productIds: products.map((each) => madeId(context.products, productKey(each))) }),
  }
}
