import { type Account, Fault, type Http } from '@patchbay/sdk'
import { firstText, readAnswer, readRows } from '@patchbay/sdk/shape'
import type { CloudAccess } from './access.ts'
import { type Count, countRepositories, workspacePages } from './cloud-list.ts'
import { explainCloud, isClosed, nothingReadable } from './explain.ts'
import { cloudUser, workspaceAccess } from './schema.ts'

/** With more workspaces than this, repositories are not counted: the check stays a handful of requests. */
const fewWorkspaces = 5

const nothingYet =
  'No repository is visible yet. Give the account or the token access to the repositories that should be matched.'

export async function checkCloud(http: Http, access: CloudAccess): Promise<Account> {
  try {
    const identity = await whose(http, access)
    const { workspace } = access
    return {
      identity,
      ...(workspace === null ? await everyWorkspace(http, access) : await oneWorkspace(http, access, workspace)),
    }
  } catch (error) {
    throw explainCloud(error, access)
  }
}

/** An access token belongs to nobody. A person's name needs a scope of its own, without which the email has to do. */
async function whose(http: Http, { credentials, workspace }: CloudAccess): Promise<string> {
  if (credentials.kind === 'access-token') return `access token of ${workspace}`
  try {
    const { display_name, nickname } = readAnswer(cloudUser, (await http.get('/user')).body, 'Bitbucket’s answer to /user')
    return firstText(200, display_name, nickname) ?? credentials.email
  } catch (error) {
    if (error instanceof Fault && error.kind === 'permission') return credentials.email
    throw error
  }
}

async function oneWorkspace(http: Http, access: CloudAccess, workspace: string): Promise<Pick<Account, 'sees' | 'warnings'>> {
  const count = await countRepositories(http, access, workspace)
  return { sees: `${repositories([count])} in ${workspace}`, warnings: count.number === 0 ? [nothingYet] : [] }
}

async function everyWorkspace(http: Http, access: CloudAccess): Promise<Pick<Account, 'sees' | 'warnings'>> {
  const slugs: string[] = []
  for await (const { value: rows } of workspacePages(http, access)) {
    slugs.push(...readRows(workspaceAccess, rows, () => null).items.map(({ workspace }) => workspace.slug))
  }
  const tried = await Promise.all(slugs.slice(0, fewWorkspaces).map((slug) => tryWorkspace(http, access, slug)))

  const closed = tried.flatMap(({ slug, fault }) => (fault === null ? [] : [{ slug, fault }]))
  const [first] = closed
  if (first !== undefined && closed.length === tried.length) throw nothingReadable(first.fault)
  const counts = tried.map(({ count }) => count)
  const workspaces = `${slugs.length} ${slugs.length === 1 ? 'workspace' : 'workspaces'}`
  const nothing = slugs.length === tried.length && counts.every(({ number }) => number === 0)
  return {
    sees: slugs.length === tried.length ? `${workspaces}, ${repositories(counts)}` : workspaces,
    warnings: [
      ...closed.map(({ slug }) => `The repositories of the workspace "${slug}" may not be listed with this token.`),
      ...(nothing ? [nothingYet] : []),
    ],
  }
}

async function tryWorkspace(http: Http, access: CloudAccess, slug: string) {
  try {
    return { slug, count: await countRepositories(http, access, slug), fault: null }
  } catch (error) {
    if (error instanceof Fault && isClosed(error)) return { slug, count: { number: 0, exact: true }, fault: error }
    throw error
  }
}

function repositories(counts: readonly Count[]): string {
  const number = counts.reduce((sum, count) => sum + count.number, 0)
  const exact = counts.every((count) => count.exact)
  return `${exact ? '' : 'at least '}${number} ${number === 1 ? 'repository' : 'repositories'}`
}
