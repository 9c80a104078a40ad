import { createClock, demoTenant } from '@patchbay/sdk/testing'
import { expect, test } from 'vitest'
import { list, objectsOf, reader, start } from './emulator-probe.ts'

const main = 'context.type==CONTEXT_TYPE_MAIN'
const vulnerabilities = `${main} and spec.finding_categories contains [FINDING_CATEGORY_VULNERABILITY]`

test('it describes repositories the way each project was set up', async () => {
  await using emulator = await start()
  const get = await reader(emulator)
  const projects = objectsOf(await get(list('acme', 'projects', { page_size: '500' })))
  const named = (name: string) => projects.filter((project) => project.meta['name'] === name)

  expect(named('https://github.com/acme/payments-api.git')).toHaveLength(2)
  expect(named('https://github.com/acme/cart-service.git')).toHaveLength(1)
  expect(named('https://github.com/acme/checkout.git')).toHaveLength(0)
  expect(named('https://github.com/acme/brand-assets.git')).toHaveLength(0)
  expect(named('https://git.northwind.test/ops/batch-jobs.git')).toMatchObject([
    {
      spec: {
        platform_source: 'PLATFORM_SOURCE_GITSERVER',
        git: { git_clone_url: 'git@git.northwind.test:ops/batch-jobs.git' },
      },
    },
  ])
  expect(named('billing-agent-4.2.0')).toMatchObject([{ spec: { platform_source: 'PLATFORM_SOURCE_BINARY', git: null } }])
  const [uuid] = emulator.projectsOf('https://github.com/northwind/warehouse.git')
  const versions = await get(list('acme', 'repository-versions', { filter: `meta.parent_uuid=="${uuid}" and ${main}` }))
  expect(objectsOf(versions)).toMatchObject([{ meta: { name: 'master' }, spec: { version: { ref: 'master' } } }])
})

test('it keeps branches and pull requests in contexts of their own', async () => {
  await using emulator = await start()
  const get = await reader(emulator)
  const [uuid] = emulator.projectsOf('acme/web-shop')
  const count = async (filter: string) =>
    (await get(list('acme', 'findings', { filter: `spec.project_uuid==${uuid} and ${filter}`, count: 'true' }))).body
      .count_response.count

  expect(await count(main)).toBe(emulator.findingsOf(String(uuid)).length)
  expect(await count('context.type==CONTEXT_TYPE_REF and context.id==release/2.4')).toBeGreaterThan(10)
  expect(await count('context.type==CONTEXT_TYPE_CI_RUN')).toBe(2)
})

test('it gives one finding for each manifest, dependency and vulnerability', async () => {
  await using emulator = await start()
  const get = await reader(emulator)
  const filter = `${vulnerabilities} and spec.extra_key==GHSA-jf85-cpcp-j695`

  const findings = objectsOf(await get(list('acme', 'findings', { filter })))

  expect(findings.map((finding) => finding.spec['dependency_file_paths']).sort()).toEqual([
    ['admin/package-lock.json'],
    ['package-lock.json'],
  ])
  expect(new Set(findings.map((finding) => finding.meta['parent_uuid'])).size).toBe(2)
  expect(findings[0]).toMatchObject({
    meta: { parent_kind: 'PackageVersion', description: expect.stringMatching(/^GHSA-jf85-cpcp-j695: /) },
    spec: {
      target_dependency_package_name: 'npm://lodash@4.17.10',
      finding_metadata: { vulnerability: { meta: { name: 'GHSA-jf85-cpcp-j695' }, spec: { aliases: ['CVE-2019-10744'] } } },
    },
  })
  const parents = findings.map((finding) => finding.meta['parent_uuid'])
  const roots = objectsOf(await get(list('acme', 'package-versions', { filter: `uuid in [${parents.join(', ')}]` })))
  expect(roots.map((root) => root.meta['name']).sort()).toEqual(['npm://web-shop-admin@main', 'npm://web-shop@main'])
})

test('it says when a finding was detected, not when the advisory appeared', async () => {
  await using emulator = await start()
  const get = await reader(emulator)

  const [finding] = objectsOf(
    await get(list('acme', 'findings', { filter: `${main} and spec.extra_key==GHSA-jfh8-c2jp-5v3q` })),
  )

  expect(finding?.meta['create_time']).toMatch(/^2026-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  expect(finding?.spec['finding_metadata']).toMatchObject({
    vulnerability: { spec: { published: '2021-12-10T00:40:56.000Z' } },
  })
})

test.each([
  [
    'SAST',
    { meta: { parent_kind: 'RepositoryVersion' }, spec: { finding_metadata: { custom: { path: expect.any(String) } } } },
  ],
  [
    'SECRETS',
    {
      spec: { finding_metadata: { source_policy_info: { results: [{ fields: { 'Secret Location': expect.any(String) } }] } } },
    },
  ],
  [
    'MALWARE',
    {
      meta: { name: 'dependency_with_malicious_package' },
      spec: { finding_metadata: { malware: { spec: { package_name: 'ua-parser-js' } } } },
    },
  ],
  ['LICENSE_RISK', { meta: { name: 'bad_license' }, spec: { extra_key: expect.stringContaining('GPL') } }],
  ['CONTAINER', { spec: { target_dependency_package_name: expect.stringMatching(/^debian:\/\/debian\//) } }],
])('it has findings of category %s', async (category, shape) => {
  await using emulator = await start()
  const get = await reader(emulator)

  const filter = `${main} and spec.finding_categories contains FINDING_CATEGORY_${category}`
  const findings = objectsOf(await get(list('acme', 'findings', { filter })))

  expect(findings.length).toBeGreaterThan(0)
  for (const finding of findings) expect(finding).toMatchObject(shape)
})

test('it rescans: times move, identities stay, fixed ones go and leave a trace', async () => {
  const clock = createClock('2026-12-01T12:00:00Z')
  await using emulator = await start(clock)
  const get = await reader(emulator)
  const [project = ''] = emulator.projectsOf('acme/identity')
  const read = async () =>
    objectsOf(await get(list('acme', 'findings', { filter: `${main} and spec.project_uuid==${project}`, page_size: '500' })))
  const before = await read()
  const [fixed, changed] = before
  clock.advance(3_600_000)

  const scan = emulator.rescan(project, {
    fixed: [fixed?.uuid ?? ''],
    changed: { [changed?.uuid ?? '']: { level: 'FINDING_LEVEL_LOW' } },
    added: [{ ...(await demoTenant()).at(0), key: 'fresh' }],
  })

  const after = await read()
  const kept = after.find((finding) => finding.uuid === changed?.uuid)
  expect(kept?.meta).toMatchObject({ create_time: changed?.meta['create_time'], update_time: '2026-12-01T13:00:00.000427077Z' })
  expect(kept?.spec).toMatchObject({ level: 'FINDING_LEVEL_LOW', last_processed: '2026-12-01T13:00:00.000427077Z' })
  expect(after.map((finding) => finding.uuid)).not.toContain(fixed?.uuid)
  expect(after.filter((finding) => finding.meta['create_time'] === '2026-12-01T13:00:00.000Z')).toHaveLength(1)
  const logs = objectsOf(
    await get(
      list('acme', 'finding-logs', {
        filter: `meta.parent_uuid==${project} and meta.create_time >= date(2026-12-01T13:00:00Z)`,
      }),
    ),
  )
  expect(logs.map((log) => log.spec['operation']).sort()).toEqual(['OPERATION_CREATE', 'OPERATION_DELETE'])
  const result = await get(`/v1/namespaces/acme.platform/scan-results/${scan}`)
  expect(Object.keys(result.body.spec.deleted_findings)).toEqual([fixed?.uuid])
  expect(result.body.spec.findings.sort()).toEqual(after.map((finding) => finding.uuid).sort())
})

test('it leaves findings alone when a scan fails', async () => {
  await using emulator = await start()
  const [project = ''] = emulator.projectsOf('acme/identity')
  const before = emulator.findingsOf(project)

  const scan = emulator.rescan(project, { fixed: before, outcome: 'failure' })

  const get = await reader(emulator)
  expect(emulator.findingsOf(project)).toEqual(before)
  expect((await get(`/v1/namespaces/acme.platform/scan-results/${scan}`)).body.spec).toMatchObject({
    status: 'STATUS_FAILURE',
    exit_code: 'ENDORCTL_RC_ERROR',
  })
})

test('it forgets a removed project with all that hung on it', async () => {
  await using emulator = await start()
  const get = await reader(emulator)
  const [project = ''] = emulator.projectsOf('acme/identity')

  emulator.removeProject(project)

  expect((await get(`/v1/namespaces/acme.platform/projects/${project}`)).status).toBe(404)
  const left = await get(list('acme', 'findings', { filter: `spec.project_uuid==${project}`, count: 'true' }))
  expect(left.body.count_response.count).toBe(0)
  expect(() => emulator.rescan(project)).toThrow('There is no project')
})
