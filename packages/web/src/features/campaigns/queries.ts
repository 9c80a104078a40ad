import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'

export const campaignsQuery = infiniteQueryOptions({
  queryKey: ['campaigns', 'list'],
  queryFn: ({ pageParam }) => answer(api.GET('/api/v1/campaigns', { params: { query: { limit: 100, cursor: pageParam } } })),
  ...paging,
})

export function campaignQuery(id: string) {
  return queryOptions({
    queryKey: ['campaigns', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/campaigns/{id}', { params: { path: { id } } })),
  })
}

export interface CampaignValues {
  readonly name: string
  readonly package: string
  readonly below: string
}

export function useCreateCampaign() {
  return useCampaignMutation((body: CampaignValues) => answer(api.POST('/api/v1/campaigns', { body })))
}

export function useCloseCampaign(id: string) {
  return useCampaignMutation((_: undefined) => answer(api.POST('/api/v1/campaigns/{id}/close', { params: { path: { id } } })))
}

/** A campaign opens what is proposed. */
function useCampaignMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: async () => {
      await Promise.all(['campaigns', 'remediations'].map((key) => client.invalidateQueries({ queryKey: [key] })))
    },
  })
}
