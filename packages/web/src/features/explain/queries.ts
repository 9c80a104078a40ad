import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'

export function explanationQuery(connection: string, id: string) {
  return queryOptions({
    queryKey: ['explanation', connection, id],
    queryFn: () => answer(api.GET('/api/v1/findings/explain', { params: { query: { connection, id } } })),
    // What was true a moment ago may not be after the sync that somebody has just started.
    staleTime: 0,
  })
}
