import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import { describeRule } from '../../../domain/mapping-rule.ts'
import { publicId } from '../../../domain/public-id.ts'
import type { StoredMappingRule } from '../../../store/configuration/reader.ts'
import type { MappingRuleInput } from '../../commands.ts'
import type { Issue } from '../issues.ts'
import { madeId } from '../names.ts'
import type { FieldChange } from '../resources.ts'
import { listChange } from '../rule-order.ts'
import { defineSection, difference, type PlanContext, type Step, unknownNames, untouched, valuesBefore } from '../section.ts'

const section = 'mappingRules'
const text = z.string().trim().min(1)
const pattern = text.max(300).optional()

const Item = z
  .strictObject({
    product: text.max(200).describe('Name of the product; created when there is none.'),
    productType: text.max(200).optional().describe('Name of its type; the general one when left out.'),
    owner: text.max(200).optional().describe('Of the product, where it has none.'),
    connection: text.max(100).optional().describe('Label of the connection whose records it is for; all when left out.'),
    name: pattern,
    url: pattern,
    tag: pattern,
    attribute: z.strictObject({ name: text.max(100), value: pattern }).optional(),
  })
  .refine(({ name, url, tag, attribute }) => [name, url, tag, attribute].some((condition) => condition !== undefined), {
    error: 'A mapping rule needs a condition. Give a pattern for the name, the url or a tag, or an attribute.',
  })
type Item = z.output<typeof Item>

type Rule = Omit<StoredMappingRule, 'id'>

export const mappingRules = defineSection({
  name: section,
  description: 'All mapping rules in the order they are tried. Rules that are not listed are removed.',
  item: Item,
  describe: (hub) => hub.mappingRules.map(itemOf),
  plan(items, context) {
    const { hub } = context
    const wanted = items.map(ruleOf)
    const { pairs, removed } = listChange<Rule>(wanted, hub.mappingRules, [same, sameConditions, sameProduct])
    const removals = removed.flatMap((place) => hub.mappingRules[place] ?? []).map((rule) => removal(rule, context))
    const others = pairs.flatMap((pair) => {
      const rule = wanted[pair.wanted]
      const stored = pair.current === null ? undefined : hub.mappingRules[pair.current]
      if (rule === undefined) return []
      const place = { from: pair.current, to: pair.wanted, moveTo: pair.moveTo }
      return [stored === undefined ? creation(rule, place, context) : change(rule, stored, place, context)]
    })
    return { steps: [...removals, ...others], issues: items.flatMap((item, index) => wrongNames(item, index, context)) }
  },
})

/** Places from 0: where it is, where it will be, and where to put it for that when its turn comes. */
interface Place {
  readonly from: number | null
  readonly to: number
  readonly moveTo: number | undefined
}

function wrongNames({ productType, connection }: Item, index: number, context: PlanContext): readonly Issue[] {
  const place = `${section}[${index}]`
  return [
    ...unknownNames(productType, `${place}.productType`, context.productTypes, ['product type', 'productTypes']),
    ...unknownNames(connection, `${place}.connection`, context.connections, ['connection', 'connections']),
  ]
}

function creation(rule: Rule, { to, moveTo }: Place, context: PlanContext): Step {
  const fields = Object.entries(itemOf(rule)).flatMap(([field, after]) => difference(field, null, after))
  return {
    change: {
      section,
      name: titleOf(rule),
      action: 'create',
      fields: [...fields, ...difference('position', null, to + 1)],
    },
    actions: [
      {
        event: 'mapping-rule.created',
        object: null,
        before: null,
        after: itemOf(rule),
        async run(actor) {
          const position = moveTo === undefined ? {} : { position: moveTo + 1 }
          const input = { ...inputOf(rule, context), productName: rule.productName, ...position }
          return publicId('mapping rule', await context.commands.mappingRules.create(input, actor))
        },
      },
    ],
  }
}

function change(rule: Rule, stored: StoredMappingRule, { from, to, moveTo }: Place, context: PlanContext): Step {
  const changed = differences(stored, rule)
  const moved = moveTo === undefined || from === null ? [] : difference('position', from + 1, to + 1)
  const fields = [...changed, ...moved]
  if (fields.length === 0) return untouched(section, titleOf(rule), 'unchanged')
  const id = publicId('mapping rule', stored.id)
  return {
    change: { section, name: titleOf(rule), action: 'change', fields },
    actions: [
      {
        event: 'mapping-rule.updated',
        object: id,
        before: valuesBefore(fields),
        after: Object.fromEntries(fields.map(({ field, after }) => [field, after])),
        async run(actor) {
          const input = {
            ...(changed.length > 0 && inputOf(rule, context)),
            ...(moveTo !== undefined && { position: moveTo + 1 }),
          }
          await context.commands.mappingRules.update(stored.id, input, actor)
          return id
        },
      },
    ],
  }
}

function removal(stored: StoredMappingRule, { commands }: PlanContext): Step {
  const id = publicId('mapping rule', stored.id)
  return {
    change: { section, name: titleOf(stored), action: 'remove', fields: [] },
    actions: [
      {
        event: 'mapping-rule.removed',
        object: id,
        before: itemOf(stored),
        after: null,
        async run(actor) {
          await commands.mappingRules.remove(stored.id, actor)
          return id
        },
      },
    ],
  }
}

function differences(stored: StoredMappingRule, rule: Rule): readonly FieldChange[] {
  const [before, after] = [itemOf(stored), itemOf(rule)].map((item) => new Map<string, unknown>(Object.entries(item)))
  const fields = Object.keys(Item.shape)
  return fields.flatMap((field) => difference(field, before?.get(field) ?? null, after?.get(field) ?? null))
}

function ruleOf({ product, productType, owner, connection, name, url, tag, attribute }: Item): Rule {
  return {
    connection: connection ?? null,
    namePattern: name ?? null,
    urlPattern: url ?? null,
    tagPattern: tag ?? null,
    attributeName: attribute?.name ?? null,
    attributePattern: attribute?.value ?? null,
    productName: product,
    productType: productType ?? null,
    owner: owner ?? null,
  }
}

function itemOf(rule: Rule): Item {
  const { connection, namePattern, urlPattern, tagPattern, attributeName, attributePattern, productType, owner } = rule
  return {
    product: rule.productName,
    ...(productType !== null && { productType }),
    ...(owner !== null && { owner }),
    ...(connection !== null && { connection }),
    ...(namePattern !== null && { name: namePattern }),
    ...(urlPattern !== null && { url: urlPattern }),
    ...(tagPattern !== null && { tag: tagPattern }),
    ...(attributeName !== null && {
      attribute: { name: attributeName, ...(attributePattern !== null && { value: attributePattern }) },
    }),
  }
}

function inputOf(rule: Rule, { connections, productTypes }: PlanContext): MappingRuleInput {
  const { connection, productType, ...values } = rule
  return {
    namePattern: values.namePattern,
    urlPattern: values.urlPattern,
    tagPattern: values.tagPattern,
    attributeName: values.attributeName,
    attributePattern: values.attributePattern,
    productName: values.productName,
    owner: values.owner,
    connectionId: connection === null ? null : madeId(connections, connection),
    productTypeId: productType === null ? null : madeId(productTypes, productType),
  }
}

function same(one: Rule, other: Rule): boolean {
  return isDeepStrictEqual(itemOf(one), itemOf(other))
}

function sameConditions(one: Rule, other: Rule): boolean {
  return one.connection === other.connection && describeRule(conditionsOf(one)) === describeRule(conditionsOf(other))
}

function sameProduct(one: Rule, other: Rule): boolean {
  return one.productName === other.productName && one.productType === other.productType
}

function titleOf(rule: Rule): string {
  return `${describeRule(conditionsOf(rule))} → ${rule.productName}`
}

function conditionsOf(rule: Rule) {
  return { ...rule, connectionId: null }
}
