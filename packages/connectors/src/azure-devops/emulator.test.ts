import { ask, createClock, type Reply } from '@patchbay/sdk/testing'
import { expect, test } from 'vitest'
import { type AzureDevOpsEmulator, type AzureDevOpsEmulatorOptions, createAzureDevOpsEmulator } from './emulator.ts'
import { sampleProjects } from './emulator-sample.ts'

test('it pages projects by a token in a header, and leaves out those that are not well', async () => {
  await using emulator = await start()
  const seen: string[] = []

  let token: string | null = ''
  while (token !== null) {
    const rest: string = token === '' ? '' : `&continuationToken=${encodeURIComponent(token)}`
    const { body, headers }: Reply = await get(emulator, `/acme/_apis/projects?$top=3${rest}`)
    expect(body.count).toBe(body.value.length)
    seen.push(...names(body))
    token = headers.get('x-ms-continuationtoken')
  }

  expect(seen).toEqual(['Field Service', 'telemetry', 'Docs', 'Empty'])
  expect(names((await get(emulator, '/acme/_apis/projects?stateFilter=deleting')).body)).toEqual(['Sunset'])
  expect(names((await get(emulator, '/acme/_apis/projects?stateFilter=all&$skip=3')).body)).toEqual(['Empty', 'Sunset'])
  expect((await get(emulator, '/acme/_apis/projects?continuationToken=3')).status).toBe(400)
})

test('it lists repositories of a project by id or name, in one answer', async () => {
  await using emulator = await start()
  const { body: projects } = await get(emulator, '/acme/_apis/projects')

  const { body } = await get(emulator, `/acme/${projects.value[0].id}/_apis/git/repositories?$top=1&api-version=7.1`)

  expect(names(body)).toEqual(['dispatch-api', 'technician app', 'route-planner', 'spare-parts', 'dispatch-v1'])
  expect(body.value[1]).toMatchObject({
    defaultBranch: 'refs/heads/develop',
    webUrl: 'https://dev.azure.com/acme/Field%20Service/_git/technician%20app',
    remoteUrl: 'https://acme@dev.azure.com/acme/Field%20Service/_git/technician%20app',
    sshUrl: 'git@ssh.dev.azure.com:v3/acme/Field%20Service/technician%20app',
    project: { name: 'Field Service', visibility: 'private' },
  })
  expect(body.value[3]).not.toHaveProperty('defaultBranch')
  expect(body.value[4].isDisabled).toBe(true)
  expect((await get(emulator, '/acme/field%20service/_apis/git/repositories')).body).toEqual(body)
})

test('it shows hidden repositories and all addresses only when they are asked for', async () => {
  await using emulator = await start()
  const path = '/acme/Field%20Service/_apis/git/repositories'

  expect((await get(emulator, path)).body.value[0]).not.toHaveProperty('validRemoteUrls')
  const { body } = await get(emulator, `${path}?includeAllUrls=true&includeHidden=true`)
  expect(names(body)).toContain('internal-sync')
  expect(body.value[0].validRemoteUrls).toContain('https://acme.visualstudio.com/Field%20Service/_git/dispatch-api')
})

test('it lists the whole organization at once, and one repository by itself', async () => {
  await using emulator = await start()

  const { body } = await get(emulator, '/acme/_apis/git/repositories')
  const [first] = body.value

  expect(body.count).toBe(9)
  expect((await get(emulator, `/acme/Field%20Service/_apis/git/repositories/${first.id}`)).body.name).toBe('dispatch-api')
  expect((await get(emulator, '/acme/Docs/_apis/git/repositories/nothing')).body).toMatchObject({
    message: expect.stringContaining('TF401019'),
    typeKey: 'GitRepositoryNotFoundException',
  })
  expect((await get(emulator, '/acme/nothing/_apis/git/repositories')).body.message).toContain('TF200016')
  expect((await get(emulator, '/nobody/_apis/projects')).status).toBe(404)
})

test('it answers a bad token with a page, a redirect or, to who suppresses them, 401', async () => {
  await using emulator = await start()
  await using redirecting = await start({ signIn: 'redirect' })
  const bad = { authorization: basic('nobody'), 'x-tfs-fedauthredirect': '' }
  const url = (base: AzureDevOpsEmulator) => `${base.url}/acme/_apis/connectionData`

  const page = await fetch(url(emulator), { headers: bad })
  expect([page.status, page.headers.get('content-type')]).toEqual([203, 'text/html; charset=utf-8'])
  expect(await page.text()).toContain('Sign In')
  expect((await fetch(url(redirecting), { headers: bad, redirect: 'manual' })).headers.get('location')).toContain('/_signin')
  expect((await fetch(url(emulator), { headers: { ...bad, 'x-tfs-fedauthredirect': 'Suppress' } })).status).toBe(401)
  expect((await fetch(url(emulator))).status).toBe(203)
  redirecting.insistOnSignIn('page')
  expect((await fetch(url(redirecting), { headers: { ...bad, 'x-tfs-fedauthredirect': 'Suppress' } })).status).toBe(203)
  emulator.faults.add({ action: { kind: 'revoke' } })
  expect((await fetch(url(emulator), { headers: { authorization: basic(emulator.credentials.token) } })).status).toBe(203)
})

test('it keeps each token to its scopes, and tells every one who it is', async () => {
  await using emulator = await start()
  const { projectsOnly, workItemsOnly } = emulator.credentials

  expect((await get(emulator, '/acme/_apis/projects', projectsOnly)).status).toBe(200)
  expect(await get(emulator, '/acme/Docs/_apis/git/repositories', projectsOnly)).toMatchObject({
    status: 403,
    body: { typeKey: 'UnauthorizedRequestException' },
  })
  expect((await get(emulator, '/acme/_apis/projects', workItemsOnly)).status).toBe(403)
  expect((await get(emulator, '/acme/_apis/connectionData', workItemsOnly)).body.authenticatedUser.providerDisplayName).toBe(
    'Patchbay',
  )
})

test('it refuses versions it does not have: a server is older than the services', async () => {
  await using services = await start()
  await using server = await start({ serverHost: 'tfs.acme.test/tfs' })
  const status = async (emulator: AzureDevOpsEmulator, version: string) =>
    (await get(emulator, `/acme/_apis/projects?api-version=${version}`)).status

  expect([await status(services, '7.1'), await status(services, '7.2'), await status(services, '7.1-preview.4')]).toEqual([
    200, 400, 400,
  ])
  expect([await status(server, '7.0'), await status(server, '7.1')]).toEqual([200, 400])
  const { body } = await get(server, '/acme/Docs/_apis/git/repositories')
  expect(body.value[0].webUrl).toBe('https://tfs.acme.test/tfs/acme/Docs/_git/handbook')
})

test('it slows a user down near the limit, and blocks it at the limit until the time it names', async () => {
  const clock = createClock('2026-12-01T12:00:00Z')
  await using emulator = await start({ clock, limit: 2 })
  const path = '/acme/_apis/projects'

  expect((await get(emulator, path)).headers.get('retry-after')).toBeNull()
  const slowed = await get(emulator, path)
  expect([slowed.status, slowed.headers.get('x-ratelimit-remaining')]).toEqual([200, '0'])
  const blocked = await get(emulator, path)
  expect([blocked.status, blocked.headers.get('retry-after'), blocked.body.message]).toEqual([
    429,
    '300',
    expect.stringContaining('TF400733'),
  ])
  clock.advance(300_000)
  expect((await get(emulator, path)).status).toBe(200)
})

function start(options: Partial<AzureDevOpsEmulatorOptions> = {}): Promise<AzureDevOpsEmulator> {
  return createAzureDevOpsEmulator({ projects: sampleProjects, clock: createClock('2026-12-01T12:00:00Z'), ...options })
}

function get(emulator: AzureDevOpsEmulator, path: string, token = emulator.credentials.token): Promise<Reply> {
  return ask(`${emulator.url}${path}`, { headers: { authorization: basic(token) } })
}

function basic(token: string): string {
  return `Basic ${Buffer.from(`:${token}`).toString('base64')}`
}

function names(body: { value: readonly { name: string }[] }): readonly string[] {
  return body.value.map(({ name }) => name)
}
