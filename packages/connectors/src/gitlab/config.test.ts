import { openScripted } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import connector from './index.ts'

describe('settings', () => {
  it('accepts a token, and the address of one’s own GitLab', () => {
    expect(connector.validate({ token: 'glpat-1' })).toEqual([])
    expect(connector.validate({ token: 'anything', baseUrl: 'http://gitlab.corp/git' })).toEqual([])
  })

  it.each([
    [{}, 'token', 'Enter a GitLab access token'],
    [{ token: 'glpat 1' }, 'token', 'without spaces'],
    [{ token: 'gldt-1' }, 'token', 'cannot list projects'],
    [{ token: 'glpat-1', baseUrl: 'gitlab.corp' }, 'baseUrl', 'not a web address'],
    [{ token: 'glpat-1', baseUrl: 'https://gitlab.corp/-/profile' }, 'baseUrl', 'start page'],
  ])('says what is wrong with %j', (config, field, message) => {
    expect(connector.validate(config)).toEqual([{ field, message: expect.stringContaining(message) }])
  })

  it('marks the token and the webhook’s as secrets', () => {
    expect(connector.secrets).toEqual(['token', 'webhookSecret'])
  })
})

describe('transport', () => {
  const transportOf = (baseUrl?: string) => openScripted(connector, { token: 'glpat-1', baseUrl }, {}).opened.transport

  it.each([
    [undefined, 'https://gitlab.com/api/v4'],
    ['https://gitlab.corp/', 'https://gitlab.corp/api/v4'],
    ['https://www.corp/gitlab', 'https://www.corp/gitlab/api/v4'],
    ['https://gitlab.corp/api/v4', 'https://gitlab.corp/api/v4'],
    ['https://gitlab.corp/api/graphql', 'https://gitlab.corp/api/v4'],
  ])('finds the API of %s', (given, found) => {
    expect(transportOf(given).baseUrl).toBe(found)
  })

  it('is where Renovate is sent, which wants a slash at the end', () => {
    const { opened } = openScripted(connector, { token: 'glpat-1', baseUrl: 'https://www.corp/gitlab' }, {})

    expect(opened.changeRequests?.renovate?.()).toEqual({ platform: 'gitlab', endpoint: 'https://www.corp/gitlab/api/v4/' })
  })

  it('signs in with the token and reads GitLab’s rate limit', () => {
    expect(transportOf()).toMatchObject({
      auth: { kind: 'bearer', token: 'glpat-1' },
      rateHeaders: { remaining: 'ratelimit-remaining', reset: 'ratelimit-reset', resetUnit: 'epoch-seconds' },
    })
  })
})
