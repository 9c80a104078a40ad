import { useQuery } from '@tanstack/react-query'
import { summaryQuery } from '../features/home/queries.ts'
import { formatCount } from '../format/number.ts'

/** Work that waits for somebody, shown beside a page's name. */
export interface Waiting {
  readonly count: number
  readonly sentence: string
}

/** By the page it is done on. Nothing waiting means no number. */
export function useWaiting(): ReadonlyMap<string, Waiting> {
  const { data } = useQuery(summaryQuery)
  if (data === undefined) return new Map()
  const unmapped = data.records.NEW + data.records.STALE + data.records.ERROR
  const urgent = data.open.critical + data.open.high
  const troubled = data.connections.attention.length
  const held = data.operations.awaitingConfirmation
  const all: readonly (readonly [string, Waiting])[] = [
    [
      '/vulnerabilities',
      {
        count: urgent,
        sentence: `${formatCount(urgent, 'critical or high vulnerability', 'critical or high vulnerabilities')} open`,
      },
    ],
    ['/records', { count: unmapped, sentence: `${formatCount(unmapped, 'record')} to map` }],
    ['/integrations', { count: troubled, sentence: `${formatCount(troubled, 'connection')} to look at` }],
    ['/operations', { count: held, sentence: `${formatCount(held, 'operation')} to confirm` }],
  ]
  return new Map(all.filter(([, waiting]) => waiting.count > 0))
}
