import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'

export const connectorsQuery = queryOptions({
  queryKey: ['connectors'],
  queryFn: async () => (await answer(api.GET('/api/v1/connectors'))).items,
  staleTime: 600_000,
})

export function connectorQuery(id: string) {
  return queryOptions({
    queryKey: ['connectors', id],
    queryFn: () => answer(api.GET('/api/v1/connectors/{id}', { params: { path: { id } } })),
    staleTime: 600_000,
  })
}
