import type { Kysely } from 'kysely'
import { createPeople } from '../people/create-people.ts'
import type { OidcSettings } from '../people/oidc.ts'
import type { People } from '../people/people.ts'
import { resealTwoFactor, versioned } from '../people/secrets.ts'
import { ActorReader } from '../store/people/actor-reader.ts'
import { AuditStore } from '../store/people/audit-store.ts'
import { GrantStore } from '../store/people/grant-store.ts'
import { InvitationStore } from '../store/people/invitation-store.ts'
import { ServiceAccountStore } from '../store/people/service-account-store.ts'
import { SessionStore } from '../store/people/session-store.ts'
import { TokenStore } from '../store/people/token-store.ts'
import { TwoFactorStore } from '../store/people/two-factor-store.ts'
import { UserStore } from '../store/people/user-store.ts'
import type { Tables } from '../store/tables.ts'
import { createNameActors } from '../usecases/browse/actors.ts'

export interface PeopleSettings {
  /** Signs session cookies and encrypts two-factor secrets; at least 32 characters. */
  readonly secret: string
  /** What `secret` was before; two-factor secrets they encrypted can still be read. */
  readonly olderSecrets?: readonly string[]
  readonly publicUrl?: string | undefined
  readonly origins?: readonly string[]
  /** Whether everybody may sign in with a password, or only owners. */
  readonly passwordSignIn?: boolean
  readonly requireTwoFactor?: boolean
  readonly oidc?: OidcSettings | undefined
  readonly now: () => Date
  readonly log: { error(fields: object, message: string): void; warn(fields: object, message: string): void }
}

interface ComposedPeople {
  readonly people: People
  readonly tokens: TokenStore
  /** Encrypts anew what an older secret encrypted. */
  reseal(): Promise<number>
}

/** Users, tokens and the audit log over a database. */
export function composePeople(db: Kysely<Tables>, settings: PeopleSettings): ComposedPeople {
  const tokens = new TokenStore(db)
  const stores = {
    users: new UserStore(db),
    sessions: new SessionStore(db),
    invitations: new InvitationStore(db),
    serviceAccounts: new ServiceAccountStore(db),
    grants: new GrantStore(db),
    tokens,
    audit: new AuditStore(db),
  }
  const { secret, olderSecrets = [], publicUrl, origins = [], oidc = null, now, log } = settings
  const secrets = versioned([secret, ...olderSecrets])
  const signIn = {
    password: settings.passwordSignIn === false ? ('owners' as const) : ('everybody' as const),
    oidc: oidc === null ? null : { name: oidc.name },
    twoFactorRequired: settings.requireTwoFactor ?? false,
  }
  const nameActors = createNameActors(new ActorReader(db))
  return {
    people: createPeople({ stores, nameActors, db, secrets, publicUrl, origins, signIn, oidc, now, log }),
    tokens,
    reseal: () => resealTwoFactor(new TwoFactorStore(db), secrets),
  }
}
