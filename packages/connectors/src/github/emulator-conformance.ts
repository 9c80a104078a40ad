import type { ConformanceWorld, ListFacts, PlatformFacts, Seen, TrackerFacts, WorldOptions } from '@patchbay/sdk/testing'
import { createGitHubEmulator, type GitHubEmulator, pullHome, seenByGitHub } from './emulator.ts'

export default async function startConformanceWorld(options: WorldOptions): Promise<ConformanceWorld> {
  const emulator = await createGitHubEmulator(options)
  fillLists(emulator, options)
  const { credentials, organizations, url: baseUrl } = emulator
  const { classic, expired, withoutSso } = credentials
  const { appId, privateKey, installationId, suspendedInstallationId } = credentials.app
  const [organization, other] = organizations
  const { webhookSecret } = emulator.issues
  const unknown = 'ghp_neverIssued00000000000000000000000006'

  return {
    emulator,
    ways: [
      {
        name: 'a token',
        config: { token: classic, alerts: true, issues: true, pullRequests: true, webhookSecret, baseUrl },
        repositories: [list(['GET /user/repos'], '[]', 'evidence')],
        discover: [list(['GET /user/repos'], '[]', 'target')],
        sync: [dependabot, codeScanning, secretScanning],
        tickets: issuesOf(emulator),
        changeRequests: pullRequestsOf(emulator, options),
      },
      {
        name: 'a token and one organization',
        config: { token: classic, organization, alerts: true, baseUrl },
        // The links to later pages of an organization name it by its id.
        repositories: [list(['GET /orgs/{org}/repos', 'GET /organizations/{id}/repos'], '[]', 'evidence')],
      },
      {
        name: 'a GitHub App',
        config: { appId, privateKey, installationId, alerts: true, pullRequests: true, baseUrl },
        changeRequests: pullRequestsOf(emulator, options),
        repositories: [list(['GET /installation/repositories'], 'repositories[]', 'evidence')],
        discover: [list(['GET /installation/repositories'], 'repositories[]', 'target')],
      },
    ],
    refusals: [
      {
        because: 'bad-credentials',
        what: 'a token that was never issued',
        config: { token: unknown, baseUrl },
        field: 'token',
      },
      { because: 'expired', what: 'an expired token', config: { token: expired, baseUrl }, field: 'token' },
      {
        because: 'under-privileged',
        what: 'a token that is not authorized for single sign-on',
        config: { token: withoutSso, organization: other, baseUrl },
        field: 'token',
      },
      {
        because: 'under-privileged',
        what: 'a suspended installation',
        config: { appId, privateKey, installationId: suspendedInstallationId, baseUrl },
        field: 'installationId',
      },
      {
        because: 'wrong-place',
        what: 'an organization that is not there',
        config: { token: classic, organization: 'nobody', baseUrl },
        field: 'organization',
      },
      {
        because: 'wrong-place',
        what: 'an installation of no App of ours',
        config: { appId, privateKey, installationId: '1', baseUrl },
        field: 'installationId',
      },
    ],
    secrets: [classic, expired, withoutSso, unknown, privateKey, webhookSecret],
    unused: {
      'GET /user/orgs': 'the repositories name their owners',
      'GET /orgs/{org}': 'a wrong organization shows when its repositories are listed',
      'GET /repositories/{id}': 'only redirects of renamed repositories lead there',
      'GET /rate_limit': 'every answer says what is left of the limit',
      'GET /versions': 'one version is asked for everywhere',
      'GET /app': 'a wrong App shows when it asks for a token',
      'GET /app/installations': 'the installation is a setting',
      'GET /app/installations/{id}': 'a wrong installation shows when it asks for a token',
      ...Object.fromEntries(
        emulator.endpoints
          .filter((endpoint) => /^GET \/org(s|anizations)\/.*\/alerts$/.test(endpoint))
          .map((endpoint) => [endpoint, 'lists of organizations leave repositories out whose family is off, without a word']),
      ),
      'GET /repos/{owner}/{repo}/code-scanning/alerts/{number}/instances': 'the list shows the instance on the default branch',
      'GET /repos/{owner}/{repo}/secret-scanning/alerts/{number}/locations': 'the list shows the first place',
    },
  }
}

function issuesOf({ issues: { held, people, call } }: GitHubEmulator): TrackerFacts {
  const path = '/repos/{owner}/{repo}/issues'
  return {
    repository: { fullName: 'acme/identity', url: 'https://github.com/acme/identity', nativeId: null },
    creating: `POST ${path}`,
    commenting: `POST ${path}/{number}/comments`,
    reading: [`GET ${path}`, `GET ${path}/{number}`],
    held,
    people,
    call,
  }
}

function pullRequestsOf({ pulls }: GitHubEmulator, { tenant }: WorldOptions): PlatformFacts {
  const path = '/repos/{owner}/{repo}'
  const id = tenant.repositories.find(({ fullName }) => fullName === pullHome)?.id
  const repository = { fullName: pullHome, url: `https://github.com/${pullHome}`, nativeId: String(id) }
  return {
    repository,
    impostor: { ...repository, nativeId: '7' },
    pushing: `POST ${path}/git/refs`,
    requesting: `POST ${path}/pulls`,
    commenting: `POST ${path}/issues/{number}/comments`,
    reading: [
      `GET ${path}/git/ref/{ref*}`,
      `GET ${path}/git/commits/{sha}`,
      `GET ${path}/git/trees/{sha}`,
      `GET ${path}/contents/{path*}`,
      `GET ${path}/git/matching-refs/{ref*}`,
      `GET ${path}/commits`,
      `GET ${path}/pulls`,
      `GET ${path}/pulls/{number}`,
    ],
    files: (branch) => pulls.files(pullHome, branch),
    held: pulls.held,
    people: pulls.people,
  }
}

/** Organization lists send `minimal-repository`, in which GitHub promises little; what is listed as required it always sends. */
function list(endpoints: readonly string[], rows: string, becomes: 'evidence' | 'target'): ListFacts {
  return {
    endpoints,
    rows,
    next: { in: 'link-header' },
    id: 'id',
    required: ['id', 'full_name', 'html_url'],
    // A target does not tell who may see it, but the word is reported all the same.
    enums: [{ path: 'visibility', ...(becomes === 'evidence' && { reads: { visibility: 'unknown' } }) }],
  }
}

/** The demo tenant has few code and secret alerts in one repository; pages need more. */
function fillLists(emulator: GitHubEmulator, { tenant }: WorldOptions): void {
  const seen = [...seenByGitHub(tenant)]
  for (const kind of ['code', 'secret'] as const) {
    const finding = seen.find((one) => one.finding.kind === kind)?.finding
    if (finding === undefined) throw new Error(`The tenant has no ${kind} finding to make more of.`)
    for (const organization of emulator.organizations) {
      const busiest = busiestOf(seen, organization)
      for (let copy = 1; copy <= 5; copy += 1) {
        emulator.alerts.add(busiest, { ...finding, key: `${organization}-${kind}-${copy}`, location: placeOf(copy) })
      }
    }
  }
}

function busiestOf(seen: readonly Seen[], organization: string): string {
  const names = seen.map(({ repository }) => repository.fullName).filter((name) => name.startsWith(`${organization}/`))
  const counts = Map.groupBy(names, (name) => name)
  const [busiest] = [...counts].toSorted(([, one], [, other]) => other.length - one.length)
  if (busiest === undefined) throw new Error(`The tenant has nothing in ${organization}.`)
  return busiest[0]
}

function placeOf(copy: number) {
  return { path: `src/copy-${copy}.ts`, startLine: copy, endLine: copy, snippet: null }
}

function alerts(path: string, facts: Pick<ListFacts, 'required' | 'enums'>): ListFacts {
  return {
    endpoints: [`GET /repos/{owner}/{repo}/${path}/alerts`],
    rows: '[]',
    next: { in: 'link-header' },
    id: 'number',
    ...facts,
  }
}

const dependabot = alerts('dependabot', {
  required: ['number', 'state', 'dependency', 'dependency.package', 'dependency.package.name', 'security_advisory'],
  enums: [
    { path: 'security_vulnerability.severity', kept: 'vendorSeverity', reads: { severity: 'unknown' } },
    { path: 'dependency.package.ecosystem' },
    { path: 'dependency.relationship', reads: { package: { direct: null } } },
  ],
})

const codeScanning = alerts('code-scanning', {
  required: ['number', 'rule'],
  enums: [{ path: 'rule.security_severity_level', kept: 'vendorSeverity', reads: { severity: 'unknown' } }],
})

const secretScanning = alerts('secret-scanning', { required: ['number', 'state', 'secret_type'], enums: [] })
