import { useDocumentVisibility } from '@mantine/hooks'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { Operation } from '../../api/types.ts'
import { isOver, operationQuery } from './queries.ts'

const followers = ['summary', 'connections', 'records', 'vulnerabilities', 'repositories', 'products']

/**
 * Follows operations as they change, for as long as the page can be seen: a hidden tab keeps no connection.
 * The browser reconnects by itself, and the hub then sends again what is waiting or running.
 */
export function useOperationFeed(): void {
  const client = useQueryClient()
  const visible = useDocumentVisibility() === 'visible'

  useEffect(() => {
    if (!visible) return
    const source = new EventSource('/api/v1/operations/stream')
    source.addEventListener('operation', (event) => take(client, JSON.parse(event.data)))
    return () => source.close()
  }, [client, visible])
}

function take(client: QueryClient, operation: Operation): void {
  client.setQueryData(operationQuery(operation.id).queryKey, operation)
  const known = client.getQueriesData<{ items?: Operation[] }>({ queryKey: ['operations', 'running'] })
  const listed = known.some(([, data]) => data?.items?.some((each) => each.id === operation.id))
  void client.invalidateQueries({ queryKey: ['operations', 'list'] })
  if (listed && !isOver(operation)) return
  void client.invalidateQueries({ queryKey: ['operations', 'running'] })
  if (!isOver(operation)) return
  void client.invalidateQueries({ queryKey: ['operations', 'recent-syncs'] })
  for (const part of ['notes', 'log', 'comparison', 'changes']) {
    void client.invalidateQueries({ queryKey: ['operations', part, operation.id] })
  }
  for (const key of followers) void client.invalidateQueries({ queryKey: [key] })
}
