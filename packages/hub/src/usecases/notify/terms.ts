import type { SubscriptionTerms } from '../../domain/notification.ts'
import { isEventType } from '../../domain/notification-events.ts'
import { Problem } from '../../domain/problem.ts'
import { checkedCadence } from '../../domain/schedule.ts'
import { isChangeType } from '../../domain/vulnerability-change.ts'

type Terms = Pick<SubscriptionTerms, 'types' | 'productTypeIds' | 'productIds' | 'digest'>

/** Refuses a subscription that asks for what there is not, or by which nobody would ever be told anything. */
export function checkedTerms<T extends Terms>(terms: T): T {
  const { types, digest } = terms
  const unknown = types?.find((type) => !isEventType(type) && !isChangeType(type))
  if (unknown !== undefined) {
    throw new Problem('invalid', `There is no event "${unknown}".`, { code: 'notification-type-unknown', field: 'types' })
  }
  if (digest !== null && checkedCadence(digest.cadence, 'digest.cadence') === null) {
    throw new Problem('invalid', 'A digest that never comes tells nobody anything.', {
      code: 'digest-never',
      field: 'digest.cadence',
      remedy: 'Say when it comes, or leave the digest out.',
    })
  }
  const field = emptyList(terms)
  if (field === undefined) return terms
  throw new Problem('invalid', 'A subscription that wants nothing tells nobody anything.', {
    code: 'notification-subscription-empty',
    field,
    remedy: 'Name at least one, leave it out for all, or remove the subscription.',
  })
}

/** No events are fine where there is a digest. */
function emptyList(terms: Terms): keyof Terms | undefined {
  if (terms.types?.length === 0 && terms.digest === null) return 'types'
  return (['productTypeIds', 'productIds'] as const).find((list) => terms[list]?.length === 0)
}
