import {
  type Answer,
  type Call,
  type Clock,
  createEmulator,
  decodeCursor,
  type Emulator,
  encodeCursor,
  findingsOf,
  type Route,
  readAuthorization,
  readCount,
  type Tenant,
  takePage,
} from '@patchbay/sdk/testing'

// Written from the vendor's documentation, never from the connector: what both got wrong, no test would find.

/** One token of every sort a user can come with. */
export const tokens = {
  good: 'acme_good_000000000001',
  expired: 'acme_expired_000000002',
  withoutScope: 'acme_without_scope_003',
} as const

export const organization = 'example-org'

export interface AcmeEmulatorOptions {
  readonly tenant: Tenant
  readonly clock?: Clock
  /** Most rows of a page, whatever is asked for. Default: the vendor's 100. */
  readonly rowsPerPage?: number
}

/** The Acme Security API over one tenant. */
export function createAcmeEmulator({ tenant, clock, rowsPerPage }: AcmeEmulatorOptions): Promise<Emulator> {
  const projects = projectsOf(tenant)
  const below = '/v1/organizations/{organization}/projects'
  return createEmulator({
    clock,
    pageSize: { parameter: 'limit', most: rowsPerPage },
    words: (status) => problem(status, `status ${status}`),
    gate: refuse,
    routes: [
      {
        method: 'GET',
        pattern: '/v1/me',
        handle: () => ({ status: 200, body: { name: 'sam', token_expires_at: '2027-03-01T00:00:00Z' } }),
      },
      {
        method: 'GET',
        pattern: below,
        handle: inOrganization((call) =>
          page(
            call,
            projects.map(({ row }) => row),
          ),
        ),
      },
      {
        method: 'GET',
        pattern: `${below}/{id}/issues`,
        handle: inOrganization((call) => {
          const found = projects.find(({ row }) => row.id === call.params['id'])
          return found ? page(call, found.issues) : problem(404, 'No such project.')
        }),
      },
    ],
  })
}

function problem(status: number, message: string): Answer {
  return { status, body: { error: { message } } }
}

function refuse(call: Call): Answer | undefined {
  const authorization = readAuthorization(call.headers)
  const token = authorization.kind === 'bearer' ? authorization.token : ''
  if (token === tokens.expired) return problem(401, 'The token has expired.')
  if (token === tokens.withoutScope) return problem(403, 'The token lacks the scope read.')
  return token === tokens.good ? undefined : problem(401, 'The token is not valid.')
}

function inOrganization(handle: (call: Call) => Answer): Route['handle'] {
  return (call) => (call.params['organization'] === organization ? handle(call) : problem(404, 'No such organization.'))
}

function page(call: Call, rows: readonly { readonly id: string }[]): Answer {
  const limit = readCount(call.query, 'limit', { fallback: 50, min: 1, max: 100 })
  const after = decodeCursor(call.query.get('cursor') ?? '')
  const start = after === undefined ? 0 : rows.findIndex(({ id }) => id === after) + 1
  const { items, more } = takePage(rows.slice(start), limit)
  const last = items.at(-1)
  return { status: 200, body: { items, next: more && last ? encodeCursor(last.id) : null } }
}

const ecosystems: Readonly<Record<string, string>> = { npm: 'npm', PyPI: 'pypi', Maven: 'maven', Go: 'go' }

/** The tenant's repositories and dependencies, dressed as the vendor dresses them. */
function projectsOf(tenant: Tenant) {
  return tenant.repositories.map((repository, index) => ({
    row: {
      id: `prj-${index + 1}`,
      name: repository.fullName,
      repository_url: repository.cloneUrl,
      default_branch: repository.defaultBranch,
      archived: repository.archived,
    },
    issues: [...findingsOf(tenant, index)].flatMap((finding) => {
      if (finding.kind !== 'dependency' || finding.package === null) return []
      const { ecosystem, name, version } = finding.package
      return {
        id: `iss-${finding.key}`,
        title: finding.title,
        severity: finding.severity === 'unknown' || finding.severity === 'info' ? 'none' : finding.severity,
        advisory: finding.advisory?.id ?? null,
        cvss: { vector: finding.advisory?.cvssVector ?? null, score: finding.advisory?.cvssScore ?? null },
        package: {
          ecosystem: ecosystems[ecosystem] ?? 'other',
          name,
          version,
          fixed_in: finding.advisory?.fixedVersions[0] ?? null,
        },
        manifest: finding.manifest,
        first_seen: finding.detectedAt,
      }
    }),
  }))
}
