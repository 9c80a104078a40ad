import { hashPassword } from 'better-auth/crypto'
import type { AuditStore } from '../store/people/audit-store.ts'
import type { TokenStore } from '../store/people/token-store.ts'
import type { UserStore } from '../store/people/user-store.ts'
import type { NameActors } from '../usecases/browse/actors.ts'
import { auditLog } from './audit-log.ts'
import type { People } from './people.ts'
import { type SessionOptions, sessions } from './sessions.ts'
import { tokens } from './tokens.ts'
import { users } from './users.ts'

export interface PeopleDeps extends SessionOptions {
  readonly stores: { readonly users: UserStore; readonly tokens: TokenStore; readonly audit: AuditStore }
  readonly nameActors: NameActors
  readonly now: () => Date
}

/** Who may do what, put together. */
export function createPeople({ stores, nameActors, now, ...options }: PeopleDeps): People {
  return {
    sessions: sessions(options),
    users: users({ store: stores.users, hashPassword, now }),
    tokens: tokens(stores.tokens, nameActors, now),
    audit: auditLog(stores.audit, now),
  }
}
