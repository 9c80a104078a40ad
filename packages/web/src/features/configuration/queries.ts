import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'
import type { ConfigurationPlan } from '../../api/types.ts'
import { readDocument } from './read-document.ts'

/** Values of secrets by the label of their connection and the name of the setting. */
export type SecretValues = Readonly<Record<string, Readonly<Record<string, string>>>>

export interface Planned {
  readonly document: Record<string, unknown>
  readonly plan: ConfigurationPlan
}

/** Where the file is downloaded. */
export const fileAddress = '/api/v1/configuration/file'

/** Says what applying a text would do. */
export function usePlanFile() {
  return useMutation({
    mutationFn: async (text: string): Promise<Planned> => {
      const document = await readDocument(text)
      const plan = await answer(api.POST('/api/v1/configuration/plan', { body: { document, secrets: {} } }))
      return { document, plan }
    },
  })
}

/** Applies exactly the plan that was shown. */
export function useApplyFile() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ document, plan, secrets }: Planned & { readonly secrets: SecretValues }) =>
      answer(api.POST('/api/v1/configuration/apply', { body: { document, secrets: { ...secrets }, planDigest: plan.digest } })),
    // Whatever was done before something failed is done.
    onSettled: () => client.invalidateQueries(),
  })
}
