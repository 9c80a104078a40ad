import type { Context, Coverage, Harvest, RepositoryEvidence } from '@patchbay/sdk'
import { accessOf } from './access.ts'
import { cloudRepositories } from './cloud-repositories.ts'
import type { Config } from './config.ts'
import { dataCenterRepositories } from './data-center-repositories.ts'

/** Every repository the credentials see. */
export function repositories({ config, http }: Context<Config>): Harvest<RepositoryEvidence, Coverage<never>> {
  const access = accessOf(config)
  return access.product === 'cloud' ? cloudRepositories(http, access) : dataCenterRepositories(http, access)
}
