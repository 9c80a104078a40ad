import { type Account, type Context, Fault } from '@patchbay/sdk'
import { retell } from '@patchbay/sdk/shape'
import { apiRoot, type Config } from './config.ts'
import { requestSlot } from './slot.ts'
import { findActivity } from './status.ts'

/**
 * Asks for an upload slot that is left to run out, and for the activity it would have: nothing is uploaded, and both scopes are
 * proved.
 */
export async function check(context: Context<Config>): Promise<Account> {
  try {
    const slot = await requestSlot(context, 'patchbay-check.json').catch(keepPermission)
    const refused = await findActivity(context, slot instanceof Fault ? unknownActivity : slot.ticket.activity).then(
      () => null,
      keepPermission,
    )
    const missing = [
      ...(slot instanceof Fault ? [{ scope: 'create:external_data_ingestion', fault: slot }] : []),
      ...(refused === null ? [] : [{ scope: 'read:system_activities', fault: refused }]),
    ]
    const [first] = missing
    if (first !== undefined)
      throw lacking(
        missing.map(({ scope }) => scope),
        first.fault,
      )
    return { sees: `May upload findings to ${tenantOf(context.config)} and follow what becomes of them`, warnings: [] }
  } catch (error) {
    throw explain(error, context.config)
  }
}

const unknownActivity = '00000000-0000-5000-8000-000000000000'

function keepPermission(error: unknown): Fault {
  // Only a lack of scopes names them; a blocked address or a revoked account is something else.
  if (error instanceof Fault && error.kind === 'permission' && /following is required/i.test(error.message)) return error
  throw error
}

function lacking(scopes: readonly string[], cause: Fault): Fault {
  const message = `The service account lacks ${scopes.length > 1 ? 'the scopes' : 'the scope'} ${scopes.join(' and ')}.`
  return retell(cause, 'permission', message, {
    field: 'clientId',
    remedy: `Add ${scopes.join(' and ')} to it in Wiz under Settings > Access Management > Service Accounts. ${cause.message}`,
  })
}

/** `us17` of `https://api.us17.app.wiz.io`. */
function tenantOf(config: Config): string {
  const center = /^api\.([a-z]{2}\d+)\./.exec(new URL(apiRoot(config)).hostname)?.[1]
  return center === undefined ? 'the tenant' : `the tenant in data center ${center}`
}

function explain(error: unknown, config: Config): unknown {
  if (!(error instanceof Fault)) return error
  const atTokens = error.message.includes(`POST ${new URL(config.authUrl).pathname}`)
  switch (error.kind) {
    case 'credentials':
      return retell(error, 'credentials', 'Wiz did not accept the client ID and secret.', {
        field: 'clientSecret',
        remedy:
          'They are mistyped, deleted or expired, or belong to another environment than the token URL. Create a service account of ' +
          'the type Custom Integration (GraphQL API), and enter its client ID and secret.',
      })
    case 'permission':
      if (error.details.field !== undefined) return error
      return retell(error, 'permission', `Wiz turned the service account away. ${error.message}`, {
        field: 'clientId',
        remedy: 'Check the scopes of the service account, and the IP allow-list of the tenant.',
      })
    case 'missing':
      return retell(error, 'config', `There is no Wiz ${atTokens ? 'token service' : 'API'} at that address.`, {
        field: atTokens ? 'authUrl' : 'apiEndpointUrl',
        remedy: atTokens
          ? 'Use https://auth.app.wiz.io/oauth/token, or the token URL of your environment.'
          : 'Copy the API endpoint URL from Tenant Info > Data Center and Regions in Wiz.',
      })
    case 'unreachable': {
      const { host } = new URL(config.authUrl)
      return retell(error, 'unreachable', `Wiz could not be reached. ${error.message}`, {
        field: error.message.includes(host) && !config.apiEndpointUrl.includes(host) ? 'authUrl' : 'apiEndpointUrl',
        remedy: 'Check the addresses, and that this server may open connections to auth.* and api.* of Wiz.',
      })
    }
    default:
      return error
  }
}
