import type { Store } from '../../store/store.ts'

const day = 86_400_000

/** How long the log of notifications is kept. */
const keptDays = 30
/** How long changes of vulnerabilities are kept for receivers that are down, and for digests, which may come once a month. */
const changesKeptDays = 45

/** Takes away notifications that are older than the hub keeps them, with what came of them. Harmless to run as often as one likes. */
export async function forgetOldNotifications({
  store,
  now,
}: {
  readonly store: Store
  readonly now: () => Date
}): Promise<void> {
  const ago = (days: number) => new Date(now().getTime() - days * day)
  await store.transact((write) => write.notifications.deleteBefore(ago(keptDays)))
  await store.transact((write) => write.transitions.deleteBefore(ago(changesKeptDays)))
  await store.transact((write) => write.breaches.forgetGone())
}
