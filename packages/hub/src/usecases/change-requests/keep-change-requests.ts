import type { ChangeRequestRow } from '../../store/change-requests/shapes.ts'
import { bringForward } from './bring-forward.ts'
import type { ChangeRequestDeps } from './change-request-deps.ts'

/** So many of one connection are taken at once: one that has thousands keeps no other waiting. */
const perConnection = 10
/** Longer than as many can take. */
const lease = 900_000

/**
 * Opens what is to be opened, looks at what is open, and says there what a scan proved, as far as each is due. Every connection has its
 * own pace; what waits behind a failure that would meet it too waits with it. Harmless to run as often as one likes.
 */
export async function keepChangeRequests(deps: ChangeRequestDeps): Promise<void> {
  await deps.store.transact((write) => write.changeRequests.tellVerified(deps.now()))
  for (;;) {
    const now = deps.now()
    const claimed = await deps.store.transact((write) =>
      write.changeRequests.claim(now, new Date(now.getTime() + lease), perConnection),
    )
    const queues = Map.groupBy(claimed, ({ connectionId }) => connectionId)
    await Promise.all([...queues.values()].map((queue) => bringForwardInOrder(deps, queue)))
    if (claimed.length === 0) return
  }
}

/** Minutes that what waits behind a failure waits. */
const pause = 5 * 60_000

async function bringForwardInOrder(deps: ChangeRequestDeps, queue: readonly ChangeRequestRow[]): Promise<void> {
  for (const [index, request] of queue.entries()) {
    const fault = await bringForward(deps, request)
    if (fault === null || !isShared.has(fault.kind)) continue
    const behind = queue.slice(index + 1).map(({ id }) => id)
    const wait = Math.max(pause, (fault.details.retryAfter ?? 0) * 1000)
    await deps.store.transact((write) => write.changeRequests.postpone(behind, new Date(deps.now().getTime() + wait)))
    return
  }
}

/** What every request of a connection meets. */
const isShared = new Set(['credentials', 'throttled', 'unreachable'])

/** Longer than Renovate may take, and than opening the request takes after that. */
const renovateLease = 1_500_000

/** Has Renovate make what it is to make, one change after the other: each run takes minutes, a core and a working copy. */
export async function runRenovations(deps: ChangeRequestDeps): Promise<void> {
  for (;;) {
    const now = deps.now()
    const row = await deps.store.transact((write) =>
      write.changeRequests.claimForRenovate(now, new Date(now.getTime() + renovateLease)),
    )
    if (row === undefined) return
    await bringForward(deps, row)
  }
}
