import { ask, createClock, demoTenant, type Seen, syntheticTenant, type Tenant } from '@patchbay/sdk/testing'
import { beforeAll, expect, test } from 'vitest'
import {
  createOxSecurityEmulator,
  gatewayPath,
  type OxSecurityEmulator,
  type OxSecurityEmulatorOptions,
  seenByOxSecurity,
} from './emulator.ts'

let tenant: Tenant

beforeAll(async () => {
  tenant = await demoTenant()
})

test('it takes the bare key and nothing else', async () => {
  await using emulator = await start()
  const { integration, expired, pipeline, otherTenant } = emulator.credentials
  const total = '{ getApplications { total } }'

  expect((await run(emulator, total)).body.data.getApplications.total).toBeGreaterThan(8)
  expect((await run(emulator, total, {}, otherTenant)).body.data.getApplications.total).toBe(0)
  for (const wrong of ['', 'nobody', expired, `Bearer ${integration}`]) {
    expect((await run(emulator, total, {}, wrong)).status).toBe(401)
  }
  expect((await run(emulator, total, {}, pipeline)).status).toBe(403)
})

test('it can turn bad keys away without JSON', async () => {
  await using emulator = await start({ behaviour: { badKey: 403, badKeyBody: 'text' } })

  const response = await fetch(`${emulator.url}${gatewayPath}`, { method: 'POST', body: '{}', headers: { authorization: 'x' } })

  expect([response.status, response.headers.get('content-type')]).toEqual([403, 'text/plain'])
  expect(await response.text()).toContain('Invalid or expired')
})

test.each([
  ['an unknown field', '{ getIssues(getIssuesInput: { limit: 1 }) { issues { issueLink } } }', {}],
  ['a limit left out', 'query ($in: IssuesInput) { getIssues(getIssuesInput: $in) { totalIssues } }', { in: { offset: 0 } }],
  ['an unknown enum value', '{ getIssues(getIssuesInput: { limit: 1, sort: { fields: [Age] } }) { totalIssues } }', {}],
  ['a document that does not parse', '{ getIssues( }', {}],
  ['a scalar with a selection', '{ getIssues(getIssuesInput: { limit: 1 }) { totalIssues { x } } }', {}],
])('it refuses %s with 400', async (_what, query, variables) => {
  await using emulator = await start()

  const { status, body } = await run(emulator, query, variables)

  expect(status).toBe(400)
  expect(body.errors[0].extensions.code).toMatch(/^(GRAPHQL_(VALIDATION|PARSE)_FAILED|BAD_USER_INPUT)$/)
  expect(body.errors[0].message).not.toBe('')
})

test('it can refuse documents with 200 as well', async () => {
  await using emulator = await start({ behaviour: { refusedDocument: 200 } })

  const { status, body } = await run(emulator, '{ nothing }')

  expect([status, body.data, body.errors[0].extensions.code]).toEqual([200, null, 'GRAPHQL_VALIDATION_FAILED'])
})

test('it answers aliases, fragments and operation names', async () => {
  await using emulator = await start()
  const query = `
    query First { getApplications { total } }
    query Second($n: Int!) { found: getIssues(getIssuesInput: { limit: $n }) { issues { ...Short } } }
    fragment Short on Issue { key: issueId category { name } }`

  const reply = await ask(`${emulator.url}${gatewayPath}`, {
    method: 'POST',
    headers: { authorization: emulator.credentials.integration, 'content-type': 'application/json' },
    body: JSON.stringify({ query, operationName: 'Second', variables: { n: 2 } }),
  })

  expect(reply.body.data.found.issues).toHaveLength(2)
  expect(Object.keys(reply.body.data.found.issues[0])).toEqual(['key', 'category'])
})

test('it lists applications, and archived ones only when asked', async () => {
  await using emulator = await start()
  const query = `query ($in: GetApplicationsInput) { getApplications(getApplicationsInput: $in) {
    applications { appId appName repoName organization link type relevant fakeApp branch } total totalFilteredApps totalIrrelevantApps } }`
  const list = async (input?: object) => (await run(emulator, query, { in: input })).body.data.getApplications

  const usual = await list()
  const names = usual.applications.map((app: Row) => app.appName)

  expect(names).toEqual(expect.arrayContaining(['acme/checkout', 'ops/batch-jobs', '*GitHub-Settings (acme)']))
  expect(names).not.toContain('acme/storefront-legacy')
  expect(names).not.toContain('billing-agent-4.2.0')
  expect(usual.applications.find((app: Row) => app.appName === 'acme/web-shop')).toMatchObject({
    appId: expect.stringMatching(/^\d+$/),
    repoName: 'web-shop',
    organization: 'acme',
    link: 'https://github.com/acme/web-shop',
  })
  expect([usual.total, usual.totalIrrelevantApps]).toEqual([usual.totalFilteredApps + 1, 1])
  const irrelevant = await list({ applicationFilters: ['Irrelevant'] })
  expect(irrelevant.applications.map((app: Row) => app.appName)).toEqual(['acme/storefront-legacy'])
  const paged = [...(await list({ limit: 4, offset: 0 })).applications, ...(await list({ limit: 100, offset: 4 })).applications]
  expect(paged).toEqual(usual.applications)
  emulator.behaviour.settings = 'left-out'
  expect((await list()).applications.map((app: Row) => app.appName)).not.toContain('*GitHub-Settings (acme)')
})

test('it holds all vulnerabilities of a package version in one issue', async () => {
  await using emulator = await start()

  const issues = await all(emulator)
  const lodash = issues.find((issue) => issue.issueId.endsWith('-oxPolicy_securityScan_120-lodash_4.17.10'))

  expect(issues.filter((issue) => issue.issueId.includes('lodash_4.17.10'))).toHaveLength(1)
  expect(lodash).toMatchObject({
    mainTitle: expect.stringMatching(/^lodash@4\.17\.10 has \d vulnerabilities\. CVE-\d+-\d+ \(CVSS:\d.*\) is the most severe/),
    category: { name: 'Open Source Security' },
    app: { name: 'acme/web-shop', repoName: 'web-shop' },
    isFixAvailable: true,
  })
  expect(lodash?.scaVulnerabilities.length).toBeGreaterThan(2)
  expect(lodash?.scaVulnerabilities[0]).toMatchObject({ libName: 'lodash', libVersion: '4.17.10', chainDepth: 2 })
  expect(lodash?.scaVulnerabilities.find((each: Row) => each.cve === 'CVE-2019-10744')).toMatchObject({
    cvsVer: '9.1',
    oxSeverity: 'Critical',
    minorVerWithFix: '4.17.12',
    majorVerWithFix: '',
    dateDiscovered: '2019-07-10',
  })
  expect(lodash?.aggregations.items.map((item: Row) => item.fileName).sort()).toEqual([
    'admin/package-lock.json',
    'package-lock.json',
  ])
})

test('it shows exactly what its scan sees, each issue with the date of its first finding', async () => {
  await using emulator = await start()
  const issues = await all(emulator)
  const seen = [...seenByOxSecurity(tenant)]

  const shown = issues
    .filter((issue) => issue.category.name === 'Open Source Security')
    .flatMap((issue) =>
      issue.scaVulnerabilities.map((each: Row) => line(issue.app.name, each.libName, each.libVersion, issue.createdAt)),
    )
  const expected = seen
    .filter(({ finding }) => finding.kind === 'dependency')
    .map(({ repository, finding, detectedAt }) =>
      line(repository.fullName, finding.package?.name, finding.package?.version, Date.parse(detectedAt)),
    )

  expect(new Set(shown)).toEqual(new Set(expected))
  const problems = new Set(
    seen
      .filter(({ finding }) => finding.kind === 'dependency')
      .map(({ repository, finding }) => `${repository.fullName} ${finding.package?.purl} ${finding.advisory?.id}`),
  )
  expect(shown.length).toBe(problems.size)
  expect(shown.length).toBeGreaterThan(110)
})

test('it tells of images with registry, tag and digest', async () => {
  await using emulator = await start()

  const issues = await all(emulator, { conditionalFilters: [filter('categories', 'container security')] })

  expect(issues.length).toBe(4)
  expect(issues[0]?.aggregations.items).toMatchObject([
    {
      image: 'registry.acme.test/web-shop',
      tag: '2.4.1',
      sha256: expect.stringMatching(/^sha256:[0-9a-f]{64}$/),
      registryName: 'registry.acme.test',
    },
  ])
  const artifacts = await run(
    emulator,
    '{ getArtifactsV2 { artifacts { artifactInfo { name version hash } vulnDepIssues } total } }',
  )
  expect(artifacts.body.data.getArtifactsV2).toMatchObject({
    total: 2,
    artifacts: [
      { artifactInfo: { name: 'registry.acme.test/web-shop', version: '2.4.1' } },
      { artifactInfo: { name: 'registry.acme.test/mail-worker', version: '1.8.0' } },
    ],
  })
  const found = artifacts.body.data.getArtifactsV2.artifacts as { vulnDepIssues: string[] }[]
  expect(found.map(({ vulnDepIssues }) => vulnDepIssues.length)).toEqual([3, 1])
  expect(found.flatMap(({ vulnDepIssues }) => vulnDepIssues).sort()).toEqual(issues.map((issue) => issue.issueId).sort())
})

test.each([
  [
    'Code Security',
    'code',
    { aggregations: { items: [{ startLine: expect.any(Number), link: expect.stringMatching(/#L\d+$/) }] } },
  ],
  ['Secret/PII Scan', 'secret', { aggregations: { items: [{ secretType: expect.any(String) }] } }],
  ['Infrastructure as Code Scan', 'infrastructure', { secondTitle: '.github/workflows/release.yml' }],
])('it has issues of category %s', async (category, kind, shape) => {
  await using emulator = await start()

  const issues = await all(emulator, { conditionalFilters: [filter('categories', category)] })

  const seen = [...seenByOxSecurity(tenant)].filter(({ finding }) => finding.kind === kind)
  expect(issues.map((issue) => issue.createdAt).sort()).toEqual(seen.map(({ detectedAt }) => Date.parse(detectedAt)).sort())
  for (const issue of issues) expect(issue).toMatchObject(shape)
})

test('it files licences and malicious packages under the bill of materials', async () => {
  await using emulator = await start()

  const issues = await all(emulator, { conditionalFilters: [filter('categories', 'SBOM')] })

  expect(issues.find((issue) => issue.sbom.malicious)).toMatchObject({
    severity: 'Appoxalypse',
    mainTitle: 'ua-parser-js@0.7.29 is a malicious package',
    scaVulnerabilities: [{ cve: 'GHSA-pjwm-rvh2-c87w' }],
  })
  expect(
    issues
      .filter((issue) => issue.sbom.licenseIssue)
      .map((issue) => issue.sbom.license)
      .sort(),
  ).toEqual(['AGPL-3.0-only', 'GPL-3.0-only'])
})

test.each([
  [
    'criticality',
    { condition: 'OR', fieldName: 'criticality', values: ['Critical', 'Appoxalypse'] },
    (issue: Row) => ['Critical', 'Appoxalypse'].includes(issue.severity),
  ],
  [
    'not an application',
    { condition: 'NOT', fieldName: 'apps', values: ['acme/web-shop'] },
    (issue: Row) => issue.app.name !== 'acme/web-shop',
  ],
  [
    'the start of an application',
    { condition: 'STARTSWITH', fieldName: 'apps', values: ['NORTHWIND/'] },
    (issue: Row) => issue.app.name.startsWith('northwind/'),
  ],
  [
    'a part of a title',
    { condition: 'CONTAINS', fieldName: 'issueNames', values: ['django'] },
    (issue: Row) => issue.mainTitle.includes('django'),
  ],
  [
    'a CVE',
    { condition: 'AND', fieldName: 'cve', values: ['CVE-2022-46175'] },
    (issue: Row) => issue.scaVulnerabilities.some((each: Row) => each.cve === 'CVE-2022-46175'),
  ],
  [
    'first seen',
    { condition: 'BETWEEN', fieldName: 'firstSeen', greaterThan: Date.parse('2026-08-01') },
    (issue: Row) => issue.createdAt >= Date.parse('2026-08-01'),
  ],
])('it filters by %s', async (_what, conditional, fits) => {
  await using emulator = await start()
  const everything = await all(emulator)

  const filtered = await all(emulator, { conditionalFilters: [conditional] })

  expect(filtered.length).toBeGreaterThan(0)
  expect(filtered.length).toBeLessThan(everything.length)
  expect(ids(filtered)).toEqual(ids(everything.filter(fits)))
})

test('it takes the deprecated filters and the search', async () => {
  await using emulator = await start()
  const everything = await all(emulator)

  expect(ids(await all(emulator, { filters: { criticality: ['High'], apps: ['acme/identity'] } }))).toEqual(
    ids(everything.filter((issue) => issue.severity === 'High' && issue.app.name === 'acme/identity')),
  )
  expect(ids(await all(emulator, { topLevelSearch: 'cve-2022-46175' }))).toEqual(
    ids(await all(emulator, { conditionalFilters: [filter('cve', 'CVE-2022-46175')] })),
  )
  const { body } = await run(emulator, issuesQuery, { in: { limit: 5, conditionalFilters: [filter('jobId', '1')] } })
  expect(body).toMatchObject({ data: { getIssues: null }, errors: [{ path: ['getIssues'] }] })
})

test('it offers the words its filters take', async () => {
  await using emulator = await start()
  const query = `{ getIssuesConditionalFiltersLazy(getIssuesConditionalFiltersInput: { limit: 1 }) {
    total filters { type items { label filterId count } } } }`

  const offered = (await run(emulator, query)).body.data.getIssuesConditionalFiltersLazy
  const categories = offered.filters.find((group: Row) => group.type === 'categories')

  for (const { label, count } of categories.items) {
    expect(await all(emulator, { conditionalFilters: [filter('categories', label)] })).toHaveLength(count)
  }
})

test('it sorts by severity unless told to sort by date, and pages by offset', async () => {
  await using emulator = await start()
  const severities = ['Info', 'Low', 'Medium', 'High', 'Critical', 'Appoxalypse']
  const usual = (await all(emulator, { sort: undefined })).map((issue) => severities.indexOf(issue.severity))
  const opened = await all(emulator)

  expect(usual).toEqual([...usual].sort((a, b) => b - a))
  expect(opened.map((issue) => issue.createdAt)).toEqual(opened.map((issue) => issue.createdAt).sort((a, b) => a - b))
  const { body } = await run(emulator, issuesQuery, { in: { limit: 7, offset: opened.length - 3, sort: byDate } })
  expect(ids(body.data.getIssues.issues)).toEqual(ids(opened.slice(-3)))
  expect(body.data.getIssues).toMatchObject({
    totalIssues: opened.length,
    totalFilteredIssues: opened.length,
    cursorValue: null,
  })
})

test('it can page by cursor, for one sort only', async () => {
  await using emulator = await start({ behaviour: { cursor: 'given' } })
  const page = async (input: object) => (await run(emulator, issuesQuery, { in: { limit: 20, sort: byDate, ...input } })).body
  const collected: Row[] = []

  let cursorValue: string | null = null
  do {
    const { data } = await page({ cursorValue })
    collected.push(...data.getIssues.issues)
    cursorValue = data.getIssues.cursorValue
  } while (cursorValue !== null)

  expect(ids(collected)).toEqual(ids(await all(emulator)))
  const first = (await page({})).data.getIssues.cursorValue
  const refused = await page({ cursorValue: first, sort: { fields: ['Severity'], order: ['DESC'] } })
  expect(refused).toMatchObject({ data: { getIssues: null }, errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
})

test.each(['larger', 'smaller'] as const)('it can give totals that are %s than what its pages hold', async (totals) => {
  await using emulator = await start({ behaviour: { totals } })
  const { getIssues } = (await run(emulator, issuesQuery, { in: { limit: 1000 } })).body.data

  const difference = Math.sign(getIssues.totalFilteredIssues - getIssues.issues.length)

  expect(difference).toBe(totals === 'larger' ? 1 : -1)
})

test('it moves issues to resolved when their last vulnerability is fixed', async () => {
  await using emulator = await start()
  const keys = ofPackage('acme/web-shop', 'json5').map(({ finding }) => finding.key)
  const issue = (await all(emulator)).find((each) => each.issueId.endsWith('json5_1.0.1') && each.app.name === 'acme/web-shop')
  const before = emulator.scanId()

  emulator.controls.fix(...keys)

  expect(emulator.scanId()).not.toBe(before)
  expect(ids(await all(emulator))).not.toContain(issue?.issueId)
  const query = 'query ($ids: [String!]!) { getIssuesStatuses(getIssuesStatusesInput: { issueIds: $ids }) { issueId status } }'
  const other = (await all(emulator))[0]?.issueId
  const { body } = await run(emulator, query, { ids: [issue?.issueId, other, 'nothing'] })
  expect(body.data.getIssuesStatuses.map((row: Row) => row.status)).toEqual(['Resolved', 'Active', null])
})

test('it keeps an issue with the vulnerabilities that are left', async () => {
  await using emulator = await start()
  const [first] = ofPackage('acme/web-shop', 'lodash').filter(({ finding }) => finding.manifest === 'package-lock.json')
  const find = async () => (await all(emulator)).find((issue) => issue.issueId.endsWith('-lodash_4.17.10'))
  const before = await find()
  const only = ofPackage('acme/web-shop', 'lodash').filter(
    ({ finding }) => finding.advisory?.id === first?.finding.advisory?.id,
  )

  emulator.controls.fix(...only.map(({ finding }) => finding.key))

  expect((await find())?.scaVulnerabilities.length).toBe(before?.scaVulnerabilities.length - 1)
  expect((await find())?.createdAt).toBe(before?.createdAt)
})

test('it gives an upgraded but still vulnerable package another issue', async () => {
  await using emulator = await start()

  emulator.controls.upgrade('acme/web-shop', 'lodash', '4.17.11')

  const lodash = (await all(emulator)).filter((issue) => issue.issueId.includes('-lodash_'))
  expect(lodash).toMatchObject([
    { issueId: expect.stringMatching(/lodash_4\.17\.11$/), createdAt: Date.parse('2026-12-01T12:00:00Z') },
  ])
})

test('it makes no vulnerability of an issue older than it is', async () => {
  await using emulator = await start()
  const seen = [...seenByOxSecurity(tenant)]

  const several = seen.filter((row) => seen.some((other) => other !== row && other.detectedAt === row.detectedAt))
  expect(several.length).toBeGreaterThan(0)
  expect(seen.filter(({ finding, detectedAt }) => finding.detectedAt !== null && detectedAt < finding.detectedAt)).toEqual([])
  expect(new Set((await all(emulator)).map((issue) => issue.createdAt))).toEqual(
    new Set(seen.map(({ detectedAt }) => Date.parse(detectedAt))),
  )
})

test('it takes excluded issues off the list and only marks false positives', async () => {
  await using emulator = await start()
  const code = [...seenByOxSecurity(tenant)].filter(({ finding }) => finding.kind === 'code')
  const [excluded, wrong] = code
  const before = await all(emulator)

  emulator.controls.triage(excluded?.finding.key ?? '', 'risk-accepted')
  emulator.controls.triage(wrong?.finding.key ?? '', 'false-positive')

  const after = await all(emulator)
  expect(after.length).toBe(before.length - 1)
  expect(after.find((issue) => issue.secondTitle === wrong?.finding.location?.path)?.isFalsePositive).toBe(true)
  const query =
    '{ getRemovedIssues(getRemovedIssuesInput: { limit: 50, offset: 0 }) { disappearedIssues { issueId disappearedReason } } }'
  const { disappearedIssues } = (await run(emulator, query)).body.data.getRemovedIssues
  expect(disappearedIssues).toMatchObject([{ disappearedReason: 'Excluded' }])
})

test('it keeps to a pinned scan while a newer one finishes', async () => {
  await using emulator = await start()
  const scanID = emulator.scanId()
  const whole = ids(await all(emulator))
  const page = async (input: object) =>
    (await run(emulator, issuesQuery, { in: { limit: 20, sort: byDate, ...input } })).body.data.getIssues.issues
  emulator.faults.add({
    path: gatewayPath,
    nth: 1,
    action: {
      kind: 'meanwhile',
      run: () => emulator.controls.fix(...ofPackage('acme/web-shop', 'lodash').map(({ finding }) => finding.key)),
    },
  })

  const first = await page({ offset: 0, scanID })
  const pinned = await page({ offset: 20, scanID })
  const newest = await page({ offset: 20 })

  expect(ids([...first, ...pinned])).toEqual(whole.slice(0, 40))
  expect(newest[0].scanId).not.toBe(scanID)
  expect((await all(emulator)).length).toBe(whole.length - 1)
  expect(await page({ scanID: 'unknown' })).toEqual([])
})

test('it tells what it can and what went wrong when a part is down', async () => {
  await using emulator = await start()
  const [issue] = await all(emulator)

  emulator.controls.breakIssue(issue?.issueId)

  const { status, body } = await run(emulator, issuesQuery, { in: { limit: 2, sort: byDate } })
  expect(status).toBe(200)
  expect(body.errors).toMatchObject([
    { path: ['getIssues', 'issues', 0, 'scaVulnerabilities'], extensions: { code: 'INTERNAL_SERVER_ERROR' } },
  ])
  expect(body.data.getIssues.issues[0]).toMatchObject({ issueId: issue?.issueId, scaVulnerabilities: null })
  emulator.controls.mendIssue(issue?.issueId)
  expect((await run(emulator, issuesQuery, { in: { limit: 2 } })).body.errors).toBeUndefined()
})

test('it gives one issue, with as many occurrences as asked for', async () => {
  await using emulator = await start()
  const lodash = (await all(emulator)).find((issue) => issue.issueId.endsWith('-lodash_4.17.10'))
  const query =
    'query ($id: String!) { getSingleIssueInfo(getSingleIssueInput: { issueId: $id }) { issueId aggregations { items { fileName } } } }'

  expect((await run(emulator, query, { id: lodash?.issueId })).body.data.getSingleIssueInfo.aggregations.items).toHaveLength(2)
  expect((await run(emulator, query, { id: 'nothing' })).body.data.getSingleIssueInfo).toBeNull()
  const bounded = await all(emulator, { limitAggItems: 1, issueId: lodash?.issueId })
  expect(bounded[0]?.aggregations.items).toHaveLength(1)
})

test('it counts requests by hour and by day and says which limit comes first', async () => {
  const clock = createClock('2026-12-01T12:00:00Z')
  await using emulator = await start({ clock, limit: { hour: 2, day: 3 } })
  const count = async () => {
    const { status, headers } = await run(emulator, '{ getApplications { total } }')
    return [status, headers.get('ratelimit-limit'), headers.get('ratelimit-remaining'), headers.get('ratelimit-reset')]
  }

  expect(await count()).toEqual([200, '2', '1', '3600'])
  expect(await count()).toEqual([200, '2', '0', '3600'])
  expect(await count()).toEqual([429, '2', '0', '3600'])
  clock.advance(3_600_000)
  expect(await count()).toEqual([200, '3', '0', '82800'])
  const refused = await run(emulator, '{ getApplications { total } }')
  expect(refused.body.errors).toMatchObject([{ message: 'Rate limit exceeded' }])
  expect(refused.headers.get('ratelimit-hourlimit')).toBe('2')
})

test('it serves a large tenant page by page', async () => {
  await using emulator = await start({ tenant: syntheticTenant({ projects: 40, findings: 8000 }) })
  const page = async (offset: number) =>
    (await run(emulator, issuesQuery, { in: { limit: 500, offset, sort: byDate } })).body.data.getIssues.issues

  const [first, second] = [await page(0), await page(500)]

  expect(new Set([...ids(first), ...ids(second)]).size).toBe(1000)
})

// biome-ignore lint/suspicious/noExplicitAny: tests read rows freely and assert on what they find
type Row = any

const byDate = { fields: ['OpenDate'], order: ['ASC'] }

const issuesQuery = `query GetIssues($in: IssuesInput) { getIssues(getIssuesInput: $in) {
  issues { issueId mainTitle secondTitle severity createdAt scanId isFixAvailable isFalsePositive category { name categoryId } policy { id name }
    app { id name type repoName organization } sbom { license licenseIssue malicious }
    aggregations { items { fileName link startLine image tag sha256 registryName secretType } }
    scaVulnerabilities { cve cvsVer libName libVersion chainDepth oxSeverity minorVerWithFix majorVerWithFix dateDiscovered } }
  totalIssues totalFilteredIssues offset cursorValue } }`

async function start(options: Partial<OxSecurityEmulatorOptions> = {}): Promise<OxSecurityEmulator> {
  return createOxSecurityEmulator({ tenant, clock: createClock('2026-12-01T12:00:00Z'), ...options })
}

function run(emulator: OxSecurityEmulator, query: string, variables: object = {}, key = emulator.credentials.integration) {
  return ask(`${emulator.url}${gatewayPath}`, {
    method: 'POST',
    headers: { authorization: key, 'content-type': 'application/json' },
    body: JSON.stringify({ query, variables }),
  })
}

async function all(emulator: OxSecurityEmulator, input: object = {}): Promise<readonly Row[]> {
  const { status, body } = await run(emulator, issuesQuery, { in: { limit: 10_000, sort: byDate, ...input } })
  expect([status, body.errors]).toEqual([200, undefined])
  return body.data.getIssues.issues
}

function filter(fieldName: string, ...values: string[]) {
  return { condition: 'OR', fieldName, values }
}

function ids(issues: readonly Row[]): readonly string[] {
  return issues.map((issue) => issue.issueId)
}

function line(...parts: readonly unknown[]): string {
  return parts.join(' ')
}

function ofPackage(fullName: string, name: string): readonly Seen[] {
  return [...seenByOxSecurity(tenant)].filter(
    ({ repository, finding }) => repository.fullName === fullName && finding.package?.name === name,
  )
}
