import { type Account, type Context, Fault, type FaultDetails } from '@patchbay/sdk'
import { readAnswer } from '@patchbay/sdk/shape'
import { apiRoot, type Config, gateway } from './config.ts'
import { applicationTotalDocument, issueTotalDocument } from './documents.ts'
import { applicationTotal, issueTotal } from './schema.ts'

/** Counts applications and issues: two requests of the thousand an hour has, which prove the key and what it may read. */
export async function check({ config, http }: Context<Config>): Promise<Account> {
  try {
    const applications = await http.graphql({ path: gateway, query: applicationTotalDocument })
    const { total } = readAnswer(applicationTotal, applications, 'OX Security’s count of applications').getApplications
    const variables = { getIssuesInput: { limit: 1, offset: 0 } }
    const issues = await http.graphql({ path: gateway, query: issueTotalDocument, variables })
    const { totalIssues } = readAnswer(issueTotal, issues, 'OX Security’s count of issues').getIssues
    return {
      sees: `${counted(total, 'application')}, ${counted(totalIssues, 'issue')}`,
      warnings:
        total === 0 ? ['There is no application yet. Connect source control in OX Security, then run discover again.'] : [],
    }
  } catch (error) {
    throw explain(error, config)
  }
}

function explain(error: unknown, config: Config): unknown {
  if (!(error instanceof Fault)) return error
  const root = apiRoot(config.baseUrl)
  switch (error.kind) {
    case 'credentials':
      return again(error, 'credentials', 'OX Security did not accept the API key.', {
        field: 'apiToken',
        remedy:
          'It is mistyped, deleted or expired: keys have an expiration date. Create a new one of the type API Integration in OX ' +
          'Security under Settings > API Key Settings, and enter it.',
      })
    case 'permission':
      return again(error, 'permission', 'The API key works, but it may not read applications and issues.', {
        field: 'apiToken',
        remedy: 'Create a key of the type API Integration in OX Security under Settings > API Key Settings.',
      })
    case 'missing':
      return again(error, 'config', `There is no OX Security API at ${root}.`, {
        field: 'baseUrl',
        remedy: 'Leave the address empty for the cloud service. For a self-hosted OX enter https:// and its domain.',
      })
    case 'unreachable':
      return again(error, 'unreachable', `OX Security could not be reached at ${root}.`, {
        field: 'baseUrl',
        remedy: `Check the address, and that this server may open connections to it. ${error.message}`,
      })
    default:
      return error
  }
}

function again(cause: Fault, kind: Fault['kind'], message: string, details: FaultDetails): Fault {
  const { status } = cause.details
  return new Fault(kind, message, { ...(status !== undefined && { status }), ...details }, cause)
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
