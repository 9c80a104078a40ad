import { useQuery } from '@tanstack/react-query'
import type { Connection } from '../../api/types.ts'
import { connectionsQuery } from '../connections/queries.ts'
import { connectorsQuery } from '../connectors/queries.ts'

/** Connections that tell people; `undefined` while they load. */
export function useTellers(): readonly Connection[] | undefined {
  const connectors = useQuery(connectorsQuery)
  const connections = useQuery(connectionsQuery)
  if (connectors.data === undefined) return undefined
  const able = new Set(connectors.data.flatMap(({ id, capabilities }) => (capabilities.includes('notify') ? [id] : [])))
  return connections.data?.filter(({ connector }) => able.has(connector))
}
