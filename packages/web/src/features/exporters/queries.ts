import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'
import type { NewExporter } from '../../api/types.ts'

export const exportersQuery = queryOptions({
  queryKey: ['exporters'],
  queryFn: async () => (await answer(api.GET('/api/v1/exporters', { params: { query: { limit: 200 } } }))).items,
  refetchInterval: 30_000,
})

/** Checks first; what does not work is not saved. */
export function useCreateExporter() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (exporter: NewExporter) => answer(api.POST('/api/v1/exporters', { body: exporter })),
    onSuccess: () => {
      const touched = ['exporters', 'scan-profiles', 'connections', 'connectors', 'uploads']
      return Promise.all(touched.map((key) => client.invalidateQueries({ queryKey: [key] })))
    },
  })
}
