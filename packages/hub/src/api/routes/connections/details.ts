import { mayActAs } from '../../../domain/role.ts'
import type { Connection } from '../../../usecases/browse/resources/connection.ts'
import { callerOf } from '../../caller.ts'

/** Readers and writers see how a connection is doing, not how it is set up. */
export function asSeenBy(call: Parameters<typeof callerOf>[0], connection: Connection): Connection {
  if (mayActAs(callerOf(call).role, 'maintainer')) return connection
  return { ...connection, config: {}, secretsSet: [], account: null }
}
