import { createVerify, generateKeyPairSync } from 'node:crypto'
import type { TokenExchange } from '@patchbay/sdk'
import { describe, expect, it } from 'vitest'
import { client, json, type Reply, serve, testClock } from './testing/local.ts'

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})

function exchange(more: Partial<TokenExchange> = {}): TokenExchange {
  return {
    kind: 'exchange',
    url: '/token',
    method: 'POST',
    body: { json: { key: 'k', secret: 's' } },
    read: (answer) => answer as ReturnType<TokenExchange['read']>,
    ...more,
  }
}

/** A vendor whose tokens are t1, t2 …; only the newest `valid` of them work. */
function vendor(options: { readonly lifetime?: number; readonly accepts?: (token: string) => boolean } = {}): Reply {
  let issued = 0
  return (response, seen) => {
    if (seen.path === '/token') {
      issued += 1
      return json({ token: `t${issued}`, lifetime: options.lifetime })(response, seen)
    }
    const token = seen.headers.authorization?.replace('Bearer ', '') ?? ''
    const accepted = options.accepts?.(token) ?? token === `t${issued}`
    return accepted ? json({ with: token })(response, seen) : json({ message: 'Bad credentials' }, 401)(response, seen)
  }
}

describe('a token exchange', () => {
  it('trades the credentials once for all requests that start together', async () => {
    await using server = await serve(vendor())
    await using caller = client({ baseUrl: server.url, auth: exchange() })

    const answers = await Promise.all([1, 2, 3].map(() => caller.http.get('/')))

    expect(answers.map((answer) => answer.body)).toEqual(Array(3).fill({ with: 't1' }))
    const asked = server.seen.filter((seen) => seen.path === '/token')
    expect(asked).toMatchObject([{ method: 'POST', body: '{"key":"k","secret":"s"}' }])
  })

  it('renews the token before it expires', async () => {
    await using server = await serve(vendor({ lifetime: 1000 }))
    await using caller = client({ baseUrl: server.url, auth: exchange({ renewBefore: 100 }) })
    await caller.http.get('/')

    caller.clock.advance(899_000)
    const before = await caller.http.get('/')
    caller.clock.advance(2_000)
    const after = await caller.http.get('/')

    expect([before.body, after.body]).toEqual([{ with: 't1' }, { with: 't2' }])
  })

  it('reads an expiry given as a date', async () => {
    const clock = testClock()
    await using server = await serve(vendor())
    const read = (answer: unknown) => ({
      ...(answer as { token: string }),
      lifetime: undefined,
      expiresAt: '2026-01-01T01:00:00.000Z',
    })
    await using caller = client({ baseUrl: server.url, auth: exchange({ read }) }, { clock })
    await caller.http.get('/')

    clock.advance(54 * 60_000)
    const before = await caller.http.get('/')
    clock.advance(2 * 60_000)
    const after = await caller.http.get('/')

    expect([before.body, after.body]).toEqual([{ with: 't1' }, { with: 't2' }])
  })

  it('does not renew for every request when tokens live shorter than the margin', async () => {
    await using server = await serve(vendor({ lifetime: 60 }))
    await using caller = client({ baseUrl: server.url, auth: exchange({ renewBefore: 300 }) })

    await caller.http.get('/')
    caller.clock.advance(29_000)
    await caller.http.get('/')

    expect(server.seen.filter((seen) => seen.path === '/token')).toHaveLength(1)
  })

  it('renews once and tries again when a token is refused early', async () => {
    await using server = await serve(vendor({ accepts: (token) => token === 't2' }))
    await using caller = client({ baseUrl: server.url, auth: exchange(), attempts: 1 })

    const answers = await Promise.all([caller.http.get('/1'), caller.http.post({ path: '/2' })])

    expect(answers.map((answer) => answer.body)).toEqual([{ with: 't2' }, { with: 't2' }])
    expect(server.seen.filter((seen) => seen.path === '/token')).toHaveLength(2)
  })

  it('raises credentials when the renewed token is refused as well', async () => {
    await using server = await serve(vendor({ accepts: () => false }))
    await using caller = client({ baseUrl: server.url, auth: exchange() })

    await expect(caller.http.get('/')).rejects.toMatchObject({
      kind: 'credentials',
      message: expect.stringContaining('Bad credentials'),
    })
    expect(server.seen.map((seen) => seen.path)).toEqual(['/token', '/', '/token', '/'])
  })

  it.each([400, 401])('raises credentials when the exchange itself answers %i', async (status) => {
    await using server = await serve(json({ error: 'invalid_client', error_description: 'Unknown client' }, status))
    await using caller = client({ baseUrl: server.url, auth: exchange() })

    await expect(caller.http.get('/')).rejects.toMatchObject({
      kind: 'credentials',
      message: expect.stringContaining('Unknown client'),
    })
    expect(server.seen).toHaveLength(1)
  })

  it('tries an exchange that failed for a passing reason again, and the next time from the start', async () => {
    await using server = await serve([json({}, 503), json({ token: 't1' }), json({ ok: 1 })])
    await using caller = client({ baseUrl: server.url, auth: exchange() })

    await expect(caller.http.get('/')).resolves.toMatchObject({ body: { ok: 1 } })
  })

  it('raises contract for an answer without a token', async () => {
    await using server = await serve(json({ expires: 1 }))
    await using caller = client({ baseUrl: server.url, auth: exchange() })

    await expect(caller.http.get('/')).rejects.toMatchObject({ kind: 'contract', message: expect.stringContaining('no token') })
  })

  it('may go to the host the transport names, which gets no other request', async () => {
    await using issuer = await serve(json({ token: 'from-issuer' }))
    await using server = await serve(json({ ok: 1 }))
    const auth = exchange({ url: `${issuer.url}/oauth/token`, body: { form: { grant_type: 'client_credentials' } } })
    await using caller = client({ baseUrl: server.url, auth })

    await caller.http.get('/')

    expect(issuer.seen).toMatchObject([{ path: '/oauth/token', body: 'grant_type=client_credentials' }])
    expect(server.seen[0]?.headers.authorization).toBe('Bearer from-issuer')
    await expect(caller.http.get(`${issuer.url}/anything`)).rejects.toMatchObject({ kind: 'refused' })
  })
})

describe('a signed assertion', () => {
  const assertion = { algorithm: 'RS256', issuer: '12345', privateKey, lifetime: 540 } as const

  it('is an RS256 JWT, dated back a minute, that lives as long as asked', async () => {
    await using server = await serve([json({ token: 'installation' }), json({})])
    await using caller = client({ baseUrl: server.url, auth: exchange({ assertion, body: undefined }) })

    await caller.http.get('/')

    const [header = '', payload = '', signature = ''] =
      server.seen[0]?.headers.authorization?.replace('Bearer ', '').split('.') ?? []
    const now = Date.parse('2026-01-01T00:00:00Z') / 1000
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ alg: 'RS256', typ: 'JWT' })
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toEqual({ iat: now - 60, exp: now + 480, iss: '12345' })
    expect(
      createVerify('RSA-SHA256').update(`${header}.${payload}`).verify(publicKey, Buffer.from(signature, 'base64url')),
    ).toBe(true)
    expect(server.seen[1]?.headers.authorization).toBe('Bearer installation')
  })

  it('accepts a key whose line breaks were written as backslash and n', async () => {
    await using server = await serve([json({ token: 'installation' }), json({})])
    const escaped = privateKey.replaceAll('\n', '\\n')
    await using caller = client({ baseUrl: server.url, auth: exchange({ assertion: { ...assertion, privateKey: escaped } }) })

    await expect(caller.http.get('/')).resolves.toMatchObject({ status: 200 })
  })

  it('raises credentials for a key that cannot be read, without quoting it', async () => {
    const broken = privateKey.slice(0, 300)
    await using caller = client({
      baseUrl: 'http://127.0.0.1:1',
      auth: exchange({ assertion: { ...assertion, privateKey: broken } }),
    })

    const fault = await caller.http.get('/').catch((error) => error)

    expect(fault).toMatchObject({ kind: 'credentials', details: { field: 'privateKey' } })
    expect(fault.message).not.toContain(broken.split('\n')[1])
  })
})

describe('fixed credentials', () => {
  it('are refused when no header can carry them', () => {
    expect(() => client({ baseUrl: 'https://vendor.example', auth: { kind: 'bearer', token: 'abc\ndef' } })).toThrow(
      /line break/,
    )
  })

  it('that are refused raise credentials at once', async () => {
    await using server = await serve(json({ message: 'Bad credentials' }, 401))
    await using caller = client({ baseUrl: server.url, auth: { kind: 'bearer', token: 'sesame' } })

    await expect(caller.http.get('/')).rejects.toMatchObject({ kind: 'credentials', details: { status: 401 } })
    expect(server.seen).toHaveLength(1)
  })
})
