import { openScripted } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import connector from './index.ts'

const person = { email: 'ada@example.com', apiToken: 'ATATT1' }
const server = { token: 'abc', baseUrl: 'https://bitbucket.corp' }
const accessToken = { token: 'ATCTT1', workspace: 'acme' }

describe('settings', () => {
  it.each([
    ['an API token', person],
    ['an API token for one workspace', { ...person, workspace: 'acme' }],
    ['an access token of Cloud with its workspace', accessToken],
    ['a Data Center with its token', server],
  ])('accepts %s', (_, config) => {
    expect(connector.validate(config)).toEqual([])
  })

  it.each([
    ['nothing', {}, 'email', 'for Bitbucket Data Center its address'],
    ['an email alone', { email: 'ada@example.com' }, 'apiToken', 'Enter an API token'],
    ['an API token alone', { apiToken: 'ATATT1' }, 'email', 'needs the email'],
    ['a user name for an email', { ...person, email: 'ada' }, 'email', 'user name does not work'],
    ['an API token and an access token', { ...person, token: 'abc' }, 'token', 'one kind of token'],
    ['an access token of nobody knows which product', { token: 'abc' }, 'baseUrl', 'Whose access token is it?'],
    ['a Data Center without a token', { baseUrl: 'https://bitbucket.corp' }, 'email', 'HTTP access token'],
    ['a workspace without a token', { workspace: 'acme' }, 'email', 'Enter credentials'],
    ['an app password', { ...person, apiToken: 'ATBB1' }, 'apiToken', 'app password'],
    ['an access token for an API token', { ...person, apiToken: 'ATCTT1' }, 'apiToken', 'access token'],
    ['an API token for an access token', { ...server, token: 'ATATT1' }, 'token', 'API token'],
    ['the web site for a server', { ...server, baseUrl: 'https://bitbucket.org/acme' }, 'baseUrl', 'Leave the address empty'],
    ['an address that is none', { ...server, baseUrl: 'bitbucket.corp' }, 'baseUrl', 'not a web address'],
    ['an address for a workspace', { ...person, workspace: 'https://bitbucket.org/acme' }, 'workspace', 'short name'],
    ['dots for a workspace', { ...person, workspace: '..' }, 'workspace', 'short name'],
  ])('refuses %s, naming the setting', (_, config, field, message) => {
    expect(connector.validate(config)).toEqual([{ field, message: expect.stringContaining(message) }])
  })

  it('marks both tokens as secrets', () => {
    expect(connector.secrets).toEqual(['apiToken', 'token'])
  })
})

describe('transport', () => {
  const transportOf = (config: unknown) => openScripted(connector, config, {}).opened.transport

  it('reads Cloud as a person, below the hourly limit of one', () => {
    expect(transportOf(person)).toEqual({
      baseUrl: 'https://api.bitbucket.org/2.0',
      leastPause: 60,
      auth: { kind: 'basic', username: 'ada@example.com', password: 'ATATT1' },
      budget: { requests: 1000, seconds: 3600 },
    })
  })

  it('reads Cloud with an access token as its bearer', () => {
    expect(transportOf(accessToken)).toEqual({
      baseUrl: 'https://api.bitbucket.org/2.0',
      leastPause: 60,
      auth: { kind: 'bearer', token: 'ATCTT1' },
    })
  })

  it.each([
    ['https://bitbucket.corp', 'https://bitbucket.corp/rest/api/latest'],
    ['https://www.corp/bitbucket/', 'https://www.corp/bitbucket/rest/api/latest'],
    ['https://bitbucket.corp/rest/api/1.0', 'https://bitbucket.corp/rest/api/latest'],
  ])('finds the API of the Data Center %s', (baseUrl, found) => {
    expect(transportOf({ token: 'abc', baseUrl })).toMatchObject({ baseUrl: found, auth: { kind: 'bearer', token: 'abc' } })
  })

  it('takes a 401 of Data Center for a lack of permission when it names who asked', () => {
    const { classify } = transportOf(server)

    expect(classify?.({ status: 401, headers: { 'x-ausername': 'ada' }, body: {} })).toBe('permission')
    expect(classify?.({ status: 401, headers: {}, body: {} })).toBeUndefined()
    expect(classify?.({ status: 200, headers: { 'x-ausername': 'ada' }, body: {} })).toBeUndefined()
  })
})
