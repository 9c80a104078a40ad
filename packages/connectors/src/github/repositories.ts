import type { Context, Coverage, Harvest, RepositoryEvidence } from '@patchbay/sdk'
import { collectOddities, idAt, readRows } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { explain } from './explain.ts'
import { repositoryPages, unauthorizedOrganizations } from './list.ts'
import { toEvidence } from './map.ts'
import { type Repository, repository } from './schema.ts'

/** Every repository the credentials see. */
export function repositories(context: Context<Config>): Harvest<RepositoryEvidence, Coverage<never>> {
  return listRepositories(context, (evidence) => evidence)
}

/** The same, each as the caller needs it. Organizations hidden behind their single sign-on make the listing partial. */
export async function* listRepositories<T>(
  { config, http }: Context<Config>,
  present: (evidence: RepositoryEvidence) => T,
): Harvest<T, Coverage<never>> {
  const hidden = new Set<string>()
  let unread = 0
  try {
    for await (const { value: page } of repositoryPages(http, config)) {
      const { note, oddities } = collectOddities()
      const { items, unreadable } = readRows(repository, page.rows, idAt('id'))
      unread += unreadable.length
      for (const organization of unauthorizedOrganizations(page)) hidden.add(organization)
      const wanted = items.filter((row) => isWanted(row, config))
      yield { items: wanted.map((row) => present(toEvidence(row, note))), unreadable, oddities }
    }
  } catch (error) {
    throw explain(error, config)
  }
  if (hidden.size > 0) {
    const whose = hidden.size === 1 ? 'an organization' : `${hidden.size} organizations`
    return { kind: 'partial', missing: `repositories of ${whose} whose single sign-on (SSO) the token is not authorized for` }
  }
  return unread === 0 ? { kind: 'complete' } : { kind: 'partial', missing: `${unread} repositories could not be read` }
}

/** Lists of an organization hold nothing else; those of an App's installation may. */
function isWanted({ owner }: Repository, { appId, organization }: Config): boolean {
  if (appId === undefined || organization === undefined) return true
  return owner?.login?.toLowerCase() === organization.toLowerCase()
}
