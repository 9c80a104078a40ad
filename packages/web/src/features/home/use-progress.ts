import { useQuery } from '@tanstack/react-query'
import { connectionsQuery } from '../connections/queries.ts'
import { connectorsQuery } from '../connectors/queries.ts'

/** How far a fresh installation has come. */
export interface Progress {
  readonly sourceControl: boolean
  readonly scanner: boolean
}

/** `undefined` while it is not known. */
export function useProgress(): Progress | undefined {
  const { data: connectors } = useQuery(connectorsQuery)
  const { data: connections } = useQuery(connectionsQuery)
  if (connectors === undefined || connections === undefined) return undefined
  const categories = new Map(connectors.map((connector) => [connector.id, connector.category]))
  const used = new Set(connections.map((connection) => categories.get(connection.connector)))
  // Source control may bring findings of its own.
  const scanned = connections.some((connection) => connection.lastSyncAt !== null)
  return { sourceControl: used.has('source-control'), scanner: used.has('scanner') || scanned }
}
