import { kinds, reachabilities, severities } from '@patchbay/sdk'
import { z } from 'zod'

// A resource is what the API answers: its Zod value and its type share a name. Times are ISO 8601 in UTC; what is absent is null.

export const Time = z.iso.datetime().meta({ examples: ['2026-11-28T09:30:00.000Z'] })

export const Severity = z.enum(severities).meta({
  id: 'Severity',
  description: 'How bad it is, worst first. `unknown`: the scanner did not say, or said a word nobody documented.',
})
export type Severity = z.output<typeof Severity>

export const Kind = z.enum(kinds).meta({ id: 'Kind', description: 'The family of a finding.' })
export type Kind = z.output<typeof Kind>

export const Reachability = z.enum(reachabilities).meta({
  id: 'Reachability',
  description: 'Whether the vulnerable code can run, as far as a scanner knows.',
})
export type Reachability = z.output<typeof Reachability>

export const ConnectionRef = z
  .object({
    id: z.string().meta({ examples: ['con_1a'] }),
    label: z.string().meta({ examples: ['Endor production'] }),
    connector: z.string().meta({ examples: ['acme-scanner'] }),
  })
  .meta({ id: 'ConnectionRef' })
export type ConnectionRef = z.output<typeof ConnectionRef>

export const ProductRef = z
  .object({ id: z.string().meta({ examples: ['prd_4'] }), name: z.string().meta({ examples: ['Web shop'] }) })
  .meta({ id: 'ProductRef' })
export type ProductRef = z.output<typeof ProductRef>

export const RepositoryRef = z
  .object({
    id: z.string().meta({ examples: ['repo_7'] }),
    name: z.string().meta({ examples: ['acme/shop'] }),
    url: z.string().meta({ examples: ['https://git.example.com/acme/shop'] }),
  })
  .meta({ id: 'RepositoryRef' })
export type RepositoryRef = z.output<typeof RepositoryRef>

export const ImageRef = z
  .object({ id: z.string().meta({ examples: ['img_9'] }), name: z.string().meta({ examples: ['ghcr.io/acme/shop'] }) })
  .meta({ id: 'ImageRef' })
export type ImageRef = z.output<typeof ImageRef>

export const RecordRef = z
  .object({ id: z.string().meta({ examples: ['rec_2f'] }), name: z.string().meta({ examples: ['shop-backend'] }) })
  .meta({ id: 'RecordRef' })
export type RecordRef = z.output<typeof RecordRef>

export const ActorRef = z
  .object({
    id: z.string(),
    kind: z.enum(['user', 'token', 'system']),
    name: z
      .string()
      .nullable()
      .meta({ description: 'Null once the user or the token is gone.', examples: ['Mira Novak'] }),
    email: z.string().nullable().describe('Of a user who still exists.'),
  })
  .meta({ id: 'ActorRef', description: 'Who did something.' })
export type ActorRef = z.output<typeof ActorRef>

export const Count = z
  .object({
    value: z.int().nonnegative(),
    relation: z.enum(['exact', 'at-least']).describe('`at-least`: counting stopped at this value.'),
  })
  .meta({ id: 'Count' })
export type Count = z.output<typeof Count>

/** One page of a list, as every list answers it. */
export interface Listed<T> {
  readonly items: T[]
  readonly nextCursor: string | null
  readonly count: Count
}

/** The answer of a list operation: one page, the way to the next, and how many there are in all. */
export function listOf<T extends z.ZodType>(item: T, name: string) {
  return z
    .object({
      items: z.array(item),
      nextCursor: z.string().nullable().describe('Give it back as `cursor` for the next page; null on the last one.'),
      count: Count,
    })
    .meta({ id: `${name}List` })
}

const whole = z.int().nonnegative()

export const SeverityCounts = z
  .object({ critical: whole, high: whole, medium: whole, low: whole, info: whole, unknown: whole })
  .meta({ id: 'SeverityCounts' })
export type SeverityCounts = z.output<typeof SeverityCounts>
