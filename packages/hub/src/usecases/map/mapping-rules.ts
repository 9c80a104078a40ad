import type { Plugin } from '@patchbay/sdk'
import { firstRule } from '../../domain/mapping-rule.ts'
import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import type { MappingRule, MappingRuleValues } from '../../store/mapping-rules/writer.ts'
import type { Store, Writers } from '../../store/store.ts'
import type { Actor, Commands, MappingRuleInput } from '../commands.ts'
import { mapByRule } from './map-by-rule.ts'
import { policyOf } from './match-all.ts'
import { matchRecords } from './match-records.ts'
import { settleStates } from './settle-states.ts'

interface Deps {
  readonly store: Store
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly now: () => Date
  readonly enqueue: (operationId: number) => Promise<void>
}

/** Records a transaction. */
const batch = 200

/** The rules by which new records find their product without asking. */
export function createMappingRules(deps: Deps): Commands['mappingRules'] {
  const { store, now } = deps
  return {
    create: (input, actor) =>
      store.transact(async (write) => {
        const rules = await write.mappingRules.hold()
        const values = await checked(write, { ...empty, ...pick(input), productName: input.productName })
        const id = await write.mappingRules.insert(values, actor.id, now())
        await place(write, [...rules.map((rule) => rule.id), id], id, input.position)
        return id
      }),
    update: (ruleId, input) =>
      store.transact(async (write) => {
        const rules = await write.mappingRules.hold()
        const { id, ...rule } = known(rules, ruleId)
        await write.mappingRules.update(id, await checked(write, { ...rule, ...pick(input) }), now())
        await place(
          write,
          rules.map((each) => each.id),
          id,
          input.position,
        )
      }),
    remove: (ruleId) =>
      store.transact(async (write) => {
        const rules = await write.mappingRules.hold()
        await write.mappingRules.delete(known(rules, ruleId).id)
      }),
    apply: ({ automatic }, actor) => apply(deps, automatic, actor),
  }
}

const empty: MappingRuleValues = {
  connectionId: null,
  namePattern: null,
  urlPattern: null,
  tagPattern: null,
  attributeName: null,
  attributePattern: null,
  productName: '',
  productTypeId: null,
  owner: null,
}

function pick({ position: _, ...input }: MappingRuleInput): Partial<MappingRuleValues> {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
}

function known(rules: readonly MappingRule[], id: number): MappingRule {
  const rule = rules.find((each) => each.id === id)
  if (rule === undefined) throw notFound('mapping rule', publicId('mapping rule', id))
  return rule
}

async function checked(write: Writers, values: MappingRuleValues): Promise<MappingRuleValues> {
  const { namePattern, urlPattern, tagPattern, attributeName, attributePattern, connectionId, productTypeId } = values
  if ([namePattern, urlPattern, tagPattern, attributeName].every((condition) => condition === null)) {
    throw new Problem('invalid', 'A mapping rule needs a condition.', {
      code: 'mapping-rule-invalid',
      field: 'name',
      remedy: 'Give a pattern for the name, the address or a tag, or an attribute.',
    })
  }
  if (connectionId !== null && (await write.connections.find(connectionId)) === undefined) {
    throw notFound('connection', publicId('connection', connectionId))
  }
  if (productTypeId !== null && !(await write.products.typeExists(productTypeId))) {
    throw notFound('product type', publicId('product type', productTypeId))
  }
  return { ...values, attributePattern: attributeName === null ? null : attributePattern }
}

/** Puts a rule at its place, from 1; without one it stays where it is. */
async function place(write: Writers, ids: readonly number[], id: number, position: number | undefined): Promise<void> {
  if (position === undefined) return
  const others = ids.filter((other) => other !== id)
  await write.mappingRules.order(others.toSpliced(position - 1, 0, id))
}

/** What the rules would map at the next discover, and on demand also what the hub gave a product of its own, is mapped now. */
async function apply(deps: Deps, automatic: boolean, actor: Actor): Promise<{ readonly mapped: number }> {
  const changed = new Map<number, Changed>()
  let mapped = 0
  for (let after = 0; ; ) {
    const part = await deps.store.transact((write) => applyTo(deps, write, { after, automatic, actor }))
    if (part === null) break
    after = part.last
    mapped += part.mapped
    for (const { id, label } of part.connections) {
      const before = changed.get(id)?.records ?? []
      changed.set(id, { label, records: [...before, ...(part.records.get(id) ?? [])] })
    }
  }
  for (const [connectionId, { label, records }] of changed) {
    const { operationId } = await deps.store.transact((write) =>
      write.operations.request({ connectionId, label, kind: 'sync', trigger: 'follow-up', requestedBy: actor.id, records }),
    )
    await deps.enqueue(operationId)
  }
  return { mapped }
}

interface Changed {
  readonly label: string
  readonly records: readonly number[]
}

interface Part {
  readonly after: number
  readonly automatic: boolean
  readonly actor: Actor
}

async function applyTo(deps: Deps, write: Writers, { after, automatic, actor }: Part) {
  const now = deps.now()
  const ids = await write.records.ruled(after, batch, automatic)
  const last = ids.at(-1)
  if (last === undefined) return null
  const rules = await write.mappingRules.all()
  const fitting = (await write.records.facts(ids)).flatMap((record) => {
    const rule = firstRule(rules, record)
    return rule === undefined ? [] : [{ record, rule }]
  })
  const connections = (await write.connections.sealed()).filter(({ id }) =>
    fitting.some(({ record }) => record.connectionId === id),
  )
  const byId = new Map(connections.map((connection) => [connection.id, connection]))
  const discovered = (id: number) => byId.get(id)?.lastDiscoverAt != null
  const policies = new Map(
    connections.map((connection) => {
      const policy = policyOf(connection, deps.plugins.get(connection.connector), connection.lastDiscoverAt !== null)
      return [connection.id, { ...policy, autoMap: false }]
    }),
  )

  const mine = fitting.filter(({ record }) => byId.has(record.connectionId))
  const unmapped = mine.filter(({ record }) => record.mapping === null).map(({ record }) => record.id)
  const none = { autoMap: false, productType: '', discovered: false }
  await matchRecords(write, unmapped, (id) => policies.get(id) ?? none, now)
  const own = mine.filter(({ record }) => record.mapping !== null)
  for (const { record, rule } of own) await mapByRule(write, record, rule, now)
  await settleStates(
    write,
    own.map(({ record }) => record.id),
    { discovered, by: actor.id, now },
  )
  const byConnection = Map.groupBy(mine, ({ record }) => record.connectionId)
  const records = new Map([...byConnection].map(([id, group]) => [id, group.map(({ record }) => record.id)]))
  return { last, mapped: mine.length, connections, records }
}
