import { createHash } from 'node:crypto'
import {
  type Answer,
  type Call,
  type Clock,
  createBudget,
  createClock,
  createEmulator,
  createScanner,
  type Emulator,
  type FaultAction,
  type Tenant,
} from '@patchbay/sdk/testing'
import { createAccess, type GitHubApp, type GitHubCredentials } from './emulator-access.ts'
import { type AlertControls, createAlertBook, type FamilyState } from './emulator-alert-book.ts'
import { type AlertFamily, gitHubVantage } from './emulator-alert-seen.ts'
import { alertRoutes } from './emulator-alerts.ts'
import { appRoutes } from './emulator-app.ts'
import { problem } from './emulator-error.ts'
import { gitRoutes } from './emulator-git.ts'
import { createIssueBook, type IssueControls } from './emulator-issue-book.ts'
import { issueRoutes } from './emulator-issues.ts'
import { createLimits, type Limits } from './emulator-limit.ts'
import { createPullBook, type PullControls } from './emulator-pull-book.ts'
import { pullRoutes } from './emulator-pulls.ts'
import { repositoryRoutes } from './emulator-routes.ts'
import { createSite, type GitHubControls, ownerOf } from './emulator-site.ts'

export { seenByGitHub } from './emulator-alert-seen.ts'
export type { AlertControls, AlertFamily, FamilyState, GitHubApp, GitHubControls, GitHubCredentials }

export interface GitHubEmulatorOptions {
  readonly tenant: Tenant
  /** Default: runs with the machine's clock, which the app's signed tokens are checked against. */
  readonly clock?: Clock
  /** Name of a GitHub Enterprise Server to be instead of github.com: API below `/api/v3`, no rate limit. */
  readonly enterpriseHost?: string
  /** Requests an hour for each caller. Default 5,000. */
  readonly limit?: number
  /** Most rows of a page, whatever is asked for. Default: GitHub's 100. */
  readonly rowsPerPage?: number
  readonly latency?: number
  readonly gzip?: boolean
  readonly port?: number
}

/** The GitHub REST API over one tenant's repositories. */
export interface GitHubEmulator extends Emulator {
  readonly credentials: GitHubCredentials
  /** The two organisations with the most repositories; the first one owns the fine-grained token and the first installation. */
  readonly organizations: readonly [string, string]
  readonly controls: GitHubControls
  /** What happens to alerts. */
  readonly alerts: AlertControls
  /** What happens to issues. */
  readonly issues: IssueControls
  /** What happens to branches and pull requests. */
  readonly pulls: PullControls
  /** Leaves the holder of a token that many requests until the hour is over. */
  leave(token: string, remaining: number): void
}

/** The repository in which people push and merge, as far as the controls name none. */
export const pullHome = 'acme/identity'

const versions: readonly string[] = ['2022-11-28', '2026-03-10']

/** Starts the emulator. */
export async function createGitHubEmulator(options: GitHubEmulatorOptions): Promise<GitHubEmulator> {
  const clock = options.clock ?? createClock()
  const site = createSite(options.tenant, () => clock.now())
  const owners = largestOwners(site.repositories().map((repository) => ownerOf(repository.fullName)))
  const access = createAccess({ site, owners, clock })
  const budget = createBudget({ limit: options.limit ?? 5000, seconds: 3600, clock })
  const limits = createLimits({ budget, access, unlimited: options.enterpriseHost !== undefined })
  const service = { site, access, host: options.enterpriseHost ?? 'github.com', limits }

  const book = createAlertBook(createScanner({ tenant: options.tenant, vantage: gitHubVantage, clock }), site)

  const issues = createIssueBook(site, clock)
  const pulls = createPullBook({ site, issues, clock, home: pullHome })

  const emulator = await createEmulator({
    routes: [
      ...repositoryRoutes(service),
      ...appRoutes(service),
      ...alertRoutes({ ...service, book }),
      ...issueRoutes({ ...service, issues }),
      ...gitRoutes({ ...service, pulls }),
      ...pullRoutes({ ...service, pulls }),
    ],
    words: problem,
    gate: (call) => refuse(call) ?? limits.refuse(call),
    finish: (call, answer) => finish(call, answer, limits),
    revoke: access.revoke,
    prefix: options.enterpriseHost === undefined ? '' : '/api/v3',
    clock,
    pageSize: { parameter: 'per_page', most: options.rowsPerPage },
    latency: options.latency,
    gzip: options.gzip,
    port: options.port,
  })
  const { rename, transfer, archive, delete: remove, recreate, create } = site
  return {
    ...emulator,
    credentials: access.credentials,
    organizations: owners,
    controls: { rename, transfer, archive, delete: remove, recreate, create },
    alerts: book.controls,
    issues: issues.controls,
    pulls: pulls.controls,
    leave: limits.leave,
  }
}

/** What a secondary limit answers, for `faults.add`. `retry-after` is left out with `null`. */
export function secondaryLimit(seconds: number | null = 60): FaultAction {
  const message = 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
  const { body } = problem(403, message)
  return { kind: 'status', status: 403, body, ...(seconds !== null && { retryAfter: seconds }) }
}

function largestOwners(owners: readonly string[]): readonly [string, string] {
  const counts = new Map<string, number>()
  for (const owner of owners) counts.set(owner, (counts.get(owner) ?? 0) + 1)
  const [first = 'acme', second = 'northwind'] = [...counts]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .map(([name]) => name)
  return [first, second]
}

function refuse(call: Call): Answer | undefined {
  if (!call.headers['user-agent']) {
    const text =
      'Request forbidden by administrative rules. Please make sure your request has a User-Agent header (https://docs.github.com/en/rest/overview/resources-in-the-rest-api#user-agent-required).\n'
    return { status: 403, headers: { 'content-type': 'text/plain' }, text }
  }
  const version = call.headers['x-github-api-version']
  if (version !== undefined && !versions.includes(version)) {
    return problem(400, `"${version}" is not a supported API version. Supported versions are: ${versions.join(', ')}.`)
  }
  return undefined
}

function finish(call: Call, answer: Answer, limits: Limits): Answer {
  const general = {
    'x-github-request-id': createHash('sha256').update(`${call.now.getTime()} ${call.path}`).digest('hex').slice(0, 20),
    'x-github-media-type': 'github.v3; format=json',
    'x-github-api-version-selected': call.headers['x-github-api-version'] ?? '2022-11-28',
  }
  const tagged = withTag(call, { ...answer, headers: { ...general, ...answer.headers } })
  return limits.count(call, tagged)
}

/** A request that shows the tag of what it already has gets 304 without a body. */
function withTag(call: Call, answer: Answer): Answer {
  if (call.method !== 'GET' || answer.status !== 200 || answer.body === undefined) return answer
  const tag = `W/"${createHash('sha256').update(JSON.stringify(answer.body)).digest('hex')}"`
  const headers = { ...answer.headers, etag: tag, 'cache-control': 'private, max-age=60, s-maxage=60' }
  const known = call.headers['if-none-match']?.split(',').map((each) => each.trim()) ?? []
  const same = known.some((each) => each.replace(/^W\//, '') === tag.slice(2))
  return same ? { status: 304, headers } : { ...answer, headers }
}
