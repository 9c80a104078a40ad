import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseHost, parseGitAddress } from './git-address.ts'

describe('parseGitAddress', () => {
  it('takes a web address apart and forgets who was logged in', () => {
    expect(parseGitAddress('https://ann:secret@Git.Example.com:8443/Team//App.git?ref=main#top')).toEqual({
      transport: 'web',
      user: '',
      host: 'git.example.com',
      port: '8443',
      segments: ['Team', 'App'],
    })
  })

  it('keeps the user of an SSH address, which can name an organisation, but not the password', () => {
    expect(parseGitAddress('ssh://acme:secret@git.example.com:2222/app')).toEqual({
      transport: 'ssh',
      user: 'acme',
      host: 'git.example.com',
      port: '2222',
      segments: ['app'],
    })
  })

  it('reads the scp form, where the first segment is never a port', () => {
    expect(parseGitAddress('git@git.example.com:2222/app.git')).toMatchObject({
      transport: 'ssh',
      port: '',
      segments: ['2222', 'app'],
    })
  })

  it('reads an address without scheme only with a dotted host', () => {
    expect(parseGitAddress('git.example.com/team/app')).toMatchObject({ host: 'git.example.com', segments: ['team', 'app'] })
    expect(parseGitAddress('team/app')).toBeNull()
  })

  it.each([
    ['http://a.example:80/x', ''],
    ['http://a.example:443/x', '443'],
    ['https://a.example:443/x', ''],
    ['ssh://a.example:22/x', ''],
    ['git://a.example:9418/x', ''],
    ['https://a.example:/x', ''],
  ])('drops only the default port of %j', (text, port) => {
    expect(parseGitAddress(text)?.port).toBe(port)
  })

  it('ends the path at the first .git', () => {
    expect(parseGitAddress('https://a.example/team/app.git/info/refs')?.segments).toEqual(['team', 'app'])
    expect(parseGitAddress('https://a.example/team/app/.git')?.segments).toEqual(['team', 'app'])
  })

  it('refuses what would leave the root or hide control characters', () => {
    expect(parseGitAddress('https://a.example/../b')).toBeNull()
    expect(parseGitAddress('https://a.example/%2e%2e/b')).toBeNull()
    expect(parseGitAddress('https://a.example/a%0ab')).toBeNull()
  })

  it('answers any text with a whole address or none', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl()), (text) => {
        const found = parseGitAddress(text)

        if (found === null) return
        expect(found.host).not.toBe('')
        expect(found.segments.length).toBeGreaterThan(0)
        for (const segment of found.segments) expect(['', '.', '..']).not.toContain(segment)
      }),
    )
  })
})

describe('normaliseHost', () => {
  it.each([
    ['WWW.Example.COM.', 'example.com'],
    ['www.com', 'www.com'],
    ['bücher.example', 'xn--bcher-kva.example'],
    ['[0:0::1]', '[::1]'],
    ['a b', null],
    ['a/b', null],
    ['user@host', null],
    ['', null],
  ])('writes %j as %j', (text, host) => {
    expect(normaliseHost(text)).toBe(host)
  })
})
