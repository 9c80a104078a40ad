import { createServer } from 'node:net'
import { describe, expect, it } from 'vitest'
import { client, json, serve, testClock, text } from './testing/local.ts'

describe('retrying', () => {
  it('tries a GET again after server errors, backing off twice as long each time', async () => {
    await using server = await serve([text('', 503), text('', 502), text('', 500), json({ ok: 1 })])
    await using caller = client({ baseUrl: server.url })

    await expect(caller.http.get('/')).resolves.toMatchObject({ body: { ok: 1 } })

    expect(caller.clock.slept).toEqual([1000, 2000, 4000])
    expect(caller.events.map(({ status, attempt, waitedMs }) => [status, attempt, waitedMs])).toEqual([
      [503, 1, 0],
      [502, 2, 1000],
      [500, 3, 2000],
      [200, 4, 4000],
    ])
    const line = { level: 'warn', message: 'A vendor request will be tried again' }
    expect(caller.logs).toMatchObject(Array(3).fill(line))
  })

  it('jitters the backoff over its full range', async () => {
    await using server = await serve([text('', 503), text('', 503), json({})])
    await using caller = client({ baseUrl: server.url }, { clock: testClock(0.25) })

    await caller.http.get('/')

    expect(caller.clock.slept).toEqual([250, 500])
  })

  it('gives up after the transport’s attempts with the vendor’s words', async () => {
    await using server = await serve(json({ message: 'database is down' }, 500))
    await using caller = client({ baseUrl: server.url, attempts: 3 })

    await expect(caller.http.get('/things')).rejects.toMatchObject({
      kind: 'unreachable',
      message: `127.0.0.1:${server.port} answered 500 to GET /things: database is down`,
      details: { status: 500 },
    })
    expect(server.seen).toHaveLength(3)
  })

  it('retries only the statuses the transport names', async () => {
    await using server = await serve([text('', 409), text('', 503)])
    await using caller = client({ baseUrl: server.url, retryStatuses: [409] })

    await expect(caller.http.get('/')).rejects.toMatchObject({ kind: 'unreachable' })
    expect(server.seen).toHaveLength(2)
  })

  it.each([
    ['post', 500, 1],
    ['post', 503, 2],
    ['post', 429, 2],
    ['patch', 502, 1],
    ['put', 502, 2],
    ['delete', 502, 2],
  ] as const)('sends a %s that got %i %i time(s)', async (method, status, times) => {
    await using server = await serve([text('', status), json({})])
    await using caller = client({ baseUrl: server.url })

    const outcome = await caller.http[method]({ path: '/' }).then(
      () => 'answered',
      () => 'failed',
    )

    expect([outcome, server.seen.length]).toEqual([times === 1 ? 'failed' : 'answered', times])
  })

  it('tries a GET again, but not a POST, when the connection is lost half-way', async () => {
    await using server = await serve([(response) => response.destroy(), json({}), (response) => response.destroy()])
    await using caller = client({ baseUrl: server.url })

    await expect(caller.http.get('/')).resolves.toMatchObject({ status: 200 })
    await expect(caller.http.post({ path: '/' })).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('closed the connection'),
    })
    expect(server.seen).toHaveLength(3)
  })

  it('tries a POST again when nobody can have seen it', async () => {
    const port = await closedPort()
    await using caller = client({ baseUrl: `http://127.0.0.1:${port}`, attempts: 3 })

    await expect(caller.http.post({ path: '/' })).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('refused the connection'),
    })
    expect(caller.events.map((event) => event.status)).toEqual([null, null, null])
  })

  it('says that there was no answer in time', async () => {
    await using server = await serve(() => {})
    await using caller = client({ baseUrl: server.url, attempts: 1 })

    await expect(caller.http.get({ path: '/', timeout: 30 })).rejects.toMatchObject({
      kind: 'unreachable',
      message: `127.0.0.1:${server.port} did not answer within 0.03 seconds.`,
    })
  })

  it('counts a body that never ends as no answer in time', async () => {
    await using server = await serve((response) => void response.writeHead(200).write('{"a":'))
    await using caller = client({ baseUrl: server.url, attempts: 1, timeout: 30 })

    await expect(caller.http.get('/')).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('did not answer within'),
    })
  })

  it('tells a host without TLS apart', async () => {
    await using server = await serve(json({}))
    await using caller = client({ baseUrl: server.url.replace('http:', 'https:') })

    await expect(caller.http.get('/')).rejects.toMatchObject({
      kind: 'unreachable',
      message: expect.stringContaining('No TLS connection'),
    })
    expect(caller.events).toHaveLength(1)
  })

  it('tells an unknown host name apart', async () => {
    const resolve = () => Promise.reject(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }))
    await using caller = client({ baseUrl: 'https://nowhere.example' }, { resolve })

    await expect(caller.http.get('/')).rejects.toMatchObject({
      kind: 'unreachable',
      message: 'The host name nowhere.example is not known (DNS).',
    })
  })

  it('raises contract for a server that does not speak HTTP', async () => {
    const server = createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.9\r\n'))
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' ? address?.port : 0
    await using caller = client({ baseUrl: `http://127.0.0.1:${port}` })

    await expect(caller.http.get('/')).rejects.toMatchObject({
      kind: 'contract',
      message: expect.stringContaining('valid HTTP'),
    })
    server.close()
  })
})

describe('rate limits', () => {
  it('waits as many seconds as Retry-After says, and warns nobody of it', async () => {
    await using server = await serve([text('', 429, { 'retry-after': '7' }), json({})])
    await using caller = client({ baseUrl: server.url })

    await caller.http.get('/')

    expect(caller.clock.slept).toEqual([7000])
    expect(caller.logs).toMatchObject([{ level: 'info', fields: { waitMs: 7000 } }])
  })

  it('waits until the date Retry-After says', async () => {
    await using server = await serve([text('', 503, { 'retry-after': 'Thu, 01 Jan 2026 00:01:30 GMT' }), json({})])
    await using caller = client({ baseUrl: server.url })

    await caller.http.get('/')

    expect(caller.clock.slept).toEqual([90_000])
  })

  it('raises throttled with the seconds to wait when a run cannot wait that long', async () => {
    await using server = await serve(json({ message: 'slow down' }, 429, { 'retry-after': '3600' }))
    await using caller = client({ baseUrl: server.url })

    await expect(caller.http.get('/')).rejects.toMatchObject({
      kind: 'throttled',
      message: expect.stringContaining('slow down'),
      details: { status: 429, retryAfter: 3600 },
    })
    expect(caller.clock.slept).toEqual([])
    expect(server.seen).toHaveLength(1)
  })

  it('adds the waits of one request up', async () => {
    await using server = await serve(text('', 429, { 'retry-after': '40' }))
    await using caller = client({ baseUrl: server.url }, { maxWait: 100_000 })

    await expect(caller.http.get('/')).rejects.toMatchObject({ kind: 'throttled', details: { retryAfter: 40 } })
    expect(caller.clock.slept).toEqual([40_000, 40_000])
  })

  it('counts the wait for a pause of the lane as well', async () => {
    await using server = await serve([json({}, 200, { 'retry-after': '60' }), text('', 429, { 'retry-after': '50' })])
    await using caller = client({ baseUrl: server.url }, { maxWait: 100_000 })
    await caller.http.get('/1')

    await expect(caller.http.get('/2')).rejects.toMatchObject({ kind: 'throttled', details: { retryAfter: 50 } })
    expect(caller.clock.slept).toEqual([60_000])
  })

  it('does not blame the vendor for a wait of our own', async () => {
    await using server = await serve(text('', 503))
    await using caller = client({ baseUrl: server.url }, { maxWait: 2_000 })

    await expect(caller.http.get('/')).rejects.toMatchObject({ kind: 'unreachable' })
    expect(caller.clock.slept).toEqual([1000])
  })

  it('waits as long as the transport says a limit lasts, and longer each time, where the vendor names no time', async () => {
    await using server = await serve([text('', 429), text('', 429), json({})])
    await using caller = client({ baseUrl: server.url, leastPause: 60 })

    await caller.http.get('/')

    expect(caller.clock.slept).toEqual([70_000, 80_000])
  })

  it('raises throttled when the limit outlasts the attempts', async () => {
    await using server = await serve(text('', 429))
    await using caller = client({ baseUrl: server.url, attempts: 2 })

    await expect(caller.http.get('/')).rejects.toMatchObject({ kind: 'throttled', details: { status: 429 } })
    expect(caller.clock.slept).toEqual([10_000])
  })

  it('keeps everybody with the same credentials away while a limit lasts', async () => {
    await using server = await serve([text('', 429, { 'retry-after': '20' }), json({})])
    await using first = client({ baseUrl: server.url, attempts: 1 })
    await using second = client({ baseUrl: server.url }, { outbound: first.outbound, clock: first.clock })
    await using stranger = client(
      { baseUrl: server.url, auth: { kind: 'bearer', token: 'other' } },
      { outbound: first.outbound, clock: first.clock },
    )

    await expect(first.http.get('/')).rejects.toMatchObject({ kind: 'throttled' })
    await stranger.http.get('/')
    expect(first.clock.slept).toEqual([])
    await second.http.get('/')
    expect(first.clock.slept).toEqual([20_000])
  })

  it('waits for the reset when the headers say that nothing is left, before the next request', async () => {
    await using server = await serve([
      json({}, 200, { 'x-left': '0', 'x-reset': '30' }),
      json({}, 200, { 'x-left': '50', 'x-reset': '30' }),
    ])
    const rateHeaders = { remaining: 'X-Left', reset: 'X-Reset', resetUnit: 'delta-seconds' } as const
    await using caller = client({ baseUrl: server.url, rateHeaders })

    await caller.http.get('/1')
    expect(caller.clock.slept).toEqual([])
    await caller.http.get('/2')
    await caller.http.get('/3')

    expect(caller.clock.slept).toEqual([30_000])
    expect(caller.events.map((event) => event.waitedMs)).toEqual([0, 30_000, 0])
  })

  it('reads a reset in epoch seconds, and takes a 403 with nothing left for a rate limit', async () => {
    const clock = testClock()
    const reset = String(clock.now() / 1000 + 60)
    await using server = await serve([
      json({ message: 'API rate limit exceeded' }, 403, { 'x-left': '0', 'x-reset': reset }),
      json({ ok: 1 }),
    ])
    const rateHeaders = { remaining: 'x-left', reset: 'x-reset', resetUnit: 'epoch-seconds' } as const
    await using caller = client({ baseUrl: server.url, rateHeaders }, { clock })

    await expect(caller.http.get('/')).resolves.toMatchObject({ body: { ok: 1 } })
    expect(clock.slept).toEqual([60_000])
  })

  it('raises throttled without asking when the reset is too far away', async () => {
    await using server = await serve(json({}, 200, { 'x-left': '0', 'x-reset': '7200' }))
    const rateHeaders = { remaining: 'x-left', reset: 'x-reset', resetUnit: 'delta-seconds' } as const
    await using caller = client({ baseUrl: server.url, rateHeaders })

    await caller.http.get('/')

    await expect(caller.http.get('/')).rejects.toMatchObject({ kind: 'throttled', details: { retryAfter: 7200 } })
    expect(server.seen).toHaveLength(1)
  })

  it('slows down when a good answer asks for it', async () => {
    await using server = await serve([json({}, 200, { 'retry-after': '5' }), json({})])
    await using caller = client({ baseUrl: server.url })

    await caller.http.get('/1')
    await caller.http.get('/2')

    expect(caller.clock.slept).toEqual([5000])
  })

  it('spreads requests over the transport’s budget', async () => {
    await using server = await serve(json({}))
    await using caller = client({ baseUrl: server.url, budget: { requests: 2, seconds: 10 } })

    for (let count = 0; count < 5; count++) await caller.http.get('/')

    expect(caller.clock.slept).toEqual([10_000, 10_000])
  })

  it('lets the transport call any answer a rate limit', async () => {
    await using server = await serve([
      json({ ok: false, error: 'ratelimited' }, 200, { 'retry-after': '3' }),
      json({ ok: true }),
    ])
    await using caller = client({
      baseUrl: server.url,
      classify: ({ body }) => (JSON.stringify(body).includes('ratelimited') ? 'retry' : undefined),
    })

    await expect(caller.http.post({ path: '/', json: {} })).resolves.toMatchObject({ body: { ok: true } })
    expect(caller.clock.slept).toEqual([3000])
  })
})

describe('concurrency', () => {
  it('never has more requests in flight than the transport allows, over all clients with the same credentials', async () => {
    let running = 0
    let most = 0
    await using server = await serve(async (response) => {
      running += 1
      most = Math.max(most, running)
      // Several turns of the event loop, so that whoever may start does.
      for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve))
      running -= 1
      response.end('{}')
    })
    await using one = client({ baseUrl: server.url, concurrency: 3 })
    await using two = client({ baseUrl: server.url, concurrency: 3 }, { outbound: one.outbound, clock: one.clock })

    await Promise.all([...Array(10)].flatMap(() => [one.http.get('/'), two.http.get('/')]))

    expect(most).toBe(3)
    expect(server.seen).toHaveLength(20)
  })
})

describe('aborting', () => {
  it('stops a request in flight and throws the reason as it is', async () => {
    const reason = new Error('cancelled by ada')
    const arrived = Promise.withResolvers<void>()
    await using server = await serve(() => arrived.resolve())
    await using caller = client({ baseUrl: server.url })
    const asked = caller.http.get('/')

    await arrived.promise
    caller.abort.abort(reason)

    await expect(asked).rejects.toBe(reason)
    expect(server.seen).toHaveLength(1)
  })

  it('stops while waiting for a retry', async () => {
    const reason = new Error('cancelled by ada')
    const clock = testClock()
    const waiting = Promise.withResolvers<void>()
    const sleep = (_milliseconds: number, signal: AbortSignal) =>
      new Promise<void>((_resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason))
        waiting.resolve()
      })
    await using server = await serve(text('', 429, { 'retry-after': '60' }))
    await using caller = client({ baseUrl: server.url }, { clock: { ...clock, sleep } })
    const asked = caller.http.get('/')

    await waiting.promise
    caller.abort.abort(reason)

    await expect(asked).rejects.toBe(reason)
    expect(server.seen).toHaveLength(1)
  })

  it('stops while waiting for a free place, and gives the place of nobody away', async () => {
    const reason = new Error('cancelled by ada')
    const arrived = Promise.withResolvers<void>()
    const finish = Promise.withResolvers<void>()
    await using server = await serve(async (response) => {
      arrived.resolve()
      await finish.promise
      response.end('{}')
    })
    await using busy = client({ baseUrl: server.url, concurrency: 1 })
    await using queued = client({ baseUrl: server.url, concurrency: 1 }, { outbound: busy.outbound, clock: busy.clock })
    const first = busy.http.get('/1')
    await arrived.promise
    const second = queued.http.get('/2')

    queued.abort.abort(reason)

    await expect(second).rejects.toBe(reason)
    finish.resolve()
    await first
    await busy.http.get('/3')
    expect(server.seen.map((seen) => seen.path)).toEqual(['/1', '/3'])
  })

  it('makes no request after the abort', async () => {
    await using server = await serve(json({}))
    await using caller = client({ baseUrl: server.url })
    caller.abort.abort(new Error('too late'))

    await expect(caller.http.get('/')).rejects.toThrow('too late')
    expect(server.seen).toEqual([])
  })
})

describe('events', () => {
  it('hide the values of query parameters that look like secrets', async () => {
    await using server = await serve(json({}))
    await using caller = client({ baseUrl: server.url }, { secrets: ['hunter2hunter2'] })

    await caller.http.get('/a?page=1&access_token=abc&q=hunter2hunter2&X-Amz-Signature=ff')

    expect(caller.events[0]?.url).not.toMatch(/abc|hunter2|ff/)
    expect(caller.events[0]?.url).toContain('page=1')
  })
})

async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  await new Promise((resolve) => server.close(resolve))
  return typeof address === 'object' && address !== null ? address.port : 0
}
