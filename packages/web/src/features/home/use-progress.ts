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
  const connected = new Set(connections.map((connection) => connection.connector))
  const used = new Set(connectors.filter((connector) => connected.has(connector.id)).map((connector) => connector.category))
  return { sourceControl: used.has('source-control'), scanner: used.has('scanner') }
}
