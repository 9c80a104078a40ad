import { describe, expect, it } from 'vitest'
import { config } from './config.ts'
import { readToken, transport } from './transport.ts'

const payload = btoa(JSON.stringify({ exp: 1_768_455_015 }))
  .replaceAll('+', '-')
  .replaceAll('/', '_')
  .replaceAll('=', '')
const jwt = `eyJhbGciOiJSUzI1NiJ9.${payload}.c2ln`

describe('readToken', () => {
  it.each([
    ['expirationTime', { token: 'a', expirationTime: '2026-01-15T05:30:15.010Z' }, { expiresAt: '2026-01-15T05:30:15.010Z' }],
    [
      'expiration_time',
      { token: 'a', expiration_time: '2026-01-15T05:30:15.010427077Z' },
      { expiresAt: '2026-01-15T05:30:15.010Z' },
    ],
    ['the JWT itself', { token: jwt }, { expiresAt: '2026-01-15T05:30:15.000Z' }],
    ['expiresIn', { token: 'a', expiresIn: 3600 }, { lifetime: 3600 }],
    ['expires_in', { token: 'a', expires_in: '3600' }, { lifetime: 3600 }],
    ['ttl', { token: 'a', ttl: 60 }, { lifetime: 60 }],
    ['ttl_seconds', { token: 'a', ttl_seconds: 60 }, { lifetime: 60 }],
    ['nothing', { token: 'a', expirationTime: null }, {}],
    ['nonsense', { token: 'a.!.c', expirationTime: 'soon', ttl: -1 }, {}],
  ])('reads the expiry from %s', (_, answer, expected) => {
    expect(readToken(answer)).toEqual({ token: answer.token, ...expected })
  })

  it('raises contract when there is no token', () => {
    expect(() => readToken({ expirationTime: '2026-01-15T05:30:15.010Z' })).toThrow(
      expect.objectContaining({ kind: 'contract', details: { path: 'token' } }),
    )
  })
})

describe('classify', () => {
  const { classify } = transport(config.parse({ namespace: 'acme', apiKey: 'endr+key', apiSecret: 'endr+secret' }))
  const verdict = (status: number, body: unknown) => classify?.({ status, headers: {}, body })

  it('goes by the gRPC code in the body', () => {
    expect(verdict(400, { code: 16, message: 'x' })).toBe('credentials')
    expect(verdict(403, { code: 7, message: 'Unauthorized request for given endpoint' })).toBe('permission')
  })

  it('takes a refusal that speaks of the key for one', () => {
    expect(verdict(400, { code: 3, message: 'invalid API key or secret' })).toBe('credentials')
  })

  it('leaves everything else to the status', () => {
    expect(verdict(200, { code: 16 })).toBeUndefined()
    expect(verdict(504, { code: 4, message: 'context deadline exceeded', details: [] })).toBeUndefined()
    expect(verdict(502, '<html>')).toBeUndefined()
  })

  it('takes a rate limit or an outage that speaks of the key for no refusal', () => {
    expect(verdict(429, { code: 8, message: 'rate limit of the API key exceeded' })).toBeUndefined()
    expect(verdict(500, { code: 13, message: 'could not load credentials of the analytics store' })).toBeUndefined()
  })
})
