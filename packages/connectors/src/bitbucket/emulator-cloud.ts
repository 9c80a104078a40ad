import { type Answer, type Call, EarlyAnswer, numberedPage, type Route, readCount, withQuery } from '@patchbay/sdk/testing'
import { type Access, scopes } from './emulator-access.ts'
import { cloudProblem } from './emulator-error.ts'
import { type CloudRepository, toCloudRepository, uuidOf, workspaceUuid } from './emulator-repository.ts'

export interface CloudService {
  readonly access: Access
  readonly repositories: readonly CloudRepository[]
  /** Most rows of a page, whatever is asked for. */
  readonly rowsPerPage: number | undefined
}

/** Path of Bitbucket Cloud's API. */
export const cloudRoot = '/2.0'

const roles: readonly string[] = ['member', 'contributor', 'admin', 'owner']

/** The lists that go on after the end of cross-workspace ones. Neither `q` nor `fields` is emulated. */
export function cloudRoutes(service: CloudService): readonly Route[] {
  return [
    { method: 'GET', pattern: `${cloudRoot}/user`, handle: (call) => user(service, call) },
    { method: 'GET', pattern: `${cloudRoot}/user/workspaces`, handle: (call) => workspaces(service, call) },
    { method: 'GET', pattern: `${cloudRoot}/repositories/{workspace}`, handle: (call) => repositories(service, call) },
    { method: 'GET', pattern: `${cloudRoot}/repositories/{workspace}/{slug}`, handle: (call) => repository(service, call) },
  ]
}

function user({ access }: CloudService, call: Call): Answer {
  const { name } = access.cloud(call, scopes.user)
  const body = { type: 'user', uuid: uuidOf('user', name), nickname: name, display_name: 'Patchbay', account_status: 'active' }
  return { status: 200, body }
}

/** Closed to access tokens: they have no scope for it. */
function workspaces({ access, rowsPerPage }: CloudService, call: Call): Answer {
  const caller = access.cloud(call, scopes.workspaces)
  const administrator = call.query.get('administrator')
  const rows = caller.workspaces.map((slug, index) => ({
    type: 'workspace_access',
    administrator: index === 0,
    workspace: {
      type: 'workspace_base',
      uuid: workspaceUuid(slug),
      slug,
      links: { self: { href: `${call.url}${cloudRoot}/workspaces/${slug}` } },
    },
  }))
  const wanted = rows.filter((row) => administrator === null || String(row.administrator) === administrator)
  const { size: _, ...body } = page(
    call,
    sorted(call, wanted, { slug: (row) => row.workspace.slug }),
    (row) => row,
    rowsPerPage,
  )
  return { status: 200, body }
}

function repositories(service: CloudService, call: Call): Answer {
  const caller = service.access.cloud(call, scopes.repositories)
  const slug = workspaceOf(service, call)
  const role = call.query.get('role')
  if (role !== null && !roles.includes(role)) return cloudProblem(400, `Invalid role: ${role}`)
  const isMember = caller.workspaces.includes(slug)
  const rows = service.repositories.filter((one) => one.workspace === slug && (isMember || (role === null && !one.isPrivate)))
  const inOrder = sorted(call, rows, { full_name: (one) => one.slug, name: (one) => one.slug })
  const body = page(call, inOrder, (one) => toCloudRepository(one, `${call.url}${cloudRoot}`), service.rowsPerPage)
  return { status: 200, body }
}

/** The short name of the workspace in the path, which may be its id in braces. */
function workspaceOf(service: CloudService, call: Call): string {
  const given = call.params['workspace'] ?? ''
  const found = service.repositories.find(({ workspace }) => workspace === given || workspaceUuid(workspace) === given)
  if (!found) throw new EarlyAnswer(cloudProblem(404, `No workspace with identifier '${given}'.`))
  return found.workspace
}

/** What is out of the caller's sight is not found. */
function repository(service: CloudService, call: Call): Answer {
  const caller = service.access.cloud(call, scopes.repositories)
  const workspace = workspaceOf(service, call)
  const found = service.repositories.find((one) => one.workspace === workspace && one.slug === call.params['slug'])
  if (!found || (found.isPrivate && !caller.workspaces.includes(workspace))) {
    return cloudProblem(404, `Repository ${workspace}/${call.params['slug']} not found`)
  }
  return { status: 200, body: toCloudRepository(found, `${call.url}${cloudRoot}`) }
}

type Keys<T> = Readonly<Record<string, (row: T) => string>>

/** In the order of `sort`, backwards after a minus; as they come without one. */
function sorted<T>({ query }: Call, rows: readonly T[], keys: Keys<T>): readonly T[] {
  const by = query.get('sort')
  if (by === null) return rows
  const key = keys[by.replace(/^-/, '')]
  if (!key) throw new EarlyAnswer(cloudProblem(400, `Invalid sort: ${by}`))
  const direction = by.startsWith('-') ? -1 : 1
  return rows.toSorted((one, other) => (key(one) < key(other) ? -direction : direction))
}

function page<T>(call: Call, rows: readonly T[], show: (row: T) => unknown, most = 100) {
  const asked = readCount(call.query, 'pagelen', { fallback: 10, min: 0, max: 101 })
  if (asked < 1 || asked > 100) throw new EarlyAnswer(cloudProblem(400, 'Invalid pagelen'))
  const pagelen = Math.min(asked, most)
  const number = readCount(call.query, 'page', { fallback: 1, min: 1, max: 1_000_000 })
  const { items, last } = numberedPage(rows, number, pagelen)
  const to = (other: number) => withQuery(`${call.url}${call.path}?${call.query}`, { page: String(other) })
  return {
    values: items.map(show),
    pagelen,
    size: rows.length,
    page: number,
    ...(number < last && { next: to(number + 1) }),
    ...(number > 1 && { previous: to(number - 1) }),
  }
}
