import { describe, expect, it } from 'vitest'
import { client, json, serve, text } from './testing/local.ts'

describe('the guard', () => {
  it('refuses a private address and says how to open it', async () => {
    const open = () => client({ baseUrl: 'https://127.0.0.1:8443' }, { allowHosts: '' })

    expect(open).toThrow(
      expect.objectContaining({ kind: 'refused', details: { remedy: expect.stringContaining('127.0.0.1:8443') } }),
    )
  })

  it.each(['https://2130706433', 'https://0x7f.1', 'https://[::ffff:7f00:1]', 'https://[::7f00:1]', 'https://127.1'])(
    'is not fooled by %s',
    (baseUrl) => {
      expect(() => client({ baseUrl }, { allowHosts: '' })).toThrow(expect.objectContaining({ kind: 'refused' }))
    },
  )

  it('refuses plain http, unless the host is listed', () => {
    expect(() => client({ baseUrl: 'http://gitlab.example' }, { allowHosts: '' })).toThrow(/in the clear/)
    expect(() => client({ baseUrl: 'http://gitlab.example' }, { allowHosts: 'gitlab.example' })).not.toThrow()
  })

  it('refuses a base URL that holds a password', () => {
    expect(() => client({ baseUrl: 'https://me:pw@gitlab.example' })).toThrow(expect.objectContaining({ kind: 'refused' }))
  })

  it.each(['gopher://vendor.example', 'vendor.example', ''])('calls %j no address', (baseUrl) => {
    expect(() => client({ baseUrl })).toThrow(expect.objectContaining({ kind: 'config', details: { field: 'baseUrl' } }))
  })

  it('refuses a name that leads to a private address', async () => {
    await using caller = client({ baseUrl: 'https://innocent.example' }, { resolve: async () => ['10.0.0.5'] })

    await expect(caller.http.get('/')).rejects.toMatchObject({ kind: 'refused', message: expect.stringContaining('10.0.0.5') })
    expect(caller.events).toHaveLength(1)
  })

  it('refuses a name when only one of its addresses is private', async () => {
    await using caller = client({ baseUrl: 'https://innocent.example' }, { resolve: async () => ['8.8.8.8', '::1'] })

    await expect(caller.http.get('/')).rejects.toMatchObject({ kind: 'refused' })
  })

  it('connects a listed name to the address that was checked, asking DNS once', async () => {
    await using server = await serve(json({ ok: 1 }))
    const answers = [['127.0.0.1'], ['10.0.0.1']]
    await using caller = client(
      { baseUrl: `http://gitlab.corp:${server.port}` },
      { allowHosts: 'gitlab.corp', resolve: async () => answers.shift() ?? [] },
    )

    await expect(caller.http.get('/')).resolves.toMatchObject({ body: { ok: 1 } })

    expect(server.seen[0]?.headers.host).toBe(`gitlab.corp:${server.port}`)
    expect(answers).toHaveLength(1)
  })

  it('checks a name again when it changes its address between requests (DNS rebinding)', async () => {
    await using server = await serve(json({ ok: 1 }, 200, { connection: 'close' }))
    const answers = [['127.0.0.1'], ['10.0.0.1']]
    await using caller = client(
      { baseUrl: `http://rebind.example:${server.port}` },
      { allowHosts: '127.0.0.0/8', resolve: async () => answers.shift() ?? [] },
    )

    await caller.http.get('/')

    await expect(caller.http.get('/')).rejects.toMatchObject({ kind: 'refused', message: expect.stringContaining('10.0.0.1') })
    expect(server.seen).toHaveLength(1)
  })

  it('checks a name again on a redirect', async () => {
    await using server = await serve(text('', 302, { location: '/next', connection: 'close' }))
    const answers = [['127.0.0.1'], ['169.254.169.254']]
    await using caller = client(
      { baseUrl: `http://rebind.example:${server.port}` },
      { allowHosts: 'rebind.example', resolve: async () => answers.shift() ?? [] },
    )

    await expect(caller.http.get('/')).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('169.254.169.254'),
    })
  })

  it('lets plain http through to a listed network only', async () => {
    await using server = await serve(json({ ok: 1 }))
    await using inside = client(
      { baseUrl: `http://tool.corp:${server.port}` },
      { allowHosts: '127.0.0.0/8', resolve: async () => ['127.0.0.1'] },
    )
    await using outside = client(
      { baseUrl: `http://tool.corp:${server.port}` },
      { allowHosts: '127.0.0.0/8', resolve: async () => ['8.8.8.8'] },
    )

    await expect(inside.http.get('/')).resolves.toMatchObject({ body: { ok: 1 } })
    await expect(outside.http.get('/')).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('in the clear'),
    })
  })

  const everything = '0.0.0.0/0,::/0,metadata.google.internal,169.254.169.254,fd00:ec2::254,innocent.example'

  it.each([
    'http://169.254.169.254',
    'http://[fd00:ec2::254]',
    'http://[::ffff:169.254.169.254]',
    'http://100.100.100.200',
    'http://168.63.129.16',
    'http://metadata.google.internal',
    'http://METADATA.google.internal.',
  ])('never opens %s, whatever is listed', (baseUrl) => {
    expect(() => client({ baseUrl }, { allowHosts: everything })).toThrow(expect.objectContaining({ kind: 'refused' }))
  })

  it('never opens a name that leads to cloud metadata, whatever is listed', async () => {
    await using caller = client(
      { baseUrl: 'http://innocent.example' },
      { allowHosts: everything, resolve: async () => ['169.254.169.254'] },
    )

    await expect(caller.http.get('/')).rejects.toMatchObject({
      kind: 'refused',
      message: expect.stringContaining('never be reached'),
    })
  })

  it('guards the host a token exchange names as well', async () => {
    const auth = {
      kind: 'exchange',
      url: 'https://169.254.169.254/token',
      method: 'POST',
      read: () => ({ token: 'x' }),
    } as const
    await using caller = client({ baseUrl: 'http://127.0.0.1:1', auth })

    await expect(caller.http.get('/')).rejects.toMatchObject({ kind: 'refused' })
  })
})
