import { type Account, type Context, Fault } from '@patchbay/sdk'
import { firstText, readAnswer } from '@patchbay/sdk/shape'
import type { Config } from './config.ts'
import { explain } from './explain.ts'
import { count, version } from './list.ts'
import { listOrganizations, type OrganizationFacts } from './organizations.ts'
import { collection, self } from './schema.ts'

/** With more organizations than this, projects are not counted: the check stays a handful of requests. */
const fewOrganizations = 5

/** Says whose token it is and what it sees, and tries the lists that `discover` and `sync` need. */
export async function check(context: Context<Config>): Promise<Account> {
  try {
    const identity = await whose(context)
    const organizations = await listOrganizations(context)
    const [first] = organizations
    if (first === undefined) throw nothingVisible(context.config)

    await mayReadIssues(context, first)
    const projects = await countProjects(context, organizations)
    return {
      sees: [counted(organizations.length, 'organization'), ...(projects === null ? [] : [counted(projects, 'project')])].join(
        ', ',
      ),
      ...(identity !== null && { identity }),
      warnings: projects === 0 ? ['There is no project yet. Import a repository into Snyk, then run discover again.'] : [],
    }
  } catch (error) {
    throw explain(error, context.config)
  }
}

async function whose({ http }: Context<Config>): Promise<string | null> {
  const { body } = await http.get({ path: '/rest/self', query: { version } })
  const { attributes } = readAnswer(self, body, 'Snyk’s answer about the token').data
  return firstText(200, attributes?.name, attributes?.username, attributes?.email)
}

/** Reading issues needs a permission that reading projects does not. */
async function mayReadIssues({ http }: Context<Config>, { id }: OrganizationFacts): Promise<void> {
  const { body } = await http.get({ path: `/rest/orgs/${id}/issues`, query: { version, limit: 10 } })
  readAnswer(collection, body, 'Snyk’s list of issues')
}

async function countProjects(context: Context<Config>, organizations: readonly OrganizationFacts[]): Promise<number | null> {
  if (organizations.length > fewOrganizations) return null
  const counts = await Promise.all(
    organizations.map(({ id, name }) => count(context, { path: `/orgs/${id}/projects`, what: `projects of ${name}` })),
  )
  return counts.reduce((sum, one) => sum + one, 0)
}

function nothingVisible({ groupId }: Config): Fault {
  return new Fault(
    'config',
    groupId === undefined ? 'The token sees no organization.' : `The group ${groupId} has no organization.`,
    {
      field: groupId === undefined ? 'token' : 'groupId',
      remedy: 'Make the service account or the person a member of the organizations that should be read.',
    },
  )
}

function counted(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
