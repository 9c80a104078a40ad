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
