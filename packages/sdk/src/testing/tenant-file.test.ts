import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { findingsOf, readTenantFile, type Tenant } from './index.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'patchbay-tenant-'))
})

afterAll(() => rm(folder, { recursive: true }))

const lodash = {
  repository: { cloneUrl: 'https://github.com/acme/web.git', defaultBranch: 'trunk' },
  manifest: 'package-lock.json',
  purl: 'pkg:npm/lodash@4.17.20',
  advisoryId: 'GHSA-35jh-r3h4-6jhm',
  aliases: ['CVE-2021-23337'],
  severity: 'high',
  published: '2021-05-06T16:05:51Z',
}

test('it reads a line and fills in what was left out', async () => {
  const tenant = await read(lodash)

  expect(tenant.repositories).toMatchObject([
    { fullName: 'acme/web', cloneUrl: 'https://github.com/acme/web.git', defaultBranch: 'trunk', archived: false },
  ])
  expect(tenant.at(0)).toMatchObject({
    kind: 'dependency',
    severity: 'high',
    title: 'GHSA-35jh-r3h4-6jhm in lodash',
    package: { name: 'lodash', version: '4.17.20', ecosystem: 'npm', direct: null, scope: null },
    advisory: { id: 'GHSA-35jh-r3h4-6jhm', aliases: ['CVE-2021-23337'], cve: 'CVE-2021-23337', kev: false },
    detectedAt: '2021-05-06T16:05:51.000Z',
    reachability: 'unknown',
  })
})

test('it takes the least a line may hold, and more than it knows', async () => {
  const tenant = await read({
    repository: { fullName: 'acme/api', unheardOf: 1 },
    package: 'org.slf4j:slf4j-ext',
    ecosystem: 'Maven',
    version: '1.7.2',
    cve: 'CVE-2018-8088',
    severity: 'MODERATE',
    detectedAt: '2024-01-02',
    scope: 'provided',
    title: null,
    somethingNew: { deep: true },
  })

  expect(tenant.repositories[0]?.cloneUrl).toBe('https://github.com/acme/api.git')
  expect(tenant.at(0)).toMatchObject({
    severity: 'medium',
    package: { purl: 'pkg:maven/org.slf4j/slf4j-ext@1.7.2', scope: null },
    advisory: { id: 'CVE-2018-8088', aliases: [] },
    detectedAt: '2024-01-02T00:00:00.000Z',
  })
})

test('it takes findings in own code, which have a rule and a place instead of a package', async () => {
  const tenant = await read({
    kind: 'secret',
    repository: { fullName: 'acme/api' },
    rule: { id: 'aws-access-key' },
    location: { path: 'config.yml', startLine: 9 },
    severity: 'critical',
  })

  expect(tenant.at(0)).toMatchObject({ package: null, advisory: null, location: { startLine: 9, endLine: 9 } })
})

test('it groups lines by repository however the address is written', async () => {
  const tenant = await read(
    lodash,
    { ...lodash, repository: { fullName: 'other/repo' } },
    { ...lodash, purl: 'pkg:npm/lodash@4.17.19', repository: { cloneUrl: 'git@github.com:Acme/Web.git' } },
  )

  expect(tenant.repositories.map((repository) => repository.fullName)).toEqual(['acme/web', 'other/repo'])
  expect([...findingsOf(tenant, 0)].map((finding) => finding.package?.version)).toEqual(['4.17.20', '4.17.19'])
  expect(tenant.span(1)).toEqual({ start: 2, end: 3 })
})

test('it gives the same keys every time and never one twice', async () => {
  const first = await read(lodash, lodash, { ...lodash, key: 'mine' })
  const second = await read(lodash, lodash, { ...lodash, key: 'mine' })

  const keys = [0, 1, 2].map((position) => first.at(position).key)
  expect([0, 1, 2].map((position) => second.at(position).key)).toEqual(keys)
  expect(new Set(keys).size).toBe(3)
  expect(keys[2]).toBe('mine')
})

test('it skips empty lines and a byte order mark', async () => {
  const path = join(folder, 'spaced.ndjson')
  await writeFile(path, `\uFEFF${JSON.stringify(lodash)}\r\n\r\n   \n`)

  expect((await readTenantFile(path)).size).toBe(1)
})

test.each([
  ['severity', { ...lodash, severity: 'dreadful' }],
  ['severity', { ...lodash, severity: undefined }],
  ['purl', { ...lodash, purl: undefined }],
  ['purl', { ...lodash, purl: 'lodash@4' }],
  ['version', { ...lodash, purl: 'pkg:npm/lodash' }],
  ['advisoryId', { ...lodash, advisoryId: undefined, aliases: [] }],
  ['repository.cloneUrl', { ...lodash, repository: {} }],
  ['repository', { ...lodash, repository: undefined }],
  ['published', { ...lodash, published: 'last week' }],
  ['rule', { ...lodash, kind: 'code', location: { path: 'a.ts' } }],
])('it names the line and the field when %s is wrong', async (field, line) => {
  await expect(read(lodash, line)).rejects.toThrow(new RegExp(`, line 2: .*${field.replace('.', '\\.')}: `))
})

test('it names the line that is not JSON and the one that repeats a key', async () => {
  const path = join(folder, 'broken.ndjson')
  await writeFile(path, `${JSON.stringify(lodash)}\n{"repository":`)

  await expect(readTenantFile(path)).rejects.toThrow(/broken\.ndjson, line 2: not a JSON object/)
  await expect(read({ ...lodash, key: 'a' }, { ...lodash, key: 'a' })).rejects.toThrow(
    /line 2: key: "a" was already used on line 1/,
  )
})

test('it says when the file is not there', async () => {
  await expect(readTenantFile(join(folder, 'missing.ndjson'))).rejects.toThrow(/missing\.ndjson cannot be read/)
})

async function read(...lines: readonly object[]): Promise<Tenant> {
  const path = join(folder, 'lines.ndjson')
  await writeFile(path, lines.map((line) => JSON.stringify(line)).join('\n'))
  return readTenantFile(path)
}
