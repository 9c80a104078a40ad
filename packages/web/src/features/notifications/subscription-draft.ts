import type { EventType, NotificationSubscription, Urgency } from '../../api/types.ts'
import { type CadenceDraft, cadenceOf, draftOf } from '../connections/cadence.ts'
import type { SubscriptionTerms } from './queries.ts'

type MinimumSeverity = NonNullable<NotificationSubscription['minimumSeverity']>

/** What the form of a subscription holds. */
export interface SubscriptionDraft {
  readonly connectionId: string
  readonly everyType: boolean
  readonly types: readonly string[]
  readonly minimumUrgency: Urgency
  /** `any` for every one. */
  readonly minimumSeverity: MinimumSeverity | 'any'
  readonly productTypeIds: readonly string[]
  readonly productIds: readonly string[]
  readonly digest: CadenceDraft
  readonly digestWhenQuiet: boolean
}

export const severityOptions = [
  { value: 'any', label: 'Every severity' },
  { value: 'critical', label: 'Critical only' },
  { value: 'high', label: 'High and worse' },
  { value: 'medium', label: 'Medium and worse' },
  { value: 'low', label: 'Low and worse' },
  { value: 'info', label: 'Info and worse' },
] as const satisfies readonly { readonly value: SubscriptionDraft['minimumSeverity']; readonly label: string }[]

/** `here` is the time zone a digest is offered in first. */
export function subscriptionDraft(
  subscription: NotificationSubscription | null,
  connectionId: string,
  here: string,
): SubscriptionDraft {
  const digest = subscription?.digest ?? null
  return {
    connectionId: subscription?.connection.id ?? connectionId,
    everyType: subscription?.types == null,
    types: subscription?.types ?? [],
    minimumUrgency: subscription?.minimumUrgency ?? 'information',
    minimumSeverity: subscription?.minimumSeverity ?? 'any',
    productTypeIds: subscription?.productTypes?.map(({ id }) => id) ?? [],
    productIds: subscription?.products?.map(({ id }) => id) ?? [],
    digest: { ...draftOf(digest?.cadence ?? null, here), ...(digest === null && { time: '08:00', hours: 24 }) },
    digestWhenQuiet: digest?.whenQuiet !== 'skip',
  }
}

/** What to save of it. `known`: the events there are, in their order. */
export function termsOf(draft: SubscriptionDraft, known: readonly EventType[]): SubscriptionTerms {
  const { everyType, types, minimumUrgency, minimumSeverity, productTypeIds, productIds, digestWhenQuiet } = draft
  const cadence = cadenceOf(draft.digest)
  return {
    types: everyType ? null : known.filter((type) => types.includes(type)),
    minimumUrgency,
    minimumSeverity: minimumSeverity === 'any' ? null : minimumSeverity,
    productTypeIds: productTypeIds.length === 0 ? null : [...productTypeIds],
    productIds: productIds.length === 0 ? null : [...productIds],
    digest: cadence === null ? null : { cadence, whenQuiet: digestWhenQuiet ? 'tell' : 'skip' },
  }
}
