import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api, done } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'
import type { ScanProfilePreview } from '../../api/types.ts'
import { type Chooser, choosersAfter, type ProfileSwitch } from './profile-switch.ts'
import type { ProfileValues } from './profile-values.ts'

export const scanProfilesQuery = infiniteQueryOptions({
  queryKey: ['scan-profiles', 'list'],
  queryFn: ({ pageParam }) =>
    answer(api.GET('/api/v1/scan-profiles', { params: { query: { limit: 100, cursor: pageParam } } })),
  ...paging,
})

/** Whom saving it like this would hit; `id` the one that would be changed. */
export function profilePreviewQuery(values: ProfileValues | null, id: string | null) {
  return queryOptions({
    queryKey: ['scan-profiles', 'preview', values, id],
    queryFn: () => {
      const { name, ...body } = values ?? {}
      const named = name === undefined || name === '' ? {} : { name }
      const params = { query: { profile: id ?? undefined } }
      return answer(api.POST('/api/v1/scan-profiles/preview', { params, body: { ...body, ...named } }))
    },
  })
}

/** What the next sync would do if this product or product type chose `to`, and `from` no longer. */
export function choicePreviewQuery({ of, id, from, to }: ProfileSwitch) {
  return queryOptions({
    queryKey: ['scan-profiles', 'choice-preview', of, id, from, to],
    queryFn: async () => {
      const changed = to ?? from
      if (changed === null) return nothingHit
      const profile = await answer(api.GET('/api/v1/scan-profiles/{id}', { params: { path: { id: changed } } }))
      const body = choosersAfter(profile, of, id, to !== null)
      return answer(api.POST('/api/v1/scan-profiles/preview', { params: { query: { profile: changed } }, body }))
    },
  })
}

const nothingHit: ScanProfilePreview = { records: 0, products: 0, closes: {}, letsIn: 0 }

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

/** Chooses the profile of a product or a product type; `null` leaves it to the next one. */
export function useChooseProfile(of: Chooser, id: string) {
  return useProfileMutation(async (scanProfileId: string | null) => {
    const call = { params: { path: { id } }, body: { scanProfileId } }
    if (of === 'product') await answer(api.PATCH('/api/v1/products/{id}', call))
    else await answer(api.PATCH('/api/v1/product-types/{id}', call))
  })
}

const touched = ['scan-profiles', 'exporters', 'uploads', 'products', 'product-types']

function useProfileMutation<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: () => Promise.all(touched.map((key) => client.invalidateQueries({ queryKey: [key] }))),
  })
}
