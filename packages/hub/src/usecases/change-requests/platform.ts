import { Fault, type OpenedChangeRequests } from '@patchbay/sdk'
import type { ConnectionRow } from '../../store/connections/writer.ts'
import type { DeliverDeps } from '../notify/deliver.ts'
import { problemOf } from '../operations/problem-of.ts'

/** The change requests of a connection. Throws a `config` fault when it takes none, or is not to be used. */
export function platformOf(
  { plugins, open }: Pick<DeliverDeps, 'plugins' | 'open'>,
  connection: ConnectionRow | undefined,
  signal: AbortSignal,
): OpenedChangeRequests {
  if (connection === undefined) throw new Fault('config', 'The connection was removed.')
  if (connection.state === 'paused') throw new Fault('config', 'The connection is paused.')
  const plugin = plugins.get(connection.connector)
  const requests = plugin && open(connection, plugin, signal).changeRequests
  if (requests === undefined) throw new Fault('config', `The connector "${connection.connector}" takes no change requests.`)
  return requests
}

/** What went wrong as a fault; a bug is logged. */
export function platformFaultOf(
  { log }: Pick<DeliverDeps, 'log'>,
  connectionId: number,
  signal: AbortSignal,
  error: unknown,
): Fault {
  if (error instanceof Fault) return error
  if (signal.aborted) return new Fault('unreachable', 'The platform took too long. Asking again does no harm.')
  log.error({ connectionId, error }, 'A change request failed on a bug')
  return new Fault('contract', problemOf(error).message)
}
