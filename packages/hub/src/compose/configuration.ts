import type { Plugin } from '@patchbay/sdk'
import type { People } from '../people/people.ts'
import type { Sealer } from '../runtime/secrets/sealer.ts'
import { ConfigurationReader } from '../store/configuration/reader.ts'
import type { Database } from '../store/database.ts'
import { createStore } from '../store/store.ts'
import type { Commands } from '../usecases/commands.ts'
import { type Configuration, createConfiguration } from '../usecases/configuration/configuration.ts'
import { unseal } from './deps.ts'

interface ConfigurationOptions {
  readonly database: Pick<Database, 'kysely'>
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly sealer: Sealer
  readonly commands: Commands
  readonly people: People
  readonly now: () => Date
}

/** The configuration of a hub as one document, over its commands. */
export function composeConfiguration({
  database,
  plugins,
  sealer,
  commands,
  people,
  now,
}: ConfigurationOptions): Configuration {
  return createConfiguration({
    reader: new ConfigurationReader(database.kysely),
    store: createStore(database.kysely),
    commands,
    users: people.users,
    members: people.members,
    plugins,
    unseal: (connectionId, field, sealed) => unseal(sealer, connectionId, field, sealed),
    now,
  })
}
