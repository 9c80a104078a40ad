import { ticketMarkdown } from '@patchbay/sdk/shape'
import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import { nextState } from '../../domain/remediation-state.ts'
import type { ConnectionRow } from '../../store/connections/writer.ts'
import type { Writers } from '../../store/store.ts'
import type { TicketRow, WorkFacts } from '../../store/tickets/shapes.ts'
import { storedTicketSettings } from '../browse/resources/ticket-settings.ts'
import type { Actor, Commands } from '../commands.ts'
import { moveOn } from '../remediate/move-on.ts'
import { upstream } from '../upstream.ts'
import { draftTicket } from './draft.ts'
import { receiveCall } from './receive-call.ts'
import { faultOf, newMarker, openTickets, type TicketDeps, taskPatience } from './ticket-deps.ts'

interface Deps extends TicketDeps {
  /** Reads a ticket soon. */
  readonly readSoon: (ticketId: number) => Promise<void>
  /** Starts doing what is due over there, without waiting for the next minute. */
  readonly carryOutSoon: () => Promise<void>
}

/** Characters of a preview; trackers have limits of their own. */
const longestPreview = 65_000

/** Tickets for remediations. */
export function createTickets(deps: Deps): Commands['tickets'] {
  const { store, now } = deps
  return {
    open: async (remediationId, connectionId, actor) => {
      await store.transact(async (write) => {
        const at = now()
        await write.vulnerabilities.lock(await write.remediations.vulnerabilitiesOf([remediationId]))
        const [remediation] = await write.remediations.lock([remediationId])
        const facts = await write.tickets.facts(remediationId)
        if (remediation === undefined || facts === undefined)
          throw notFound('remediation', publicId('remediation', remediationId))
        const known = await write.tickets.of(remediationId)
        if (known !== undefined) return putInLine(write, known, at)

        const connection = await tracker(deps, write, connectionId)
        refuse(deps, connection, facts)
        if (facts.state === 'resolved' || facts.state === 'dismissed') throw over(remediationId, facts)
        if (nextState(facts.state, 'open') !== null) {
          await moveOn(write, remediation, { trigger: 'open', actor: actor.id, reason: null }, at)
        }
        await begin(deps, write, { remediationId, connection, actor }, at)
      })
      await deps.carryOutSoon()
    },
    preview: (remediationId, connectionId, tickets) =>
      store.transact(async (write) => {
        const facts = await write.tickets.facts(remediationId)
        if (facts === undefined) throw notFound('remediation', publicId('remediation', remediationId))
        const connection = await tracker(deps, write, connectionId)
        const own = tickets === undefined ? storedTicketSettings(connection.ticketSettings) : tickets
        const draft = await draftTicket(write, { remediationId, facts, own, publicUrl: deps.publicUrl })
        const { title, text, labels = [], priority = null } = draft
        return { title, text: ticketMarkdown(text, longestPreview), labels: [...labels], priority }
      }),
    unlink: (remediationId) =>
      store.transact(async (write) => {
        const ticket = await write.tickets.of(remediationId)
        if (ticket === undefined) throw noTicket(remediationId)
        await write.tickets.remove(ticket.id)
      }),
    receive: (call) => receiveCall(deps, call),
  }
}

interface Beginning {
  readonly remediationId: number
  readonly connection: ConnectionRow
  readonly actor: Actor
}

async function begin(deps: Deps, write: Writers, { remediationId, connection, actor }: Beginning, at: Date): Promise<void> {
  const facts = await write.tickets.facts(remediationId)
  if (facts === undefined) return
  const own = storedTicketSettings(connection.ticketSettings)
  const draft = await draftTicket(write, { remediationId, facts, own, publicUrl: deps.publicUrl })
  // What happened before it was opened, the ticket says itself.
  const ticketId = await write.tickets.insert(
    { remediationId, connectionId: connection.id, toldEventId: facts.lastEventId, createdBy: actor.id },
    at,
  )
  await write.ticketTasks.add(ticketId, { kind: 'create', marker: newMarker(), payload: draft }, at)
}

/** A connection that takes tickets. */
async function tracker(deps: Deps, write: Writers, connectionId: number): Promise<ConnectionRow> {
  const connection = await write.connections.find(connectionId)
  if (connection === undefined) throw notFound('connection', publicId('connection', connectionId))
  if (!deps.plugins.get(connection.connector)?.capabilities.includes('tickets')) {
    throw new Problem('conflict', `"${connection.label}" takes no tickets.`, {
      code: 'connection-takes-no-tickets',
      field: 'connectionId',
      remedy: 'Choose a connection to a tracker.',
    })
  }
  return connection
}

/** Throws where it takes none of this work. */
function refuse(deps: Deps, connection: ConnectionRow, facts: WorkFacts): void {
  const refusal = refusalOf(deps, connection, facts)
  if (refusal === undefined) return
  throw new Problem('conflict', refusal, {
    code: 'ticket-refused',
    field: 'connectionId',
    remedy: 'Choose another connection.',
  })
}

function refusalOf(deps: Deps, connection: ConnectionRow, { repository }: WorkFacts): string | undefined {
  const signal = AbortSignal.timeout(taskPatience)
  try {
    return openTickets(deps, connection, signal).refuses({ repository })
  } catch (error) {
    throw upstream(faultOf(deps, connection.id, signal, error))
  }
}

/** A ticket whose opening failed is opened after all; there is never a second one. */
async function putInLine(write: Writers, ticket: TicketRow, at: Date): Promise<void> {
  if ((await write.ticketTasks.again(ticket.id, at)) > 0) return
  throw new Problem('conflict', `The remediation has a ticket already${ticket.key === null ? '' : `, ${ticket.key}`}.`, {
    code: 'ticket-exists',
    remedy: 'Unlink it first to open another one.',
  })
}

function over(remediationId: number, { state }: WorkFacts): Problem {
  return new Problem(
    'conflict',
    `Remediation "${publicId('remediation', remediationId)}" is ${state}: there is nothing left to open a ticket for.`,
    {
      code: 'remediation-state',
      remedy: 'Open tickets for work that is to be done.',
    },
  )
}

function noTicket(remediationId: number): Problem {
  return new Problem('not-found', `Remediation "${publicId('remediation', remediationId)}" has no ticket.`, {
    code: 'ticket-not-found',
  })
}
