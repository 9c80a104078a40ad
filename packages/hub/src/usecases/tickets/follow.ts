import type { Fault, TicketQuestion } from '@patchbay/sdk'
import type { Reading } from '../../store/tickets/shapes.ts'
import { writeHealth } from '../notify/happenings.ts'
import { problemOf } from '../operations/problem-of.ts'
import { takeIn } from './take-in.ts'
import { faultOf, healthAfter, openTickets, type TicketDeps } from './ticket-deps.ts'

const minute = 60_000
/** Between two looks at what changed, and at everything, those that are gone too. */
const pause = 5 * minute
const wholeEvery = 24 * 60 * minute
const patience = 4 * minute
/** Who dies while reading lets it go after that. */
const lease = 10 * minute

/** Reads what became of tickets at every tracker that is due. */
export async function followTickets(deps: TicketDeps): Promise<void> {
  for (;;) {
    const now = deps.now()
    const reading = await deps.store.transact((write) => write.tickets.claimReading(now, new Date(now.getTime() + lease)))
    if (reading === undefined) return
    await follow(deps, reading)
  }
}

async function follow(deps: TicketDeps, { connectionId, since, wholeAt }: Reading): Promise<void> {
  const { store, now } = deps
  const askedAt = now()
  const ids = await store.transact((write) => write.tickets.externalIds(connectionId))
  const isWhole = since === null || wholeAt === null || askedAt.getTime() - wholeAt.getTime() >= wholeEvery
  const { fault, settleSeconds } = await read(deps, connectionId, { ids, since: isWhole ? null : since.toISOString() }, false)

  await store.transact(async (write) => {
    const at = now()
    const nextAt = new Date(at.getTime() + pause)
    // What the index of the tracker did not show yet is asked for again.
    const seenTo = new Date(askedAt.getTime() - settleSeconds * 1000)
    const read = fault === null ? { since: seenTo, ...(isWhole && { wholeAt: askedAt }) } : {}
    await write.tickets.readTo(connectionId, { ...read, nextAt, problem: fault && problemOf(fault) })
    const connection = await write.connections.find(connectionId)
    const health = ids.length === 0 ? null : healthAfter(deps.plugins.get(connection?.connector ?? ''), fault)
    if (connection !== undefined && connection.state !== 'paused' && health !== null)
      await writeHealth(write, connection, health, at)
  })
}

/** Reads one ticket at once, because its tracker said that it changed. */
export async function readTicket(deps: TicketDeps, ticketId: number): Promise<void> {
  const ticket = await deps.store.transact((write) => write.tickets.lock(ticketId))
  if (ticket?.externalId == null) return
  await read(deps, ticket.connectionId, { ids: [ticket.externalId], since: null }, true)
}

interface Outcome {
  readonly fault: Fault | null
  readonly settleSeconds: number
}

/** Takes in page by page what the tracker answers: what came before a failure is kept. */
async function read(deps: TicketDeps, connectionId: number, question: TicketQuestion, isSingle: boolean): Promise<Outcome> {
  const { store, now } = deps
  if (question.ids.length === 0) return { fault: null, settleSeconds: 0 }
  const signal = AbortSignal.timeout(patience)
  let settleSeconds = 0
  try {
    const connection = await store.transact((write) => write.connections.find(connectionId))
    const tickets = openTickets(deps, connection, signal)
    settleSeconds = tickets.settleSeconds
    const askedAt = now()
    // A single ticket is not looked up in an index that may lag behind.
    const knownTo = isSingle ? askedAt : new Date(askedAt.getTime() - settleSeconds * 1000)
    for await (const news of tickets.read(question)) await takeIn(deps, connectionId, news, { askedAt, knownTo })
    return { fault: null, settleSeconds }
  } catch (error) {
    return { fault: faultOf(deps, connectionId, signal, error), settleSeconds }
  }
}
