import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { type Answer, createClock, createEmulator, EarlyAnswer, type EmulatorOptions, removeField, setField } from './index.ts'

const words = (status: number): Answer => ({ status, body: { error: status } })

const options: EmulatorOptions = {
  words,
  routes: [
    { method: 'GET', pattern: '/things', handle: () => ({ status: 200, body: { items: [{ id: 1 }, { id: 2 }] } }) },
    { method: 'POST', pattern: '/things', handle: (call) => ({ status: 201, body: { got: call.body } }) },
    {
      method: 'GET',
      pattern: '/things/{id}',
      handle: (call) => {
        if (call.params['id'] === 'teapot') throw new EarlyAnswer({ status: 418, body: { short: true } })
        return { status: 200, body: { id: call.params['id'], page: call.query.get('page') } }
      },
    },
    { method: 'GET', pattern: '/files/{path*}', handle: (call) => ({ status: 200, text: call.params['path'] ?? '' }) },
    { method: 'GET', pattern: '/large', handle: () => ({ status: 200, body: { text: 'patchbay '.repeat(1000) } }) },
  ],
}

test('it routes by method and pattern, and words what it does not know', async () => {
  await using emulator = await createEmulator(options)

  expect(await json(`${emulator.url}/things/a%20b?page=3`)).toEqual([200, { id: 'a b', page: '3' }])
  expect(await (await fetch(`${emulator.url}/files/src/main.ts`)).text()).toBe('src/main.ts')
  expect(await json(`${emulator.url}/things/teapot`)).toEqual([418, { short: true }])
  expect(await json(`${emulator.url}/nothing`)).toEqual([404, { error: 404 }])
  expect(await json(`${emulator.url}/things`, { method: 'DELETE' })).toEqual([405, { error: 405 }])
  expect(emulator.endpoints).toContain('GET /things/{id}')
})

test('it lives below its prefix and nowhere else', async () => {
  await using emulator = await createEmulator({ ...options, prefix: '/api/v3' })

  expect(emulator.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/api\/v3$/)
  expect(await json(`${emulator.url}/things`)).toMatchObject([200, {}])
  expect(await json(`${emulator.url.replace('/api/v3', '')}/things`)).toEqual([404, { error: 404 }])
})

test('it compresses for callers that accept gzip, unless told not to', async () => {
  await using packed = await createEmulator(options)
  await using plain = await createEmulator({ ...options, gzip: false })

  expect(await encodingOf(`${packed.url}/large`, 'gzip, br')).toBe('gzip')
  expect(await encodingOf(`${packed.url}/large`, 'identity')).toBeNull()
  expect(await encodingOf(`${plain.url}/large`, 'gzip')).toBeNull()
})

test('it logs requests without their secrets', async () => {
  await using emulator = await createEmulator(options)

  await fetch(`${emulator.url}/things?x=1`, {
    method: 'POST',
    headers: { authorization: 'Bearer sesame', 'x-api-key': 'sesame', 'x-plain': 'seen' },
    body: JSON.stringify({ name: 'a', secret: 'sesame', nested: [{ client_secret: 'sesame' }] }),
  })

  const [request] = emulator.requests.to('/things')
  expect(JSON.stringify(request)).not.toContain('sesame')
  expect(request).toMatchObject({ method: 'POST', query: { x: '1' }, route: '/things', status: 201, body: { name: 'a' } })
  expect(request?.headers['x-plain']).toBe('seen')
  expect(emulator.requests.total).toBe(1)
})

test('it lets the gate answer first and the finish see every answer', async () => {
  await using emulator = await createEmulator({
    ...options,
    gate: (call) => (call.headers['x-key'] ? undefined : { status: 401, body: { error: 'who?' } }),
    finish: (call, answer) => ({ ...answer, headers: { 'x-at': call.now.toISOString() } }),
    clock: createClock('2026-01-01T00:00:00Z'),
  })

  const refused = await fetch(`${emulator.url}/things`)
  const allowed = await fetch(`${emulator.url}/things`, { headers: { 'x-key': 'k' } })

  expect([refused.status, allowed.status]).toEqual([401, 200])
  expect(allowed.headers.get('x-at')).toBe('2026-01-01T00:00:00.000Z')
})

test('it reports a bug in a route as 500 and throws it on close', async () => {
  const emulator = await createEmulator({
    ...options,
    routes: [
      {
        method: 'GET',
        pattern: '/bug',
        handle: () => {
          throw new TypeError('a bug')
        },
      },
    ],
  })

  expect(await json(`${emulator.url}/bug`)).toEqual([500, { error: 500 }])
  await expect(emulator.close()).rejects.toThrow('a bug')
})

test('it answers a status fault in the vendor words, for the nth request and as often as told', async () => {
  await using emulator = await createEmulator(options)
  const fault = emulator.faults.add({
    path: '/things',
    method: 'GET',
    nth: 2,
    count: 2,
    action: { kind: 'status', status: 429, retryAfter: 7 },
  })

  const answers = []
  for (let nth = 0; nth < 4; nth += 1) answers.push(await fetch(`${emulator.url}/things`))

  expect(answers.map((answer) => answer.status)).toEqual([200, 429, 429, 200])
  expect(answers[1]?.headers.get('retry-after')).toBe('7')
  expect(await answers[1]?.json()).toEqual({ error: 429 })
  expect(fault.fired).toBe(2)
})

test('it fires only for the query it was armed for and tells which rules never fired', async () => {
  await using emulator = await createEmulator(options)
  emulator.faults.add({ query: 'page=2', action: { kind: 'status', status: 503 } })
  emulator.faults.add({ path: /never/, action: { kind: 'empty' } })

  const first = await fetch(`${emulator.url}/things?page=1`)
  const second = await fetch(`${emulator.url}/things?page=2`)

  expect([first.status, second.status]).toEqual([200, 503])
  expect(emulator.faults.unused).toHaveLength(1)
  emulator.faults.clear()
  expect(emulator.faults.unused).toHaveLength(0)
})

test('it drops the connection before or after the route has done its work', async () => {
  let handled = 0
  await using emulator = await createEmulator({
    ...options,
    routes: [
      {
        method: 'POST',
        pattern: '/count',
        handle: () => {
          handled += 1
          return { status: 200, body: {} }
        },
      },
    ],
  })
  const post = () => fetch(`${emulator.url}/count`, { method: 'POST' })

  emulator.faults.add({ action: { kind: 'reset' } })
  await expect(post()).rejects.toThrow()
  expect(handled).toBe(0)

  emulator.faults.add({ action: { kind: 'reset', when: 'after' } })
  await expect(post()).rejects.toThrow()
  expect(handled).toBe(1)
  expect(emulator.requests.all.map((request) => request.status)).toEqual([null, null])
})

test('it sends bodies that are not what was asked for', async () => {
  await using emulator = await createEmulator(options)
  const answer = async (...actions: Parameters<typeof emulator.faults.add>[0]['action'][]) => {
    for (const action of actions) emulator.faults.add({ action })
    const response = await fetch(`${emulator.url}/things`)
    return { status: response.status, type: response.headers.get('content-type'), text: await response.text() }
  }

  const truncated = await answer({ kind: 'truncate' })
  expect(truncated.status).toBe(200)
  expect(() => JSON.parse(truncated.text)).toThrow(SyntaxError)
  expect((await answer({ kind: 'html' })).type).toBe('text/html')
  expect(await answer({ kind: 'empty', status: 200 })).toMatchObject({ status: 200, text: '' })
  expect((await answer({ kind: 'oversize', bytes: 300_000 })).text.length).toBeGreaterThan(300_000)
  const edited = await answer(
    { kind: 'edit', edit: setField('items[].level', 'NEW') },
    { kind: 'edit', edit: removeField('items[0].id') },
  )
  expect(JSON.parse(edited.text)).toEqual({ items: [{ level: 'NEW' }, { id: 2, level: 'NEW' }] })
})

test('it revokes tokens in the middle of a run', async () => {
  let good = true
  await using emulator = await createEmulator({
    ...options,
    gate: () => (good ? undefined : { status: 401, body: {} }),
    revoke: () => {
      good = false
    },
  })
  emulator.faults.add({ nth: 2, action: { kind: 'revoke' } })

  const statuses = []
  for (let nth = 0; nth < 3; nth += 1) statuses.push((await fetch(`${emulator.url}/things`)).status)

  expect(statuses).toEqual([200, 401, 401])
})

test('it survives callers that hang up', async () => {
  await using emulator = await createEmulator(options)
  emulator.faults.add({ action: { kind: 'slow', milliseconds: 60_000 } })
  const controller = new AbortController()
  const pending = fetch(`${emulator.url}/things`, { signal: controller.signal })
  await expect.poll(() => emulator.requests.total).toBe(1)

  controller.abort()

  await expect(pending).rejects.toThrow()
  expect((await fetch(`${emulator.url}/things`)).status).toBe(200)
})

async function json(url: string, init?: RequestInit): Promise<[number, unknown]> {
  const response = await fetch(url, init)
  return [response.status, await response.json()]
}

async function encodingOf(url: string, accepts: string): Promise<string | null> {
  const { request } = await import('node:http')
  return new Promise((resolve, reject) => {
    request(url, { headers: { 'accept-encoding': accepts } }, (response) => {
      const pieces: Buffer[] = []
      response.on('data', (piece: Buffer) => pieces.push(piece))
      response.on('end', () => {
        const bytes = Buffer.concat(pieces)
        const encoding = response.headers['content-encoding'] ?? null
        const text = (encoding === 'gzip' ? gunzipSync(bytes) : bytes).toString()
        expect(JSON.parse(text).text).toHaveLength(9000)
        resolve(encoding)
      })
    })
      .on('error', reject)
      .end()
  })
}
