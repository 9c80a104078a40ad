import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api, done } from '../../api/client.ts'
import type { TicketSettings } from '../../api/types.ts'

/** While a tracker has yet to take a ticket, it is asked for again. */
const soon = 2000

/** The ticket of a remediation; `null` when it has none. */
export function ticketQuery(remediationId: string) {
  return queryOptions({
    queryKey: ['tickets', remediationId],
    queryFn: async () => {
      const query = { remediation: [remediationId], limit: 1 }
      const { items } = await answer(api.GET('/api/v1/tickets', { params: { query } }))
      return items[0] ?? null
    },
    refetchInterval: ({ state: { data } }) => (data?.standing === 'opening' ? soon : false),
  })
}

export const trackersQuery = queryOptions({
  queryKey: ['trackers'],
  queryFn: () => answer(api.GET('/api/v1/trackers')),
})

export function useOpenTicket(remediationId: string) {
  return useTicketMutation((connectionId: string) =>
    answer(api.POST('/api/v1/remediations/{id}/ticket', { params: { path: { id: remediationId } }, body: { connectionId } })),
  )
}

interface TicketTrial {
  readonly remediationId: string
  readonly connectionId: string
  readonly tickets: TicketSettings
}

/** What the ticket of a remediation would say by settings that are not saved. */
export function usePreviewTicket() {
  return useMutation({
    mutationFn: ({ remediationId: id, connectionId, tickets }: TicketTrial) =>
      answer(
        api.POST('/api/v1/remediations/{id}/ticket/preview', { params: { path: { id } }, body: { connectionId, tickets } }),
      ),
  })
}

export function useUnlinkTicket(remediationId: string) {
  return useTicketMutation(() =>
    done(api.DELETE('/api/v1/remediations/{id}/ticket', { params: { path: { id: remediationId } } })),
  )
}

/** Opening a ticket opens what was only proposed. */
function useTicketMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: async () => {
      await Promise.all(
        ['tickets', 'remediations', 'vulnerabilities'].map((key) => client.invalidateQueries({ queryKey: [key] })),
      )
    },
  })
}
