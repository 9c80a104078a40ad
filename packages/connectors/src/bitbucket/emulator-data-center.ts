import { type Answer, type Call, EarlyAnswer, type Route, readCount } from '@patchbay/sdk/testing'
import type { Access } from './emulator-access.ts'
import { serverProblem } from './emulator-error.ts'
import { type ServerRepository, toServerRepository } from './emulator-repository.ts'

export interface ServerService {
  readonly access: Access
  readonly repositories: readonly ServerRepository[]
  /** Most rows of a page, whatever is asked for. */
  readonly rowsPerPage: number | undefined
  /** Older servers know a default branch by its other address only. */
  readonly older: boolean
}

/** Path of Bitbucket Data Center's API. */
export const serverRoot = '/rest/api/latest'

const host = 'bitbucket.acme.example'

export function serverRoutes(service: ServerService): readonly Route[] {
  const repository = `${serverRoot}/projects/{key}/repos/{slug}`
  return [
    { method: 'GET', pattern: `${serverRoot}/repos`, handle: (call) => list(service, call, () => true) },
    { method: 'GET', pattern: `${serverRoot}/projects/{key}/repos`, handle: (call) => ofProject(service, call) },
    {
      method: 'GET',
      pattern: repository,
      handle: (call) => ({ status: 200, body: toServerRepository(known(service, call), host) }),
    },
    {
      method: 'GET',
      pattern: `${repository}/default-branch`,
      handle: (call) => (service.older ? serverProblem(404) : defaultBranch(service, call)),
    },
    { method: 'GET', pattern: `${repository}/branches/default`, handle: (call) => defaultBranch(service, call) },
  ]
}

function ofProject(service: ServerService, call: Call): Answer {
  const key = call.params['key'] ?? ''
  service.access.server(call)
  if (!service.repositories.some(({ project }) => project === key)) {
    return serverProblem(404, `Project ${key} does not exist.`, 'project.NoSuchProjectException')
  }
  return list(service, call, ({ project }) => project === key)
}

function list(service: ServerService, call: Call, belongs: (repository: ServerRepository) => boolean): Answer {
  service.access.server(call)
  const archived = call.query.get('archived') ?? 'ACTIVE'
  if (!['ACTIVE', 'ARCHIVED', 'ALL'].includes(archived)) return serverProblem(400, `Unknown archived filter: ${archived}`)
  const wanted = service.repositories.filter(
    (one) => belongs(one) && (archived === 'ALL' || one.archived === (archived === 'ARCHIVED')),
  )
  const asked = readCount(call.query, 'limit', { fallback: 25, min: 1, max: 1000 })
  const limit = Math.min(asked, service.rowsPerPage ?? 1000)
  const start = readCount(call.query, 'start', { fallback: 0, min: 0, max: Number.MAX_SAFE_INTEGER })
  const values = wanted.slice(start, start + limit).map((one) => toServerRepository(one, host))
  const isLastPage = start + limit >= wanted.length
  const next = isLastPage ? null : start + limit
  return { status: 200, body: { size: values.length, limit, isLastPage, values, start, nextPageStart: next } }
}

function known({ access, repositories }: ServerService, call: Call): ServerRepository {
  access.server(call)
  const { key = '', slug = '' } = call.params
  const found = repositories.find((one) => one.project === key && one.slug === slug)
  if (found) return found
  throw new EarlyAnswer(serverProblem(404, `Repository ${key}/${slug} does not exist.`, 'repository.NoSuchRepositoryException'))
}

/** Nothing at all for an empty repository. */
function defaultBranch(service: ServerService, call: Call): Answer {
  const { branch, id } = known(service, call)
  if (branch === null) return { status: 204 }
  const latestCommit = id.toString(16).padStart(40, '0')
  const body = { id: `refs/heads/${branch}`, displayId: branch, type: 'BRANCH', latestCommit, isDefault: true }
  return { status: 200, body }
}
