import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'
import type { Operation, OperationChange, OperationNote } from '../../api/types.ts'

export type OperationKind = Operation['kind']
export type OperationState = Operation['state']
export type ChangeKind = OperationChange['change']

export interface OperationFilters {
  readonly kind?: readonly OperationKind[]
  readonly state?: readonly OperationState[]
  readonly connection?: readonly string[]
}

/** Lists are read again now and then in case the live feed is down. */
const spareInterval = 20_000

export function operationsQuery(filters: OperationFilters) {
  return infiniteQueryOptions({
    queryKey: ['operations', 'list', filters],
    queryFn: ({ pageParam }) => {
      const query = { limit: 100, cursor: pageParam, ...copy(filters) }
      return answer(api.GET('/api/v1/operations', { params: { query } }))
    },
    ...paging,
    refetchInterval: spareInterval,
  })
}

function copy(filters: OperationFilters) {
  return {
    kind: filters.kind && [...filters.kind],
    state: filters.state && [...filters.state],
    connection: filters.connection && [...filters.connection],
  }
}

export const runningOperationsQuery = queryOptions({
  queryKey: ['operations', 'running'],
  queryFn: () => answer(api.GET('/api/v1/operations', { params: { query: { limit: 100, state: ['queued', 'running'] } } })),
  refetchInterval: spareInterval,
})

/** The last runs that read findings, for the home page. */
export const recentSyncsQuery = queryOptions({
  queryKey: ['operations', 'recent-syncs'],
  queryFn: async () => (await answer(api.GET('/api/v1/operations', { params: { query: { limit: 6, kind: ['sync'] } } }))).items,
})

/** The last runs of one connection. */
export function connectionOperationsQuery(connection: string) {
  return queryOptions({
    queryKey: ['operations', 'list', 'of', connection],
    queryFn: async () =>
      (await answer(api.GET('/api/v1/operations', { params: { query: { limit: 6, connection: [connection] } } }))).items,
    refetchInterval: spareInterval,
  })
}

export function operationQuery(id: string) {
  return queryOptions({
    queryKey: ['operations', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/operations/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data !== undefined && isOver(state.data) ? false : spareInterval),
  })
}

export function operationNotesQuery(id: string, kind?: OperationNote['kind']) {
  return infiniteQueryOptions({
    queryKey: ['operations', 'notes', id, kind],
    queryFn: ({ pageParam }) => {
      const query = { limit: 100, cursor: pageParam, kind: kind && [kind] }
      return answer(api.GET('/api/v1/operations/{id}/notes', { params: { path: { id }, query } }))
    },
    ...paging,
  })
}

/** What import rules left out of an operation. */
export function operationFilteredQuery(id: string, reasons: readonly string[] | undefined) {
  return infiniteQueryOptions({
    queryKey: ['operations', 'filtered', id, reasons],
    queryFn: ({ pageParam }) => {
      const query = { limit: 100, cursor: pageParam, reason: reasons && [...reasons] }
      return answer(api.GET('/api/v1/operations/{id}/filtered', { params: { path: { id }, query } }))
    },
    ...paging,
  })
}

/** What an operation said of itself. */
export function operationLogQuery(id: string, troubleOnly: boolean) {
  return infiniteQueryOptions({
    queryKey: ['operations', 'log', id, troubleOnly],
    queryFn: ({ pageParam }) => {
      const level: ('warning' | 'error')[] | undefined = troubleOnly ? ['warning', 'error'] : undefined
      const query = { limit: 200, cursor: pageParam, level }
      return answer(api.GET('/api/v1/operations/{id}/log', { params: { path: { id }, query } }))
    },
    ...paging,
  })
}

/** An operation beside the one before it. */
export function operationComparisonQuery(id: string) {
  return queryOptions({
    queryKey: ['operations', 'comparison', id],
    queryFn: () => answer(api.GET('/api/v1/operations/{id}/comparison', { params: { path: { id } } })),
  })
}

/** The findings or records an operation changed. */
export function operationChangesQuery(id: string, changes: readonly ChangeKind[] | undefined) {
  return infiniteQueryOptions({
    queryKey: ['operations', 'changes', id, changes],
    queryFn: ({ pageParam }) => {
      const query = { limit: 100, cursor: pageParam, change: changes && [...changes] }
      return answer(api.GET('/api/v1/operations/{id}/changes', { params: { path: { id }, query } }))
    },
    ...paging,
  })
}

export function isOver(operation: Operation): boolean {
  return operation.state !== 'queued' && operation.state !== 'running'
}

export function useCancelOperation() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => answer(api.POST('/api/v1/operations/{id}/cancel', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['operations'] }),
  })
}

/** Lets a held snapshot close what it did not see. */
export function useConfirmOperation() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) => answer(api.POST('/api/v1/operations/{id}/confirm', { params: { path: { id } } })),
    onSuccess: () => client.invalidateQueries(),
  })
}
