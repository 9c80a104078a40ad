import { describe, expect, it } from 'vitest'
import { parseAllowList } from './allow-list.ts'

describe('parseAllowList', () => {
  it('names hosts without regard to case, brackets or a final dot', () => {
    const allow = parseAllowList(' GitLab.corp , ::1,10.1.2.3')

    expect(
      ['gitlab.corp', 'GITLAB.CORP.', '[::1]', '0:0:0:0:0:0:0:1', '10.1.2.3'].map((host) => allow.names(host, 443)),
    ).toEqual(Array(5).fill(true))
    expect(['corp', 'x.gitlab.corp', 'gitlab.corp.evil', '10.1.2.30'].map((host) => allow.names(host, 443))).toEqual(
      Array(4).fill(false),
    )
  })

  it('opens only the port that was named', () => {
    const allow = parseAllowList('127.0.0.1:8080,[::1]:9000,jira.corp:8443')

    expect([allow.names('127.0.0.1', 8080), allow.names('[::1]', 9000), allow.names('jira.corp', 8443)]).toEqual([
      true,
      true,
      true,
    ])
    expect([allow.names('127.0.0.1', 80), allow.names('::1', 443), allow.names('jira.corp', 443)]).toEqual([
      false,
      false,
      false,
    ])
  })

  it('covers networks, also where an IPv4 address comes in IPv6 form', () => {
    const allow = parseAllowList('10.0.0.0/8, fd00::/8')

    expect(['10.9.9.9', '::ffff:10.9.9.9', 'fd12::1'].map(allow.covers)).toEqual([true, true, true])
    expect(['11.0.0.1', 'fe80::1', '::1'].map(allow.covers)).toEqual([false, false, false])
  })

  it('is empty for an empty text', () => {
    const allow = parseAllowList(' , ')

    expect([allow.names('localhost', 80), allow.covers('127.0.0.1'), allow.opensNetworks]).toEqual([false, false, false])
  })

  it.each([
    'https://gitlab.corp',
    '10.0.0.0/33',
    '10.0.0',
    '300.1.1.1',
    'host:99999',
    'host:0',
    'a b',
    '*.corp',
    'host:',
    '[::1',
  ])('refuses %s and quotes it', (entry) => {
    expect(() => parseAllowList(`ok.example,${entry}`)).toThrow(`"${entry}"`)
  })
})
