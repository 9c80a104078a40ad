import type { Account, Context, HttpAnswer } from '@patchbay/sdk'
import { collectOddities, instant, readAnswer, readRows } from '@patchbay/sdk/shape'
import { type AlertAccess, checkAlerts } from './check-alerts.ts'
import type { Config } from './config.ts'
import { explain } from './explain.ts'
import { countRepositories, type RepositoryPage, someRepositories, unauthorizedOrganizations } from './list.ts'
import { toEvidence } from './map.ts'
import { repository, user } from './schema.ts'

/** Says who the credentials belong to, how much they see, which alerts they may read, and until when. */
export async function check(context: Context<Config>): Promise<Account> {
  const { config, http } = context
  try {
    const person = config.appId === undefined ? await http.get('/user') : null
    const { number, exact, page } = await countRepositories(http, config)
    const identity =
      person === null ? installationName(config, page) : readAnswer(user, person.body, 'GitHub’s answer to /user').login
    const expiresAt = person === null ? null : expiryOf(person)
    const noun = number === 1 ? 'repository' : 'repositories'
    const where = config.organization === undefined ? '' : ` in ${config.organization}`
    const alerts = await alertAccess(context, number)
    return {
      sees: `${exact ? '' : 'at least '}${number} ${noun}${where}${inWords(alerts.readable)}`,
      identity,
      ...(expiresAt !== null && { expiresAt }),
      warnings: [...warnings(config, person, number, page), ...alerts.warnings],
    }
  } catch (error) {
    throw explain(error, config)
  }
}

/** Nothing is tried while alerts are switched off, or where there is nothing to try it on. */
async function alertAccess(context: Context<Config>, repositories: number): Promise<AlertAccess> {
  const { config, http } = context
  if (!config.alerts || repositories === 0) return { readable: [], warnings: [] }
  const some = await someRepositories(http, config, 3)
  return checkAlerts(
    context,
    some.map((row) => toEvidence(row, () => {})),
  )
}

function inWords(readable: readonly string[]): string {
  return readable.length === 0 ? '' : `, with their ${new Intl.ListFormat('en').format(readable)}`
}

function installationName({ installationId }: Config, page: RepositoryPage): string {
  const owner = ownerOf(page)
  return `GitHub App installation ${installationId}${owner === null ? '' : ` on ${owner}`}`
}

function ownerOf(page: RepositoryPage): string | null {
  return readRows(repository, page.rows, () => null).items[0]?.owner?.login ?? null
}

/** Tokens with an expiry say so in a header, as `2026-12-01 05:00:00 UTC` or with an offset such as `+0100`. */
function expiryOf({ headers }: HttpAnswer): string | null {
  const name = 'github-authentication-token-expiration'
  const [date, time, zone] = (headers[name] ?? '').split(' ')
  if (!date || !time || !zone) return null
  return instant(`${date}T${time}${zone === 'UTC' ? 'Z' : zone}`, name, collectOddities().note)
}

function warnings(config: Config, person: HttpAnswer | null, seen: number, page: RepositoryPage): readonly string[] {
  const found: string[] = []
  // Only classic tokens have scopes.
  const scopes = person?.headers['x-oauth-scopes']
  if (scopes !== undefined && !scopes.split(/,\s*/).includes('repo')) {
    found.push('The token lacks the scope repo, so it sees public repositories only.')
  }
  const hidden = unauthorizedOrganizations(page).length
  if (hidden > 0) {
    const whose = hidden === 1 ? 'an organization' : `${hidden} organizations`
    found.push(`The token is not authorized for the single sign-on (SSO) of ${whose}, whose repositories are left out.`)
  }
  const owner = config.appId === undefined ? null : ownerOf(page)
  if (config.organization !== undefined && owner !== null && owner.toLowerCase() !== config.organization.toLowerCase()) {
    found.push(`The App is installed on ${owner}, not on ${config.organization}: no repository will be read.`)
  }
  if (seen === 0)
    found.push('No repository is visible yet. Give the credentials access to the repositories that should be matched.')
  return found
}
