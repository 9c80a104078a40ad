import type { Cadence } from './schedule.ts'

/** How much something matters, least first. */
export const urgencies = ['information', 'warning', 'critical'] as const

export type Urgency = (typeof urgencies)[number]

/** What a digest does when there is nothing to say. */
export const whenQuiet = ['tell', 'skip'] as const

export type WhenQuiet = (typeof whenQuiet)[number]

export interface DigestTerms {
  readonly cadence: Cadence
  readonly whenQuiet: WhenQuiet
}

/** What is told of: everything, or what concerns one of the product types or one of the products. */
export interface Reach {
  /** `null` with `productIds` is everything. */
  readonly productTypeIds: readonly number[] | null
  readonly productIds: readonly number[] | null
  /** Rank of a severity, of what has one; what is unknown is told. `null`: of every severity. */
  readonly minimumSeverity: number | null
}

/** What one subscription asks for. */
export interface SubscriptionTerms extends Reach {
  /** The connection that tells people. */
  readonly connectionId: number
  /** `null`: of every type operators are told of, also of those that come with later versions. */
  readonly types: readonly string[] | null
  readonly minimumUrgency: Urgency
  readonly digest: DigestTerms | null
}

/** What decides on who is told. */
export interface NotificationFacts {
  readonly type: string
  readonly urgency: Urgency
  /** The connection it is about. */
  readonly connectionId: number | null
  /** Product types it concerns, `null` for none that is known. */
  readonly productTypeIds: readonly (number | null)[]
  readonly productIds: readonly (number | null)[]
  /** Ranks of what it is about; empty for what has none. */
  readonly severities: readonly number[]
}

type Terms = Omit<SubscriptionTerms, 'digest'>

/**
 * Who is told, and how much, by connection. Nobody is told twice, however many subscriptions fit, and nobody of their own
 * trouble: it could not arrive. Of several that fit the reaches add up.
 */
export function recipientsOf(facts: NotificationFacts, subscriptions: readonly Terms[]): ReadonlyMap<number, Reach> {
  const recipients = new Map<number, Reach>()
  for (const terms of subscriptions) {
    const { connectionId } = terms
    if (connectionId === facts.connectionId || !fits(facts, terms)) continue
    const known = recipients.get(connectionId)
    recipients.set(connectionId, known === undefined ? reachOf(terms) : together(known, terms))
  }
  return recipients
}

export function isEverything({ productTypeIds, productIds }: Pick<Reach, 'productTypeIds' | 'productIds'>): boolean {
  return productTypeIds === null && productIds === null
}

function fits(facts: NotificationFacts, terms: Terms): boolean {
  const { types, minimumUrgency } = terms
  if (types !== null && !types.includes(facts.type)) return false
  if (urgencies.indexOf(facts.urgency) < urgencies.indexOf(minimumUrgency)) return false
  return isSevereEnough(facts, terms) && (isEverything(terms) || concerns(facts, terms))
}

function isSevereEnough({ severities }: NotificationFacts, { minimumSeverity }: Terms): boolean {
  return minimumSeverity === null || severities.length === 0 || severities.some((rank) => rank === 0 || rank >= minimumSeverity)
}

function concerns(facts: NotificationFacts, { productTypeIds, productIds }: Terms): boolean {
  return (
    facts.productTypeIds.some((id) => id !== null && productTypeIds?.includes(id) === true) ||
    facts.productIds.some((id) => id !== null && productIds?.includes(id) === true)
  )
}

function reachOf({ productTypeIds, productIds, minimumSeverity }: Reach): Reach {
  return { productTypeIds: sorted(productTypeIds), productIds: sorted(productIds), minimumSeverity }
}

function together(one: Reach, other: Reach): Reach {
  const minimumSeverity =
    one.minimumSeverity === null || other.minimumSeverity === null ? null : Math.min(one.minimumSeverity, other.minimumSeverity)
  if (isEverything(one) || isEverything(other)) return { productTypeIds: null, productIds: null, minimumSeverity }
  return {
    productTypeIds: sorted(both(one.productTypeIds, other.productTypeIds)),
    productIds: sorted(both(one.productIds, other.productIds)),
    minimumSeverity,
  }
}

function both(one: readonly number[] | null, other: readonly number[] | null): readonly number[] | null {
  return one === null && other === null ? null : [...(one ?? []), ...(other ?? [])]
}

function sorted(ids: readonly number[] | null): readonly number[] | null {
  return ids === null ? null : [...new Set(ids)].toSorted((one, other) => one - other)
}
