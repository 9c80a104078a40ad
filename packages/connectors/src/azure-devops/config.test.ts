import { openScripted } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import connector from './index.ts'

const good = { organization: 'acme', token: 'pat' }

describe('settings', () => {
  it('accepts an organization with a token, and a server with its collection', () => {
    expect(connector.validate(good)).toEqual([])
    expect(connector.validate({ organization: 'Main Collection', token: 'pat', baseUrl: 'http://tfs.corp:8080/tfs' })).toEqual(
      [],
    )
  })

  it.each([
    [{ token: 'pat' }, 'organization', 'name of the organization'],
    [{ organization: 'acme' }, 'token', 'Enter a personal access token'],
    [{ ...good, organization: 'https://dev.azure.com/acme' }, 'organization', 'only the name'],
    [{ ...good, organization: '../acme' }, 'organization', 'only the name'],
    [{ ...good, baseUrl: 'https://acme.visualstudio.com' }, 'baseUrl', 'Enter "acme" as the organization'],
    [{ ...good, baseUrl: 'https://dev.azure.com/acme' }, 'baseUrl', 'has its own field'],
  ])('says what is wrong with %j', (config, field, message) => {
    expect(connector.validate(config)).toEqual([{ field, message: expect.stringContaining(message) }])
  })

  it('marks the token as a secret', () => {
    expect(connector.secrets).toEqual(['token'])
  })
})

describe('transport', () => {
  const transportOf = (config = {}) => openScripted(connector, { ...good, ...config }, {}).opened.transport

  it('stays below the organization, signs in without a user, and asks for 401 instead of a sign-in page', () => {
    expect(transportOf()).toMatchObject({
      baseUrl: 'https://dev.azure.com/acme',
      auth: { kind: 'basic', username: '', password: 'pat' },
      headers: { 'x-tfs-fedauthredirect': 'Suppress' },
      rateHeaders: { remaining: 'x-ratelimit-remaining', reset: 'x-ratelimit-reset', resetUnit: 'epoch-seconds' },
    })
  })

  it('finds a server’s collection below its address', () => {
    expect(transportOf({ organization: 'Main Collection', baseUrl: 'https://tfs.corp/tfs/' }).baseUrl).toBe(
      'https://tfs.corp/tfs/Main%20Collection',
    )
  })

  const signIn = '<html><head><title>\r\n\tAzure DevOps Services | Sign In\r\n</title></head><body></body></html>'

  it.each([
    ['the sign-in page with 203', 203, signIn, 'credentials'],
    ['any page with 203', 203, '<html></html>', 'credentials'],
    ['the sign-in page with 200', 200, signIn, 'credentials'],
    [
      'an expired token with 403',
      403,
      { message: 'Access Denied: The Personal Access Token used has expired.' },
      'credentials',
    ],
    ['a proxy’s page', 200, '<html><title>Maintenance</title></html>', undefined],
    ['a lack of permission', 403, { message: 'TF401019: no permission' }, undefined],
    ['a good answer', 200, { value: [] }, undefined],
  ])('recognises %s', (_, status, body, expected) => {
    expect(transportOf().classify?.({ status, headers: {}, body })).toBe(expected)
  })
})
