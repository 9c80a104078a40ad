import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'
import type { Feed } from '../../api/types.ts'

export const feedsQuery = queryOptions({
  queryKey: ['feeds'],
  queryFn: async () => (await answer(api.GET('/api/v1/feeds'))).items,
  refetchInterval: 15_000,
})

export function useRefreshFeed() {
  return useFeedMutation((id: Feed['id']) => answer(api.POST('/api/v1/feeds/{id}/refresh', { params: { path: { id } } })))
}

export function useImportFeed() {
  return useFeedMutation(({ id, file }: { readonly id: Feed['id']; readonly file: File }) =>
    answer(
      api.POST('/api/v1/feeds/{id}/import', {
        params: { path: { id } },
        headers: { 'content-type': 'application/octet-stream' },
        body: file.name,
        bodySerializer: () => file,
      }),
    ),
  )
}

function useFeedMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: ['feeds'] }) })
}
