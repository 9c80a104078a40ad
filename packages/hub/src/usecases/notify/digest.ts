import type { DigestTerms } from '../../domain/notification.ts'
import { type Digest, digestType, isQuiet } from '../../domain/notification-digest.ts'
import { publicId } from '../../domain/public-id.ts'
import { nextAfter } from '../../domain/schedule.ts'
import type { CountedChanges, RemediationInDigest } from '../../store/notifications/digest-writer.ts'
import type { DigestSubscription } from '../../store/notifications/subscription-writer.ts'
import type { Store, Writers } from '../../store/store.ts'
import { severityCounts, troubleOf } from '../browse/values.ts'
import { newMessageId } from './raise.ts'

interface Deps {
  readonly store: Store
  readonly now: () => Date
}

/** Digests a transaction. */
const batch = 10
/** Lines of each list. */
const longest = 5

/**
 * Makes the digests that are due. Each tells what happened since the one before, however long that is ago: a hub that was down
 * at the hour makes one, not many.
 */
export async function makeDigests({ store, now }: Deps): Promise<void> {
  for (;;) {
    const made = await store.transact(async (write) => {
      const due = await write.subscriptions.dueForDigest(now(), batch)
      for (const subscription of due) await makeDigest(write, subscription, now())
      return due.length
    })
    if (made < batch) return
  }
}

/** When a digest comes next; `null` where none is asked for. All come on the minute they were asked for. */
export function nextDigest(terms: DigestTerms | null, now: Date): Date | null {
  return terms === null ? null : nextAfter(terms.cadence, now, 0.5)
}

async function makeDigest(write: Writers, subscription: DigestSubscription, now: Date): Promise<void> {
  const { id, connectionId, digest: terms } = subscription
  const end = await write.transitions.number()
  const digest = await digestOf(write, subscription, end, now)
  await write.subscriptions.digested(id, end, now, nextDigest(terms, now))
  if (terms?.whenQuiet === 'skip' && isQuiet(digest)) return
  const notificationId = await write.notifications.raise(
    { messageId: newMessageId(), type: digestType, urgency: 'information', connection: null, data: { digest }, raisedAt: now },
    null,
  )
  await write.deliveries.dispatched(notificationId, now)
  const { productTypeIds, productIds, minimumSeverity } = subscription
  await write.deliveries.add({ notificationId, connectionId, reach: { productTypeIds, productIds, minimumSeverity } }, now)
}

async function digestOf(write: Writers, subscription: DigestSubscription, end: number, now: Date): Promise<Digest> {
  const { lastAt, position } = subscription
  const changes = await write.digests.changes(position, end, subscription)
  const connections = await write.digests.connections(subscription, longest)
  return {
    since: lastAt.toISOString(),
    until: now.toISOString(),
    opened: countsOf(changes, 'opened'),
    resolved: countsOf(changes, 'resolved'),
    reopened: countsOf(changes, 'reopened'),
    deadlines: await write.digests.deadlines(lastAt, now, subscription),
    done: (await write.digests.done(lastAt, subscription, longest)).map(toWork),
    next: (await write.digests.next(subscription, longest)).map(toWork),
    connections: connections.map(({ id, label, problem }) => ({
      id: publicId('connection', id),
      label,
      trouble: troubleOf(problem)?.message ?? null,
    })),
  }
}

function countsOf(changes: readonly CountedChanges[], kind: CountedChanges['kind']) {
  return severityCounts(
    Object.fromEntries(changes.filter((change) => change.kind === kind).map(({ severity, count }) => [severity, count])),
  )
}

function toWork({ id, ...work }: RemediationInDigest) {
  return { id: publicId('remediation', id), ...work }
}
