import type { Severity } from '@patchbay/sdk'
import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import { criticalities } from '../../domain/risk.ts'
import { severityRank } from '../../domain/severity.ts'
import { dueAt, type SlaDays, slaDaysFor, slaSeverities } from '../../domain/sla.ts'
import type { GrantedDays, StoredSlaPolicy } from '../../store/sla/writer.ts'
import type { Store, Writers } from '../../store/store.ts'
import type { Commands } from '../commands.ts'
import { requireScope } from '../policies/scope.ts'
import type { PolicyScope, SlaEffect } from '../priority/inputs.ts'

interface Deps {
  readonly store: Store
  readonly now: () => Date
}

/**
 * How long people have to fix what. A policy that changes counts for what is found from then on; what is there already keeps its
 * days until somebody applies it.
 */
export function createSlaPolicies({ store, now }: Deps): Commands['slaPolicies'] {
  return {
    create: (input, actor) =>
      store.transact(async (write) => {
        await requireScope(write, input)
        const id = await write.slaPolicies.insert(input, actor.id, now())
        if (id !== null) return id
        throw new Problem('conflict', 'This place already has an SLA policy.', {
          code: 'sla-policy-taken',
          field: input.productId === null ? 'productTypeId' : 'productId',
          remedy: 'Change that one.',
        })
      }),
    update: (policyId, input) =>
      store.transact(async (write) => {
        const policy = await known(write, policyId)
        await write.slaPolicies.update(policyId, { name: input.name ?? policy.name, days: input.days ?? policy.days }, now())
      }),
    remove: (policyId) =>
      store.transact(async (write) => {
        await known(write, policyId)
        await write.slaPolicies.delete(policyId)
      }),
    preview: ({ days, ...scope }) =>
      store.transact(async (write) => {
        await requireScope(write, scope)
        return effectOf(write, await grantedBy(write, scope, days), now())
      }),
    apply: (scope) =>
      store.transact(async (write) => {
        await requireScope(write, scope)
        await write.priority.markProducts(scope.productTypeId, scope.productId, true)
      }),
  }
}

/** Vulnerabilities looked at at once. */
const batch = 5000

/** So many of whom it hits are named. */
const sampled = 20

/** What other days would do to what is open, by the same arithmetic that grants them. */
async function effectOf(write: Writers, granted: readonly GrantedDays[], now: Date): Promise<SlaEffect> {
  const isOver = (due: Date | null) => due !== null && due < now
  let [moved, newlyOverdue, noLongerOverdue] = [0, 0, 0]
  let hit: readonly Hit[] = []
  for (let after = 0; ; ) {
    const rows = await write.slaPolicies.regranted(granted, after, batch)
    const last = rows.at(-1)
    if (last === undefined) break
    after = last.id
    moved += rows.length
    const page = rows.map((row): Hit => {
      const dueThen = dueAt(row)
      return { id: row.id, dueAt: row.dueAt, dueThen, isNewlyOver: isOver(dueThen) && !isOver(row.dueAt) }
    })
    newlyOverdue += page.filter((one) => one.isNewlyOver).length
    noLongerOverdue += page.filter((one) => isOver(one.dueAt) && !isOver(one.dueThen)).length
    hit = [...hit, ...page].toSorted((left, right) => Number(right.isNewlyOver) - Number(left.isNewlyOver)).slice(0, sampled)
  }
  const open = await write.slaPolicies.open(granted)
  return { open, moved, newlyOverdue, noLongerOverdue, sample: await described(write, hit) }
}

interface Hit {
  readonly id: number
  readonly dueAt: Date | null
  readonly dueThen: Date | null
  readonly isNewlyOver: boolean
}

async function described(write: Writers, hit: readonly Hit[]): Promise<SlaEffect['sample']> {
  const known = new Map((await write.slaPolicies.described(hit.map(({ id }) => id))).map((row) => [row.id, row]))
  return hit.flatMap(({ id, dueAt: due, dueThen }) => {
    const row = known.get(id)
    return row === undefined ? [] : [{ ...row, dueAt: due, dueThen }]
  })
}

async function known(write: Writers, id: number): Promise<StoredSlaPolicy> {
  const policy = await write.slaPolicies.find(id)
  if (policy === undefined) throw notFound('SLA policy', publicId('SLA policy', id))
  return policy
}

/** The days of every product of a scope, with a policy for that scope in place of the one there is; `days` null takes it away. */
async function grantedBy(write: Writers, scope: PolicyScope, days: SlaDays | null): Promise<readonly GrantedDays[]> {
  const others = (await write.slaPolicies.all()).filter(
    (policy) => policy.productId !== scope.productId || policy.productTypeId !== scope.productTypeId,
  )
  const policies = days === null ? others : [...others, { ...scope, days }]
  const places = await write.slaPolicies.places(scope.productTypeId, scope.productId)
  return places.flatMap((place) =>
    slaSeverities.map((severity: Severity) => ({
      productId: place.productId,
      severity: severityRank(severity),
      days: slaDaysFor(policies, {
        ...place,
        severity,
        criticality: criticalities.find((word) => word === place.criticality) ?? null,
      }),
    })),
  )
}
