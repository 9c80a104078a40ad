import { ask, createClock, type Reply } from '@patchbay/sdk/testing'
import { expect, test } from 'vitest'
import { createGitLabEmulator, type GitLabEmulator } from './emulator.ts'
import { sampleProjects } from './emulator-sample.ts'

test('it lists the projects a token is a member of, in full', async () => {
  await using emulator = await start()

  const { body, headers } = await get(emulator, '/projects?membership=true&order_by=id&sort=asc')

  expect(paths(body)).toEqual(sampleProjects.map(({ path }) => path).filter((path) => !path.startsWith('elsewhere/')))
  expect(body[0]).toMatchObject({
    id: 50_400_101,
    visibility: 'private',
    archived: false,
    marked_for_deletion_on: '2026-12-24',
    web_url: 'https://gitlab.com/acme-platform/gateway',
    ssh_url_to_repo: 'git@gitlab.com:acme-platform/gateway.git',
    namespace: { kind: 'group', full_path: 'acme-platform', parent_id: null },
    permissions: { group_access: { access_level: 20 } },
  })
  expect(headers.get('x-total')).toBe('8')
})

test('it shows others public projects, never private ones', async () => {
  await using emulator = await start()

  const all = paths((await get(emulator, '/projects?per_page=100')).body)
  const ofGroup = paths((await get(emulator, '/projects?membership=true', emulator.credentials.group)).body)

  expect(all).toContain('elsewhere/public-tool')
  expect(all).not.toContain('elsewhere/private-tool')
  expect(new Set(ofGroup.map((path) => path.split('/')[0]))).toEqual(new Set(['acme-platform']))
  expect((await get(emulator, `/projects/${encodeURIComponent('elsewhere/private-tool')}`)).body).toEqual({
    message: '404 Project Not Found',
  })
})

test('it pages by keyset along the link, which names the last id and no total', async () => {
  await using emulator = await start()
  const seen: string[] = []

  let path: string | undefined = '/projects?membership=true&pagination=keyset&order_by=id&sort=asc&per_page=3'
  while (path !== undefined) {
    const { body, headers }: Reply = await get(emulator, path)
    seen.push(...paths(body))
    const next: string | undefined = /<([^>]+)>; rel="next"/.exec(headers.get('link') ?? '')?.[1]
    if (next !== undefined) expect(next).toContain(`id_after=${body.at(-1).id}`)
    expect(headers.get('x-total')).toBeNull()
    path = next?.slice(emulator.url.length)
  }

  expect(seen).toEqual(paths((await get(emulator, '/projects?membership=true&order_by=id&sort=asc')).body))
})

test('it refuses keyset pages of another order, and offsets beyond the limit', async () => {
  await using emulator = await start()

  expect((await get(emulator, '/projects?pagination=keyset')).status).toBe(405)
  const far = await get(emulator, '/projects?per_page=100&page=502')
  expect(far).toMatchObject({ status: 405, body: { error: expect.stringContaining('maximum allowed offset of 50000') } })
})

test('it pages by number with links and counts, twenty rows unless asked', async () => {
  await using emulator = await start()

  const second = await get(emulator, '/projects?membership=true&per_page=3&page=2')

  expect(second.headers.get('link')).toMatch(/page=1.*rel="prev".*page=3.*rel="next"/)
  expect(second.headers.get('x-next-page')).toBe('3')
  expect(second.headers.get('x-total-pages')).toBe('3')
  expect((await get(emulator, '/projects')).headers.get('x-per-page')).toBe('20')
})

test('it filters, and leaves archived and visibility out of the simple form', async () => {
  await using emulator = await start()
  const list = async (query: string) => paths((await get(emulator, `/projects?membership=true&${query}`)).body)

  expect(await list('archived=true')).toEqual(['acme-mobile/legacy/cordova-shell'])
  expect(await list('visibility=public')).toEqual(['acme-mobile/design-tokens'])
  expect(await list('search=APP&order_by=name&sort=asc')).toEqual(['acme-mobile/android-app', 'acme-mobile/ios-app'])
  expect((await get(emulator, '/projects?visibility=secret')).status).toBe(400)
  const { body } = await get(emulator, '/projects?simple=true')
  expect(body[0]).not.toHaveProperty('archived')
  expect(body[0]).not.toHaveProperty('visibility')
})

test('it lists a group with or without its subgroups', async () => {
  await using emulator = await start()
  const count = async (query: string) => (await get(emulator, `/groups/acme-platform/projects${query}`)).body.length

  expect(await count('')).toBe(2)
  expect(await count('?include_subgroups=true')).toBe(4)
  expect((await get(emulator, `/groups/${encodeURIComponent('acme-platform/deploy')}/projects`)).body).toHaveLength(1)
  expect((await get(emulator, '/groups/nobody/projects')).body).toEqual({ message: '404 Group Not Found' })
})

test('it takes a token in either header, and says why it takes one not', async () => {
  await using emulator = await start()
  const { personal, cloneOnly, expired } = emulator.credentials

  expect((await ask(`${emulator.url}/user`, { headers: { authorization: `Bearer ${personal}` } })).status).toBe(200)
  expect(await ask(`${emulator.url}/user`)).toMatchObject({ status: 401, body: { message: '401 Unauthorized' } })
  expect(await get(emulator, '/user', expired)).toMatchObject({ status: 401, body: { error: 'invalid_token' } })
  expect(await get(emulator, '/projects', cloneOnly)).toMatchObject({ status: 403, body: { error: 'insufficient_scope' } })
  expect((await get(emulator, '/personal_access_tokens/self', cloneOnly)).body).toMatchObject({
    scopes: ['read_repository'],
    expires_at: '2027-06-30',
    active: true,
  })
  emulator.faults.add({ action: { kind: 'revoke' } })
  expect((await get(emulator, '/user')).body.error_description).toContain('revoked')
})

test('it stops a user after so many requests a minute, in plain text', async () => {
  const clock = createClock('2026-12-01T12:00:00Z')
  await using emulator = await createGitLabEmulator({ projects: sampleProjects, clock, limit: 1 })

  const first = await get(emulator, '/user')
  const limited = await fetch(`${emulator.url}/user`, { headers: { 'private-token': emulator.credentials.personal } })

  expect(first.headers.get('ratelimit-remaining')).toBe('0')
  expect([limited.status, limited.headers.get('retry-after'), await limited.text()]).toEqual([429, '60', 'Retry later\n'])
  clock.advance(60_000)
  expect((await get(emulator, '/user')).status).toBe(200)
})

test('it can be self-managed: another host, no limits', async () => {
  await using emulator = await createGitLabEmulator({ projects: sampleProjects, selfManagedHost: 'git.acme.test', limit: 1 })

  expect((await get(emulator, '/projects/50400101')).body.web_url).toBe('https://git.acme.test/acme-platform/gateway')
  expect((await get(emulator, '/user')).headers.get('ratelimit-limit')).toBeNull()
})

test('it keeps the id of a project that moves, and forgets one that is deleted', async () => {
  await using emulator = await start()

  emulator.controls.rename('acme-mobile/ios-app', 'acme-platform/ios')
  emulator.controls.delete('acme-mobile/android-app')

  expect((await get(emulator, '/projects/50400228')).body.path_with_namespace).toBe('acme-platform/ios')
  expect((await get(emulator, '/projects/50400219')).status).toBe(404)
  expect(() => emulator.controls.delete('acme-mobile/ios-app')).toThrow('There is no project "acme-mobile/ios-app"')
})

function start(): Promise<GitLabEmulator> {
  return createGitLabEmulator({ projects: sampleProjects, clock: createClock('2026-12-01T12:00:00Z') })
}

function get(emulator: GitLabEmulator, path: string, token = emulator.credentials.personal): Promise<Reply> {
  return ask(`${emulator.url}${path}`, { headers: { 'private-token': token } })
}

function paths(rows: readonly { path_with_namespace: string }[]): readonly string[] {
  return rows.map((row) => row.path_with_namespace)
}
