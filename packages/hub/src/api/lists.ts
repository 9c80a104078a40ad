import { z } from 'zod'
import { Id } from './params.ts'

/** Values of a filter that may be given several times: `?state=NEW&state=STALE` or `?state=NEW,STALE`. */
export function many<T extends z.ZodType<unknown, string>>(value: T) {
  return z
    .preprocess((given) => (Array.isArray(given) ? given : [given]).flatMap(split), z.array(value).min(1).max(100))
    .optional()
}

function split(value: unknown): unknown[] {
  return typeof value === 'string' ? value.split(',').filter((part) => part !== '') : [value]
}

/** `true` or `false` in a query. */
export const flag = z.enum(['true', 'false']).transform((text) => text === 'true')

/** The query of a list: how many, from where, in which order. The first order named is the default. */
export function listQuery<const Sorts extends readonly [string, ...string[]], F extends z.ZodRawShape>(
  sorts: Sorts,
  filters: F,
) {
  return z.strictObject({
    limit: z.coerce.number().int().min(1).max(200).default(50).describe('How many, 1 to 200.'),
    cursor: z.string().max(2000).optional().describe('`nextCursor` of the page before, in the same order.'),
    sort: z.enum(sorts).default(sorts[0]).describe('The order; a leading `-` means descending.'),
    ...filters,
  })
}

/** A filter by public ids. */
export function ids(what: string) {
  return many(Id).describe(`Ids of ${what}; any of them.`)
}
