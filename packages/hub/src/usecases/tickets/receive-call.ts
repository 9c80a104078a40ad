import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { Fault, type OpenedTickets, type TicketProof } from '@patchbay/sdk'
import type { ConnectionRow } from '../../store/connections/writer.ts'
import { openTickets, type TicketDeps, taskPatience } from './ticket-deps.ts'

/** What a tracker sends when something changed over there. */
export interface TrackerCall {
  readonly connectionId: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  /** As it came: the signature is over these bytes. */
  readonly body: Uint8Array
}

export type CallOutcome =
  /** Nothing proves that it comes from the tracker. */
  | 'unproved'
  /** About nothing the hub has a ticket for. */
  | 'ignored'
  | 'taken'

interface Deps extends TicketDeps {
  /** Reads a ticket soon. */
  readonly readSoon: (ticketId: number) => Promise<void>
}

/**
 * Takes a tracker's call for what it is: a hint which ticket to look at. What it says of the ticket is not believed, so calls may come
 * late, twice or out of order.
 */
export async function receiveCall(deps: Deps, { connectionId, headers, body }: TrackerCall): Promise<CallOutcome> {
  const connection = await deps.store.transact((write) => write.connections.find(connectionId))
  if (connection === undefined || connection.state === 'paused') return 'unproved'
  if (!deps.plugins.get(connection.connector)?.capabilities.includes('tickets')) return 'unproved'
  const hook = hookOf(deps, connection)
  const proof = hook?.proof()
  if (hook === undefined || proof === undefined || !isProved(proof, headers[proof.header], body)) return 'unproved'

  const externalId = hook.about(parsed(body))
  if (externalId === undefined) return 'ignored'
  const [ticket] = await deps.store.transact((write) => write.tickets.findByExternalIds(connectionId, [externalId]))
  if (ticket === undefined) return 'ignored'
  await deps.readSoon(ticket.id)
  return 'taken'
}

/** A connection that cannot be opened, because its secrets cannot be read, proves nothing either. */
function hookOf(deps: Deps, connection: ConnectionRow): OpenedTickets['hook'] {
  try {
    return openTickets(deps, connection, AbortSignal.timeout(taskPatience)).hook
  } catch (error) {
    if (error instanceof Fault) return undefined
    throw error
  }
}

function isProved(proof: TicketProof, given: string | readonly string[] | undefined, body: Uint8Array): boolean {
  if (typeof given !== 'string') return false
  if (proof.kind === 'token') return isSame(given, proof.secret)
  return isSame(given.toLowerCase(), proof.prefix + createHmac('sha256', proof.secret).update(body).digest('hex'))
}

/** Takes as long for a wrong text as for the right one, whatever their lengths. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

function parsed(body: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(body).toString('utf8'))
  } catch {
    return undefined
  }
}
