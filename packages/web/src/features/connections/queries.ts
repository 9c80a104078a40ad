import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api, done } from '../../api/client.ts'
import type { Cadence, ImportRules, Schedule, TicketSettings } from '../../api/types.ts'

export const connectionsQuery = queryOptions({
  queryKey: ['connections'],
  queryFn: async () => (await answer(api.GET('/api/v1/connections', { params: { query: { limit: 200 } } }))).items,
})

export function connectionQuery(id: string) {
  return queryOptions({
    queryKey: ['connections', id],
    queryFn: () => answer(api.GET('/api/v1/connections/{id}', { params: { path: { id } } })),
  })
}

/** What would go with it. Counted anew each time somebody asks. */
export function removalQuery(id: string) {
  return queryOptions({
    queryKey: ['connections', id, 'removal'],
    queryFn: () => answer(api.GET('/api/v1/connections/{id}/removal', { params: { path: { id } } })),
    staleTime: 0,
  })
}

/** The last runs that did not see everything. */
export function connectionFaultsQuery(connection: string) {
  return queryOptions({
    queryKey: ['operations', 'list', 'faults', connection],
    queryFn: async () => {
      const query = { limit: 5, connection: [connection], state: ['failed' as const, 'partial' as const] }
      return (await answer(api.GET('/api/v1/operations', { params: { query } }))).items
    },
  })
}

/** Connections, what they count, and what they run change together. */
function useRefresh() {
  const client = useQueryClient()
  return async () => {
    const keys = ['connections', 'connectors', 'summary', 'operations', 'records']
    await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })))
  }
}

export interface NewConnection {
  readonly connector: string
  readonly label: string
  readonly config: Record<string, unknown>
  readonly autoMap: boolean
  readonly schedule?: { readonly discover?: Cadence; readonly sync?: Cadence }
  /** ISO 8601. */
  readonly credentialsExpireAt?: string
}

/** Checks first; what does not work is not saved. */
export function useConnect() {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (connection: NewConnection) => answer(api.POST('/api/v1/connections', { body: connection })),
    onSuccess: refresh,
  })
}

export function useCheckDraft() {
  return useMutation({
    mutationFn: (draft: { readonly connector: string; readonly config: Record<string, unknown> }) =>
      answer(api.POST('/api/v1/connections/check', { body: draft })),
  })
}

export interface ConnectionChange {
  readonly label?: string
  readonly config?: Record<string, unknown>
  readonly autoMap?: boolean
  readonly schedule?: Partial<Schedule>
  readonly rules?: Partial<ImportRules>
  /** Whole; null: as the hub has it. */
  readonly tickets?: TicketSettings | null
  /** ISO 8601; null when nobody knows. */
  readonly credentialsExpireAt?: string | null
}

export function useUpdateConnection(id: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (change: ConnectionChange) =>
      answer(api.PATCH('/api/v1/connections/{id}', { params: { path: { id } }, body: change })),
    onSuccess: refresh,
  })
}

export function useCheckConnection(id: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: () => answer(api.POST('/api/v1/connections/{id}/check', { params: { path: { id } } })),
    onSettled: refresh,
  })
}

export function useRun(id: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (kind: 'discover' | 'sync') => {
      const params = { params: { path: { id } } }
      return answer(
        kind === 'sync'
          ? api.POST('/api/v1/connections/{id}/sync', params)
          : api.POST('/api/v1/connections/{id}/discover', params),
      )
    },
    onSuccess: refresh,
  })
}

export function usePause(id: string) {
  const refresh = useRefresh()
  return useMutation({
    mutationFn: (wanted: 'pause' | 'resume') => {
      const params = { params: { path: { id } } }
      return answer(
        wanted === 'pause'
          ? api.POST('/api/v1/connections/{id}/pause', params)
          : api.POST('/api/v1/connections/{id}/resume', params),
      )
    },
    onSuccess: refresh,
  })
}

export function useRemoveConnection(id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (findings: 'keep' | 'delete') =>
      done(api.DELETE('/api/v1/connections/{id}', { params: { path: { id }, query: { findings } } })),
    onSuccess: async () => {
      client.removeQueries({ queryKey: ['connections', id] })
      await client.invalidateQueries()
    },
  })
}
