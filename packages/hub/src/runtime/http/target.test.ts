import { describe, expect, it } from 'vitest'
import { readBase, redirectTarget, targetOf } from './target.ts'

const base = readBase('https://gitlab.example/api/v4/')

describe('targetOf', () => {
  it.each([
    ['/projects', 'https://gitlab.example/api/v4/projects'],
    ['projects', 'https://gitlab.example/api/v4/projects'],
    ['/projects/a%2Fb', 'https://gitlab.example/api/v4/projects/a%2Fb'],
    ['//evil.example/x', 'https://gitlab.example/api/v4//evil.example/x'],
    ['/a#fragment', 'https://gitlab.example/api/v4/a'],
    ['https://gitlab.example/other?page=2', 'https://gitlab.example/other?page=2'],
    ['https://GITLAB.example:443/x', 'https://gitlab.example/x'],
    // A proxy that ends TLS makes servers write http:// links; the request stays on https.
    ['http://gitlab.example/x', 'https://gitlab.example/x'],
  ])('leads %s to %s', (path, expected) => {
    expect(targetOf(base, path).href).toBe(expected)
  })

  it.each([
    'https://evil.example/x',
    'https://gitlab.example.evil.example/',
    'https://gitlab.example@evil.example/',
    'https://user:pw@gitlab.example/',
    'https://gitlab.example:8443/x',
    'file:///etc/passwd',
    'https://[bad',
    '/../../admin',
    '/%2e%2e/admin',
    '/..\\..\\admin',
  ])('refuses %s', (path) => {
    expect(() => targetOf(base, path)).toThrow(expect.objectContaining({ kind: 'refused' }))
  })

  it('repeats the key of a list and leaves undefined out', () => {
    expect(targetOf(base, '/x?a=1', { b: [1, 2].map(String), c: undefined, d: false }).search).toBe('?a=1&b=1&b=2&d=false')
  })
})

describe('redirectTarget', () => {
  it('resolves against where the redirect came from', () => {
    expect(redirectTarget(base, new URL('https://gitlab.example/a/b'), 'c').href).toBe('https://gitlab.example/a/c')
  })

  it('accepts a step up to https on the same host', () => {
    const plain = readBase('http://gitlab.example')

    expect(redirectTarget(plain, plain, 'https://gitlab.example/x').href).toBe('https://gitlab.example/x')
  })

  it.each([undefined, 'https://['])('raises contract for %s', (location) => {
    expect(() => redirectTarget(base, base, location)).toThrow(expect.objectContaining({ kind: 'contract' }))
  })
})
