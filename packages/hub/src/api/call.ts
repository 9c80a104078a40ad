import type { Caller } from '../people/people.ts'
import type { Role } from '../usecases/browse/resources/people.ts'
import type { Services } from './services.ts'

/** Who may call: everybody, everybody who is signed in, or a role and those above it. */
export type Permission = 'public' | 'signed-in' | Role

/**
 * Where a role on a product type does as well as one on everything: `any` for what is narrowed to what the caller sees, else on
 * the product type of each of these objects, by public id.
 */
export type Within<C> = 'any' | ((call: C) => readonly string[])

/** What an operation gets of a request. Values have passed the schemas. */
export interface Call<P, Q, B> {
  readonly params: P
  readonly query: Q
  readonly body: B
  /** Null only on public routes. */
  readonly caller: Caller | null
  /** Which request it is, for the audit log. */
  readonly request: { readonly id: string; readonly ip: string }
}

/** What is written to the audit log, or why nothing is. */
export type Audit<C, R> = { readonly none: string } | AuditEvent<C, R>

export interface AuditEvent<C, R> {
  /** `connection.created`: noun, verb in the past. */
  readonly event: string
  /** Id of what it was done to. `answer` is missing when it failed. */
  readonly object: (call: C, answer: R | undefined) => string | null
  /** What was there before, for changes. */
  readonly before?: (call: C, services: Services) => Promise<unknown>
  /** What is kept of the request; the body when missing. Secrets are blotted out in both. */
  readonly after?: (call: C) => unknown
}

declare module 'fastify' {
  interface FastifySchema {
    'x-permission'?: Permission
  }
  interface FastifyContextConfig {
    /** Set by every operation of the API. */
    permission?: Permission
    /** Whether a role on some product type is worth a closer look. */
    withinProductTypes?: boolean
    beforeSecondFactor?: true
  }
  interface FastifyRequest {
    caller: Caller | null
  }
}
