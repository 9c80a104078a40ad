import type { Store } from '../../store/store.ts'

const day = 86_400_000

/** How long the log of notifications is kept. */
const keptDays = 30

/** Takes away notifications that are older than the hub keeps them, with what came of them. Harmless to run as often as one likes. */
export async function forgetOldNotifications({
  store,
  now,
}: {
  readonly store: Store
  readonly now: () => Date
}): Promise<void> {
  const before = new Date(now().getTime() - keptDays * day)
  await store.transact((write) => write.notifications.deleteBefore(before))
}
