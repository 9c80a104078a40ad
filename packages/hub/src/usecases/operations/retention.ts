import type { Store } from '../../store/store.ts'
import { readHubSettings } from '../hub-settings.ts'

interface Deps {
  readonly store: Store
  readonly now: () => Date
}

/** Operations a transaction; each may have thousands of log lines. */
const batch = 50
const day = 86_400_000

/** Takes away operations that are older than the hub keeps them. Harmless to run as often as one likes. */
export async function applyRetention({ store, now }: Deps): Promise<{ readonly removed: number; readonly emptied: number }> {
  const { retentionDays } = (await store.transact(async (write) => readHubSettings(await write.settings.hold()))).operations
  const sum = { removed: 0, emptied: 0 }
  if (retentionDays === null || retentionDays === 0) return sum
  const before = new Date(now().getTime() - retentionDays * day)
  for (let after = 0; ; ) {
    const swept = await store.transact((write) => write.retention.sweep(before, after, batch, now()))
    if (swept.last === null) return sum
    after = swept.last
    sum.removed += swept.removed
    sum.emptied += swept.emptied
  }
}
