import { firstRule, ruleProductKey } from '../../domain/mapping-rule.ts'
import { notFound } from '../../domain/problem.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import type { MappingRuleReader, MappingRuleView, RuledRecord as RuledView } from '../../store/mapping-rules/reader.ts'
import type { MappingRule as StoredRule } from '../../store/mapping-rules/writer.ts'
import { generalType } from '../map/map-by-rule.ts'
import type { ActorOf, NameActors } from './actors.ts'
import type { Browse, RuleDraft, RulePreview } from './browse.ts'
import { productRef } from './records.ts'
import type { MappingRule, RuledRecord } from './resources/mapping-rule.ts'

interface Deps {
  readonly reader: MappingRuleReader
  readonly nameActors: NameActors
}

/** Records a look at the database. */
const batch = 2000
/** Records a preview names; the rest is counted. */
const named = 200
/** Stands for the rule that is not saved yet. */
const draftId = 0

export function browseMappingRules({ reader, nameActors }: Deps): Browse['mappingRules'] {
  return {
    async list(page) {
      const { rows, nextCursor, count } = await reader.list(page)
      const actorOf = await nameActors(rows.map((row) => row.createdBy))
      return { items: rows.map((row) => toRule(row, actorOf)), nextCursor, count }
    },
    async get(id) {
      const view = await reader.find(databaseId('mapping rule', id))
      if (view === undefined) throw notFound('mapping rule', id)
      return toRule(view, await nameActors([view.createdBy]))
    },
    preview: (request) => preview(reader, request),
  }
}

interface Fitting {
  readonly record: RuledView
  readonly rule: StoredRule
}

/** What the rules would do now, the draft among them: in the place of the rule it replaces, or after all others. */
async function preview(reader: MappingRuleReader, request: RulePreview): Promise<{ count: number; items: RuledRecord[] }> {
  const replaced = request.rule === undefined ? undefined : databaseId('mapping rule', request.rule)
  const saved = await reader.all()
  if (replaced !== undefined && !saved.some((rule) => rule.id === replaced)) throw notFound('mapping rule', request.rule ?? '')
  const rules = request.draft === undefined ? saved : withDraft(saved, replaced, draftOf(request.draft))
  const only = request.draft === undefined ? replaced : draftId
  const fitting: Fitting[] = []
  let count = 0
  for (let after = 0; ; ) {
    const records = await reader.ruled(after, batch, request.automatic)
    const last = records.at(-1)
    if (last === undefined) break
    after = last.id
    for (const record of records) {
      const rule = firstRule(rules, record)
      if (rule === undefined || (only !== undefined && rule.id !== only)) continue
      count += 1
      if (fitting.length < named) fitting.push({ record, rule })
    }
  }
  const existing = await reader.existing(
    fitting.map(({ rule }) => rule),
    generalType,
  )
  return { count, items: fitting.map((each) => toRuled(each, existing)) }
}

function withDraft(saved: readonly StoredRule[], replaced: number | undefined, draft: StoredRule): readonly StoredRule[] {
  if (replaced === undefined) return [...saved, draft]
  return saved.map((rule) => (rule.id === replaced ? draft : rule))
}

function draftOf(draft: RuleDraft): StoredRule {
  return {
    id: draftId,
    connectionId: draft.connection === undefined ? null : databaseId('connection', draft.connection),
    namePattern: draft.name ?? null,
    urlPattern: draft.url ?? null,
    tagPattern: draft.tag ?? null,
    attributeName: draft.attribute ?? null,
    attributePattern: draft.attributeValue ?? null,
    productName: draft.product ?? '',
    productTypeId: draft.productType === undefined ? null : databaseId('product type', draft.productType),
    owner: null,
  }
}

function toRuled({ record, rule }: Fitting, existing: ReadonlySet<string>): RuledRecord {
  const { connectionId, connectionLabel: label, connector, state } = record
  return {
    record: { id: publicId('record', record.id), name: record.name },
    connection: { id: publicId('connection', connectionId), label, connector },
    state,
    from: productRef(record.productId, record.productName),
    product: rule.productName,
    created: !existing.has(ruleProductKey(rule)),
    rule: rule.id === draftId ? null : publicId('mapping rule', rule.id),
  }
}

function toRule(view: MappingRuleView, actorOf: ActorOf): MappingRule {
  const { connectionId, connectionLabel: label, connector, productTypeId, productTypeName, attributeName } = view
  return {
    id: publicId('mapping rule', view.id),
    position: view.position,
    connection:
      connectionId === null || label === null || connector === null
        ? null
        : { id: publicId('connection', connectionId), label, connector },
    name: view.namePattern,
    url: view.urlPattern,
    tag: view.tagPattern,
    attribute: attributeName === null ? null : { name: attributeName, value: view.attributePattern },
    product: view.productName,
    productType:
      productTypeId === null || productTypeName === null
        ? null
        : { id: publicId('product type', productTypeId), name: productTypeName },
    owner: view.owner,
    createdBy: actorOf(view.createdBy),
    createdAt: view.createdAt.toISOString(),
    updatedAt: view.updatedAt.toISOString(),
  }
}
