import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApi, testApi } from '../../test/api/api.ts'
import { testDatabases } from '../../test/database/index.ts'
import type { Database } from '../store/database.ts'
import { openDatabase } from '../store/database.ts'
import type { Operation } from '../usecases/browse/resources/operation.ts'

const operation: Operation = {
  id: 'op_1',
  kind: 'sync',
  state: 'running',
  trigger: 'user',
  connection: null,
  connectionLabel: 'Scanner',
  records: null,
  requestedBy: null,
  requestedAt: '2026-11-28T10:00:00.000Z',
  startedAt: null,
  endedAt: null,
  cancelRequested: false,
  awaitsConfirmation: false,
  progress: { done: 1, total: 2, message: null },
  counts: { pages: 0, seen: 0, new: 0, changed: 0, unchanged: 0, closed: 0, reopened: 0, setAside: 0, filtered: {} },
  coverage: null,
  problem: null,
  emptiedAt: null,
}

describe('the server', () => {
  let database: Database
  let folder: string
  let api: TestApi
  let address: string
  let fails = false
  const asked = Promise.withResolvers<void>()
  const written = Promise.withResolvers<void>()
  const thrownAway = Promise.withResolvers<void>()
  const broken = new Error('connection string postgresql://hub:hunter2@db')

  beforeAll(async () => {
    const [flavour] = await testDatabases()
    if (flavour === undefined) throw new Error('There is no database to test on')
    database = await openDatabase({ ...(await flavour.place()), applicationName: 'test', poolSize: 4 })
    folder = await mkdtemp(join(tmpdir(), 'patchbay-web-'))
    await mkdir(join(folder, 'assets'))
    await writeFile(join(folder, 'index.html'), '<!doctype html><title>Patchbay</title>')
    await writeFile(join(folder, 'assets', 'index-1a2b.js'), 'export {}')
    const metrics = new Registry()
    api = await testApi(database, {
      browse: {
        summary: () => Promise.reject(broken),
        documents: {
          product: () => Promise.reject(broken),
          async repository() {
            asked.resolve()
            await written.promise
            return {
              name: 'shop.csv',
              type: 'text/csv',
              async *content() {
                yield 'name'
              },
              [Symbol.asyncDispose]: async () => thrownAway.resolve(),
            }
          },
        },
        operations: {
          list: () => Promise.reject(broken),
          get: () => Promise.reject(broken),
          notes: () => Promise.reject(broken),
          filtered: () => Promise.reject(broken),
          log: () => Promise.reject(broken),
          followLog: () => {
            throw broken
          },
          comparison: () => Promise.reject(broken),
          changes: () => Promise.reject(broken),
          async *watch(signal) {
            yield operation
            if (!signal.aborted) await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }))
          },
        },
      },
      options: {
        webFolder: folder,
        metrics,
        ready: async () => {
          if (fails) throw broken
        },
      },
    })
    address = await api.app.listen({ host: '127.0.0.1', port: 0 })
  })

  afterAll(async () => {
    await api.app.close()
    await database.close()
    await rm(folder, { recursive: true })
  })

  it('says that it runs, and whether it can serve', async () => {
    const alive = await api.send({ url: '/healthz' })
    const ready = await api.send({ url: '/readyz' })
    fails = true
    const unready = await api.send({ url: '/readyz' })
    fails = false

    expect([alive.status, alive.body]).toEqual([200, { status: 'ok', version: '1.2.3' }])
    expect(ready.status).toBe(200)
    expect([unready.status, unready.body.code]).toEqual([503, 'not-ready'])
    expect(unready.text).not.toContain('hunter2')
  })

  it('counts its answers for Prometheus by route, not by address', async () => {
    await api.as('reader', 'GET', '/vulnerabilities/vul_secret')
    const { text, headers } = await api.send({ url: '/metrics' })

    expect(headers['content-type']).toContain('text/plain')
    expect(text).toMatch(
      /patchbay_http_request_duration_seconds_count\{method="GET",route="\/api\/v1\/vulnerabilities\/:id",status="\d+"\} 1/,
    )
    expect(text).not.toContain('vul_secret')
  })

  it('tells nothing of a bug but the request id', async () => {
    const { status, body, text, headers } = await api.as('reader', 'GET', '/summary')

    expect(status).toBe(500)
    expect(body).toMatchObject({ code: 'internal-error', requestId: headers['x-request-id'] })
    expect(text).not.toContain('hunter2')
  })

  it('answers an address nobody can read with a problem too', async () => {
    const { status, body } = await api.send({ url: '/api/v1/records/%zz' })

    expect([status, body.code]).toEqual([400, 'bad-request'])
  })

  it('describes itself for programs and for people, without anybody else’s scripts', async () => {
    const document = await api.send({ url: '/api/openapi.json' })
    const page = await api.send({ url: '/api/docs' })
    const script = await api.send({ url: '/api/docs/reference/js/scalar.js' })
    const aside = await api.send({ url: '/api/docs/reference/' })

    expect(document.body).toMatchObject({ openapi: '3.1.0', info: { title: 'Patchbay', version: '1.2.3' } })
    expect(page.text).not.toMatch(/https?:/)
    expect(page.text).toContain('src="/api/docs/reference/js/scalar.js"')
    expect(script.headers['content-type']).toContain('javascript')
    expect(aside.headers['location']).toBe('/api/docs')
  })

  it('lets pages load nothing from elsewhere and nobody frame them', async () => {
    const { headers } = await api.send({ url: '/' })

    expect(headers['content-security-policy']).toBe(
      "default-src 'self';script-src 'self';style-src 'self' 'unsafe-inline';img-src 'self' data:;font-src 'self' data:;" +
        "connect-src 'self';object-src 'none';base-uri 'self';form-action 'self';frame-ancestors 'none'",
    )
    expect(headers['x-content-type-options']).toBe('nosniff')
  })

  it('serves the web app: its assets for ever, its page at every other address', async () => {
    const page = await api.send({ url: '/' })
    const deep = await api.send({ url: '/vulnerabilities/vul_1?status=Open' })
    const asset = await api.send({ url: '/assets/index-1a2b.js' })
    const missing = await api.send({ url: '/assets/old-9z.js' })
    const posted = await api.send({ method: 'POST', url: '/vulnerabilities' })
    const outside = await api.send({ url: '/..%2f..%2fetc/passwd' })

    expect([page.status, page.headers['cache-control']]).toEqual([200, 'no-cache'])
    expect(deep.text).toBe(page.text)
    expect(asset.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    expect([missing.status, posted.status]).toEqual([404, 404])
    expect(outside.text).not.toContain('root:')
  })

  it('throws a file away that was made for somebody who has left meanwhile', async () => {
    const caller = new AbortController()
    const headers = { authorization: `Bearer ${api.tokens.reader}` }
    const url = `${address}/api/v1/repositories/repo_1/document?format=csv`
    const connected = once(api.app.server, 'connection')
    const answer = fetch(url, { headers, signal: caller.signal }).catch(() => 'left')
    const [socket] = await connected
    const left = once(socket, 'close')
    await asked.promise
    caller.abort()
    await left

    written.resolve()

    expect(await answer).toBe('left')
    await thrownAway.promise
  }, 10_000)

  it('streams operations until the caller leaves, and ends streams when it closes', async () => {
    const headers = { authorization: `Bearer ${api.tokens.reader}` }
    const answer = await fetch(`${address}/api/v1/operations/stream`, { headers })
    const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader()

    let text = ''
    while (!text.includes('data: ')) text += (await reader?.read())?.value ?? ''
    const closed = api.app.close()
    while (reader !== undefined && !(await reader.read()).done);
    await closed

    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    expect(text).toBe(`: open\n\nevent: operation\ndata: ${JSON.stringify(operation)}\n\n`)
  })
})
