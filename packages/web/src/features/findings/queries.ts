import { queryOptions } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'

/** How many present findings a record has; the page itself is not looked at. */
export function recordFindingsQuery(record: string) {
  return queryOptions({
    queryKey: ['findings', 'of-record', record],
    queryFn: () =>
      answer(api.GET('/api/v1/findings', { params: { query: { record: [record], presence: 'present', limit: 1 } } })),
  })
}
