import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'
import { connectionsQuery } from '../connections/queries.ts'
import { connectorsQuery } from '../connectors/queries.ts'

/** Connections to platforms that take change requests; empty until that is known. */
export function usePlatforms(): readonly { readonly id: string; readonly label: string }[] {
  const { data: connectors } = useQuery(connectorsQuery)
  const { data: connections } = useQuery(connectionsQuery)
  const takers = new Set(connectors?.filter(({ capabilities }) => capabilities.includes('changeRequests')).map(({ id }) => id))
  return connections?.filter(({ connector, state }) => takers.has(connector) && state !== 'paused') ?? []
}

export function usePreviewChange(remediationId: string) {
  return useMutation({
    mutationFn: (connectionId: string) =>
      answer(
        api.POST('/api/v1/remediations/{id}/change-request/preview', {
          params: { path: { id: remediationId } },
          body: { connectionId },
        }),
      ),
  })
}

/** Opening a request moves the remediation on. */
export function useOpenChange(remediationId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { readonly connectionId: string; readonly commit: string }) =>
      answer(api.POST('/api/v1/remediations/{id}/change-request', { params: { path: { id: remediationId } }, body })),
    onSettled: () =>
      Promise.all(['remediations', 'vulnerabilities'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
}
