import { brotliCompressSync, gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { client, json, serve, text } from './testing/local.ts'

describe('a request', () => {
  it('sends path, query, headers and credentials, and returns parsed JSON with lower-case headers', async () => {
    await using server = await serve(json({ ok: true }, 200, { 'X-Total': '7' }))
    await using caller = client({
      baseUrl: `${server.url}/api/v4/`,
      auth: { kind: 'bearer', token: 'sesame' },
      headers: { 'X-Api': '1' },
    })

    const answer = await caller.http.get({
      path: '/projects?first=1',
      query: { page: 2, tags: ['a b', 'c'], skip: undefined },
      headers: { 'X-Own': 'x' },
    })

    expect(answer).toMatchObject({ status: 200, headers: { 'x-total': '7' }, body: { ok: true } })
    const [seen] = server.seen
    expect(seen?.path).toBe('/api/v4/projects?first=1&page=2&tags=a+b&tags=c')
    expect(seen?.headers).toMatchObject({
      authorization: 'Bearer sesame',
      accept: 'application/json',
      'x-api': '1',
      'x-own': 'x',
    })
  })

  it.each([
    ['header', { kind: 'header', name: 'X-Key', value: 'k' } as const, { 'x-key': 'k' }],
    [
      'basic',
      { kind: 'basic', username: 'ä', password: 'p:w' } as const,
      { authorization: `Basic ${Buffer.from('ä:p:w').toString('base64')}` },
    ],
  ])('proves who we are by %s', async (_kind, auth, headers) => {
    await using server = await serve(json({}))
    await using caller = client({ baseUrl: server.url, auth })

    await caller.http.get('/')

    expect(server.seen[0]?.headers).toMatchObject(headers)
  })

  it('sends JSON and forms', async () => {
    await using server = await serve(json({}))
    await using caller = client({ baseUrl: server.url })

    await caller.http.post({ path: '/a', json: { name: 'ü' } })
    await caller.http.post({ path: '/b', form: { grant: 'x y' } })
    await caller.http.put({ path: '/c', json: [1] })
    await caller.http.patch({ path: '/d', json: null })
    await caller.http.delete({ path: '/e' })

    expect(server.seen.map((seen) => [seen.method, seen.body])).toEqual([
      ['POST', '{"name":"ü"}'],
      ['POST', 'grant=x+y'],
      ['PUT', '[1]'],
      ['PATCH', 'null'],
      ['DELETE', ''],
    ])
    expect(server.seen[1]?.headers['content-type']).toBe('application/x-www-form-urlencoded')
  })

  it('follows a redirect on the same host with the credentials', async () => {
    await using server = await serve([text('', 307, { location: '/new?x=1' }), json({ moved: true })])
    await using caller = client({ baseUrl: server.url, auth: { kind: 'bearer', token: 'sesame' } })

    const answer = await caller.http.post({ path: '/old', json: { a: 1 } })

    expect(answer.body).toEqual({ moved: true })
    expect(server.seen[1]).toMatchObject({ method: 'POST', path: '/new?x=1', body: '{"a":1}' })
    expect(server.seen[1]?.headers.authorization).toBe('Bearer sesame')
  })

  it('refuses a redirect that would turn a POST into a GET', async () => {
    await using server = await serve(text('', 302, { location: '/new' }))
    await using caller = client({ baseUrl: server.url })

    await expect(caller.http.post({ path: '/old', json: {} })).rejects.toMatchObject({
      kind: 'refused',
      details: { status: 302 },
    })
    expect(server.seen).toHaveLength(1)
  })

  it('gives up on redirects that go in circles', async () => {
    await using server = await serve(text('', 302, { location: '/again' }))
    await using caller = client({ baseUrl: server.url })

    await expect(caller.http.get('/again')).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('more than 5 times'),
    })
    expect(server.seen).toHaveLength(6)
  })

  it.each([301, 302, 307, 308])('refuses a %i to another host and never contacts it', async (status) => {
    await using elsewhere = await serve(json({ stolen: true }))
    await using server = await serve(text('', status, { location: `${elsewhere.url}/steal` }))
    await using caller = client({ baseUrl: server.url, auth: { kind: 'bearer', token: 'sesame' } })

    await expect(caller.http.get('/')).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('another host'),
    })
    expect(elsewhere.seen).toEqual([])
  })

  it('follows a next link on the same host and refuses one to another', async () => {
    await using elsewhere = await serve(json({}))
    await using server = await serve(json({ page: 2 }))
    await using caller = client({ baseUrl: `${server.url}/v1` })

    await expect(caller.http.get(`${server.url}/v1/list?cursor=abc`)).resolves.toMatchObject({ body: { page: 2 } })
    await expect(caller.http.get(`${elsewhere.url}/v1/list`)).rejects.toMatchObject({ kind: 'refused' })
    await expect(caller.http.get('//evil.example/list')).resolves.toMatchObject({ status: 200 })
    expect(server.seen.map((seen) => seen.path)).toEqual(['/v1/list?cursor=abc', '/v1//evil.example/list'])
    expect(elsewhere.seen).toEqual([])
  })

  it('refuses to choose its own Host header', async () => {
    await using caller = client({ baseUrl: 'http://127.0.0.1:1' })

    await expect(caller.http.get({ path: '/', headers: { Host: 'internal' } })).rejects.toMatchObject({ kind: 'refused' })
  })
})

describe('a body', () => {
  it.each([
    ['gzip', gzipSync],
    ['br', brotliCompressSync],
  ])('is unpacked from %s', async (encoding, pack) => {
    await using server = await serve(text(pack('{"n":1}'), 200, { 'content-encoding': encoding }))
    await using caller = client({ baseUrl: server.url })

    await expect(caller.http.get('/')).resolves.toMatchObject({ body: { n: 1 } })
    expect(server.seen[0]?.headers['accept-encoding']).toBe('gzip, br')
  })

  it('over the size cap is refused, counted after unpacking', async () => {
    const bomb = gzipSync(JSON.stringify('x'.repeat(5_000_000)))
    await using server = await serve(text(bomb, 200, { 'content-encoding': 'gzip' }))
    await using caller = client({ baseUrl: server.url, maxResponseBytes: 1_048_576 })

    expect(bomb.length).toBeLessThan(20_000)
    await expect(caller.http.get('/')).rejects.toMatchObject({ kind: 'refused', message: expect.stringContaining('1 MiB') })
    expect(server.seen).toHaveLength(1)
  })

  it('of a failure is cut instead, so that the failure keeps its meaning', async () => {
    const lengths: number[] = []
    await using server = await serve(text('x'.repeat(100_000), 404))
    await using caller = client({
      baseUrl: server.url,
      classify: ({ body }) => {
        lengths.push(String(body).length)
        return undefined
      },
    })

    await expect(caller.http.get('/')).rejects.toMatchObject({ kind: 'missing' })
    expect(lengths).toEqual([65_536])
  })

  it('exactly at the size cap is accepted', async () => {
    await using server = await serve(text('"12345678"'))
    await using caller = client({ baseUrl: server.url, maxResponseBytes: 10 })

    await expect(caller.http.get('/')).resolves.toMatchObject({ body: '12345678' })
  })

  it.each([
    ['cut off', '{"items":[{"id":', 'cut off or damaged'],
    ['a web page', '<!DOCTYPE html><html><title>Sign in</title></html>', 'a web page'],
    ['empty', '', 'an empty body'],
    ['plain text', 'ok', 'not JSON'],
  ])('that is %s raises contract', async (_name, body, words) => {
    await using server = await serve(text(body))
    await using caller = client({ baseUrl: server.url })

    await expect(caller.http.get('/x')).rejects.toMatchObject({ kind: 'contract', message: expect.stringContaining(words) })
  })

  it('that does not unpack raises contract', async () => {
    await using server = await serve(text(gzipSync('{"a":1}').subarray(0, -6), 200, { 'content-encoding': 'gzip' }))
    await using caller = client({ baseUrl: server.url })

    await expect(caller.http.get('/')).rejects.toMatchObject({ kind: 'contract' })
  })

  it('may be empty where something was to be done', async () => {
    await using server = await serve([text('', 204, { 'content-encoding': 'gzip' }), text('', 202)])
    await using caller = client({ baseUrl: server.url })

    await expect(caller.http.delete({ path: '/a' })).resolves.toMatchObject({ status: 204, body: null })
    await expect(caller.http.post({ path: '/b' })).resolves.toMatchObject({ status: 202, body: null })
  })

  it('may hold NUL, lone surrogates and bytes that are no UTF-8', async () => {
    const bytes = Buffer.concat([
      Buffer.from('{"a":"\\u0000","b":"\u0000","c":"\\ud800","d":"'),
      Buffer.from([0xff]),
      Buffer.from('"}'),
    ])
    await using server = await serve(text(bytes))
    await using caller = client({ baseUrl: server.url })

    const answer = await caller.http.get('/')

    expect(answer.body).toEqual({ a: '\0', b: '\0', c: '\ud800', d: '\ufffd' })
  })
})

describe('a conditional GET', () => {
  it('serves the remembered body on 304, fresh for every caller, with the newer headers', async () => {
    await using server = await serve([
      json({ items: [1] }, 200, { etag: '"v1"', link: '<x>' }),
      (response) => response.writeHead(304, { etag: '"v1"', 'x-left': '9' }).end(),
    ])
    await using caller = client({ baseUrl: server.url })
    const request = { path: '/list', conditional: true }
    const first = await caller.http.get(request)
    ;(first.body as { items: number[] }).items.push(2)

    const second = await caller.http.get(request)

    expect(second).toMatchObject({ status: 200, body: { items: [1] }, headers: { link: '<x>', 'x-left': '9' } })
    expect(server.seen.map((seen) => seen.headers['if-none-match'])).toEqual([undefined, '"v1"'])
  })

  it('does not share answers between credentials', async () => {
    await using server = await serve(json({ secret: 1 }, 200, { etag: '"v1"' }))
    await using mine = client({ baseUrl: server.url, auth: { kind: 'bearer', token: 'mine' } })
    await using theirs = client({ baseUrl: server.url, auth: { kind: 'bearer', token: 'theirs' } }, { outbound: mine.outbound })

    await mine.http.get({ path: '/', conditional: true })
    await theirs.http.get({ path: '/', conditional: true })

    expect(server.seen[1]?.headers['if-none-match']).toBeUndefined()
  })

  it('raises contract on a 304 nobody asked for', async () => {
    await using server = await serve(text('', 304))
    await using caller = client({ baseUrl: server.url })

    await expect(caller.http.get('/')).rejects.toMatchObject({ kind: 'contract' })
  })
})

describe('graphql', () => {
  it('returns data', async () => {
    await using server = await serve(json({ data: { viewer: 'me' } }))
    await using caller = client({ baseUrl: server.url })

    await expect(caller.http.graphql({ path: '/graphql', query: '{ viewer }', variables: { a: 1 } })).resolves.toEqual({
      viewer: 'me',
    })
    expect(JSON.parse(server.seen[0]?.body ?? '')).toEqual({ query: '{ viewer }', variables: { a: 1 } })
  })

  it('raises contract with the vendor’s words and path when the answer has errors', async () => {
    await using server = await serve(json({ data: { a: null }, errors: [{ message: 'no such field', path: ['a', 0, 'b'] }] }))
    await using caller = client({ baseUrl: server.url })

    await expect(caller.http.graphql({ path: '/', query: '{ a }' })).rejects.toMatchObject({
      kind: 'contract',
      message: expect.stringContaining('no such field'),
      details: { path: 'a.0.b' },
    })
  })

  it('lets the transport say what an error means', async () => {
    await using server = await serve(json({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] }))
    await using caller = client({
      baseUrl: server.url,
      classify: ({ body }) => (JSON.stringify(body).includes('UNAUTHENTICATED') ? 'credentials' : undefined),
    })

    await expect(caller.http.graphql({ path: '/', query: '{ a }' })).rejects.toMatchObject({ kind: 'credentials' })
  })

  it('repeats a query after a server error, but not a mutation', async () => {
    await using server = await serve([text('', 502), json({ data: { a: 1 } }), text('', 502)])
    await using caller = client({ baseUrl: server.url })

    await expect(caller.http.graphql({ path: '/', query: 'query { a }' })).resolves.toEqual({ a: 1 })
    await expect(caller.http.graphql({ path: '/', query: 'mutation { a }' })).rejects.toMatchObject({ kind: 'unreachable' })
    expect(server.seen).toHaveLength(3)
  })
})
