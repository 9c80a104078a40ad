import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'

export const exportersQuery = queryOptions({
  queryKey: ['exporters'],
  queryFn: async () => (await answer(api.GET('/api/v1/exporters', { params: { query: { limit: 200 } } }))).items,
  refetchInterval: 30_000,
})
