import type { PageRequest } from '../usecases/browse/page-request.ts'
import type { Listed } from '../usecases/browse/resources/common.ts'
import type { AuditEvent, IssuedToken, Role, Token, User } from '../usecases/browse/resources/people.ts'
import type { Actor } from '../usecases/commands.ts'

/** Somebody who proved who they are. */
export interface Caller {
  readonly kind: 'user' | 'token'
  readonly actor: Actor
  readonly name: string
  readonly email: string | null
  readonly role: Role
  /** Whom a token belongs to; null for the bootstrap token and what it issued. */
  readonly userId: string | null
}

/** What happened, for the audit log. `before` and `after` must be free of secrets already. */
export interface AuditEntry {
  readonly event: string
  readonly outcome: 'done' | 'refused' | 'failed'
  readonly actor: { readonly kind: Actor['kind']; readonly id: string; readonly name: string }
  readonly object: string | null
  readonly before?: unknown
  readonly after?: unknown
  readonly ip: string | null
  readonly requestId: string | null
}

export interface NewUser {
  readonly email: string
  readonly name: string
  readonly password: string
  readonly role: Role
}

export interface NewToken {
  readonly name: string
  readonly role: Role
  /** ISO 8601; null never expires. */
  readonly expiresAt: string | null
}

/** Who may do what: sessions, users, tokens, and the log of what they did. */
export interface People {
  readonly sessions: {
    /** Whose session cookie this is; null when it is none, expired or unknown. */
    find(headers: Headers): Promise<Caller | null>
    /** Answers everything below `/api/auth`. */
    answer(request: Request): Promise<Response>
  }
  readonly users: {
    /** Whether nobody can sign in yet. */
    setupNeeded(): Promise<boolean>
    /** Creates the first owner; a `conflict` problem once there is a user. */
    setUp(user: Omit<NewUser, 'role'>): Promise<User>
    create(user: NewUser): Promise<User>
    update(id: string, change: { readonly name?: string; readonly role?: Role }): Promise<User>
    /** The last owner stays. */
    remove(id: string): Promise<void>
    get(id: string): Promise<User>
    list(page: PageRequest): Promise<Listed<User>>
  }
  readonly tokens: {
    /** Whose token this is; null when it is unknown, expired or revoked. */
    find(token: string): Promise<Caller | null>
    issue(token: NewToken, by: Caller): Promise<IssuedToken>
    revoke(id: string, by: Caller): Promise<void>
    /** Owners see every token, everybody else their own. */
    list(page: PageRequest, by: Caller): Promise<Listed<Token>>
  }
  readonly audit: {
    append(entry: AuditEntry): Promise<void>
    list(
      filter: { readonly event?: string; readonly actor?: string; readonly object?: string },
      page: PageRequest,
    ): Promise<Listed<AuditEvent>>
    /** Recomputes the chain; `brokenAt` is the first event whose hash does not fit. */
    verify(): Promise<{ readonly events: number; readonly brokenAt: number | null }>
  }
}
