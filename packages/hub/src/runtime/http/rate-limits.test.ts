import { describe, expect, it } from 'vitest'
import { client, json, serve, testClock, text } from './testing/local.ts'

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
