import { ask, createClock, type Reply } from '@patchbay/sdk/testing'
import { expect, test } from 'vitest'
import { type BitbucketEmulator, type BitbucketEmulatorOptions, createBitbucketEmulator } from './emulator.ts'
import { sampleCloudRepositories, sampleServerRepositories } from './emulator-sample.ts'

test('it lists the workspaces an account is in, in order, and who administers them', async () => {
  await using emulator = await start()

  const { body } = await cloud(emulator, '/user/workspaces?sort=slug')

  expect(slugs(body)).toEqual(['acme-finance', 'acme-labs', 'acme-retail'])
  expect(body).not.toHaveProperty('size')
  expect(body.values[0]).toMatchObject({
    type: 'workspace_access',
    workspace: { uuid: expect.stringMatching(/^\{[\da-f-]{36}\}$/) },
  })
  expect(slugs((await cloud(emulator, '/user/workspaces?administrator=true')).body)).toEqual(['acme-retail'])
})

test('it pages along an absolute address, ten rows unless asked and a hundred at most', async () => {
  await using emulator = await start()
  const seen: string[] = []

  let url: string | undefined = `${emulator.cloudUrl}/repositories/acme-retail?role=member&pagelen=2&sort=full_name`
  while (url !== undefined) {
    const { body }: Reply = await cloud(emulator, url.slice(emulator.cloudUrl.length))
    expect(body).toMatchObject({ pagelen: 2, size: 5 })
    seen.push(...body.values.map((row: { full_name: string }) => row.full_name))
    url = body.next
  }

  expect(seen).toEqual(
    ['basket', 'catalogue', 'price-engine', 'store-locator', 'voucher-service'].map((name) => `acme-retail/${name}`),
  )
  expect((await cloud(emulator, '/repositories/acme-retail')).body.pagelen).toBe(10)
  expect(await cloud(emulator, '/repositories/acme-retail?pagelen=101')).toMatchObject({
    status: 400,
    body: { type: 'error', error: { message: 'Invalid pagelen' } },
  })
})

test('it shows a repository by id in braces, without a branch when it is empty, with a user name in its clone address', async () => {
  await using emulator = await start()

  const { body } = await cloud(emulator, '/repositories/acme-retail/voucher-service')

  expect(body).toMatchObject({ uuid: expect.stringMatching(/^\{.*\}$/), mainbranch: null, is_private: true, language: '' })
  expect(body.links.clone[0].href).toBe('https://patchbay@bitbucket.org/acme-retail/voucher-service.git')
  const byId = encodeURIComponent(body.workspace.uuid)
  expect((await cloud(emulator, `/repositories/${byId}?role=member`)).body.size).toBe(5)
})

test('it shows public repositories of other workspaces, and hides the others', async () => {
  await using emulator = await start()

  expect((await cloud(emulator, '/repositories/elsewhere')).body.values.map((row: { slug: string }) => row.slug)).toEqual([
    'open-tool',
  ])
  expect((await cloud(emulator, '/repositories/elsewhere?role=member')).body.values).toEqual([])
  expect(await cloud(emulator, '/repositories/elsewhere/closed-tool')).toMatchObject({
    status: 404,
    body: { type: 'error', error: { message: 'Repository elsewhere/closed-tool not found' } },
  })
  expect((await cloud(emulator, '/repositories/nobody')).status).toBe(404)
  expect((await cloud(emulator, '/repositories')).status).toBe(404)
})

test('it keeps access tokens to their workspace, and says which scope is missing', async () => {
  await using emulator = await start()
  const { email, pullRequestsOnly, workspaceToken } = emulator.credentials
  const bearer = (path: string) =>
    ask(`${emulator.cloudUrl}${path}`, { headers: { authorization: `Bearer ${workspaceToken}` } })

  expect((await bearer('/repositories/acme-retail')).body.size).toBe(5)
  expect((await bearer('/repositories/acme-finance')).body.size).toBe(0)
  expect((await bearer('/user/workspaces')).status).toBe(403)
  expect((await cloud(emulator, '/user', basic(email, pullRequestsOnly))).body.error.detail).toEqual({
    required: ['read:user:bitbucket'],
    granted: ['read:pullrequest:bitbucket'],
  })
})

test('it turns away a wrong email, a token as bearer, and revoked tokens', async () => {
  await using emulator = await start()
  const { apiToken } = emulator.credentials

  expect((await cloud(emulator, '/user', basic('patchbay', apiToken))).status).toBe(401)
  expect((await cloud(emulator, '/user', `Bearer ${apiToken}`)).status).toBe(401)
  emulator.faults.add({ action: { kind: 'revoke' } })
  expect((await cloud(emulator, '/user')).status).toBe(401)
  expect((await server(emulator, '/repos')).status).toBe(401)
})

test('it stops a caller after so many repository requests an hour, in plain text and without a time', async () => {
  const clock = createClock('2026-12-01T12:00:00Z')
  await using emulator = await start({ clock, limit: 1 })
  const path = '/repositories/acme-retail'

  expect((await cloud(emulator, path)).status).toBe(200)
  const limited = await fetch(`${emulator.cloudUrl}${path}`, { headers: { authorization: ownBasic(emulator) } })
  expect(limited.status).toBe(429)
  expect(limited.headers.get('retry-after')).toBeNull()
  expect(await limited.text()).toBe('Rate limit for this resource has been exceeded')
  expect((await cloud(emulator, '/user')).status).toBe(200)
  clock.advance(3_600_000)
  expect((await cloud(emulator, path)).status).toBe(200)
})

test('it is Data Center below another path: pages by start, active repositories unless asked for all', async () => {
  await using emulator = await start()

  const first = await server(emulator, '/repos?archived=ALL&limit=2')
  const last = await server(emulator, '/repos?archived=ALL&limit=2&start=4')

  expect(first.body).toMatchObject({ size: 2, limit: 2, isLastPage: false, start: 0, nextPageStart: 2 })
  expect(last.body).toMatchObject({ size: 1, isLastPage: true, nextPageStart: null })
  expect((await server(emulator, '/repos')).body).toMatchObject({ size: 4, limit: 25 })
  expect((await server(emulator, '/projects/LEGACY/repos?archived=ARCHIVED')).body.values).toMatchObject([
    { id: 21, slug: 'mainframe-bridge', archived: true, project: { key: 'LEGACY' } },
  ])
  expect((await server(emulator, '/repos?archived=SOME')).status).toBe(400)
})

test('it names default branches of Data Center, at the old address on older servers, and nothing for empty repositories', async () => {
  await using emulator = await start()
  await using older = await start({ olderServer: true })
  const repository = '/projects/OPS/repos/ldap-sync'

  expect((await server(emulator, `${repository}/default-branch`)).body).toMatchObject({
    id: 'refs/heads/master',
    displayId: 'master',
  })
  expect((await server(older, `${repository}/default-branch`)).status).toBe(404)
  expect((await server(older, `${repository}/branches/default`)).body.displayId).toBe('master')
  expect(await server(emulator, '/projects/LEGACY/repos/batch-scheduler/default-branch')).toMatchObject({ status: 204 })
})

test('it words errors of Data Center in its own way', async () => {
  await using emulator = await start()
  const words = (message: string) => ({ errors: [{ context: null, message: expect.stringContaining(message) }] })

  expect((await server(emulator, '/repos', 'Bearer nobody')).body).toMatchObject(words('Authentication failed'))
  expect((await server(emulator, '/projects/OPS/repos/nothing')).body).toMatchObject(words('OPS/nothing does not exist'))
  expect(await server(emulator, '/nowhere')).toMatchObject({ status: 404, body: words('does not exist') })
})

function start(options: Partial<BitbucketEmulatorOptions> = {}): Promise<BitbucketEmulator> {
  const clock = createClock('2026-12-01T12:00:00Z')
  return createBitbucketEmulator({ cloud: sampleCloudRepositories, dataCenter: sampleServerRepositories, clock, ...options })
}

function cloud(emulator: BitbucketEmulator, path: string, authorization = ownBasic(emulator)): Promise<Reply> {
  return ask(`${emulator.cloudUrl}${path}`, { headers: { authorization } })
}

function server(
  emulator: BitbucketEmulator,
  path: string,
  authorization = `Bearer ${emulator.credentials.serverToken}`,
): Promise<Reply> {
  return ask(`${emulator.dataCenterUrl}${path}`, { headers: { authorization } })
}

function basic(username: string, password: string): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}

function ownBasic({ credentials }: BitbucketEmulator): string {
  return basic(credentials.email, credentials.apiToken)
}

function slugs(body: { values: readonly { workspace: { slug: string } }[] }): readonly string[] {
  return body.values.map(({ workspace }) => workspace.slug)
}
