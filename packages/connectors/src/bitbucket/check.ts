import type { Account, Context } from '@patchbay/sdk'
import { accessOf } from './access.ts'
import { checkCloud } from './cloud-check.ts'
import type { Config } from './config.ts'
import { checkDataCenter } from './data-center-check.ts'

/** Says whose credentials they are and what they see. */
export async function check({ config, http }: Context<Config>): Promise<Account> {
  const access = accessOf(config)
  return access.product === 'cloud' ? checkCloud(http, access) : checkDataCenter(http, access)
}
