import { ask, createClock, demoTenant, type Reply, syntheticTenant, type Tenant } from '@patchbay/sdk/testing'
import { beforeAll, expect, test } from 'vitest'
import { createSemgrepEmulator, type SemgrepEmulator, type SemgrepEmulatorOptions, seenBySemgrep } from './emulator.ts'

let tenant: Tenant

beforeAll(async () => {
  tenant = await demoTenant()
})

test('it shows a token its one deployment', async () => {
  await using emulator = await start()
  const { otherTenant } = emulator.credentials

  expect((await get(emulator, '/deployments')).body.deployments).toEqual([
    { id: 48213, name: 'Acme', slug: 'acme', findings: { url: `${emulator.url}/api/v1/deployments/acme/findings` } },
  ])
  expect((await get(emulator, '/deployments', otherTenant)).body.deployments).toMatchObject([{ slug: 'globex' }])
  expect((await get(emulator, '/deployments/acme/findings', otherTenant)).status).toBe(404)
  expect((await get(emulator, '/deployments/globex/findings?issue_type=sca', otherTenant)).body.findings).toEqual([])
})

test('it turns away bad tokens with 401 and those of the wrong scope with 404', async () => {
  await using emulator = await start()
  const { agent, revoked, api } = emulator.credentials

  expect((await get(emulator, '/deployments', revoked)).status).toBe(401)
  expect((await get(emulator, '/deployments', 'nobody')).status).toBe(401)
  expect((await ask(`${emulator.url}/api/v1/deployments`)).status).toBe(401)
  const asToken = { headers: { authorization: `token ${api}` } }
  expect((await ask(`${emulator.url}/api/v1/deployments`, asToken)).status).toBe(401)
  expect((await get(emulator, '/deployments', agent)).status).toBe(404)
})

test('it tells the slug from the numeric id', async () => {
  await using emulator = await start()

  expect((await get(emulator, '/deployments/48213/findings')).status).toBe(404)
  expect((await get(emulator, '/deployments/acme/secrets')).status).toBe(404)
  expect((await get(emulator, '/deployments/48213/secrets')).status).toBe(200)
})

test('it lists projects from page 0 until a page is empty', async () => {
  await using emulator = await start()
  const page = async (number: number) =>
    (await get(emulator, `/deployments/acme/projects?page=${number}&page_size=4`)).body.projects

  const pages = [await page(0), await page(1), await page(2), await page(3)]

  expect(pages.map((rows) => rows.length)).toEqual([4, 4, 2, 0])
  const names = pages.flat().map((row) => row.name)
  expect(names).toContain('acme/checkout')
  expect(names).not.toContain('acme/storefront-legacy')
  expect(names).not.toContain('acme/brand-assets')
  const warehouse = pages.flat().find((row) => row.name === 'northwind/warehouse')
  expect(warehouse).toMatchObject({
    url: 'https://github.com/northwind/warehouse',
    default_branch: 'refs/heads/master',
    latest_scan_at: '2026-12-01T03:00:00.000000Z',
  })
  expect(pages.flat().find((row) => row.name === 'billing-agent-4.2.0')).not.toHaveProperty('url')
  expect((await get(emulator, '/deployments/acme/projects/acme%2Fidentity')).body.project).toMatchObject({
    name: 'acme/identity',
    managed_scan_config: { full_scan: { enabled: true } },
  })
})

test('it shows exactly what its scanner sees, with its dates, newest first', async () => {
  await using emulator = await start()
  const shown = [...(await all(emulator, 'sca', 'dedup=true')), ...(await all(emulator, 'sast', 'dedup=true'))]
  const secrets = (await get(emulator, '/deployments/48213/secrets')).body.findings

  const seen = [...seenBySemgrep(tenant)]
  const dates = [...shown.map((row) => row.created_at.replace('000Z', 'Z')), ...secrets.map((row: Row) => row.createdAt)]
  expect(dates.sort()).toEqual(seen.map(({ detectedAt }) => detectedAt).sort())
  expect(seen.filter(({ finding }) => finding.kind === 'dependency').length).toBeGreaterThan(120)
  const relevant = (await all(emulator, 'sca')).map((row) => row.relevant_since)
  expect(relevant).toEqual([...relevant].sort().reverse())
})

test('it lists a finding once for each ref unless asked not to', async () => {
  await using emulator = await start()
  const every = await all(emulator, 'sca', 'repos=acme/web-shop')
  const deduplicated = await all(emulator, 'sca', 'repos=acme/web-shop&dedup=true')

  expect(new Set(every.map((row) => row.ref))).toEqual(new Set(['refs/heads/main', 'refs/heads/release/2.4']))
  expect((await all(emulator, 'sast', 'repos=acme/web-shop')).map((row) => row.ref)).toContain('refs/pull/1/merge')
  expect(new Set(every.map((row) => row.id)).size).toBe(every.length)
  expect(new Set(every.map((row) => row.match_based_id)).size).toBe(deduplicated.length)
  expect(await all(emulator, 'sca', 'repos=acme/web-shop&ref=main')).toEqual(deduplicated)
  expect((await all(emulator, 'sca', 'ref=release/2.4')).length).toBeGreaterThan(10)
})

test('it identifies a dependency problem by CVE and says how it is reached', async () => {
  await using emulator = await start()

  const rows = await all(emulator, 'sca', 'dedup=true')

  expect(rows.find((row) => row.vulnerability_identifier === 'CVE-2021-44906')).toMatchObject({
    severity: 'critical',
    reachability: 'conditionally reachable',
    reachable_condition: expect.any(String),
    found_dependency: { package: 'minimist', version: '1.2.5', ecosystem: 'npm', transitivity: 'transitive' },
    fix_recommendations: [{ package: 'minimist', version: '1.2.6' }],
    is_malicious: false,
  })
  expect(rows.every((row) => /^(CVE|GHSA|MAL)-/.test(row.vulnerability_identifier))).toBe(true)
  expect(rows.filter((row) => row.is_malicious).map((row) => row.found_dependency.package)).toEqual(['ua-parser-js'])
  const used = rows.find((row) => row.reachability === 'reachable')
  expect(used?.usage.location.file_path).toMatch(/^src\//)
  emulator.behaviour.usage = 'observed'
  expect((await all(emulator, 'sca', 'dedup=true&exposures=reachable'))[0]?.usage.location).toHaveProperty('start_line')
})

test('it has code findings with rule, weakness and decision', async () => {
  await using emulator = await start()

  const rows = await all(emulator, 'sast', 'dedup=true')

  expect(rows.find((row) => row.location.file_path === 'src/catalog/search.ts')).toMatchObject({
    location: { line: 48, end_line: 50 },
    severity: 'high',
    rule: {
      name: 'typescript.lang.security.audit.js-sql-injection.js-sql-injection',
      cwe_names: [expect.stringMatching(/^CWE-89: /)],
    },
    sourcing_policy: { slug: 'default-policy' },
  })
  expect((await all(emulator, 'ai_sast')).length).toBe(0)
})

test('it takes lists with commas and as repeated keys', async () => {
  await using emulator = await start()

  const commas = await all(emulator, 'sca', 'exposures=reachable,always_reachable')

  expect(commas.length).toBeGreaterThan(0)
  expect(await all(emulator, 'sca', 'exposures=reachable&exposures=always_reachable')).toEqual(commas)
  expect(new Set(commas.map((row) => row.reachability))).toEqual(new Set(['reachable', 'always reachable']))
})

test.each([
  'page_size=99',
  'page_size=3001',
  'page=-1',
  'issue_type=secrets',
  'status=removed',
  'severities=urgent',
  'since=yesterday',
])('it refuses %s', async (query) => {
  await using emulator = await start()

  expect((await get(emulator, `/deployments/acme/findings?${query}`)).status).toBe(400)
})

test('it does not tell of a fix to those who ask only for what appeared since', async () => {
  const clock = createClock('2026-12-01T12:00:00Z')
  await using emulator = await start({ clock })
  const [seen] = [...seenBySemgrep(tenant)].filter(({ finding }) => finding.kind === 'code')
  const key = seen?.finding.key ?? ''
  const since = `dedup=true&since=${Date.parse('2026-12-01T00:00:00Z') / 1000}`

  emulator.controls.fix(key)

  expect(await all(emulator, 'sast', since)).toEqual([])
  expect(await all(emulator, 'sast', 'dedup=true&status=fixed')).toMatchObject([
    { state: 'fixed', state_updated_at: '2026-12-01T12:00:00.000000Z', created_at: `${seen?.detectedAt.slice(0, -1)}000Z` },
  ])
  emulator.controls.reopen(key)
  expect(await all(emulator, 'sast', since)).toMatchObject([{ status: 'open', triage_state: 'reopened' }])
  emulator.controls.triage(key, 'false-positive')
  expect(await all(emulator, 'sast', since)).toMatchObject([{ status: 'ignored', triage_reason: 'false_positive' }])
  emulator.controls.remove(key)
  expect(await all(emulator, 'sast', since)).toEqual([])
})

test('it returns neither the project nor the findings of a repository that was archived', async () => {
  await using emulator = await start()
  const names = async (type: string) => (await all(emulator, type, 'dedup=true')).map((row) => row.repository.name)
  expect(await names('sca')).toContain('acme/checkout')

  emulator.controls.archive('acme/checkout')

  expect(await names('sca')).not.toContain('acme/checkout')
  const { body } = await get(emulator, '/deployments/acme/projects')
  expect(body.projects.map((row: Row) => row.name)).not.toContain('acme/checkout')
})

test('it skips a row when something is fixed between two pages of open findings', async () => {
  await using emulator = await start()
  const open = await all(emulator, 'sca', 'status=open')
  const first = open[0]
  const key = [...seenBySemgrep(tenant)].find(({ detectedAt }) => first?.created_at.startsWith(detectedAt.slice(0, -1)))
  const page = (number: number) =>
    get(emulator, `/deployments/acme/findings?issue_type=sca&status=open&page_size=100&page=${number}`)
  emulator.faults.add({
    path: '/api/v1/deployments/{deployment}/findings',
    action: { kind: 'meanwhile', run: () => emulator.controls.fix(key?.finding.key ?? '') },
  })

  const ids = [...(await page(0)).body.findings, ...(await page(1)).body.findings].map((row: Row) => row.id)

  expect(ids.length).toBeLessThan(open.length)
  expect(open.filter((row) => !ids.includes(row.id)).map((row) => row.id)).not.toContain(first?.id)
})

test('it pages secrets by cursor and never shows their values', async () => {
  await using emulator = await start()
  const page = (cursor = '') => get(emulator, `/deployments/48213/secrets?limit=1&cursor=${cursor}`)

  const first = await page()
  const second = await page(first.body.cursor)

  expect(first.body.findings).toMatchObject([
    { severity: 'SEVERITY_CRITICAL', status: 'FINDING_STATUS_OPEN', repository: { scmType: 'SCM_TYPE_GITHUB' } },
  ])
  expect(first.body.findings[0].findingPathUrl).toMatch(/#L\d+$/)
  expect([second.body.cursor, second.body.findings.length]).toEqual(['', 1])
  expect(second.body.previous).not.toBe('')
  emulator.behaviour.secretsEnd = 'empty-page'
  const last = await page(first.body.cursor)
  expect((await page(last.body.cursor)).body).toMatchObject({ findings: [], cursor: '' })
  expect((await page('x')).status).toBe(400)
})

test('it does without products the deployment has not bought', async () => {
  await using emulator = await start({ behaviour: { secrets: 'disabled', supplyChain: 'disabled' } })

  expect((await get(emulator, '/deployments/48213/secrets')).status).toBe(404)
  expect(await all(emulator, 'sca')).toEqual([])
  expect((await all(emulator, 'sast')).length).toBeGreaterThan(0)
})

test('it writes times in either spelling', async () => {
  await using emulator = await start({ behaviour: { times: 'spaced' } })

  expect((await all(emulator, 'sast'))[0]?.created_at).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}\+00:00$/)
})

test('it can be told to limit requests', async () => {
  const clock = createClock('2026-12-01T12:00:00Z')
  await using emulator = await start({ clock, limit: { requests: 1, saysWait: true } })

  expect((await get(emulator, '/deployments')).status).toBe(200)
  const refused = await get(emulator, '/deployments')
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '60'])
  clock.advance(60_000)
  expect((await get(emulator, '/deployments')).status).toBe(200)
})

test('it serves a large tenant page by page', async () => {
  await using emulator = await start({ tenant: syntheticTenant({ projects: 40, findings: 8000 }) })
  const page = async (number: number): Promise<Row[]> =>
    (await get(emulator, `/deployments/acme/findings?issue_type=sca&dedup=true&page_size=3000&page=${number}`)).body.findings

  const [first, second] = [await page(0), await page(1)]

  expect([first.length, second.length]).toEqual([3000, 3000])
  expect(new Set([...first, ...second].map(({ id }) => id)).size).toBe(6000)
})

// biome-ignore lint/suspicious/noExplicitAny: tests read rows freely and assert on what they find
type Row = any

async function start(options: Partial<SemgrepEmulatorOptions> = {}): Promise<SemgrepEmulator> {
  return createSemgrepEmulator({ tenant, clock: createClock('2026-12-01T12:00:00Z'), ...options })
}

function get(emulator: SemgrepEmulator, path: string, token = emulator.credentials.api): Promise<Reply> {
  return ask(`${emulator.url}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } })
}

/** A whole list, page after page until one is empty. */
async function all(emulator: SemgrepEmulator, type: string, query = ''): Promise<readonly Row[]> {
  const rows: Row[] = []
  for (let page = 0; ; page += 1) {
    const reply = await get(emulator, `/deployments/acme/findings?issue_type=${type}&page=${page}&${query}`)
    expect(reply.status).toBe(200)
    if (reply.body.findings.length === 0) return rows
    rows.push(...reply.body.findings)
  }
}
