import type { Access } from '../domain/access.ts'
import type { PageRequest } from '../usecases/browse/page-request.ts'
import type { Listed } from '../usecases/browse/resources/common.ts'
import type {
  AuditEvent,
  AuditVerification,
  GlobalRole,
  Invitation,
  IssuedInvitation,
  IssuedToken,
  Member,
  OpenedInvitation,
  ProductTypeRole,
  Role,
  ServiceAccount,
  Token,
  User,
  UserSession,
} from '../usecases/browse/resources/people.ts'
import type { Actor } from '../usecases/commands.ts'

/** Somebody who proved who they are. */
export interface Caller extends Access {
  readonly kind: 'user' | 'token'
  readonly actor: Actor
  readonly name: string
  readonly email: string | null
  /** Whom a token belongs to; null for one of a service account, for the bootstrap token and for what that one issued. */
  readonly userId: string | null
  readonly serviceAccountId: number | null
  /** Of somebody who is signed in; null for a token. */
  readonly session: CallerSession | null
}

export interface CallerSession {
  readonly id: string
  /** Whether this hub wants a second factor of them that they have not set up. */
  readonly secondFactorNeeded: boolean
}

/** What happened, for the audit log. `before` and `after` must be free of secrets already. */
export interface AuditEntry {
  readonly event: string
  readonly outcome: AuditEvent['outcome']
  readonly actor: { readonly kind: Actor['kind']; readonly id: string; readonly name: string }
  readonly object: string | null
  readonly before?: unknown
  readonly after?: unknown
  readonly ip: string | null
  readonly requestId: string | null
}

export interface AuditSearch {
  readonly event?: string | undefined
  readonly actor?: string | undefined
  readonly object?: string | undefined
  readonly outcome?: AuditEvent['outcome'] | undefined
  readonly from?: string | undefined
  readonly to?: string | undefined
}

export interface NewUser {
  readonly email: string
  readonly name: string
  readonly password: string
  readonly role: GlobalRole
}

export interface NewToken {
  readonly name: string
  readonly role: Role
  /** ISO 8601; null never expires. */
  readonly expiresAt: string | null
  /** Public id of the service account it is for; without one it is for whoever asks. */
  readonly serviceAccountId?: string | undefined
}

/** How people get in, as the operator set it. */
export interface SignInSettings {
  /** `owners`: passwords are switched off, but for owners in an emergency. */
  readonly password: 'everybody' | 'owners'
  /** What the sign-in of the organisation is called; null without one. */
  readonly oidc: { readonly name: string } | null
  readonly twoFactorRequired: boolean
}

/** What came of a request to the sign-in library. */
export interface SignInAnswer {
  readonly response: Response
  /** Whom it is about, where that came out. */
  readonly user: { readonly id: string; readonly name: string } | null
  /** What the sign-in of the organisation changed about the role. */
  readonly roleChange: { readonly before: GlobalRole; readonly after: GlobalRole } | null
}

/** Who may do what: sessions, users, invitations, tokens, and the log of what they did. */
export interface People {
  readonly signIn: SignInSettings
  readonly sessions: {
    /** Whose session cookie this is; null when it is none, expired, unknown, or of somebody who is disabled. */
    find(headers: Headers): Promise<Caller | null>
    /** Answers what is below `/api/auth`. */
    answer(request: Request): Promise<SignInAnswer>
    /** Where somebody is signed in: oneself, or for owners anybody. */
    list(page: PageRequest, userId: string | undefined, by: Caller): Promise<Listed<UserSession>>
    /** Ends one session: one's own, or for owners anybody's. */
    revoke(id: string, by: Caller): Promise<void>
    /** Ends all sessions of a user. */
    revokeAll(userId: string): Promise<void>
  }
  readonly users: {
    /** Whether nobody can sign in yet. */
    setupNeeded(): Promise<boolean>
    /** Creates the first owner; a `conflict` problem once there is a user. */
    setUp(user: Omit<NewUser, 'role'>): Promise<User>
    create(user: NewUser): Promise<User>
    update(id: string, change: { readonly name?: string; readonly role?: GlobalRole }): Promise<User>
    /** Ends their sessions and stops their tokens. The last owner stays. */
    disable(id: string): Promise<User>
    enable(id: string): Promise<User>
    /** Takes their second factor away, and their sessions. */
    resetTwoFactor(id: string): Promise<User>
    /** Gives somebody a password to sign in with once, and ends their sessions. It is told this once. */
    resetPassword(id: string): Promise<{ readonly password: string }>
    /** Changes one's own password and ends all other sessions. */
    changePassword(change: { readonly currentPassword: string; readonly newPassword: string }, by: Caller): Promise<void>
    /** The last owner stays. */
    remove(id: string): Promise<void>
    get(id: string): Promise<User>
    list(page: PageRequest): Promise<Listed<User>>
  }
  readonly invitations: {
    create(
      invitation: { readonly email: string; readonly role: GlobalRole; readonly days: number },
      by: Caller,
    ): Promise<IssuedInvitation>
    list(page: PageRequest): Promise<Listed<Invitation>>
    revoke(id: string): Promise<void>
    /** What a link invites to. */
    open(token: string): Promise<OpenedInvitation>
    /** Makes the invited person a user. */
    accept(acceptance: { readonly token: string; readonly name: string; readonly password: string }): Promise<User>
  }
  readonly serviceAccounts: {
    create(account: { readonly name: string; readonly role: GlobalRole }, by: Caller): Promise<ServiceAccount>
    update(id: string, change: { readonly role?: GlobalRole; readonly disabled?: boolean }): Promise<ServiceAccount>
    remove(id: string): Promise<void>
    get(id: string): Promise<ServiceAccount>
    list(page: PageRequest): Promise<Listed<ServiceAccount>>
  }
  /** Roles on single product types. */
  readonly members: {
    list(productTypeId: string, page: PageRequest): Promise<Listed<Member>>
    /** Gives somebody a role, or another one than before. `user` is an id or an address. */
    set(
      productTypeId: string,
      member: { readonly user?: string | undefined; readonly serviceAccount?: string | undefined; readonly role: Role },
      by: Pick<Caller, 'actor'>,
    ): Promise<Member>
    /** `id` is a user's or a service account's. */
    remove(productTypeId: string, id: string): Promise<void>
    /** The roles somebody has, with the names of the product types. */
    of(access: Access): Promise<ProductTypeRole[]>
  }
  readonly tokens: {
    /** Whose token this is; null when it is unknown, expired or revoked, or its owner is disabled. */
    find(token: string): Promise<Caller | null>
    issue(token: NewToken, by: Caller): Promise<IssuedToken>
    revoke(id: string, by: Caller): Promise<void>
    /** Owners see every token, everybody else their own. */
    list(page: PageRequest, by: Caller, serviceAccountId?: string): Promise<Listed<Token>>
  }
  readonly audit: {
    /**
     * Writes down that something is about to happen, so that it leaves a trace even if the hub ends before `append` can say what
     * came of it. Returns what to give to `append`.
     */
    begin(entry: Omit<AuditEntry, 'outcome'>): Promise<number>
    append(entry: AuditEntry, begun?: number): Promise<void>
    /** Makes events with the outcome `unknown` of what began before and was never heard of again. Returns how many. */
    settle(begunBefore: Date): Promise<number>
    list(search: AuditSearch, page: PageRequest): Promise<Listed<AuditEvent>>
    /** All that fits, oldest first, as it stands when the walk begins. */
    walk(search: AuditSearch): AsyncIterable<AuditEvent>
    /** Recomputes the chain from the first event on. */
    verify(): Promise<AuditVerification>
  }
}
