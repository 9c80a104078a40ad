import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'

export const summaryQuery = queryOptions({
  queryKey: ['summary'],
  queryFn: () => answer(api.GET('/api/v1/summary')),
  refetchInterval: 60_000,
})
