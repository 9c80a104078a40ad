import { ask, createClock, demoTenant, type Reply, type Seen, syntheticTenant, type Tenant } from '@patchbay/sdk/testing'
import { beforeAll, expect, test } from 'vitest'
import { type AlertFamily, createGitHubEmulator, type GitHubEmulator, seenByGitHub } from './emulator.ts'

let tenant: Tenant

beforeAll(async () => {
  tenant = await demoTenant()
})

test('it shows exactly what its scanners see, with dates in whole seconds', async () => {
  await using emulator = await start()
  const families: readonly AlertFamily[] = ['dependabot', 'code-scanning', 'secret-scanning']
  const shown: string[] = []
  for (const family of families) {
    for (const org of emulator.organizations) {
      const alerts = await all(emulator, `/orgs/${org}/${family}/alerts?per_page=100&after=`)
      shown.push(...alerts.map((alert) => new Date(alert.created_at).toISOString()))
      expect(alerts.every((alert) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(alert.created_at))).toBe(true)
    }
  }

  const seen = [...seenByGitHub(tenant)]
  expect(shown.sort()).toEqual(seen.map(({ detectedAt }) => detectedAt).sort())
  expect(seen.length).toBeGreaterThan(150)
  expect(seen.some(({ repository }) => repository.fullName === 'ops/batch-jobs')).toBe(false)
})

test('it describes a dependency alert by advisory and manifest, without the installed version', async () => {
  await using emulator = await start()

  const alerts = await all(emulator, '/orgs/acme/dependabot/alerts?per_page=100')
  const minimist = alerts.find((alert) => alert.security_advisory.cve_id === 'CVE-2021-44906')

  expect(minimist).toMatchObject({
    state: 'open',
    dependency: {
      package: { ecosystem: 'npm', name: 'minimist' },
      manifest_path: 'package-lock.json',
      scope: 'runtime',
      relationship: 'transitive',
    },
    security_advisory: {
      ghsa_id: 'GHSA-xvch-5gv4-984h',
      severity: 'critical',
      cvss: { score: 9.8 },
      identifiers: [
        { type: 'GHSA', value: 'GHSA-xvch-5gv4-984h' },
        { type: 'CVE', value: 'CVE-2021-44906' },
      ],
    },
    security_vulnerability: { vulnerable_version_range: '>= 1.0.0, < 1.2.6', first_patched_version: { identifier: '1.2.6' } },
    repository: { full_name: 'acme/web-shop' },
  })
  expect(JSON.stringify(minimist)).not.toContain('1.2.5')
  for (const field of ['default_branch', 'archived', 'visibility', 'clone_url']) {
    expect(minimist?.repository).not.toHaveProperty(field)
  }
  expect(alerts.filter((alert) => alert.security_advisory.classification === 'malware')).toHaveLength(1)
})

test('it numbers alerts in each repository and family, oldest first, and never anew', async () => {
  const clock = createClock('2026-12-01T12:00:00Z')
  await using emulator = await start({ clock })
  const list = () => all(emulator, '/repos/acme/identity/dependabot/alerts?sort=created&direction=asc&per_page=100')
  const before = await list()
  const [seen] = ofRepository('acme/identity', 'dependency')
  if (!seen) throw new Error('nothing seen')

  emulator.alerts.fix(seen.finding.key)
  emulator.alerts.add('acme/identity', { ...seen.finding, key: 'fresh', manifest: 'tools/pom.xml' })

  const after = await list()
  expect(before.map(({ number }) => number)).toEqual(before.map((_, index) => index + 1))
  expect(after.slice(0, -1).map(({ number, created_at }) => [number, created_at])).toEqual(
    before.map(({ number, created_at }) => [number, created_at]),
  )
  expect(after.at(-1)).toMatchObject({ number: before.length + 1, created_at: '2026-12-01T12:00:00Z' })
  expect(after[0]).not.toHaveProperty('repository')
  expect(after.filter(({ state }) => state === 'fixed')).toMatchObject([
    { fixed_at: '2026-12-01T12:00:00Z', updated_at: '2026-12-01T12:00:00Z' },
  ])
})

test('it pages by cursor in both directions, and changes in between move nothing', async () => {
  await using emulator = await start()
  const path = '/orgs/acme/dependabot/alerts?per_page=20&state=open'
  const whole = await all(emulator, path)
  const first = await get(emulator, path)
  const second = await follow(emulator, first, 'next')
  const back = await follow(emulator, second, 'prev')
  const [seen] = [...seenByGitHub(tenant)].filter(
    ({ detectedAt, repository }) =>
      new Date(first.body[0].created_at).toISOString() === detectedAt && repository.fullName.startsWith('acme/'),
  )

  emulator.alerts.fix(seen?.finding.key ?? '')
  const again = await follow(emulator, first, 'next')

  expect(first.headers.get('link')).toMatch(/<[^>]+\/organizations\/\d+\/dependabot\/alerts\?[^>]*after=[^>]+>; rel="next"/)
  expect(first.headers.get('link')).not.toContain('rel="last"')
  expect(ids(back.body)).toEqual(ids(first.body))
  expect(ids(again.body)).toEqual(ids(second.body))
  expect(new Set(ids(whole)).size).toBe(whole.length)
})

test('it counts pages of code and secret alerts until a cursor is asked for', async () => {
  await using emulator = await start()
  const path = '/orgs/acme/code-scanning/alerts?per_page=1'

  const numbered = await get(emulator, path)
  const byCursor = await get(emulator, `${path}&after=`)

  expect(numbered.headers.get('link')).toMatch(/page=2>; rel="next"/)
  expect(byCursor.headers.get('link')).toMatch(/after=[^>]+>; rel="next"/)
  expect(ids(await all(emulator, path))).toEqual(ids(await all(emulator, `${path}&after=`)))
})

test('it lets readers stop at the first alert older than their mark', async () => {
  const clock = createClock('2026-12-01T12:00:00Z')
  await using emulator = await start({ clock })
  const [seen] = ofRepository('acme/checkout', 'dependency')

  emulator.alerts.triage(seen?.finding.key ?? '', 'risk-accepted')

  const { body } = await get(emulator, '/orgs/acme/dependabot/alerts?sort=updated&direction=desc')
  expect(body[0]).toMatchObject({
    state: 'dismissed',
    dismissed_reason: 'tolerable_risk',
    dismissed_at: '2026-12-01T12:00:00Z',
    updated_at: '2026-12-01T12:00:00Z',
  })
  expect(body[1].updated_at < '2026-12-01').toBe(true)
})

test('it describes code alerts with weakness, severity and place', async () => {
  await using emulator = await start()

  const alerts = await all(emulator, '/repos/acme/identity/code-scanning/alerts?per_page=100')

  expect(alerts.find((alert) => alert.rule.id.startsWith('actions/'))).toMatchObject({
    state: 'open',
    rule: { severity: 'note', security_severity_level: 'low', tags: ['security', 'external/cwe/cwe-829'] },
    tool: { name: 'CodeQL' },
    most_recent_instance: {
      ref: 'refs/heads/main',
      location: { path: '.github/workflows/release.yml', start_line: 22 },
    },
  })
  const [first] = alerts
  const instances = await get(emulator, `/repos/acme/identity/code-scanning/alerts/${first?.number}/instances`)
  expect(instances.body).toMatchObject([{ location: first?.most_recent_instance.location }])
  expect((await get(emulator, '/repos/acme/identity/code-scanning/alerts?ref=nowhere')).body).toEqual([])
})

test('it gives secrets away only to those who do not hide them', async () => {
  await using emulator = await start()
  const path = '/orgs/acme/secret-scanning/alerts?per_page=100'

  const hidden = await get(emulator, `${path}&hide_secret=true`)
  const open = await get(emulator, path)

  expect(hidden.body).toMatchObject([
    { secret_type: 'aws_access_key_id', validity: 'active', first_location_detected: { start_line: 9 } },
  ])
  expect(hidden.body[0]).not.toHaveProperty('secret')
  expect(open.body[0].secret).toMatch(/^emulated-/)
  const generic = await get(emulator, `${path}&hide_secret=true&secret_type=rsa_private_key`)
  expect(generic.body).toMatchObject([{ validity: 'unknown', repository: { full_name: 'acme/storefront-legacy' } }])
  const places = await get(emulator, '/repos/acme/payments-api/secret-scanning/alerts/1/locations')
  expect(places.body).toMatchObject([{ type: 'commit', details: { path: expect.stringContaining('application-it.yml') } }])
})

test('it opens alerts to each token as far as its rights go', async () => {
  await using emulator = await start()
  const { metadataOnly, member, publicOnly, withoutSso, fineGrained, expired } = emulator.credentials
  const organization = async (token: string, org = 'acme') => get(emulator, `/orgs/${org}/dependabot/alerts`, token)
  const repository = async (token: string, name: string) => get(emulator, `/repos/${name}/dependabot/alerts`, token)

  expect((await organization(fineGrained)).status).toBe(200)
  expect((await organization(fineGrained, 'northwind')).status).toBe(404)
  expect(await organization(metadataOnly)).toMatchObject({
    status: 403,
    body: { message: 'Resource not accessible by personal access token' },
  })
  expect((await repository(metadataOnly, 'acme/identity')).status).toBe(403)
  expect((await organization(member)).status).toBe(403)
  expect((await repository(member, 'acme/identity')).status).toBe(200)
  expect((await organization(publicOnly)).status).toBe(403)
  expect((await repository(publicOnly, 'northwind/edge-router')).status).toBe(200)
  expect((await repository(publicOnly, 'acme/identity')).status).toBe(404)
  const sso = await organization(withoutSso, 'northwind')
  expect([sso.status, sso.headers.get('x-github-sso')]).toEqual([403, expect.stringMatching(/^required; url=/)])
  expect((await organization(expired)).status).toBe(401)
})

test('it says which family is not on for a repository, and leaves it out of the organisation', async () => {
  await using emulator = await start()
  const { setFamily } = emulator.alerts
  const of = async (family: AlertFamily) => get(emulator, `/repos/acme/identity/${family}/alerts`)
  const named = async () =>
    (await all(emulator, '/orgs/acme/dependabot/alerts?per_page=100')).map((alert) => alert.repository.full_name)
  expect(await named()).toContain('acme/identity')

  setFamily('acme/identity', 'dependabot', 'off')
  setFamily('acme/identity', 'code-scanning', 'off')
  setFamily('acme/identity', 'secret-scanning', 'off')

  expect(await of('dependabot')).toMatchObject({ status: 403, body: { message: expect.stringContaining('disabled') } })
  expect(await of('code-scanning')).toMatchObject({ status: 403, body: { message: expect.stringContaining('Advanced') } })
  expect(await of('secret-scanning')).toMatchObject({ status: 404 })
  expect(await named()).not.toContain('acme/identity')
  setFamily('acme/identity', 'code-scanning', 'never-run')
  expect(await of('code-scanning')).toMatchObject({ status: 404, body: { message: 'no analysis found' } })
})

test.each([
  ['dependabot', 'severity=critical,high', (alert: Row) => ['critical', 'high'].includes(alert.security_advisory.severity)],
  ['dependabot', 'ecosystem=npm', (alert: Row) => alert.dependency.package.ecosystem === 'npm'],
  ['dependabot', 'package=lodash', (alert: Row) => alert.dependency.package.name === 'lodash'],
  ['dependabot', 'scope=runtime', (alert: Row) => alert.dependency.scope === 'runtime'],
  ['dependabot', 'relationship=direct', (alert: Row) => alert.dependency.relationship === 'direct'],
  ['dependabot', 'has=patch', (alert: Row) => alert.security_vulnerability.first_patched_version !== null],
  ['dependabot', 'state=dismissed', (alert: Row) => alert.state === 'dismissed'],
  ['code-scanning', 'severity=high', (alert: Row) => alert.rule.security_severity_level === 'high'],
  ['code-scanning', 'state=open', (alert: Row) => alert.state === 'open'],
  ['secret-scanning', 'providers=stripe', (alert: Row) => alert.provider_slug === 'stripe'],
] as const)('it filters %s alerts by %s', async (family, query, fits) => {
  await using emulator = await start()
  const list = async (extra: string) =>
    (
      await Promise.all(
        emulator.organizations.map((org) => all(emulator, `/orgs/${org}/${family}/alerts?per_page=100&after=&${extra}`)),
      )
    ).flat()

  const filtered = await list(query)

  expect(filtered.length).toBeGreaterThan(0)
  expect(ids(filtered)).toEqual(ids((await list('')).filter(fits)))
})

test('it refuses values outside of a closed set', async () => {
  await using emulator = await start()

  const { status, body } = await get(emulator, '/orgs/acme/dependabot/alerts?state=gone')

  expect(status).toBe(422)
  expect(body.errors).toMatchObject([{ field: 'state', code: 'invalid' }])
})

test('it gives a repository made anew none of the old alerts', async () => {
  await using emulator = await start()

  emulator.controls.recreate('acme/identity')

  expect((await get(emulator, '/repos/acme/identity/dependabot/alerts')).body).toEqual([])
})

test('it answers an unchanged list with 304', async () => {
  await using emulator = await start()
  const path = '/orgs/acme/dependabot/alerts?per_page=100'
  const etag = (await get(emulator, path)).headers.get('etag') ?? ''
  const again = () =>
    ask(`${emulator.url}${path}`, {
      headers: { authorization: `Bearer ${emulator.credentials.classic}`, 'user-agent': 'test', 'if-none-match': etag },
    })

  expect((await again()).status).toBe(304)
  emulator.alerts.fix(ofRepository('acme/web-shop', 'dependency')[0]?.finding.key ?? '')
  expect((await again()).status).toBe(200)
})

test('it serves a large tenant page by page', async () => {
  await using emulator = await createGitHubEmulator({
    tenant: syntheticTenant({ projects: 20, findings: 4000 }),
    clock: createClock('2026-12-01T12:00:00Z'),
  })

  const first = await get(emulator, `/orgs/${emulator.organizations[0]}/dependabot/alerts?per_page=100`)
  const second = await follow(emulator, first, 'next')

  expect(new Set([...ids(first.body), ...ids(second.body)]).size).toBe(200)
})

// biome-ignore lint/suspicious/noExplicitAny: tests read alerts freely and assert on what they find
type Row = any

async function start(options: { clock?: ReturnType<typeof createClock> } = {}): Promise<GitHubEmulator> {
  return createGitHubEmulator({ tenant, clock: createClock('2026-12-01T12:00:00Z'), ...options })
}

function get(emulator: GitHubEmulator, path: string, token = emulator.credentials.classic): Promise<Reply> {
  const headers = { authorization: `Bearer ${token}`, 'user-agent': 'test', accept: 'application/vnd.github+json' }
  return ask(`${emulator.url}${path}`, { headers })
}

function linkOf(reply: Reply, relation: string): string | undefined {
  return new RegExp(`<([^>]+)>; rel="${relation}"`).exec(reply.headers.get('link') ?? '')?.[1]
}

async function follow(emulator: GitHubEmulator, reply: Reply, relation: 'next' | 'prev'): Promise<Reply> {
  return get(emulator, (linkOf(reply, relation) ?? '').slice(emulator.url.length))
}

/** A whole list, by its links. */
async function all(emulator: GitHubEmulator, path: string): Promise<readonly Row[]> {
  const rows: Row[] = []
  let reply = await get(emulator, path)
  for (;;) {
    expect(reply.status).toBe(200)
    rows.push(...reply.body)
    if (linkOf(reply, 'next') === undefined) return rows
    reply = await follow(emulator, reply, 'next')
  }
}

function ids(alerts: readonly Row[]): readonly string[] {
  return alerts.map((alert) => alert.html_url)
}

function ofRepository(fullName: string, kind: string): readonly Seen[] {
  return [...seenByGitHub(tenant)].filter(
    ({ repository, finding }) => repository.fullName === fullName && finding.kind === kind,
  )
}
