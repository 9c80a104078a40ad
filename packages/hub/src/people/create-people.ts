import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { AuditStore } from '../store/people/audit-store.ts'
import type { GrantStore } from '../store/people/grant-store.ts'
import type { InvitationStore } from '../store/people/invitation-store.ts'
import type { ServiceAccountStore } from '../store/people/service-account-store.ts'
import type { SessionStore } from '../store/people/session-store.ts'
import type { TokenStore } from '../store/people/token-store.ts'
import type { UserStore } from '../store/people/user-store.ts'
import type { NameActors } from '../usecases/browse/actors.ts'
import { auditLog } from './audit-log.ts'
import { invitations } from './invitations.ts'
import { members } from './members.ts'
import type { People } from './people.ts'
import { serviceAccounts } from './service-accounts.ts'
import { sessions } from './sessions.ts'
import { createLibrary, type LibraryOptions } from './sign-in-library.ts'
import { tokens } from './tokens.ts'
import { users } from './users.ts'

export interface PeopleDeps extends Omit<LibraryOptions, 'users'> {
  readonly stores: {
    readonly users: UserStore
    readonly sessions: SessionStore
    readonly invitations: InvitationStore
    readonly serviceAccounts: ServiceAccountStore
    readonly grants: GrantStore
    readonly tokens: TokenStore
    readonly audit: AuditStore
  }
  readonly nameActors: NameActors
}

/** Who may do what, put together. */
export function createPeople({ stores, nameActors, ...options }: PeopleDeps): People {
  const { signIn, now } = options
  const passwords = { hash: hashPassword, verify: verifyPassword }
  const managed = users({ store: stores.users, signIn, passwords, now })
  return {
    signIn,
    sessions: sessions({
      library: createLibrary({ ...options, users: stores.users }),
      store: stores.sessions,
      grants: stores.grants,
      signIn,
      now,
    }),
    users: managed,
    invitations: invitations({ store: stores.invitations, users: managed, nameActors, signIn, passwords, now }),
    serviceAccounts: serviceAccounts({ store: stores.serviceAccounts, nameActors, now }),
    members: members({
      store: stores.grants,
      users: stores.users,
      serviceAccounts: stores.serviceAccounts,
      nameActors,
      now,
    }),
    tokens: tokens({ store: stores.tokens, serviceAccounts: stores.serviceAccounts, grants: stores.grants, nameActors, now }),
    audit: auditLog(stores.audit, now),
  }
}
