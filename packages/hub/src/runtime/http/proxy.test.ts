import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it } from 'vitest'
import { client, json, serve } from './testing/local.ts'

describe('the proxy of the network', () => {
  it('is asked for https addresses, by their name and with its own password, and DNS is not', async () => {
    await using proxy = await refusing(403)
    const resolve = async () => {
      throw new Error('The name was looked up.')
    }
    await using caller = client({ baseUrl: 'https://api.vendor.example' }, { proxy: proxy.settings('me:p%40ss@'), resolve })

    await expect(caller.http.get('/')).rejects.toMatchObject({
      kind: 'unreachable',
      message: 'The proxy of this network did not open a connection to api.vendor.example (403).',
      details: { remedy: expect.stringContaining('NO_PROXY') },
    })
    expect(proxy.asked[0]).toMatchObject({
      target: 'api.vendor.example:443',
      headers: { 'proxy-authorization': `Basic ${Buffer.from('me:p@ss').toString('base64')}` },
    })
  })

  it('that wants another password says so, and no secret is quoted', async () => {
    await using proxy = await refusing(407)
    await using caller = client({ baseUrl: 'https://api.vendor.example' }, { proxy: proxy.settings('me:secret@') })

    const error = await caller.http.get('/').catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({ kind: 'unreachable', message: expect.stringContaining('(407)') })
    expect(JSON.stringify([error, String(error), caller.logs])).not.toContain('secret')
    expect(proxy.asked).toHaveLength(1)
  })

  it('that is not there is named as what cannot be reached', async () => {
    const proxy = await refusing(403)
    const settings = proxy.settings()
    await proxy[Symbol.asyncDispose]()
    await using caller = client({ baseUrl: 'https://api.vendor.example' }, { proxy: settings })

    await expect(caller.http.get('/')).rejects.toMatchObject({
      message: 'The proxy of this network cannot be reached.',
      details: { remedy: expect.stringContaining('HTTPS_PROXY') },
    })
  })

  it('is not asked for hosts that are excepted, nor for plain http', async () => {
    await using proxy = await refusing(403)
    await using server = await serve(json({ ok: 1 }))
    await using plain = client({ baseUrl: server.url }, { proxy: proxy.settings() })
    await using excepted = client(
      { baseUrl: 'https://git.corp' },
      { allowHosts: '', resolve: async () => ['10.0.0.5'], proxy: { ...proxy.settings(), except: 'git.corp' } },
    )

    await expect(plain.http.get('/')).resolves.toMatchObject({ body: { ok: 1 } })
    await expect(excepted.http.get('/')).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('10.0.0.5'),
    })
    expect(proxy.asked).toEqual([])
  })

  it('opens no way to what an address itself shows to be private or the cloud’s own', async () => {
    await using proxy = await refusing(403)
    const through = (baseUrl: string) => () => client({ baseUrl }, { allowHosts: '', proxy: proxy.settings() })

    expect(through('https://10.0.0.5')).toThrow(expect.objectContaining({ kind: 'refused' }))
    expect(through('https://169.254.169.254')).toThrow(expect.objectContaining({ kind: 'refused' }))
  })
})

/** A proxy that opens nothing and remembers what it was asked for. */
async function refusing(status: number) {
  const asked: { readonly target: string | undefined; readonly headers: IncomingHttpHeaders }[] = []
  const server = createServer()
  server.on('connect', (request, socket) => {
    asked.push({ target: request.url, headers: request.headers })
    socket.end(`HTTP/1.1 ${status} No\r\ncontent-length: 0\r\n\r\n`)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  return {
    asked,
    settings: (who = '') => ({ url: `http://${who}127.0.0.1:${port}`, except: '' }),
    [Symbol.asyncDispose]: () => new Promise<void>((done) => (server.listening ? server.close(() => done()) : done())),
  }
}
