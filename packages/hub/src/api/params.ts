import { z } from 'zod'

/** The id of anything, as callers name it. */
export const Id = z.string().max(100)

/** The object of an operation on one resource, for `within`. */
export function itself({ params }: { readonly params: { readonly id: string } }): readonly string[] {
  return [params.id]
}

/** Path parameters of an operation on one resource. */
export function byId(noun: string, example: string) {
  return z.strictObject({
    id: z
      .string()
      .min(1)
      .max(100)
      .meta({ description: `Id of the ${noun}.`, examples: [example] }),
  })
}
