import { z } from 'zod'

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
