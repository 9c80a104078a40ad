import { z } from 'zod'
import { globalRoles, roles } from '../../../domain/role.ts'
import { ActorRef, Time } from './common.ts'
import { ProductTypeRef } from './product.ts'

export const Role = z.enum(roles).meta({ id: 'Role', description: 'Each role may do everything the one before may.' })
export type Role = z.output<typeof Role>

export const GlobalRole = z.enum(globalRoles).meta({
  id: 'GlobalRole',
  description: 'What somebody may do with everything. `none`: only what their roles on single product types allow.',
})
export type GlobalRole = z.output<typeof GlobalRole>

export const ProductTypeRole = z
  .object({ productType: ProductTypeRef, role: Role })
  .meta({ id: 'ProductTypeRole', description: 'A role on the products of one type, with all that belongs to them.' })
export type ProductTypeRole = z.output<typeof ProductTypeRole>

export const WayIn = z
  .enum(['password', 'oidc'])
  .meta({ id: 'WayIn', description: '`oidc`: the sign-in of the organisation, by OpenID Connect.' })
export type WayIn = z.output<typeof WayIn>

export const User = z
  .object({
    id: z.string(),
    email: z.string().meta({ examples: ['mira@example.com'] }),
    name: z.string(),
    role: GlobalRole,
    createdAt: Time,
    disabledAt: Time.nullable().describe('Since when they cannot sign in and their tokens do not work; null when they can.'),
    signsInWith: z.array(WayIn).describe('Empty for somebody who was never given a way in.'),
    twoFactor: z.boolean().describe('Whether a password alone does not let them in.'),
  })
  .meta({ id: 'User' })
export type User = z.output<typeof User>

export const Me = z
  .object({
    kind: z.enum(['user', 'token']),
    id: z.string(),
    name: z.string(),
    email: z.string().nullable().describe('Null for a token.'),
    role: GlobalRole,
    productTypes: z.array(ProductTypeRole).describe('Further roles, on single product types.'),
    signsInWith: z.array(WayIn).describe('Empty for a token.'),
    twoFactor: z.enum(['on', 'off', 'needed']).describe('`needed`: this hub wants it set up before anything else.'),
  })
  .meta({ id: 'Me', description: 'Who is asking.' })
export type Me = z.output<typeof Me>

export const UserSession = z
  .object({
    id: z.string(),
    current: z.boolean().describe('Whether this request came with it.'),
    signedInWith: WayIn,
    signedInAt: Time,
    expiresAt: Time,
    ip: z.string().nullable(),
    userAgent: z.string().nullable().describe('What the browser says it is.'),
  })
  .meta({ id: 'UserSession', description: 'Somewhere a user is signed in.' })
export type UserSession = z.output<typeof UserSession>

export const Invitation = z
  .object({
    id: z.string().meta({ examples: ['inv_3'] }),
    email: z.string().meta({ examples: ['ben@example.com'] }),
    role: GlobalRole,
    createdBy: ActorRef,
    createdAt: Time,
    expiresAt: Time,
  })
  .meta({ id: 'Invitation' })
export type Invitation = z.output<typeof Invitation>

export const IssuedInvitation = Invitation.extend({
  path: z
    .string()
    .describe('The link, below the address of the hub. Whoever has it can accept the invitation. It is shown this once.'),
}).meta({ id: 'IssuedInvitation' })
export type IssuedInvitation = z.output<typeof IssuedInvitation>

export const OpenedInvitation = Invitation.pick({ email: true, role: true, expiresAt: true }).meta({ id: 'OpenedInvitation' })
export type OpenedInvitation = z.output<typeof OpenedInvitation>

export const ServiceAccount = z
  .object({
    id: z.string().meta({ examples: ['svc_1'] }),
    name: z.string().meta({ examples: ['nightly-report'] }),
    role: GlobalRole,
    createdBy: ActorRef,
    createdAt: Time,
    disabledAt: Time.nullable().describe('Since when its tokens do not work; null when they do.'),
    tokens: z.int().nonnegative(),
  })
  .meta({ id: 'ServiceAccount', description: 'An account of a program: no password, only tokens.' })
export type ServiceAccount = z.output<typeof ServiceAccount>

export const Member = z
  .object({
    kind: z.enum(['user', 'service-account']),
    id: z.string().meta({ examples: ['svc_1'] }),
    name: z.string(),
    email: z.string().nullable().describe('Null for a service account.'),
    role: Role,
    grantedBy: ActorRef,
    grantedAt: Time,
  })
  .meta({ id: 'Member', description: 'Somebody with a role on a product type.' })
export type Member = z.output<typeof Member>

export const Token = z
  .object({
    id: z.string().meta({ examples: ['tok_3'] }),
    name: z.string(),
    role: Role,
    hint: z.string().meta({ description: 'How the token begins, to recognise it by.', examples: ['pb_3fa9…'] }),
    owner: z
      .object({ kind: z.enum(['user', 'service-account', 'hub']), id: z.string().nullable(), name: z.string().nullable() })
      .describe('Whom it acts for. `hub`: the token of the first start, and those made with it.'),
    createdBy: ActorRef,
    createdAt: Time,
    expiresAt: Time.nullable(),
    lastUsedAt: Time.nullable().describe('To the minute.'),
  })
  .meta({ id: 'Token' })
export type Token = z.output<typeof Token>

export const IssuedToken = Token.extend({
  token: z.string().describe('The token itself. It is shown this once.'),
}).meta({ id: 'IssuedToken' })
export type IssuedToken = z.output<typeof IssuedToken>

export const AuditOutcome = z
  .enum(['done', 'refused', 'failed', 'unknown'])
  .meta({ id: 'AuditOutcome', description: '`unknown`: the hub ended before it could say what came of it.' })

export const AuditEvent = z
  .object({
    seq: z.int().positive(),
    at: Time,
    event: z.string().meta({ examples: ['connection.created'] }),
    outcome: AuditOutcome,
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

export const AuditVerification = z
  .object({
    events: z.int().nonnegative().describe('How many are as they were written, from the first on.'),
    brokenAt: z.int().nullable().describe('The first event that does not fit; null when all do.'),
    broken: z
      .object({
        seq: z.int(),
        reason: z.enum(['altered', 'missing']).describe('`missing`: events before this one are gone.'),
        event: AuditEvent,
      })
      .nullable()
      .describe('That event as it stands now.'),
  })
  .meta({ id: 'AuditVerification' })
export type AuditVerification = z.output<typeof AuditVerification>
