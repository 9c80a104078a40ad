import { infiniteQueryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api, done } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'
import type { Kind, ScanProfile } from '../../api/types.ts'

export const scanProfilesQuery = infiniteQueryOptions({
  queryKey: ['scan-profiles', 'list'],
  queryFn: ({ pageParam }) =>
    answer(api.GET('/api/v1/scan-profiles', { params: { query: { limit: 100, cursor: pageParam } } })),
  ...paging,
})

export interface ProfileValues {
  readonly name: string
  readonly isDefault: boolean
  readonly propagate: boolean
  readonly kinds: Kind[]
  readonly minimumSeverity: ScanProfile['minimumSeverity']
  readonly exporters: string[]
  readonly products: string[]
  readonly productTypes: string[]
}

/** Creates a scan profile, or changes the one with this id. */
export function useSaveProfile(id: string | null) {
  return useProfileMutation((values: ProfileValues) =>
    answer(
      id === null
        ? api.POST('/api/v1/scan-profiles', { body: values })
        : api.PATCH('/api/v1/scan-profiles/{id}', { params: { path: { id } }, body: values }),
    ),
  )
}

export function useRemoveProfile() {
  return useProfileMutation((id: string) => done(api.DELETE('/api/v1/scan-profiles/{id}', { params: { path: { id } } })))
}

function useProfileMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () =>
      Promise.all(['scan-profiles', 'exporters', 'uploads'].map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
}
