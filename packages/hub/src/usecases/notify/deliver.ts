import { Fault, type Message, type Opened, type Plugin } from '@patchbay/sdk'
import { testType } from '../../domain/notification-events.ts'
import { nextTry } from '../../domain/notification-retry.ts'
import { changesType } from '../../domain/vulnerability-change.ts'
import type { ConnectionHealth, ConnectionRow } from '../../store/connections/writer.ts'
import type { ClaimedDelivery, DeliveryEnd, DeliveryInHand } from '../../store/notifications/delivery-writer.ts'
import type { Store } from '../../store/store.ts'
import { problemOf } from '../operations/problem-of.ts'
import { lineUpChanges } from './changes.ts'
import { makeDigests } from './digest.ts'
import { dispatch } from './dispatch.ts'
import { writeHealth } from './happenings.ts'
import { messageOf } from './message.ts'
import { tellOfNewCritical } from './vulnerability-news.ts'

export interface DeliverDeps {
  readonly store: Store
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly now: () => Date
  /** Opens a connection with its secrets unsealed. Throws a `config` fault when a secret cannot be unsealed. */
  readonly open: (connection: ConnectionRow, plugin: Plugin, signal: AbortSignal) => Opened
  readonly log: { error(fields: object, message: string): void }
  /** Address of the hub itself, where it is known. */
  readonly publicUrl: string | undefined
}

/** Deliveries taken at once. At one a second, as some receivers want it, they are done long before the lease is over. */
const batch = 100
const lease = 600_000
const patience = 60_000

/**
 * Tells people what is due. A message is written down as told after it was told: who dies in between tells it again, under the
 * same id. One connection after the other has its own pace; what waits behind a failure waits with it.
 */
export async function deliver(deps: DeliverDeps): Promise<void> {
  await tellOfNewCritical(deps)
  await makeDigests(deps)
  await dispatch(deps)
  do await deliverDue(deps)
  while ((await lineUpChanges(deps)) > 0)
}

async function deliverDue(deps: DeliverDeps): Promise<void> {
  for (;;) {
    const now = deps.now()
    const claimed = await deps.store.transact((write) => write.deliveries.claim(now, new Date(now.getTime() + lease), batch))
    const queues = Map.groupBy(claimed, ({ connectionId }) => connectionId)
    await Promise.all([...queues.values()].map((queue) => deliverInOrder(deps, queue)))
    if (claimed.length < batch) return
  }
}

async function deliverInOrder(deps: DeliverDeps, queue: readonly ClaimedDelivery[]): Promise<void> {
  for (const [index, { id }] of queue.entries()) {
    const end = await deliverOne(deps, id)
    if (end?.state !== 'waiting') continue
    const behind = queue.slice(index + 1).map((delivery) => delivery.id)
    await deps.store.transact((write) => write.deliveries.postpone(behind, end.nextAt))
    return
  }
}

/** Makes one try and writes down what came of it; `undefined` when there is nothing to deliver any more. */
export async function deliverOne(
  deps: DeliverDeps,
  deliveryId: number,
): Promise<(DeliveryEnd & { readonly fault: Fault | null }) | undefined> {
  const { connection, delivery } = await deps.store.transact(async (write) => {
    const delivery = await write.deliveries.find(deliveryId)
    return { delivery, connection: delivery && (await write.connections.find(delivery.connectionId)) }
  })
  if (delivery?.state !== 'waiting') return undefined
  const fault = await tell(deps, connection, messageOf(delivery, deps.publicUrl))

  return deps.store.transact(async (write) => {
    const now = deps.now()
    const current = await write.deliveries.find(deliveryId)
    if (current?.state !== 'waiting') return undefined
    const end = endOf(fault, current, now)
    await write.deliveries.tried(deliveryId, tryOf(fault, now), end)
    const known = await write.connections.find(current.connectionId)
    const health = healthAfter(fault)
    if (known !== undefined && known.state !== 'paused' && health !== null) await writeHealth(write, known, health, now)
    return { ...end, fault }
  })
}

/** What went wrong; `null` when it was told. */
async function tell(deps: DeliverDeps, connection: ConnectionRow | undefined, message: Message): Promise<Fault | null> {
  const plugin = connection && deps.plugins.get(connection.connector)
  if (connection === undefined) return new Fault('config', 'The connection was removed.')
  if (connection.state === 'paused') return new Fault('config', 'The connection is paused.')
  const signal = AbortSignal.timeout(patience)
  try {
    const opened = plugin && deps.open(connection, plugin, signal)
    if (opened?.notify === undefined)
      return new Fault('config', `The connector "${connection.connector}" tells nobody anything.`)
    await opened.notify(message)
    return null
  } catch (error) {
    if (error instanceof Fault) return error
    if (signal.aborted) return new Fault('unreachable', 'The receiver took longer than a minute.')
    deps.log.error({ connectionId: connection.id, error }, 'A notification failed on a bug')
    return new Fault('contract', problemOf(error).message)
  }
}

/** Whoever sends a test waits for its outcome, so that is not tried again. */
function endOf(fault: Fault | null, { notification, failures, startedAt }: DeliveryInHand, now: Date): DeliveryEnd {
  if (fault === null) return { state: 'delivered' }
  if (!fault.policy.retried || notification.type === testType) return { state: 'failed' }
  const lasting = notification.type === changesType
  const nextAt = nextTry({ failures: failures + 1, startedAt, now, retryAfter: fault.details.retryAfter, lasting })
  return nextAt === null ? { state: 'failed' } : { state: 'waiting', nextAt }
}

function tryOf(fault: Fault | null, at: Date) {
  if (fault === null) return { at, outcome: 'delivered', fault: null, status: null, message: null } as const
  return {
    at,
    outcome: 'failed',
    fault: fault.kind,
    status: fault.details.status ?? null,
    message: problemOf(fault).message,
  } as const
}

/** What a try says about the connection; `null` for nothing, when it is the message that was refused. */
function healthAfter(fault: Fault | null): ConnectionHealth | null {
  if (fault === null) return { state: 'connected', problem: null }
  if (fault.kind === 'contract') return null
  return { state: fault.policy.retried ? 'degraded' : 'attention', problem: problemOf(fault) }
}
