import { isEverything, type NotificationFacts, recipientsOf, type SubscriptionTerms } from '../../domain/notification.ts'
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
  const subscriptions = await write.subscriptions.live()
  for (const notification of due) {
    const places = await concerned(write, notification, subscriptions)
    const recipients = recipientsOf({ ...notification, ...places }, subscriptions)
    for (const [connectionId, reach] of recipients) {
      await write.deliveries.add({ notificationId: notification.id, connectionId, reach }, now)
    }
    await write.deliveries.dispatched(notification.id, now)
  }
  return due.length
}

/** Where single things are named, their products and product types; else those that live on the connection. */
async function concerned(
  write: Writers,
  { productTypeIds, productIds, connectionId }: NotificationFacts,
  subscriptions: readonly SubscriptionTerms[],
): Promise<Pick<NotificationFacts, 'productTypeIds' | 'productIds'>> {
  const narrowed = subscriptions.some((subscription) => !isEverything(subscription))
  if (!narrowed || productTypeIds.length > 0 || connectionId === null) return { productTypeIds, productIds }
  return write.deliveries.fedBy(connectionId)
}
