import { randomUUID } from 'node:crypto'
import { Fault, type OpenedTickets, type Plugin } from '@patchbay/sdk'
import type { ConnectionHealth, ConnectionRow } from '../../store/connections/writer.ts'
import type { DeliverDeps } from '../notify/deliver.ts'
import { problemOf } from '../operations/problem-of.ts'

/** What it takes to speak to trackers: the same as to tell people. */
export type TicketDeps = DeliverDeps

/** Milliseconds one task, and the reading of one tracker, may take. */
export const taskPatience = 60_000

/** The tickets of a connection. Throws a `config` fault when it takes none, or is not to be used. */
export function openTickets(
  { plugins, open }: Pick<TicketDeps, 'plugins' | 'open'>,
  connection: ConnectionRow | undefined,
  signal: AbortSignal,
): OpenedTickets {
  if (connection === undefined) throw new Fault('config', 'The connection was removed.')
  if (connection.state === 'paused') throw new Fault('config', 'The connection is paused.')
  const plugin = plugins.get(connection.connector)
  const tickets = plugin && open(connection, plugin, signal).tickets
  if (tickets === undefined) throw new Fault('config', `The connector "${connection.connector}" takes no tickets.`)
  return tickets
}

/** Unlike every other one, in any hub: a tracker may hear of several. */
export function newMarker(): string {
  return randomUUID().replaceAll('-', '')
}

/**
 * What trouble with tickets says about a connection; `null` for nothing. Where a connection does other things too, those say how it is,
 * and only credentials are the same for all.
 */
export function healthAfter(plugin: Plugin | undefined, fault: Fault | null): ConnectionHealth | null {
  const isTracker = plugin?.manifest.category === 'ticketing'
  if (fault === null) return isTracker ? { state: 'connected', problem: null } : null
  const isShared = fault.kind === 'credentials' || (isTracker && (fault.kind === 'permission' || fault.policy.retried))
  return isShared ? { state: fault.policy.retried ? 'degraded' : 'attention', problem: problemOf(fault) } : null
}

/** What went wrong as a fault; a bug is logged and stays in line for nobody. */
export function faultOf({ log }: Pick<TicketDeps, 'log'>, connectionId: number, signal: AbortSignal, error: unknown): Fault {
  if (error instanceof Fault) return error
  if (signal.aborted) return new Fault('unreachable', 'The tracker took too long.')
  log.error({ connectionId, error }, 'A ticket failed on a bug')
  return new Fault('contract', problemOf(error).message)
}
