import { recipientsOf, type SubscriptionTerms } from '../../domain/notification.ts'
import type { Store, Writers } from '../../store/store.ts'

interface Deps {
  readonly store: Store
  readonly now: () => Date
}

/** Notifications a transaction. */
const batch = 50

/** Hands what is due to those who asked for it. What nobody asked for is only kept in the log. */
export async function dispatch({ store, now }: Deps): Promise<void> {
  for (;;) {
    const handed = await store.transact((write) => dispatchSome(write, now()))
    if (handed < batch) return
  }
}

async function dispatchSome(write: Writers, now: Date): Promise<number> {
  const due = await write.deliveries.due(now, batch)
  if (due.length === 0) return 0
  const subscriptions = await write.deliveries.subscriptions()
  for (const notification of due) {
    const productTypeIds = await concerned(write, notification, subscriptions)
    const recipients = recipientsOf({ ...notification, productTypeIds }, subscriptions)
    for (const [connectionId, types] of recipients) {
      await write.deliveries.add({ notificationId: notification.id, connectionId, productTypeIds: types }, now)
    }
    await write.deliveries.dispatched(notification.id, now)
  }
  return due.length
}

/** Where single things are named, their product types; else those that live on the connection. */
async function concerned(
  write: Writers,
  { productTypeIds, connectionId }: Awaited<ReturnType<Writers['deliveries']['due']>>[number],
  subscriptions: readonly SubscriptionTerms[],
): Promise<readonly (number | null)[]> {
  const narrowed = subscriptions.some((subscription) => subscription.productTypeIds !== null)
  if (!narrowed || productTypeIds.length > 0 || connectionId === null) return productTypeIds
  return write.deliveries.productTypesFedBy(connectionId)
}
