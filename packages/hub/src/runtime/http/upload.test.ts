import { createServer } from 'node:http'
import type { Content } from '@patchbay/sdk'
import { describe, expect, it } from 'vitest'
import { client, json, serve, text } from './testing/local.ts'

const bearer = { kind: 'bearer', token: 'sesame-open-1234' } as const

function content(pieces: readonly string[], mediaType = 'application/json'): Content & { readonly reads: () => number } {
  let reads = 0
  return {
    mediaType,
    size: Buffer.byteLength(pieces.join('')),
    reads: () => reads,
    read: async function* () {
      reads += 1
      for (const piece of pieces) yield Buffer.from(piece)
    },
  }
}

describe('upload', () => {
  it('puts the content to another host, with its length and type, and without our credentials or headers', async () => {
    await using store = await serve(text(''))
    await using caller = client({ baseUrl: 'https://vendor.example', auth: bearer, headers: { 'x-api-key': 'k' } })

    await caller.http.upload({
      url: `${store.url}/bucket/1_file.json?X-Amz-Signature=abc`,
      content: content(['{"a":', '"ü"}']),
    })

    const [seen] = store.seen
    expect(seen).toMatchObject({ method: 'PUT', path: '/bucket/1_file.json?X-Amz-Signature=abc', body: '{"a":"ü"}' })
    expect(Object.keys(seen?.headers ?? {}).sort()).toEqual([
      'connection',
      'content-length',
      'content-type',
      'host',
      'user-agent',
    ])
    expect(seen?.headers).toMatchObject({ 'content-length': '10', 'content-type': 'application/json' })
  })

  it('asks for the address to the letter, because the signature is over its spelling', async () => {
    await using store = await serve(text(''))
    await using caller = client({ baseUrl: 'https://vendor.example' })
    const target = "/a%2Fb/it's%20here/..//x?z='1'&Sig=a%2Bb%2fc==&n=ü|{}".replace('ü', '%c3%bc')

    await caller.http.upload({ url: `${store.url}${target}#part`, content: content(['x']) })

    expect(store.seen[0]?.path).toBe(target)
  })

  it('tries again after a server error and a lost connection, reading the content anew', async () => {
    await using store = await serve([text('', 503), (response) => response.destroy(), text('')])
    await using caller = client({ baseUrl: 'https://vendor.example' })
    const file = content(['one', 'two'])

    await caller.http.upload({ url: `${store.url}/file`, content: file })

    expect(store.seen.map(({ body }) => body)).toEqual(['onetwo', 'onetwo', 'onetwo'])
    expect(file.reads()).toBe(3)
  })

  it.each([
    [403, 'missing'],
    [404, 'missing'],
    [411, 'contract'],
    [304, 'contract'],
  ] as const)('raises a fault with the status for a %i', async (status, kind) => {
    await using store = await serve(text(status === 304 ? '' : storeError, status))
    await using caller = client({ baseUrl: 'https://vendor.example', auth: bearer })

    const fault = await caller.http.upload({ url: `${store.url}/file`, content: content(['x']) }).catch((error) => error)

    expect(fault).toMatchObject({ kind, details: { status } })
    expect(fault.details.remedy).toBeUndefined()
    if (status !== 304)
      expect(fault.message).toBe(`127.0.0.1:${store.port} answered ${status} to PUT /file: Request has expired`)
    expect(store.seen).toHaveLength(1)
  })

  it('follows no redirect', async () => {
    await using elsewhere = await serve(text(''))
    await using store = await serve(text('', 307, { location: `${elsewhere.url}/file` }))
    await using caller = client({ baseUrl: 'https://vendor.example' })

    await expect(caller.http.upload({ url: `${store.url}/file`, content: content(['x']) })).rejects.toMatchObject({
      kind: 'refused',
      details: { status: 307 },
    })
    expect(elsewhere.seen).toEqual([])
  })

  it.each([
    ['a private address', 'https://10.0.0.1/file'],
    ['the cloud’s metadata', 'http://169.254.169.254/latest'],
    ['plain http', 'http://store.example/file'],
    ['a file', 'file:///etc/passwd'],
  ])('refuses to go to %s', async (_name, url) => {
    await using caller = client({ baseUrl: 'https://vendor.example' })

    await expect(caller.http.upload({ url, content: content(['x']) })).rejects.toMatchObject({ kind: 'refused' })
    expect(caller.events).toEqual([])
  })

  it('lets nothing of a signed address that would open it into faults, logs or events', async () => {
    const signature = 'f3a1'.repeat(16)
    const query = `X-Amz-Credential=AKIDEXAMPLE%2F20261128%2Fus-east-2%2Fs3%2Faws4_request&ticket=${signature}`
    await using store = await serve([text('', 500), text(`you sent ${signature}`, 400)])
    await using caller = client({ baseUrl: 'https://vendor.example' })

    const fault = await caller.http
      .upload({ url: `${store.url}/file?${query}`, content: content(['x']) })
      .catch((error) => error)

    const said = JSON.stringify([fault.message, fault.stack, fault.details, caller.logs, caller.events])
    expect(fault.message).toContain('you sent [redacted]')
    expect(caller.events).toHaveLength(2)
    expect(said).not.toContain(signature)
    expect(said).not.toContain('AKIDEXAMPLE')
  })

  it('says that nothing arrived only when no try can have', async () => {
    const closed = await serve(text(''))
    await closed[Symbol.asyncDispose]()
    await using caller = client({ baseUrl: 'https://vendor.example' })
    const store = await serve((response) => {
      response.destroy()
      void store[Symbol.asyncDispose]()
    })

    const never = await caller.http.upload({ url: `${closed.url}/file`, content: content(['x']) }).catch((error) => error)
    const perhaps = await caller.http.upload({ url: `${store.url}/file`, content: content(['x']) }).catch((error) => error)

    expect(never.details).toMatchObject({ arrived: false })
    expect(perhaps).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('refused the connection') })
    expect(perhaps.details.arrived).toBeUndefined()
  })

  it('throws what reading the content threw as it is, and does not take it for the vendor’s fault', async () => {
    await using store = await serve(text(''))
    await using caller = client({ baseUrl: 'https://vendor.example' })
    const lost = Object.assign(new Error('database gone'), { code: 'ECONNRESET' })
    const broken: Content = {
      mediaType: 'text/plain',
      size: 10,
      read: async function* () {
        yield Buffer.from('12345')
        throw lost
      },
    }

    await expect(caller.http.upload({ url: `${store.url}/file`, content: broken })).rejects.toMatchObject({
      name: 'ContentFailure',
      cause: { message: 'database gone' },
    })
    expect(caller.events).toHaveLength(1)
  })

  it('never holds more of the content than the socket takes', async () => {
    const piece = Buffer.alloc(1024 * 1024, 'x')
    const pieces = 64
    let yielded = 0
    let received = 0
    let ahead = 0
    const server = createServer(async (request, response) => {
      for await (const chunk of request) {
        received += chunk.length
        ahead = Math.max(ahead, yielded - received)
      }
      response.end()
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    await using caller = client({ baseUrl: 'https://vendor.example' })

    await caller.http.upload({
      url: `http://127.0.0.1:${port}/file`,
      content: {
        mediaType: 'application/octet-stream',
        size: piece.length * pieces,
        read: async function* () {
          for (let count = 0; count < pieces; count += 1) {
            yielded += piece.length
            yield piece
          }
        },
      },
    })
    await new Promise<void>((resolve) => server.close(() => resolve()))

    expect(received).toBe(piece.length * pieces)
    expect(ahead).toBeLessThan((piece.length * pieces) / 2)
  })
})

const storeError = `<?xml version="1.0" encoding="UTF-8"?>
<Error><Code>AccessDenied</Code><Message>Request has expired</Message><StringToSign>secret things</StringToSign></Error>`

describe('a form with a file', () => {
  it('is sent as multipart/form-data with its length, credentials and its file streamed', async () => {
    await using server = await serve(json({ id: 7 }, 201))
    await using caller = client({ baseUrl: server.url, auth: bearer })

    const answer = await caller.http.post({
      path: '/import',
      multipart: {
        fields: [
          ['tags', 'one'],
          ['tags', 'two'],
          ['note', 'a\nb'],
        ],
        file: { field: 'file', name: 'a "b".json', content: content(['{"f', 'indings":[]}']) },
      },
    })

    expect(answer).toMatchObject({ status: 201, body: { id: 7 } })
    const [seen] = server.seen
    expect(seen?.headers.authorization).toBe('Bearer sesame-open-1234')
    expect(seen?.headers['content-length']).toBe(String(Buffer.byteLength(seen?.body ?? '')))
    expect(seen?.headers['transfer-encoding']).toBeUndefined()
    const form = await new Response(seen?.body, { headers: { 'content-type': seen?.headers['content-type'] ?? '' } }).formData()
    expect(form.getAll('tags')).toEqual(['one', 'two'])
    expect(form.get('note')).toBe('a\r\nb')
    const file = form.get('file') as File
    expect([file.name, file.type, await file.text()]).toEqual(['a "b".json', 'application/json', '{"findings":[]}'])
  })

  it('is not sent twice when the vendor may have seen it, but is when it was turned away, the file read anew', async () => {
    await using server = await serve([text('', 429), json({}), text('', 504)])
    await using caller = client({ baseUrl: server.url })
    const file = content(['x'])
    const request = { path: '/import', multipart: { fields: [], file: { field: 'file', name: 'f.json', content: file } } }

    await caller.http.post(request)
    await expect(caller.http.post(request)).rejects.toMatchObject({ kind: 'unreachable', details: { status: 504 } })

    expect(server.seen).toHaveLength(3)
    expect(file.reads()).toBe(3)
  })

  it('is sent again where a redirect on the same host leads', async () => {
    await using server = await serve([text('', 308, { location: '/import/' }), json({})])
    await using caller = client({ baseUrl: server.url })

    await caller.http.post({
      path: '/import',
      multipart: { fields: [], file: { field: 'file', name: 'f.json', content: content(['all of it']) } },
    })

    expect(server.seen.map(({ path }) => path)).toEqual(['/import', '/import/'])
    expect(server.seen[1]?.body).toContain('all of it')
  })
})
