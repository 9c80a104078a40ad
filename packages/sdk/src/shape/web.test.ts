import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { httpsUrl, httpsUrls } from './web.ts'

describe('httpsUrl', () => {
  it.each([
    'http://example.com/',
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'data:text/html,x',
    'https://user:pass@example.com/',
    'https://',
    '//example.com/a',
    'example.com',
    '',
    `https://example.com/${'a'.repeat(3000)}`,
  ])('refuses %s', (text) => {
    expect(httpsUrl(text)).toBeNull()
  })

  it('gives other addresses in the form browsers write them', () => {
    expect(httpsUrl('https://Example.com:443/a/../b c')).toBe('https://example.com/b%20c')
    expect(httpsUrl('https://nvd.nist.gov/vuln/detail/CVE-2018-20433')).toBe('https://nvd.nist.gov/vuln/detail/CVE-2018-20433')
  })

  it('agrees with the URL parser, whatever comes', () => {
    const odd = fc.stringMatching(/^https:\/\/[a-z0-9.-]{1,12}\/[a-z%2eE./?#:@~ "<>\\-]{0,12}$/)
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ validSchemes: ['https', 'http'] }), odd), (text) => {
        const url = URL.parse(text)
        const expected = url?.protocol === 'https:' && url.username === '' && url.password === '' ? url.href : null

        expect(httpsUrl(text)).toBe(expected)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('httpsUrls', () => {
  it('reads texts and objects alike, each address once, and skips the rest', () => {
    const values = [
      'https://a.example/x',
      { url: 'https://a.example/x' },
      { url: 'http://b.example' },
      null,
      7,
      { type: 'WEB' },
    ]

    expect(httpsUrls(values)).toEqual(['https://a.example/x'])
  })
})
