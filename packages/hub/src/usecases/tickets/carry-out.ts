import { Fault, type OpenedTickets, type Ticket } from '@patchbay/sdk'
import { nextTry } from '../../domain/notification-retry.ts'
import type { TaskEnd, TicketTask } from '../../store/tickets/shapes.ts'
import { writeHealth } from '../notify/happenings.ts'
import { problemOf } from '../operations/problem-of.ts'
import { StoredComment, StoredCreate, StoredMove } from './stored-task.ts'
import { faultOf, healthAfter, openTickets, type TicketDeps, taskPatience } from './ticket-deps.ts'

const batch = 50
/** Longer than any tracker needs to settle: who takes over what somebody died with finds what that had created. */
const lease = 600_000

/**
 * Does what is due over there. A task is written down as done after it was done: who dies in between does it again, and finds by its
 * marker what is there already. One connection after the other has its own pace.
 */
export async function carryOutTasks(deps: TicketDeps): Promise<void> {
  for (;;) {
    const now = deps.now()
    const claimed = await deps.store.transact((write) => write.ticketTasks.claim(now, new Date(now.getTime() + lease), batch))
    const queues = Map.groupBy(claimed, ({ connectionId }) => connectionId)
    await Promise.all([...queues.values()].map((queue) => carryOutInOrder(deps, queue)))
    if (claimed.length === 0) return
  }
}

async function carryOutInOrder(deps: TicketDeps, queue: readonly TicketTask[]): Promise<void> {
  for (const task of queue) await carryOut(deps, task)
}

async function carryOut(deps: TicketDeps, task: TicketTask): Promise<void> {
  const { store, now } = deps
  const connection = await store.transact((write) => write.connections.find(task.connectionId))
  const signal = AbortSignal.timeout(taskPatience)
  let tickets: OpenedTickets | undefined
  let ticket: Ticket | null = null
  let fault: Fault | null = null
  try {
    tickets = openTickets(deps, connection, signal)
    ticket = await perform(tickets, task)
  } catch (error) {
    fault = faultOf(deps, task.connectionId, signal, error)
  }
  const settleSeconds = tickets?.settleSeconds ?? 0

  await store.transact(async (write) => {
    const at = now()
    const current = await write.ticketTasks.hold(task.id)
    if (current === undefined) return
    if (ticket !== null) await write.tickets.seen(task.ticketId, ticket, at)
    if (task.kind === 'move' && fault === null) await write.tickets.written(task.ticketId, at)
    await write.ticketTasks.tried(task.id, endOf(fault, current, settleSeconds, at), fault && problemOf(fault), at)
    const known = await write.connections.find(task.connectionId)
    const health = healthAfter(deps.plugins.get(known?.connector ?? ''), fault)
    if (known !== undefined && known.state !== 'paused' && health !== null) await writeHealth(write, known, health, at)
  })
}

/** What the tracker says of the ticket afterwards; `null` where it says nothing. */
async function perform(
  tickets: OpenedTickets,
  { kind, marker, payload, externalId, createdAt }: TicketTask,
): Promise<Ticket | null> {
  const marked = { marker, since: createdAt.toISOString() }
  if (kind === 'create') return tickets.create({ ...StoredCreate.parse(payload), ...marked })
  if (externalId === null) throw new Fault('missing', 'The ticket was never opened.')
  if (kind === 'move') return tickets.move(externalId, StoredMove.parse(payload).goal)
  await tickets.comment(externalId, { ...StoredComment.parse(payload), ...marked })
  return null
}

/** What may have arrived is not looked for before the tracker is sure to show it. */
function endOf(fault: Fault | null, { failures, startedAt }: TicketTask, settleSeconds: number, now: Date): TaskEnd {
  if (fault === null) return { state: 'done' }
  if (!fault.policy.retried) return { state: 'failed' }
  const retryAfter = Math.max(fault.details.retryAfter ?? 0, fault.details.arrived === false ? 0 : settleSeconds)
  const nextAt = nextTry({ failures: failures + 1, startedAt, now, retryAfter })
  return nextAt === null ? { state: 'failed' } : { state: 'waiting', nextAt }
}
