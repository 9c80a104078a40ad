import { type Account, type Context, Fault } from '@patchbay/sdk'
import { readAnswer, retell } from '@patchbay/sdk/shape'
import { type Config, serverRoot } from './config.ts'
import { counted, profile, scanType, testList } from './schema.ts'

/** Who the key belongs to, what that user sees, and how DefectDojo tells findings apart. Nothing is imported. */
export async function check(context: Context<Config>): Promise<Account> {
  const { http, config } = context
  try {
    const { user } = readAnswer(profile, (await http.get('/user_profile/')).body, 'DefectDojo’s user profile')
    const products = await http.get({ path: '/products/', query: { limit: 1 } })
    const { count } = readAnswer(counted, products.body, 'DefectDojo’s products')
    const tests = await http.get({ path: '/tests/', query: { scan_type: scanType, limit: 1 } })
    const [test] = readAnswer(testList, tests.body, 'DefectDojo’s tests').results
    const mayCreate = user.is_superuser === true || user.is_staff === true
    return {
      sees: `${count} product${count === 1 ? '' : 's'}`,
      identity: user.username,
      warnings: [...(mayCreate ? [] : [weakUser]), ...(test?.deduplication_algorithm === 'hash_code' ? [byHash] : [])],
    }
  } catch (error) {
    throw explain(error, config)
  }
}

const weakUser =
  'The user is neither superuser nor staff: imports work only into products the user is authorized for, and no product can be created.'

const byHash =
  'DefectDojo recognises findings by their text (hash_code). Set DD_DEDUPLICATION_ALGORITHM_PER_PARSER as the connector’s page says, so ' +
  'that a changed text does not make a new finding.'

function explain(error: unknown, { baseUrl }: Config): unknown {
  if (!(error instanceof Fault)) return error
  const root = serverRoot(baseUrl)
  switch (error.kind) {
    case 'credentials':
      return retell(error, 'credentials', 'DefectDojo did not accept the API v2 key.', {
        field: 'token',
        remedy:
          'It is mistyped, replaced or expired, or tokens are switched off (DD_API_TOKENS_ENABLED). Copy the key again from the user menu > ' +
          'API v2 Key.',
      })
    case 'permission':
      return retell(error, 'permission', `The key works, but may not do this. ${error.message}`, {
        field: 'token',
        remedy: 'Use the key of a user who is superuser or staff.',
      })
    case 'missing':
      return retell(error, 'config', `There is no DefectDojo at ${root}.`, {
        field: 'baseUrl',
        remedy: 'Enter the address DefectDojo has in the browser, without anything after the host unless it runs below a path.',
      })
    case 'unreachable':
      return retell(error, 'unreachable', `DefectDojo could not be reached at ${root}.`, {
        field: 'baseUrl',
        remedy: `Check the address, and that this server may open connections to it. ${error.message}`,
      })
    default:
      return error
  }
}
