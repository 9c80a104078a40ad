import type { Plugin } from '@patchbay/sdk'
import type { People } from '../people/people.ts'
import type { Browse } from '../usecases/browse/browse.ts'
import type { Commands } from '../usecases/commands.ts'
import type { Configuration } from '../usecases/configuration/configuration.ts'

/** What the routes work with. */
export interface Services {
  readonly commands: Commands
  readonly browse: Browse
  readonly people: People
  readonly configuration: Configuration
  readonly plugins: ReadonlyMap<string, Plugin>
}
