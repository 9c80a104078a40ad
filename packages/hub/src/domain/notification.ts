/** How much something matters, least first. */
export const urgencies = ['information', 'warning', 'critical'] as const

export type Urgency = (typeof urgencies)[number]

/** What one subscription asks for. */
export interface SubscriptionTerms {
  /** The connection that tells people. */
  readonly connectionId: number
  /** `null`: of every type, also of those that come with later versions. */
  readonly types: readonly string[] | null
  readonly minimumUrgency: Urgency
  /** Only what concerns one of these product types; `null` everything. */
  readonly productTypeIds: readonly number[] | null
}

/** What decides on who is told. */
export interface NotificationFacts {
  readonly type: string
  readonly urgency: Urgency
  /** The connection it is about. */
  readonly connectionId: number | null
  /** Product types it concerns, `null` for none that is known. */
  readonly productTypeIds: readonly (number | null)[]
}

/**
 * Who is told, and how much: by connection the product types it may hear of, `null` for all. Nobody is told twice, however many
 * subscriptions fit, and nobody of their own trouble: it could not arrive.
 */
export function recipientsOf(
  facts: NotificationFacts,
  subscriptions: readonly SubscriptionTerms[],
): ReadonlyMap<number, readonly number[] | null> {
  const recipients = new Map<number, readonly number[] | null>()
  for (const { connectionId, productTypeIds, ...terms } of subscriptions) {
    if (connectionId === facts.connectionId || !fits(facts, terms)) continue
    const known = recipients.get(connectionId)
    if (productTypeIds === null || known === null) recipients.set(connectionId, null)
    else if (facts.productTypeIds.some((id) => id !== null && productTypeIds.includes(id))) {
      recipients.set(
        connectionId,
        [...new Set([...(known ?? []), ...productTypeIds])].toSorted((one, other) => one - other),
      )
    }
  }
  return recipients
}

function fits(
  { type, urgency }: NotificationFacts,
  { types, minimumUrgency }: Pick<SubscriptionTerms, 'types' | 'minimumUrgency'>,
): boolean {
  return (types === null || types.includes(type)) && urgencies.indexOf(urgency) >= urgencies.indexOf(minimumUrgency)
}
