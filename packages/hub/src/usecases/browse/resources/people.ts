import { z } from 'zod'
import { ActorRef, Time } from './common.ts'

export const Role = z
  .enum(['reader', 'writer', 'maintainer', 'owner'])
  .meta({ id: 'Role', description: 'Each role may do everything the one before may.' })
export type Role = z.output<typeof Role>

export const User = z
  .object({
    id: z.string(),
    email: z.string().meta({ examples: ['mira@example.com'] }),
    name: z.string(),
    role: Role,
    createdAt: Time,
  })
  .meta({ id: 'User' })
export type User = z.output<typeof User>

export const Me = z
  .object({
    kind: z.enum(['user', 'token']),
    id: z.string(),
    name: z.string(),
    email: z.string().nullable().describe('Null for a token.'),
    role: Role,
  })
  .meta({ id: 'Me', description: 'Who is asking.' })
export type Me = z.output<typeof Me>

export const Token = z
  .object({
    id: z.string().meta({ examples: ['tok_3'] }),
    name: z.string(),
    role: Role,
    hint: z.string().meta({ description: 'How the token begins, to recognise it by.', examples: ['pb_3fa9…'] }),
    createdBy: ActorRef,
    createdAt: Time,
    expiresAt: Time.nullable(),
    lastUsedAt: Time.nullable(),
  })
  .meta({ id: 'Token' })
export type Token = z.output<typeof Token>

export const IssuedToken = Token.extend({
  token: z.string().describe('The token itself. It is shown this once.'),
}).meta({ id: 'IssuedToken' })
export type IssuedToken = z.output<typeof IssuedToken>

export const AuditEvent = z
  .object({
    seq: z.int().positive(),
    at: Time,
    event: z.string().meta({ examples: ['connection.created'] }),
    outcome: z.enum(['done', 'refused', 'failed']),
    actor: z.object({ kind: z.enum(['user', 'token', 'system']), id: z.string(), name: z.string() }),
    object: z.string().nullable().describe('Id of what it was done to.'),
    before: z.unknown().describe('What was there before; secrets are blotted out.'),
    after: z.unknown().describe('What was asked for; secrets are blotted out.'),
    ip: z.string().nullable(),
    requestId: z.string().nullable(),
    hash: z.string().describe('SHA-256 over the event before it and this one.'),
  })
  .meta({ id: 'AuditEvent' })
export type AuditEvent = z.output<typeof AuditEvent>
