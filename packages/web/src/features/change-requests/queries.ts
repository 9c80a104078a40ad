import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'
import type { ChangeRequest } from '../../api/types.ts'
import { connectionsQuery } from '../connections/queries.ts'
import { connectorsQuery } from '../connectors/queries.ts'

/** While a platform has yet to take a request, it is asked for again. */
const soon = 2000

/** Connections to platforms that take change requests; empty until that is known. */
export function usePlatforms(): readonly { readonly id: string; readonly label: string }[] {
  const { data: connectors } = useQuery(connectorsQuery)
  const { data: connections } = useQuery(connectionsQuery)
  const takers = new Set(connectors?.filter(({ capabilities }) => capabilities.includes('changeRequests')).map(({ id }) => id))
  return connections?.filter(({ connector, state }) => takers.has(connector) && state !== 'paused') ?? []
}

/** The change requests of a remediation, newest first. */
export function changeRequestsQuery(remediationId: string) {
  return queryOptions({
    queryKey: ['change-requests', remediationId],
    queryFn: async () => {
      const query = { remediation: [remediationId], limit: 50 }
      return (await answer(api.GET('/api/v1/change-requests', { params: { query } }))).items
    },
    refetchInterval: ({ state: { data } }) => (data?.some(({ standing }) => standing === 'opening') ? soon : false),
  })
}

/** How a change is to be made. */
export interface Choice {
  readonly connectionId: string
  readonly by: ChangeRequest['madeBy']
  readonly overrides: boolean
}

export function usePreviewChange(remediationId: string) {
  return useMutation({
    mutationFn: (body: Choice) =>
      answer(api.POST('/api/v1/remediations/{id}/change-request/preview', { params: { path: { id: remediationId } }, body })),
  })
}

export function useOpenChange(remediationId: string) {
  return useChangeMutation((body: Choice & { readonly commit?: string }) =>
    answer(api.POST('/api/v1/remediations/{id}/change-request', { params: { path: { id: remediationId } }, body })),
  )
}

export function useRefreshChange() {
  return useChangeMutation((id: string) =>
    answer(api.POST('/api/v1/change-requests/{id}/refresh', { params: { path: { id } } })),
  )
}

/** What becomes of a request moves its remediation on. */
function useChangeMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () =>
      Promise.all(
        ['change-requests', 'remediations', 'vulnerabilities'].map((key) => client.invalidateQueries({ queryKey: [key] })),
      ),
  })
}
