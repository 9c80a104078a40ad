import { ask, createClock, demoTenant, type Reply, syntheticTenant, type Tenant } from '@patchbay/sdk/testing'
import { beforeAll, expect, test } from 'vitest'
import { createSnykEmulator, type SnykEmulator, type SnykEmulatorOptions, seenBySnyk } from './emulator.ts'

let tenant: Tenant

beforeAll(async () => {
  tenant = await demoTenant()
})

test('it answers a good token and turns away every other kind', async () => {
  await using emulator = await start()
  const { group, organization, accessToken, expired, withoutApi } = emulator.credentials
  const self = (authorization: string) => get(emulator, '/self', { authorization })

  expect((await self(`token ${group}`)).body.data).toMatchObject({ type: 'service_account', id: expect.stringMatching(uuid) })
  expect((await self(`Token ${organization}`)).status).toBe(200)
  expect((await self(`bearer ${accessToken}`)).body.data.type).toBe('app_instance')
  expect((await self(`token ${withoutApi}`)).status).toBe(200)
  for (const wrong of ['', `token ${expired}`, 'token nobody', `bearer ${group}`, `token ${accessToken}`]) {
    const refused = await self(wrong)
    expect(refused.status).toBe(401)
    expect(refused.body.errors).toMatchObject([{ status: '401', code: 'SNYK-0005' }])
    expect(refused.headers.get('content-type')).toBe('application/vnd.api+json')
  }
})

test('it shows each token the organisations it may see', async () => {
  await using emulator = await start()
  const { organization, limited, withoutApi, otherTenant } = emulator.credentials
  const [first, second] = emulator.organizations
  const slugs = async (token?: string) => data(await get(emulator, '/orgs', as(token))).map((org) => org.attributes.slug)

  expect(await slugs()).toEqual(['acme', 'northwind'])
  expect(await slugs(organization)).toEqual(['acme'])
  expect(await slugs(otherTenant)).toEqual(['globex'])
  expect((await get(emulator, '/orgs', as(withoutApi))).status).toBe(403)
  expect((await get(emulator, `/orgs/${second?.id}/issues`, as(organization))).status).toBe(404)
  expect((await get(emulator, `/groups/${emulator.groupId}/issues`, as(organization))).status).toBe(403)
  expect((await get(emulator, `/groups/${emulator.groupId}/orgs`, as(otherTenant))).status).toBe(403)
  const refused = await get(emulator, `/orgs/${first?.id}/issues`, as(limited))
  expect(refused.status).toBe(403)
  expect(refused.body.errors[0].detail).toContain('org.project.snapshot.read')
})

test('it wants a version on every call and says which one it served', async () => {
  await using emulator = await start()

  expect(await ask(`${emulator.url}/rest/orgs`, { headers: as() })).toMatchObject({
    status: 400,
    body: { errors: [{ source: { parameter: 'version' } }] },
  })
  expect((await ask(`${emulator.url}/rest/orgs?version=latest`, { headers: as() })).status).toBe(400)
  const { headers } = await ask(`${emulator.url}/rest/orgs?version=2026-11-28`, { headers: as() })
  expect(headers.get('snyk-version-requested')).toBe('2026-11-28')
  expect(headers.get('snyk-version-served')).toBe('2024-10-15')
  expect(headers.get('snyk-request-id')).toMatch(uuid)
})

test.each([
  ['limit=9', 'limit'],
  ['limit=101', 'limit'],
  ['limit=ten', 'limit'],
  ['page=2', 'page'],
  ['status=closed', 'status'],
  ['updated_after=yesterday', 'updated_after'],
  ['starting_after=v1.x', 'starting_after'],
  ['ignored=1', 'ignored'],
])('it refuses %s and names the parameter', async (query, parameter) => {
  await using emulator = await start()

  const { status, body } = await get(emulator, `/orgs/${emulator.organizations[0]?.id}/issues?${query}`)

  expect(status).toBe(400)
  expect(body.errors[0].source.parameter).toBe(parameter)
})

test('it pages through everything once, in whichever spelling of links', async () => {
  for (const links of ['prefixed', 'bare', 'absolute', 'object'] as const) {
    await using emulator = await start({ behaviour: { links } })
    const path = `/orgs/${emulator.organizations[0]?.id}/issues`
    const first = await get(emulator, `${path}?limit=10`)

    const ids = await walk(emulator, `${path}?limit=10`)

    expect(new Set(ids).size).toBe(ids.length)
    expect(ids).toEqual(await walk(emulator, `${path}?limit=100`))
    const spelled = { prefixed: '/rest/orgs/', bare: '/orgs/', absolute: `${emulator.url}/rest/orgs/` }
    if (links === 'object') expect(first.body.links.next.href).toContain('/rest/orgs/')
    else expect(first.body.links.next.startsWith(spelled[links])).toBe(true)
  }
})

test('it goes backwards from the last link', async () => {
  await using emulator = await start()
  const path = `/orgs/${emulator.organizations[0]?.id}/issues?limit=100`
  const forwards = await walk(emulator, path)

  const last = await ask(`${emulator.url}${(await get(emulator, path)).body.links.last}`, { headers: as() })

  expect(data(last).map(({ id }) => id)).toEqual(forwards.slice(-100))
  expect(last.body.links.next).toBeUndefined()
  expect(last.body.links.prev).toContain('ending_before=')
})

test('it ends with an empty page or with a link to itself where told to', async () => {
  await using emulator = await start({ behaviour: { lastPage: 'empty' } })
  const first = await get(emulator, '/orgs?limit=10')

  const second = await ask(`${emulator.url}${first.body.links.next}`, { headers: as() })
  expect([data(second).length, second.body.links.next]).toEqual([0, undefined])
  emulator.behaviour.lastPage = 'repeated'
  const again = await get(emulator, '/orgs?limit=10')
  expect(again.body.links.next).toBe(again.body.links.self)
})

test('it does not hold what it could only show under an id of its own', () => {
  const seen = [...seenBySnyk(tenant)].flatMap(({ finding }) => finding.advisory ?? [])

  const shown = /^(?:CVE|GHSA|SNYK)-/
  expect(seen.length).toBeGreaterThan(0)
  expect(seen.filter(({ id, aliases }) => ![id, ...aliases].some((one) => shown.test(one)))).toEqual([])
})

test('it lists targets the way each was imported', async () => {
  await using emulator = await start()
  const byName = new Map((await everything(emulator, 'targets')).map((target) => [target.attributes.display_name, target]))

  expect(byName.get('acme/web-shop')?.attributes).toMatchObject({ url: 'http://github.com/acme/web-shop', is_private: true })
  expect(byName.get('ops/batch-jobs')?.attributes.url).toBe('https://git.northwind.test/ops/batch-jobs.git')
  expect(byName.get('billing-agent-4.2.0')?.attributes.url).toBeNull()
  expect(byName.get('registry.acme.test/web-shop')?.attributes.url).toBeNull()
  expect(byName.has('acme/brand-assets')).toBe(false)
  expect(byName.get('acme/web-shop')?.relationships.integration.data.attributes.integration_type).toBe('github')
  const { body } = await get(emulator, `/orgs/${emulator.organizations[0]?.id}/targets/${byName.get('acme/checkout')?.id}`)
  expect(body.data.attributes.display_name).toBe('acme/checkout')
})

test('it can keep the old name of a renamed repository', async () => {
  await using emulator = await start({ behaviour: { renamedTargets: 'kept' } })

  const targets = (await everything(emulator, 'targets')).map((target) => target.attributes)

  expect(targets).toContainEqual(
    expect.objectContaining({ display_name: 'acme/cart-service', url: 'http://github.com/acme/cart-service' }),
  )
})

test('it lists projects by manifest, branch, code and image', async () => {
  await using emulator = await start()
  const path = `/orgs/${emulator.organizations[0]?.id}/projects?limit=100`
  const shop = data(await get(emulator, `${path}&expand=target`)).filter((project) =>
    String(project.attributes.name).includes('web-shop'),
  )

  expect(shop.map(({ attributes }) => [attributes.name, attributes.type, attributes.target_reference]).sort()).toEqual([
    ['acme/web-shop(release/2.4)', 'sast', 'release/2.4'],
    ['acme/web-shop(release/2.4):admin/package.json', 'npm', 'release/2.4'],
    ['acme/web-shop(release/2.4):package.json', 'npm', 'release/2.4'],
    ['acme/web-shop', 'sast', 'main'],
    ['acme/web-shop:admin/package.json', 'npm', 'main'],
    ['acme/web-shop:package.json', 'npm', 'main'],
    ['registry.acme.test/web-shop:2.4.1', 'deb', '2.4.1'],
  ])
  expect(shop[0]?.relationships.target.data.attributes).toMatchObject({ display_name: expect.stringContaining('web-shop') })
  const count = await get(emulator, `${path}&meta_count=only&types=npm`)
  expect(count.body.meta.count).toBe(data(await get(emulator, `${path}&types=npm`)).length)
  emulator.behaviour.counts = 'stale'
  expect((await get(emulator, `${path}&meta_count=only&types=npm`)).body.meta.count).toBeGreaterThan(count.body.meta.count)
})

test('it shows exactly what its scanner sees, with its dates', async () => {
  await using emulator = await start()
  const projects = new Map((await everything(emulator, 'projects')).map((project) => [project.id, project.attributes]))
  const shown = (await everything(emulator, 'issues')).filter(
    (issue) => !String(projects.get(issue.relationships.scan_item.data.id)?.name).includes('(release/'),
  )

  const seen = [...seenBySnyk(tenant)]
  const coordinates = shown.flatMap((issue) => issue.attributes.coordinates)
  expect(coordinates.map(({ created_at }) => created_at).sort()).toEqual(seen.map(({ detectedAt }) => detectedAt).sort())
  expect(seen.filter(({ finding }) => finding.kind === 'dependency').length).toBeGreaterThan(150)
  expect(seen.some(({ finding }) => finding.kind === 'secret')).toBe(false)
})

test('it names a problem by an id of its own, with CVE and GHSA among its problems', async () => {
  await using emulator = await start()
  const issues = await everything(emulator, 'issues')
  const lodash = issues.find((issue) => has(issue, 'CVE-2019-10744'))

  expect(lodash?.attributes).toMatchObject({
    key: expect.stringMatching(/^SNYK-JS-LODASH-\d{7}$/),
    type: 'package_vulnerability',
    status: 'open',
    effective_severity_level: 'critical',
    problems: [
      { source: 'SNYK', id: lodash?.attributes.key },
      { source: 'NVD', id: 'CVE-2019-10744' },
      { source: 'GHSA', id: 'GHSA-jf85-cpcp-j695' },
    ],
    coordinates: [{ representations: [{ dependency: { package_name: 'lodash', package_version: '4.17.10' } }] }],
  })
  const known = issues.find((issue) => has(issue, 'CVE-2021-23727'))
  expect(known?.attributes.key).toBe('SNYK-PYTHON-CELERY-2314953')
  expect(issues.every((issue) => issue.attributes.key !== '')).toBe(true)
})

test.each([
  ['license', { key: expect.stringMatching(/^snyk:lic:(pypi|maven):/), title: expect.stringMatching(/GPL-3.0-only license$/) }],
  [
    'code',
    {
      key: expect.stringMatching(/^[0-9a-f-]{36}$/),
      key_asset: expect.stringMatching(/^[0-9a-f-]{36}$/),
      coordinates: [
        {
          representations: [{ sourceLocation: { file: expect.any(String), region: { start: { line: expect.any(Number) } } } }],
        },
      ],
    },
  ],
])('it has issues of type %s', async (type, shape) => {
  await using emulator = await start()

  const issues = data(await get(emulator, `/groups/${emulator.groupId}/issues?limit=100&type=${type}`))

  expect(issues.length).toBeGreaterThan(0)
  for (const issue of issues) expect(issue.attributes).toMatchObject({ type, ...shape })
})

test('it knows the fixed versions of a package where issues do not', async () => {
  await using emulator = await start()
  const path = (purl: string) => `/orgs/${emulator.organizations[0]?.id}/packages/${encodeURIComponent(purl)}/issues`

  const { body } = await get(emulator, path('pkg:npm/minimist@1.2.5'))

  expect(body.meta.package).toEqual({ name: 'minimist', type: 'npm', url: 'pkg:npm/minimist@1.2.5', version: '1.2.5' })
  expect(body.data).toMatchObject([
    {
      id: expect.stringMatching(/^SNYK-JS-MINIMIST-/),
      attributes: {
        coordinates: [
          { remedies: [{ details: { upgrade_package: '0.2.4,1.2.6' } }], representation: ['<0.2.4', '>=1.0.0 <1.2.6'] },
        ],
      },
    },
  ])
  expect((await get(emulator, path('pkg:npm/left-pad@1.0.0'))).body.data).toEqual([])
  expect((await get(emulator, path('minimist'))).status).toBe(400)
})

test('it filters issues', async () => {
  await using emulator = await start()
  const path = `/groups/${emulator.groupId}/issues?limit=100`
  const all = await everything(emulator, 'issues')
  const count = async (query: string) => (await walk(emulator, `${path}&${query}`)).length
  const item = all[0]?.relationships.scan_item.data.id

  expect(await count('effective_severity_level=critical,high')).toBe(
    all.filter((issue) => ['critical', 'high'].includes(issue.attributes.effective_severity_level)).length,
  )
  expect(await count(`scan_item.type=project&scan_item.id=${item}`)).toBe(
    all.filter((issue) => issue.relationships.scan_item.data.id === item).length,
  )
  expect(await count('ignored=true')).toBeGreaterThan(0)
  expect(await count('status=resolved')).toBe(0)
  expect(await count('created_after=2026-10-01T00:00:00Z')).toBe(
    all.filter((issue) => issue.attributes.created_at >= '2026-10-01').length,
  )
})

test('it tells of fixes while they are fresh and forgets them later', async () => {
  const clock = createClock('2026-12-01T12:00:00Z')
  await using emulator = await start({ clock })
  const [seen] = [...seenBySnyk(tenant)].filter(({ repository }) => repository.fullName === 'acme/identity')
  const path = `/groups/${emulator.groupId}/issues?limit=100&updated_after=2026-12-01T11:00:00Z`
  expect(await walk(emulator, path)).toEqual([])
  const before = (await everything(emulator, 'issues')).length

  emulator.controls.fix(seen?.finding.key ?? '')

  const [fixed] = data(await get(emulator, path))
  expect(fixed?.attributes).toMatchObject({
    status: 'resolved',
    resolution: { type: 'fixed', resolved_at: '2026-12-01T12:00:00.000Z' },
    updated_at: '2026-12-01T12:00:00.000Z',
  })
  expect((await get(emulator, `/orgs/${emulator.organizations[0]?.id}/issues/${fixed?.id}`)).body.data.id).toBe(fixed?.id)
  clock.advance(91 * 86_400_000)
  expect((await everything(emulator, 'issues')).length).toBe(before - 1)
})

test('it drops the issues of a deactivated project without a word', async () => {
  await using emulator = await start()
  const [project = ''] = emulator.projectsOf('acme/identity')
  const of = async () =>
    walk(emulator, `/groups/${emulator.groupId}/issues?limit=100&scan_item.type=project&scan_item.id=${project}`)
  expect((await of()).length).toBeGreaterThan(0)

  emulator.controls.deactivate(project)

  expect(await of()).toEqual([])
  const listed = await everything(emulator, 'projects')
  expect(listed.find(({ id }) => id === project)?.attributes.status).toBe('inactive')
  emulator.controls.remove(project)
  expect((await everything(emulator, 'projects')).map(({ id }) => id)).not.toContain(project)
})

test('it lets a scan finish while somebody reads', async () => {
  await using emulator = await start()
  const [seen] = [...seenBySnyk(tenant)]
  const path = `/orgs/${emulator.organizations[0]?.id}/issues?limit=10&status=open`
  const whole = await walk(emulator, path)
  const armed = emulator.faults.add({
    path: '/rest/orgs/{org_id}/issues',
    nth: 2,
    action: { kind: 'meanwhile', run: () => emulator.controls.fix(seen?.finding.key ?? '') },
  })

  const read = await walk(emulator, path)

  expect(armed.fired).toBe(1)
  expect(read).toEqual(whole)
  // Gone from the default branch and from the release branch.
  expect((await walk(emulator, path)).length).toBe(whole.length - 2)
})

test('it throttles until a whole minute was silent', async () => {
  const clock = createClock('2026-12-01T12:00:00Z')
  await using emulator = await start({ clock, limit: 2 })
  const ask = async () => (await get(emulator, '/orgs')).status

  expect([await ask(), await ask(), await ask()]).toEqual([200, 200, 429])
  clock.advance(40_000)
  expect(await ask()).toBe(429)
  clock.advance(40_000)
  expect(await ask()).toBe(429)
  clock.advance(60_000)
  expect(await ask()).toBe(200)
  emulator.leave(emulator.credentials.group, 0)
  const refused = await get(emulator, '/orgs')
  expect(refused.body.errors[0].code).toBe('SNYK-0001')
  expect(refused.headers.get('retry-after')).toBeNull()
})

test('it serves a large tenant page by page', async () => {
  await using emulator = await createSnykEmulator({
    tenant: syntheticTenant({ projects: 200, findings: 100_000 }),
    clock: createClock('2026-12-01T12:00:00Z'),
  })
  const [first] = emulator.organizations

  const { body } = await get(emulator, `/orgs/${first?.id}/issues?limit=100`)
  const next = await ask(`${emulator.url}${body.links.next}`, { headers: as() })

  expect(body.data).toHaveLength(100)
  expect(next.body.data).toHaveLength(100)
  expect(next.body.data[0].id).not.toBe(body.data[0].id)
})

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

// biome-ignore lint/suspicious/noExplicitAny: tests read resources freely and assert on what they find
type Resource = { id: string; attributes: any; relationships: any }

async function start(options: Partial<SnykEmulatorOptions> = {}): Promise<SnykEmulator> {
  return createSnykEmulator({ tenant, clock: createClock('2026-12-01T12:00:00Z'), ...options })
}

function as(token = 'a3f6c1f0-0000-4000-8000-emulatorgroup'): Record<string, string> {
  return { authorization: `token ${token}` }
}

function get(emulator: SnykEmulator, path: string, headers = as()): Promise<Reply> {
  return ask(`${emulator.url}/rest${path}${path.includes('?') ? '&' : '?'}version=2024-10-15`, { headers })
}

function data(reply: Reply): readonly Resource[] {
  return reply.body.data
}

function has(issue: Resource, id: string): boolean {
  return issue.attributes.problems.some((problem: { id: string }) => problem.id === id)
}

/** Ids of a whole list, by following `next` however it is spelled. */
async function walk(emulator: SnykEmulator, path: string): Promise<readonly string[]> {
  return (await pages(emulator, path)).map(({ id }) => id)
}

async function pages(emulator: SnykEmulator, path: string): Promise<readonly Resource[]> {
  const rows: Resource[] = []
  let reply = await get(emulator, path)
  for (;;) {
    expect(reply.status).toBe(200)
    rows.push(...data(reply))
    const next = reply.body.links.next?.href ?? reply.body.links.next
    if (next === undefined) return rows
    const url = next.startsWith('http') ? next : `${emulator.url}${next.startsWith('/rest') ? '' : '/rest'}${next}`
    reply = await ask(url, { headers: as() })
  }
}

/** A whole list over all organisations. */
async function everything(emulator: SnykEmulator, list: 'issues' | 'projects' | 'targets'): Promise<readonly Resource[]> {
  const lists = await Promise.all(emulator.organizations.map(({ id }) => pages(emulator, `/orgs/${id}/${list}?limit=100`)))
  return lists.flat()
}
