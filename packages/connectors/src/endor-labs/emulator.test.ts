import { createClock, type Reply } from '@patchbay/sdk/testing'
import { expect, test } from 'vitest'
import type { EndorLabsCredential } from './emulator.ts'
import { list, objectsOf, reader, send, signIn, start } from './emulator-probe.ts'

const main = 'context.type==CONTEXT_TYPE_MAIN'
const vulnerabilities = `${main} and spec.finding_categories contains [FINDING_CATEGORY_VULNERABILITY]`

test('it trades a key pair for a token that lives four hours, in both spellings or one', async () => {
  await using emulator = await start()

  const both = await signIn(emulator, emulator.credentials.full)
  emulator.behaviour.tokenExpiry = 'camel'
  const camel = await signIn(emulator, emulator.credentials.full)
  emulator.behaviour.tokenExpiry = 'snake'
  const snake = await signIn(emulator, emulator.credentials.full)

  expect(both).toMatchObject({ expirationTime: '2026-12-01T16:00:00.000Z', expiration_time: '2026-12-01T16:00:00.000Z' })
  expect(Object.keys(camel)).toEqual(['token', 'expirationTime'])
  expect(Object.keys(snake)).toEqual(['token', 'expiration_time'])
  const claims = JSON.parse(Buffer.from(String(both['token']).split('.')[1] ?? '', 'base64url').toString())
  expect(claims.exp).toBe(Date.parse('2026-12-01T16:00:00Z') / 1000)
})

test('it refuses keys that are unknown, expired or incomplete', async () => {
  await using emulator = await start()
  const post = (body: unknown) => send(emulator, '/v1/auth/api-key', { method: 'POST', body: JSON.stringify(body) })

  expect(await post({ key: 'endr+x', secret: 'y' })).toMatchObject({ status: 401, body: { code: 16 } })
  expect(await post(emulator.credentials.expired)).toMatchObject({ status: 401, body: { code: 16 } })
  expect(await post({ key: 'endr+x' })).toMatchObject({ status: 400, body: { code: 3 } })
})

test('it wants a living bearer token everywhere below namespaces', async () => {
  const clock = createClock('2026-12-01T12:00:00Z')
  await using emulator = await start(clock)
  const get = await reader(emulator)

  const without = await send(emulator, '/v1/namespaces/acme/projects')
  expect(without.body).toEqual({
    code: 16,
    message: 'Invalid authorization header:',
    details: [{ '@type': 'type.googleapis.com/internal.endor.ai.rpc.v1.HTTPErrorInfo', status_code: 401 }],
  })
  expect((await get('/v1/namespaces/acme/projects')).status).toBe(200)
  clock.advance(4 * 3600 * 1000)
  expect((await get('/v1/namespaces/acme/projects')).status).toBe(401)
})

test('it revokes tokens in the middle of a run', async () => {
  await using emulator = await start()
  const get = await reader(emulator)
  emulator.faults.add({ path: '/v1/namespaces/{ns}/findings', nth: 2, action: { kind: 'revoke' } })

  expect((await get('/v1/namespaces/acme/findings')).status).toBe(200)
  expect((await get('/v1/namespaces/acme/findings')).status).toBe(401)
  expect((await (await reader(emulator))('/v1/namespaces/acme/findings')).status).toBe(200)
})

test('it keeps each key to its namespace and its rights', async () => {
  await using emulator = await start()
  const { child, underPrivileged, otherTenant, readOnly } = emulator.credentials
  const status = async (credential: EndorLabsCredential, path: string) =>
    (await (await reader(emulator, credential))(path)).status

  expect(await status(readOnly, '/v1/namespaces/acme.web/findings')).toBe(200)
  expect(await status(readOnly, '/v1/namespaces/web/findings')).toBe(403)
  expect(await status(child, '/v1/namespaces/acme.web/findings')).toBe(200)
  expect(await status(child, '/v1/namespaces/acme/findings')).toBe(403)
  expect(await status(underPrivileged, '/v1/namespaces/acme/projects')).toBe(200)
  expect(await status(underPrivileged, '/v1/namespaces/acme/findings')).toBe(403)
  expect(await status(otherTenant, '/v1/namespaces/acme/findings')).toBe(403)
  emulator.behaviour.foreignNamespace = 'empty'
  const get = await reader(emulator, otherTenant)
  expect((await get('/v1/namespaces/acme/findings')).body).toMatchObject({ list: { objects: [] } })
})

test('it shows only the namespace asked for unless told to traverse', async () => {
  await using emulator = await start()
  const get = await reader(emulator)
  const namespaces = async (query: string) =>
    new Set(
      objectsOf(await get(`/v1/namespaces/acme.platform/projects?${query}`)).map((object) => object.tenant_meta.namespace),
    )

  expect(await namespaces('')).toEqual(new Set(['acme.platform']))
  expect(await namespaces('list_parameters.traverse=true')).toEqual(new Set(['acme.platform', 'acme.platform.edge']))
  const children = objectsOf(await get('/v1/namespaces/acme/namespaces?list_parameters.traverse=true'))
  expect(children.map((object) => object.spec['full_name']).sort()).toEqual(['acme.platform', 'acme.platform.edge', 'acme.web'])
})

test.each(['page_id', 'page_token'] as const)('it pages by %s without losing or repeating an object', async (style) => {
  await using emulator = await start()
  const get = await reader(emulator)
  const uuids: string[] = []

  let next: unknown = ''
  do {
    const page: Reply = await get(list('acme', 'findings', { filter: vulnerabilities, page_size: '37', [style]: String(next) }))
    uuids.push(...objectsOf(page).map((object) => object.uuid))
    next = page.body.list.response[`next_${style}`]
  } while (next !== null)

  const counted = await get(list('acme', 'findings', { filter: vulnerabilities, count: 'true' }))
  expect(new Set(uuids).size).toBe(uuids.length)
  expect(uuids).toEqual([...uuids].sort())
  expect(counted.body).toEqual({ count_response: { count: uuids.length } })
})

test('it ends lists in each of the ways that were seen', async () => {
  await using emulator = await start()
  const get = await reader(emulator)
  const last = async () => (await get('/v1/namespaces/acme/namespaces')).body.list.response

  expect(await last()).toEqual({ next_page_id: null, next_page_token: null })
  emulator.behaviour.lastPage = 'empty'
  expect(await last()).toEqual({ next_page_id: '', next_page_token: 0 })
  emulator.behaviour.lastPage = 'absent'
  expect(await last()).toEqual({})
})

test('it caps the page size at 500 and uses 100 when none is asked for', async () => {
  await using emulator = await start()
  const get = await reader(emulator)

  expect(objectsOf(await get(list('acme', 'finding-logs', {})))).toHaveLength(100)
  expect(objectsOf(await get(list('acme', 'finding-logs', { page_size: '9000' }))).length).toBeGreaterThan(200)
})

test('it masks and sorts, and refuses paths the resource does not have', async () => {
  await using emulator = await start()
  const get = await reader(emulator)

  const [first] = objectsOf(await get(list('acme', 'projects', { mask: 'meta.name,spec.git.full_name', page_size: '1' })))
  expect(Object.keys(first ?? {}).sort()).toEqual(['meta', 'spec', 'uuid'])
  expect(Object.keys(first?.meta ?? {})).toEqual(['name'])
  const sorted = objectsOf(
    await get(list('acme', 'projects', { 'sort.path': 'meta.name', 'sort.order': 'SORT_ENTRY_ORDER_DESC' })),
  ).map((object) => String(object.meta['name']))
  expect(sorted).toEqual([...sorted].sort().reverse())

  expect(await get(list('acme', 'findings', { mask: 'uui' }))).toMatchObject({
    status: 400,
    body: {
      code: 3,
      message: 'mask: proto: invalid path &#34;uui&#34; for message &#34;internal.endor.ai.endor.v1.Finding&#34;',
    },
  })
  expect(await get(list('acme', 'finding-logs', { filter: 'spec.project_uuid==x' }))).toMatchObject({
    status: 400,
    body: { code: 3 },
  })
})

test('it groups under keys that are JSON themselves', async () => {
  await using emulator = await start()
  const get = await reader(emulator)

  const { body } = await get(
    list('acme', 'findings', {
      filter: main,
      'group.aggregation_paths': 'spec.level',
      'group.unique_count_paths': 'spec.project_uuid',
    }),
  )
  const groups = Object.entries<{ aggregation_count: { count: number }; unique_counts: Record<string, { count: number }> }>(
    body.group_response.groups,
  )

  expect(JSON.parse(groups[0]?.[0] ?? '')).toEqual([{ key: 'spec.level', value: expect.stringMatching(/^FINDING_LEVEL_/) }])
  const total = (await get(list('acme', 'findings', { filter: main, count: 'true' }))).body.count_response.count
  expect(groups.reduce((sum, [, group]) => sum + group.aggregation_count.count, 0)).toBe(total)
  expect(groups[0]?.[1].unique_counts['spec.project_uuid']?.count).toBeGreaterThan(0)
})

test('it leaves unset fields out in compact form', async () => {
  await using emulator = await start()
  const get = await reader(emulator)
  const path = list('acme', 'projects', { page_size: '1' })

  const [full] = objectsOf(await get(path))
  const compact = await get(path, { 'content-type': 'application/jsoncompact' })

  expect(full?.spec).toMatchObject({ ingestion_token: null, model: null })
  const [small] = objectsOf(compact)
  expect(small?.spec).not.toHaveProperty('ingestion_token')
  expect(small?.meta).not.toHaveProperty('annotations')
  expect(compact.body).not.toHaveProperty('count_response')
})

test('it gets one object from its own namespace only', async () => {
  await using emulator = await start()
  const get = await reader(emulator)
  const [uuid = ''] = emulator.projectsOf('acme/web-shop')

  expect((await get(`/v1/namespaces/acme.web/projects/${uuid}?get_parameters.mask=meta.name`)).body).toEqual({
    uuid,
    meta: { name: 'https://github.com/acme/web-shop.git' },
  })
  expect(await get(`/v1/namespaces/acme/projects/${uuid}`)).toMatchObject({ status: 404, body: { code: 5 } })
})

test('it changes what the mask names, for keys that may write', async () => {
  await using emulator = await start()
  const [uuid = ''] = emulator.projectsOf('acme/web-shop')
  const path = '/v1/namespaces/acme.web/projects'
  const patch = async (credential: EndorLabsCredential, body: unknown) => {
    const { token } = await signIn(emulator, credential)
    return send(emulator, path, {
      method: 'PATCH',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(body),
    })
  }
  const change = { object: { uuid, meta: { tags: ['gold'], name: 'ignored' } }, request: { update_mask: 'meta.tags' } }

  expect((await patch(emulator.credentials.readOnly, change)).status).toBe(403)
  expect((await patch(emulator.credentials.full, change)).body).toMatchObject({
    uuid,
    meta: { tags: ['gold'], name: 'https://github.com/acme/web-shop.git', update_time: '2026-12-01T12:00:00.000427077Z' },
  })
  expect((await patch(emulator.credentials.full, { uuid })).body).toMatchObject({
    code: 3,
    message: 'invalid Project.Meta: value is required; invalid Project.Spec: value is required',
  })
  expect((await patch(emulator.credentials.full, { object: { uuid }, request: { update_mask: 'spec.nope' } })).status).toBe(400)
})

test('it words faults and unknown paths like the gateway', async () => {
  await using emulator = await start()
  const get = await reader(emulator)
  emulator.faults.add({ action: { kind: 'status', status: 504 } })

  expect(await get('/v1/namespaces/acme/projects')).toMatchObject({
    status: 504,
    body: { code: 4, message: 'context deadline exceeded', details: [] },
  })
  expect(await get('/v1/namespaces/acme/unheard-of')).toMatchObject({ status: 404, body: { code: 5 } })
  expect(await send(emulator, '/v1/namespaces/acme/finding-logs', { method: 'POST' })).toMatchObject({
    status: 501,
    body: { code: 12 },
  })
  expect((await get('/meta/version')).body).toEqual({ ClientVersion: expect.stringMatching(/^v\d/) })
})
