import type { Account, Http } from '@patchbay/sdk'
import { textOrNull } from '@patchbay/sdk/shape'
import type { DataCenterAccess } from './access.ts'
import { readRepositories } from './data-center-list.ts'
import { explainDataCenter } from './explain.ts'

export async function checkDataCenter(http: Http, access: DataCenterAccess): Promise<Account> {
  try {
    const { value, next } = await readRepositories(http)
    const number = value.rows.length
    // Every answer names who was asking.
    const identity = textOrNull(value.headers['x-ausername'], 200)
    return {
      sees: `${next === undefined ? '' : 'at least '}${number} ${number === 1 ? 'repository' : 'repositories'}`,
      ...(identity !== null && { identity }),
      warnings:
        number === 0 ? ['No repository is visible yet. Give the token access to the projects that should be matched.'] : [],
    }
  } catch (error) {
    throw explainDataCenter(error, access)
  }
}
