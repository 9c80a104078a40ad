import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'
import type { Upload } from '../../api/types.ts'

export interface UploadFilters {
  readonly state?: readonly NonNullable<Upload['state']>[]
  readonly exporter?: readonly string[]
  readonly repository?: readonly string[]
}

const interval = 15_000
const soon = 2000

export function uploadsQuery({ state, exporter, repository }: UploadFilters) {
  return infiniteQueryOptions({
    queryKey: ['uploads', 'list', state, exporter, repository],
    queryFn: ({ pageParam }) => {
      const narrowed = {
        state: state && [...state],
        exporter: exporter && [...exporter],
        repository: repository && [...repository],
      }
      return answer(api.GET('/api/v1/uploads', { params: { query: { limit: 100, cursor: pageParam, ...narrowed } } }))
    },
    ...paging,
    refetchInterval: interval,
  })
}

/** What is exported, what leaves next first. */
export function upcomingUploadsQuery({ exporter, repository }: UploadFilters) {
  return infiniteQueryOptions({
    queryKey: ['uploads', 'upcoming', exporter, repository],
    queryFn: ({ pageParam }) => {
      const narrowed = { exporter: exporter && [...exporter], repository: repository && [...repository] }
      return answer(api.GET('/api/v1/uploads/upcoming', { params: { query: { limit: 100, cursor: pageParam, ...narrowed } } }))
    },
    ...paging,
    refetchInterval: interval,
  })
}

export function uploadQuery(id: string) {
  return queryOptions({
    queryKey: ['uploads', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/uploads/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.stage === 'ended' || state.data?.stage === 'held' ? false : soon),
  })
}

/** Sends a preview as it is. */
export function useConfirmUpload() {
  return useUploadMutation((id: string) => answer(api.POST('/api/v1/uploads/{id}/confirm', { params: { path: { id } } })))
}

/** Exports a repository now, or writes the documents for a look. */
export function useExport(repository: string) {
  return useUploadMutation(async (wish: { readonly preview: boolean }) => {
    const params = { path: { id: repository } }
    return (await answer(api.POST('/api/v1/repositories/{id}/export', { params, body: wish }))).outcomes
  })
}

function useUploadMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({ mutationFn, onSettled: () => client.invalidateQueries({ queryKey: ['uploads'] }) })
}
