import type { Kysely } from 'kysely'
import { createPeople } from '../people/create-people.ts'
import type { People } from '../people/people.ts'
import { ActorReader } from '../store/people/actor-reader.ts'
import { AuditStore } from '../store/people/audit-store.ts'
import { TokenStore } from '../store/people/token-store.ts'
import { UserStore } from '../store/people/user-store.ts'
import type { Tables } from '../store/tables.ts'
import { createNameActors } from '../usecases/browse/actors.ts'

export interface PeopleSettings {
  /** Signs session cookies; at least 32 characters. */
  readonly secret: string
  readonly publicUrl?: string | undefined
  readonly origins?: readonly string[]
  readonly now: () => Date
  readonly log: { error(fields: object, message: string): void }
}

/** Users, tokens and the audit log over a database. */
export function composePeople(
  db: Kysely<Tables>,
  settings: PeopleSettings,
): { readonly people: People; readonly tokens: TokenStore } {
  const tokens = new TokenStore(db)
  const stores = { users: new UserStore(db), tokens, audit: new AuditStore(db) }
  const { secret, publicUrl, origins = [], now, log } = settings
  return {
    people: createPeople({
      stores,
      nameActors: createNameActors(new ActorReader(db)),
      db,
      secret,
      publicUrl,
      origins,
      now,
      log,
    }),
    tokens,
  }
}
