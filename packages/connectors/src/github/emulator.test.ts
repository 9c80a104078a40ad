import { createSign } from 'node:crypto'
import { request } from 'node:http'
import { ask, createClock, demoTenant, type Reply, type Tenant } from '@patchbay/sdk/testing'
import { beforeAll, expect, test } from 'vitest'
import { createGitHubEmulator, type GitHubEmulator, secondaryLimit } from './emulator.ts'

let tenant: Tenant
const clock = () => createClock('2026-12-01T12:00:00Z')

beforeAll(async () => {
  tenant = await demoTenant()
})

test('it shows a classic token all repositories of both organisations', async () => {
  await using emulator = await start()

  const { status, body, headers } = await get(emulator, '/user/repos?per_page=100&affiliation=organization_member')

  expect(status).toBe(200)
  expect(names(body)).toContain('acme/checkout')
  expect(names(body)).toContain('northwind/warehouse')
  expect(names(body)).not.toContain('ops/batch-jobs')
  expect(names(body)).toEqual([...names(body)].sort())
  expect(headers.get('x-oauth-scopes')).toContain('repo')
  expect(body.find((row: { name: string }) => row.name === 'storefront-legacy')).toMatchObject({
    archived: true,
    default_branch: 'master',
    visibility: 'private',
    clone_url: 'https://github.com/acme/storefront-legacy.git',
    ssh_url: 'git@github.com:acme/storefront-legacy.git',
    owner: { login: 'acme', type: 'Organization' },
  })
})

test('it shows each token what it may see', async () => {
  await using emulator = await start()
  const { fineGrained, publicOnly, withoutSso, expired } = emulator.credentials
  const list = async (token: string) => get(emulator, '/user/repos?per_page=100', token)

  const fine = await list(fineGrained)
  expect(new Set(names(fine.body).map((name) => name.split('/')[0]))).toEqual(new Set(['acme']))
  expect(fine.headers.get('github-authentication-token-expiration')).toBe('2027-06-30 00:00:00 UTC')
  expect(names((await list(publicOnly)).body)).toEqual(['acme/brand-assets', 'northwind/edge-router'])
  const partial = await list(withoutSso)
  expect(names(partial.body).some((name) => name.startsWith('northwind/'))).toBe(false)
  expect(partial.headers.get('x-github-sso')).toMatch(/^partial-results; organizations=\d+$/)
  expect(await list(expired)).toMatchObject({ status: 401, body: { message: 'Bad credentials', status: '401' } })
})

test('it answers unseen repositories with 404 and unauthorised organisations with 403', async () => {
  await using emulator = await start()
  const { publicOnly, withoutSso } = emulator.credentials

  expect((await get(emulator, '/repos/acme/payments-api', publicOnly)).status).toBe(404)
  expect((await get(emulator, '/orgs/nobody/repos')).status).toBe(404)
  const refused = await get(emulator, '/orgs/northwind/repos', withoutSso)
  expect(refused.status).toBe(403)
  expect(refused.headers.get('x-github-sso')).toMatch(/^required; url=https:\/\/github\.com\/orgs\/northwind\/sso/)
})

test('it pages by link only, and the links of an organisation lead to its id', async () => {
  await using emulator = await start()
  const seen: string[] = []

  let url: string | undefined = `${emulator.url}/orgs/acme/repos?per_page=2&type=all`
  while (url !== undefined) {
    const page: Reply = await get(emulator, url.slice(emulator.url.length))
    seen.push(...names(page.body))
    url = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '')?.[1]
    if (url) expect(url).toMatch(/\/organizations\/\d+\/repos\?.*page=\d/)
  }

  expect(seen.length).toBe(new Set(seen).size)
  expect([...seen].sort()).toEqual([...names((await get(emulator, '/orgs/acme/repos?per_page=100')).body)].sort())
  expect((await get(emulator, '/orgs/acme/repos?per_page=100')).headers.get('link')).toBeNull()
})

test('it refuses type together with affiliation', async () => {
  await using emulator = await start()

  expect((await get(emulator, '/user/repos?type=all&affiliation=owner')).status).toBe(422)
})

test('it redirects a renamed or transferred repository by id until its name is taken', async () => {
  await using emulator = await start()
  const { controls } = emulator
  const moved = (path: string) => get(emulator, path, emulator.credentials.classic, { redirect: 'manual' })
  const { body: before } = await get(emulator, '/repos/acme/identity')

  expect((await get(emulator, '/repos/acme/cart-service')).body.full_name).toBe('acme/checkout')
  controls.rename('acme/identity', 'sign-on')
  controls.transfer('acme/sign-on', 'northwind')

  const redirect = await moved('/repos/acme/identity')
  expect(redirect.status).toBe(301)
  expect(redirect.headers.get('location')).toBe(`${emulator.url}/repositories/${before.id}`)
  expect((await get(emulator, '/repos/acme/sign-on')).body).toMatchObject({ id: before.id, full_name: 'northwind/sign-on' })
  controls.create('acme/identity')
  expect((await moved('/repos/acme/identity')).body.id).not.toBe(before.id)
})

test('it archives, deletes and makes again with another id', async () => {
  await using emulator = await start()
  const { body: before } = await get(emulator, '/repos/acme/identity')

  emulator.controls.archive('acme/identity')
  expect((await get(emulator, '/repos/acme/identity')).body).toMatchObject({ archived: true, permissions: { push: false } })
  const id = emulator.controls.recreate('acme/identity')
  expect(id).not.toBe(before.id)
  expect((await get(emulator, `/repositories/${before.id}`)).status).toBe(404)
  emulator.controls.delete('acme/identity')
  expect((await get(emulator, '/repos/acme/identity')).status).toBe(404)
  expect(() => emulator.controls.archive('acme/identity')).toThrow('There is no repository "acme/identity"')
})

test('it counts requests, but not those answered 304', async () => {
  await using emulator = await start()

  const first = await get(emulator, '/repos/acme/identity')
  const etag = first.headers.get('etag') ?? ''
  const second = await get(emulator, '/repos/acme/identity', undefined, { headers: { 'if-none-match': etag } })
  emulator.controls.archive('acme/identity')
  const third = await get(emulator, '/repos/acme/identity', undefined, { headers: { 'if-none-match': etag } })

  expect([first.status, second.status, third.status]).toEqual([200, 304, 200])
  expect(second.body).toBeUndefined()
  expect([first, second, third].map((reply) => reply.headers.get('x-ratelimit-remaining'))).toEqual(['4999', '4999', '4998'])
  expect((await get(emulator, '/rate_limit')).body.resources.core).toMatchObject({ limit: 5000, used: 2, remaining: 4998 })
})

test('it stops a caller that has used its hour up, and lets it go on after the reset', async () => {
  const time = clock()
  await using emulator = await createGitHubEmulator({ tenant, clock: time })
  emulator.leave(emulator.credentials.classic, 1)

  expect((await get(emulator, '/user')).status).toBe(200)
  const limited = await get(emulator, '/user')
  expect(limited).toMatchObject({ status: 403, body: { message: expect.stringContaining('API rate limit exceeded') } })
  expect(limited.headers.get('x-ratelimit-remaining')).toBe('0')
  expect((await get(emulator, '/user', emulator.credentials.fineGrained)).status).toBe(200)
  time.set(new Date(Number(limited.headers.get('x-ratelimit-reset')) * 1000))
  expect((await get(emulator, '/user')).status).toBe(200)
})

test('it can answer with a secondary limit', async () => {
  await using emulator = await start()
  emulator.faults.add({ path: '/user', action: secondaryLimit() })

  const limited = await get(emulator, '/user')

  expect(limited).toMatchObject({ status: 403, body: { message: expect.stringContaining('secondary rate limit') } })
  expect(limited.headers.get('retry-after')).toBe('60')
})

test('it refuses callers without a User-Agent and versions it does not know', async () => {
  await using emulator = await start()

  expect(await statusWithoutUserAgent(emulator)).toBe(403)
  const version = { headers: { 'x-github-api-version': '2019-01-01' } }
  expect((await get(emulator, '/user', undefined, version)).status).toBe(400)
})

test('it gives an app a token for an installation and shows that installation only', async () => {
  await using emulator = await start()
  const { app } = emulator.credentials
  const assertion = sign(app.privateKey, app.appId)

  const issued = await post(emulator, `/app/installations/${app.installationId}/access_tokens`, assertion)
  const { body } = await get(emulator, '/installation/repositories?per_page=100', issued.body.token)

  expect(issued).toMatchObject({ status: 201, body: { expires_at: '2026-12-01T13:00:00Z', repository_selection: 'all' } })
  expect(body.total_count).toBe(names(body.repositories).length)
  expect(names(body.repositories).every((name) => name.startsWith('acme/'))).toBe(true)
  expect((await get(emulator, '/user/repos', issued.body.token)).status).toBe(403)
  expect((await get(emulator, '/installation/repositories')).status).toBe(403)
  const selected = await post(emulator, `/app/installations/${app.selectedInstallationId}/access_tokens`, assertion)
  expect(names(selected.body.repositories)).toHaveLength(2)
})

test('it refuses app tokens that are forged, too long, too old, of another app or for a suspended installation', async () => {
  await using emulator = await start()
  const { app } = emulator.credentials
  const issue = async (assertion: string, id = app.installationId) =>
    (await post(emulator, `/app/installations/${id}/access_tokens`, assertion)).status
  const seconds = clock().now().getTime() / 1000

  expect(await issue(`${sign(app.privateKey, app.appId).slice(0, -8)}AAAAAAAA`)).toBe(401)
  expect(await issue(sign(app.privateKey, app.appId, { exp: seconds + 900 }))).toBe(401)
  expect(await issue(sign(app.privateKey, app.appId, { iat: seconds - 900, exp: seconds - 300 }))).toBe(401)
  expect(await issue(sign(app.privateKey, '1'))).toBe(404)
  expect(await issue(sign(app.privateKey, app.clientId))).toBe(201)
  expect(await issue(sign(app.privateKey, app.appId), app.suspendedInstallationId)).toBe(403)
  expect(await issue(sign(app.privateKey, app.appId), '1')).toBe(404)
})

test('it lets installation tokens expire after an hour and be revoked', async () => {
  const time = clock()
  await using emulator = await createGitHubEmulator({ tenant, clock: time })
  const { app } = emulator.credentials
  const path = `/app/installations/${app.installationId}/access_tokens`
  const token = (await post(emulator, path, sign(app.privateKey, app.appId))).body.token
  const status = async () => (await get(emulator, '/installation/repositories', token)).status

  expect(await status()).toBe(200)
  time.advance(3_600_000)
  expect(await status()).toBe(401)
  emulator.faults.add({ action: { kind: 'revoke' } })
  expect((await get(emulator, '/user')).status).toBe(401)
})

test('it can be an Enterprise Server: other prefix, other host, no limits', async () => {
  await using emulator = await createGitHubEmulator({ tenant, clock: clock(), enterpriseHost: 'github.acme.test' })

  const { body, headers } = await get(emulator, '/repos/acme/identity')

  expect(emulator.url).toMatch(/\/api\/v3$/)
  expect(body).toMatchObject({
    html_url: 'https://github.acme.test/acme/identity',
    url: `${emulator.url}/repos/acme/identity`,
  })
  expect(headers.get('x-ratelimit-limit')).toBeNull()
})

function start(): Promise<GitHubEmulator> {
  return createGitHubEmulator({ tenant, clock: clock() })
}

function get(emulator: GitHubEmulator, path: string, token?: string, init: RequestInit = {}): Promise<Reply> {
  const headers = { authorization: `Bearer ${token ?? emulator.credentials.classic}`, 'user-agent': 'test', ...init.headers }
  return ask(`${emulator.url}${path}`, { ...init, headers })
}

function post(emulator: GitHubEmulator, path: string, token: string): Promise<Reply> {
  const headers = { authorization: `Bearer ${token}`, 'user-agent': 'test' }
  return ask(`${emulator.url}${path}`, { method: 'POST', headers })
}

function names(rows: readonly { full_name: string }[]): readonly string[] {
  return rows.map((row) => row.full_name)
}

function sign(privateKey: string, issuer: string, claims: { iat?: number; exp?: number } = {}): string {
  const seconds = clock().now().getTime() / 1000
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const content = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ iat: seconds - 60, exp: seconds + 500, iss: issuer, ...claims })}`
  return `${content}.${createSign('RSA-SHA256').update(content).sign(privateKey, 'base64url')}`
}

/** `fetch` always sends one. */
function statusWithoutUserAgent(emulator: GitHubEmulator): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    request(`${emulator.url}/user`, { headers: { authorization: `Bearer ${emulator.credentials.classic}` } }, (response) => {
      response.resume()
      resolve(response.statusCode)
    })
      .on('error', reject)
      .end()
  })
}
