import { z } from 'zod'
import { recordCauses } from '../../../domain/record-state.ts'
import { ActorRef, ConnectionRef, ImageRef, ProductRef, RepositoryRef, Time } from './common.ts'
import { RecordState } from './connection.ts'

export const MatchMethod = z
  .enum(['native-id', 'url', 'former-url', 'auto-product', 'manual', 'rule', 'image'])
  .meta({ id: 'MatchMethod', description: 'How a record was matched.' })
export type MatchMethod = z.output<typeof MatchMethod>

export const RecordCause = z
  .enum(recordCauses)
  .meta({ id: 'RecordCause', description: 'Why a record is in its state, as a word that can be filtered by.' })
export type RecordCause = z.output<typeof RecordCause>

export const Mapping = z
  .object({
    product: ProductRef.nullable(),
    repository: RepositoryRef.nullable(),
    image: ImageRef.nullable().describe('The container image it is mapped as; the repository is the one that builds it.'),
    branch: z.string().nullable(),
    method: MatchMethod,
    evidence: z.record(z.string(), z.unknown()).describe('What the match rests on.'),
    createdBy: ActorRef.nullable().describe('Who mapped it; null when it was matched automatically.'),
    createdAt: Time,
  })
  .meta({ id: 'Mapping' })
export type Mapping = z.output<typeof Mapping>

export const Suggestion = z
  .object({
    repository: RepositoryRef,
    method: z.enum(['native-id', 'url', 'former-url']),
    evidence: z.record(z.string(), z.unknown()),
  })
  .meta({ id: 'Suggestion', description: 'The repository a NEW or STALE record most likely belongs to.' })
export type Suggestion = z.output<typeof Suggestion>

export const Unmatched = z
  .object({
    reason: z.enum(['no-clue', 'unreadable-address', 'not-found', 'ambiguous', 'different-repository']),
    explanation: z.string().describe('Why no repository was found, in a sentence.'),
    compared: z
      .array(z.string())
      .meta({ description: 'The addresses and ids that were looked for.', examples: [['git.example.com/acme/shop']] }),
    comparedWith: z
      .array(z.object({ connection: ConnectionRef, repositories: z.int().nonnegative() }))
      .describe('The source-control connections they were looked for in, and how many repositories each lists.'),
  })
  .meta({ id: 'Unmatched' })
export type Unmatched = z.output<typeof Unmatched>

/** `Record` would hide TypeScript's own type of that name. */
export const VendorRecord = z
  .object({
    id: z.string().meta({ examples: ['rec_2f'] }),
    connection: ConnectionRef,
    ref: z.string().describe("The vendor's own id, unique within the connection."),
    name: z.string(),
    url: z.string().nullable().describe("The vendor's own page."),
    tags: z.array(z.string()),
    archived: z.boolean(),
    state: RecordState,
    stateCause: RecordCause,
    stateReason: z.string().describe('Why it is in this state, in a sentence.'),
    stateSince: Time,
    clue: z
      .object({
        urls: z.array(z.string()),
        nativeId: z.string().nullable(),
        nativeHost: z.string().nullable(),
        defaultBranch: z.string().nullable(),
        path: z.string().nullable(),
      })
      .nullable()
      .describe('What the vendor says about the repository behind it.'),
    image: z
      .string()
      .nullable()
      .meta({ description: 'The container image it is, without tag and digest.', examples: ['ghcr.io/acme/shop'] }),
    mapping: Mapping.nullable(),
    suggestion: Suggestion.nullable(),
    unmatched: Unmatched.nullable().describe('Why a NEW or STALE record has no suggestion.'),
    ignoredAt: Time.nullable(),
    ignoredBy: ActorRef.nullable(),
    firstSeenAt: Time,
    lastSeenAt: Time,
    missingSince: Time.nullable(),
    lastCompleteSyncAt: Time.nullable(),
  })
  .meta({ id: 'Record' })
export type VendorRecord = z.output<typeof VendorRecord>
