import { isPolicyInForce } from '../../domain/policy.ts'
import { notFound } from '../../domain/problem.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import type { PolicyReader, PolicyView } from '../../store/policies/reader.ts'
import type { SlaPolicyReader, SlaPolicyView } from '../../store/sla/reader.ts'
import type { ActorOf, NameActors } from './actors.ts'
import type { Browse } from './browse.ts'
import { productRef } from './records.ts'
import { type Policy, PolicyConditions, PolicyDecision, SlaDays, type SlaPolicy } from './resources/policy.ts'
import { iso } from './values.ts'

interface Deps {
  readonly policies: PolicyReader
  readonly slaPolicies: SlaPolicyReader
  readonly nameActors: NameActors
  readonly now: () => Date
}

/** The rules that decide, and those that say how long people have. */
export function browsePolicies(deps: Deps): Pick<Browse, 'policies' | 'slaPolicies'> {
  const { policies, slaPolicies, nameActors, now } = deps
  return {
    policies: {
      async list(page) {
        const { rows, nextCursor, count } = await policies.list(page)
        const actorOf = await nameActors(rows.map((row) => row.createdBy))
        return { items: rows.map((row) => toPolicy(row, actorOf, now())), nextCursor, count }
      },
      async get(id) {
        const view = await policies.find(databaseId('policy', id))
        if (view === undefined) throw notFound('policy', id)
        return toPolicy(view, await nameActors([view.createdBy]), now())
      },
    },
    slaPolicies: {
      async list(page) {
        const { rows, nextCursor, count } = await slaPolicies.list(page)
        const actorOf = await nameActors(rows.map((row) => row.createdBy))
        return { items: rows.map((row) => toSlaPolicy(row, actorOf)), nextCursor, count }
      },
      async get(id) {
        const view = await slaPolicies.find(databaseId('SLA policy', id))
        if (view === undefined) throw notFound('SLA policy', id)
        return toSlaPolicy(view, await nameActors([view.createdBy]))
      },
    },
  }
}

function toPolicy(view: PolicyView, actorOf: ActorOf, now: Date): Policy {
  return {
    id: publicId('policy', view.id),
    name: view.name,
    action: view.action,
    decision: PolicyDecision.nullable().parse(view.decision),
    reason: view.reason,
    conditions: PolicyConditions.parse(view.conditions),
    ...placeOf(view),
    enabled: view.enabled,
    expiresAt: iso(view.expiresAt),
    inForce: isPolicyInForce(view, now),
    holds: view.holds,
    ...madeOf(view, actorOf),
  }
}

function toSlaPolicy(view: SlaPolicyView, actorOf: ActorOf): SlaPolicy {
  return {
    id: publicId('SLA policy', view.id),
    name: view.name,
    ...placeOf(view),
    days: SlaDays.parse(view.days),
    ...madeOf(view, actorOf),
  }
}

function placeOf(view: PolicyView | SlaPolicyView) {
  const { productTypeId, productTypeName } = view
  const productType =
    productTypeId === null || productTypeName === null
      ? null
      : { id: publicId('product type', productTypeId), name: productTypeName }
  return { productType, product: productRef(view.productId, view.productName) }
}

function madeOf(view: PolicyView | SlaPolicyView, actorOf: ActorOf) {
  return {
    createdBy: actorOf(view.createdBy),
    createdAt: view.createdAt.toISOString(),
    updatedAt: view.updatedAt.toISOString(),
  }
}
