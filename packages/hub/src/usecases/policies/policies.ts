import { hasCondition, type Policy } from '../../domain/policy.ts'
import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import type { PolicyValues } from '../../store/policies/writer.ts'
import type { Store, Writers } from '../../store/store.ts'
import type { Commands } from '../commands.ts'
import { assessBy, readRules } from '../priority/assess.ts'
import type { PolicyChange, PolicyPreview } from '../priority/inputs.ts'
import { requireScope } from './scope.ts'

interface Deps {
  readonly store: Store
  readonly now: () => Date
}

const batch = 2000
/** So many vulnerabilities are looked at for a preview. */
const mostLooked = 50_000
const sampled = 20

/** Rules that decide by themselves. What they change follows within a minute; nothing a person decided is touched. */
export function createPolicies({ store, now }: Deps): Commands['policies'] {
  return {
    create: (input, actor) =>
      store.transact(async (write) => {
        const values = await checked(write, input, empty, now())
        const id = await write.policies.insert(values, actor.id, now())
        if (id === null) throw nameTaken(values.name)
        await write.priority.markProducts(values.productTypeId, values.productId, false)
        return id
      }),
    update: (policyId, input) =>
      store.transact(async (write) => {
        const { id, ...before } = await known(write, policyId)
        const values = await checked(write, input, before, now())
        if (await write.policies.nameTaken(values.name, id)) throw nameTaken(values.name)
        await write.policies.update(id, values, now())
        await write.priority.markPolicies([id])
        await write.priority.markProducts(values.productTypeId, values.productId, false)
      }),
    remove: (policyId) =>
      store.transact(async (write) => {
        await known(write, policyId)
        // What it decided is taken back by the next assessment, which no longer finds it.
        await write.priority.markPolicies([policyId])
        await write.policies.delete(policyId)
      }),
    preview: (input, policyId) => preview({ store, now }, input, policyId),
  }
}

const empty: PolicyValues = {
  name: '',
  action: 'dismiss',
  decision: null,
  reason: '',
  conditions: {},
  productTypeId: null,
  productId: null,
  enabled: true,
  expiresAt: null,
}

function given({ expiresAt, ...input }: PolicyChange): Partial<PolicyValues> {
  const values = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
  return expiresAt === undefined ? values : { ...values, expiresAt: expiresAt === null ? null : new Date(expiresAt) }
}

async function known(write: Writers, id: number): Promise<Policy> {
  const policy = await write.policies.find(id)
  if (policy === undefined) throw notFound('policy', publicId('policy', id))
  return policy
}

/** The policy as it would be. */
async function checked(write: Writers, input: PolicyChange, before: PolicyValues, now: Date): Promise<PolicyValues> {
  const values = { ...before, ...given(input) }
  await requireScope(write, values)
  if (!hasCondition(values.conditions)) {
    throw invalid(
      'conditions',
      'A policy needs a condition.',
      'Say what a vulnerability must be like: a slip must not dismiss everything.',
    )
  }
  if (values.action === 'dismiss' && values.decision === null) {
    throw invalid('decision', 'A policy that dismisses needs a decision.', 'Say what it decides, e.g. "wont-fix".')
  }
  // One that is over can still be renamed or switched off.
  if (input.expiresAt !== undefined && values.expiresAt !== null && !(values.expiresAt > now)) {
    throw invalid('expiresAt', 'The end of a policy lies in the future.', 'Give an ISO 8601 time in the future, or none.')
  }
  return values.action === 'require' ? { ...values, decision: null } : values
}

function invalid(field: string, message: string, remedy: string): Problem {
  return new Problem('invalid', message, { code: 'policy-invalid', field, remedy })
}

function nameTaken(name: string): Problem {
  return new Problem('conflict', `There already is a policy "${name}".`, {
    code: 'policy-name-taken',
    field: 'name',
    remedy: 'Choose another name.',
  })
}

/** What a policy would change if it were saved now, `policyId` the one it replaces. Nothing is changed. */
async function preview({ store, now }: Deps, input: PolicyChange, policyId: number | null): Promise<PolicyPreview> {
  const found = { looked: 0, whole: true, dismissed: 0, required: 0, released: 0, decidedByPeople: 0 }
  const sample: PolicyPreview['sample'][number][] = []
  for (let after = 0; ; ) {
    const last = await store.transact(async (write) => {
      const before = policyId === null ? empty : await known(write, policyId)
      const policy: Policy = {
        ...(await checked(write, input, before, now())),
        id: policyId ?? Number.MAX_SAFE_INTEGER,
      }
      const rules = await readRules(write)
      const policies = [...rules.policies.filter((each) => each.id !== policyId), policy]
      const rows = await write.decisions.openOnes(policy.productTypeId, policy.productId, policyId, after, batch)
      const assess = await assessBy(write, rows, { ...rules, policies }, now())
      for (const row of rows) {
        const { assessment, verdict } = assess(row, row, row)
        const dismisses = verdict.dismissedBy?.id === policy.id
        const requires = verdict.requiredBy?.id === policy.id
        const byPerson = row.policyId === null && row.decidedBy !== null
        if (!dismisses && row.policyId === policyId && policyId !== null) found.released += 1
        if (dismisses && byPerson) found.decidedByPeople += 1
        else if (dismisses) found.dismissed += 1
        if (requires) found.required += 1
        if ((requires || (dismisses && !byPerson)) && sample.length < sampled) {
          sample.push({ id: row.id, name: row.name, title: row.title, severity: row.severity, riskScore: assessment.riskScore })
        }
      }
      found.looked += rows.length
      return rows.length < batch ? undefined : rows.at(-1)?.id
    })
    if (last === undefined) return { ...found, sample }
    if (found.looked >= mostLooked) return { ...found, whole: false, sample }
    after = last
  }
}
