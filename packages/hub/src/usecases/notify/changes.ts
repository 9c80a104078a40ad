import { changesAsked, changesType, countChanges, justAfter } from '../../domain/vulnerability-change.ts'
import type { ChangesSubscription } from '../../store/notifications/subscription-writer.ts'
import type { ChangeRow } from '../../store/notifications/transition-writer.ts'
import type { Store, Writers } from '../../store/store.ts'
import { toChange } from './change.ts'
import { newMessageId } from './raise.ts'

interface Deps {
  readonly store: Store
  readonly now: () => Date
  readonly publicUrl: string | undefined
}

/** What one message carries at most. Receivers often take no more than a megabyte. */
const mostChanges = 500
const mostBytes = 256 * 1024

/**
 * Puts the next changes of vulnerabilities in line for everybody who asks for them: one message at a time, so that they arrive in
 * order and a receiver that is down for days costs no more than its place in the log. Returns how many messages there are.
 */
export async function lineUpChanges(deps: Deps): Promise<number> {
  const ids = await deps.store.transact((write) => write.subscriptions.wantingChanges())
  let lined = 0
  for (const id of ids) if (await deps.store.transact((write) => lineUp(write, deps, id))) lined += 1
  return lined
}

async function lineUp(write: Writers, deps: Deps, id: number): Promise<boolean> {
  const subscription = await write.subscriptions.findForChanges(id)
  if (subscription === undefined || (await isBusy(write, subscription, deps.now()))) return false
  const end = await write.transitions.number()
  const kinds = changesAsked(subscription.types)
  const wanted = { ...reachOf(subscription), kinds, after: subscription.cursor, end }
  const rows = await write.transitions.read(wanted, mostChanges)
  if (rows.length === 0) {
    await write.subscriptions.advance(id, justAfter(end), null)
    return false
  }
  const { changes, told } = fill(rows, deps.publicUrl)
  const deliveryId = await send(write, subscription, changes, told, deps.now())
  const last = told.at(-1)
  const finished = told.length === rows.length && rows.length < mostChanges
  await write.subscriptions.advance(id, finished || last === undefined ? justAfter(end) : last, deliveryId)
  return true
}

/**
 * Whether the last message is still to arrive. One that was given up is tried again once its connection is well; only one the
 * receiver refused for what it says is passed over, or nothing would ever follow it. It can be sent again from the log.
 */
async function isBusy(
  write: Writers,
  { last, connectionId, connectionState }: ChangesSubscription,
  now: Date,
): Promise<boolean> {
  if (last === null || last.state === 'delivered') return false
  if (last.state === 'waiting') return true
  if (last.fault === 'contract') return false
  if (connectionState !== 'attention') await write.deliveries.again(last.notificationId, connectionId, now)
  return true
}

/** As many as fit into one message; at least one. */
function fill(rows: readonly ChangeRow[], publicUrl: string | undefined) {
  const changes: object[] = []
  let bytes = 0
  for (const row of rows) {
    const change = toChange(row, publicUrl)
    bytes += Buffer.byteLength(JSON.stringify(change))
    if (changes.length > 0 && bytes > mostBytes) break
    changes.push(change)
  }
  return { changes, told: rows.slice(0, changes.length) }
}

async function send(
  write: Writers,
  { connectionId, ...terms }: ChangesSubscription,
  changes: readonly object[],
  told: readonly ChangeRow[],
  now: Date,
): Promise<number | null> {
  const data = { changes: countChanges(told) }
  const notificationId = await write.notifications.raise(
    { messageId: newMessageId(), type: changesType, urgency: 'information', connection: null, data, raisedAt: now },
    null,
  )
  await write.notifications.addChanges(notificationId, changes)
  await write.deliveries.dispatched(notificationId, now)
  return (await write.deliveries.add({ notificationId, connectionId, reach: reachOf(terms) }, now)) ?? null
}

function reachOf({
  productTypeIds,
  productIds,
  minimumSeverity,
}: Pick<ChangesSubscription, 'productTypeIds' | 'productIds' | 'minimumSeverity'>) {
  return { productTypeIds, productIds, minimumSeverity }
}
