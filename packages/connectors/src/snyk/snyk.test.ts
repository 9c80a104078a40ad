import { describe, expect, it } from 'vitest'
import connector from './index.ts'
import { group, one, open, organization, project, type Tables, two } from './sample-vendor.ts'

const self = { body: { data: { id: 's1', type: 'service_account', attributes: { name: 'patchbay' } } } }

describe('settings', () => {
  it('refuses an organization and a group together', () => {
    expect(connector.validate({ token: 't', organizationId: one, groupId: group })).toMatchObject([{ field: 'groupId' }])
  })

  it('says where to find an id when it is given a name', () => {
    expect(connector.validate({ token: 't', organizationId: 'acme' })).toMatchObject([
      { field: 'organizationId', message: expect.stringContaining('Settings > General') },
    ])
  })

  it('knows the web app’s address from the API’s', () => {
    expect(connector.validate({ token: 't', baseUrl: 'https://app.eu.snyk.io' })).toMatchObject([
      { field: 'baseUrl', message: expect.stringContaining('https://api.eu.snyk.io') },
    ])
  })

  it.each(['https://api.eu.snyk.io', 'https://api.eu.snyk.io/rest', 'https://api.eu.snyk.io/v1/'])(
    'takes %s for the same place',
    (baseUrl) => {
      expect(open({}, { baseUrl }).opened.transport).toMatchObject({
        baseUrl: 'https://api.eu.snyk.io',
        auth: { kind: 'header', name: 'authorization', value: 'token t0ken' },
      })
    },
  )
})

describe('check', () => {
  const everything: Tables = {
    '/rest/self': self,
    '/rest/orgs': [organization(one, 'acme'), organization(two, 'globex')],
    [`/rest/orgs/${one}/projects`]: [project('p1'), project('p2')],
    [`/rest/orgs/${two}/projects`]: [project('p3')],
    [`/rest/orgs/${one}/issues`]: [],
  }

  it('says whose token it is and what it sees', async () => {
    expect(await open(everything).opened.check()).toEqual({
      sees: '2 organizations, 3 projects',
      identity: 'patchbay',
      warnings: [],
    })
  })

  it('names the version in every request', async () => {
    const { opened, asked } = open(everything)

    await opened.check()

    expect(asked.map(({ query }) => query?.['version'])).toEqual(asked.map(() => '2024-10-15'))
  })

  it('blames the token, or its region, when it is not accepted', async () => {
    await expect(open({ '/rest/self': 'credentials' }).opened.check()).rejects.toMatchObject({
      kind: 'credentials',
      details: { field: 'token', remedy: expect.stringMatching(/expired.*region/) },
    })
  })

  it.each([
    [{ organizationId: one }, 'organizationId'],
    [{ groupId: group }, 'groupId'],
  ])('blames the id of %o when nothing is there', async (config, field) => {
    await expect(open({ '/rest/self': self }, config).opened.check()).rejects.toMatchObject({
      kind: 'config',
      details: { field },
    })
  })

  it('says that the role lacks a permission when issues may not be read', async () => {
    const tables: Tables = { ...everything, [`/rest/orgs/${one}/issues`]: 'permission' }

    await expect(open(tables).opened.check()).rejects.toMatchObject({
      kind: 'permission',
      details: { field: 'token', remedy: expect.stringContaining('snapshots') },
    })
  })

  it('refuses a token that sees no organization', async () => {
    await expect(open({ '/rest/self': self, '/rest/orgs': [] }).opened.check()).rejects.toMatchObject({
      kind: 'config',
      details: { field: 'token' },
    })
  })
})
