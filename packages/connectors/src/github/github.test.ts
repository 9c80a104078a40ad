import { type Auth, Fault, type HttpAnswer } from '@patchbay/sdk'
import { collect, openScripted, type Script } from '@patchbay/sdk/testing'
import { describe, expect, it } from 'vitest'
import connector from './index.ts'

const base = 'https://api.github.com'
const pem = '-----BEGIN RSA PRIVATE KEY-----\nMIIB\n-----END RSA PRIVATE KEY-----'
const app = { appId: '123', privateKey: pem, installationId: '456' }

/** A repository as the vendor's documentation shows it. */
const helloWorld = {
  id: 1296269,
  full_name: 'octocat/Hello-World',
  owner: { login: 'octocat', id: 1, type: 'User' },
  private: false,
  visibility: 'public',
  archived: false,
  disabled: false,
  fork: false,
  default_branch: 'master',
  html_url: 'https://github.com/octocat/Hello-World',
  clone_url: 'https://github.com/octocat/Hello-World.git',
  ssh_url: 'git@github.com:octocat/Hello-World.git',
  topics: ['octocat', 'api'],
  pushed_at: '2011-01-26T19:06:43Z',
}

const open = (config: Readonly<Record<string, string>>, answers: Script) => openScripted(connector, config, answers)

function next(path: string): HttpAnswer['headers'] {
  return { link: `<${base}${path}>; rel="next", <${base}/user/repos?page=9>; rel="last"` }
}

describe('settings of the GitHub connector', () => {
  it.each([{ token: 'github_pat_1' }, { ...app }, { ...app, appId: 'Iv1.8a61f9b3a7aba766', organization: 'octo-org' }])(
    'accepts a token or a GitHub App',
    (config) => {
      expect(connector.validate(config)).toEqual([])
    },
  )

  it.each([
    [{}, 'token', 'Enter a token'],
    [{ token: 'ghp_1', appId: '123' }, 'token', 'not both'],
    [{ appId: '123', privateKey: pem }, 'installationId', 'together'],
    [{ token: 'ghs_1' }, 'token', 'short-lived'],
    [{ ...app, privateKey: 'MIIB' }, 'privateKey', 'from "-----BEGIN"'],
    [{ token: 'ghp_1', baseUrl: 'https://github.com' }, 'baseUrl', 'https://api.github.com'],
    [{ token: 'ghp_1', organization: 'https://github.com/octo' }, 'organization', 'short name'],
  ])('says what is wrong with %j', (config, field, message) => {
    expect(connector.validate(config)).toEqual([{ field, message: expect.stringContaining(message) }])
  })

  it('offers a token and a GitHub App as two ways to connect', () => {
    expect(connector.configSchema['anyOf']).toEqual([
      { title: 'Token', required: ['token'] },
      { title: 'GitHub App', required: ['appId', 'privateKey', 'installationId'] },
    ])
  })

  it('marks token, private key and webhook secret as secrets', () => {
    expect(connector.secrets).toEqual(['token', 'privateKey', 'webhookSecret'])
  })
})

describe('transport', () => {
  const transportOf = (config: Readonly<Record<string, string>>) => open(config, {}).opened.transport

  it('pins the API version and names itself', () => {
    expect(transportOf({ token: 'ghp_1' })).toMatchObject({
      auth: { kind: 'bearer', token: 'ghp_1' },
      headers: { 'x-github-api-version': '2022-11-28', 'user-agent': 'Patchbay' },
    })
  })

  it('trades a signed assertion of the App for an installation token', () => {
    const auth: Auth = transportOf(app).auth

    expect(auth).toMatchObject({
      kind: 'exchange',
      url: '/app/installations/456/access_tokens',
      assertion: { algorithm: 'RS256', issuer: '123', lifetime: 540 },
    })
    expect(auth.kind === 'exchange' && auth.read({ token: 'ghs_x', expires_at: '2026-01-01T01:00:00Z' })).toEqual({
      token: 'ghs_x',
      expiresAt: '2026-01-01T01:00:00Z',
    })
    expect(() => auth.kind === 'exchange' && auth.read({})).toThrow(expect.objectContaining({ kind: 'contract' }))
  })

  it.each([
    ['a secondary limit', { 'retry-after': '60' }, { message: 'You have exceeded a secondary rate limit.' }, 'retry'],
    ['a secondary limit without a header', {}, { message: 'You have exceeded a secondary rate limit.' }, 'retry'],
    ['a used-up limit', { 'x-ratelimit-remaining': '0' }, { message: 'API rate limit exceeded' }, 'retry'],
    [
      'a lack of permission',
      { 'x-ratelimit-remaining': '4999' },
      { message: 'Resource not accessible by integration' },
      undefined,
    ],
    [
      'an allow list of addresses',
      {},
      { message: 'The `acme` organization has an IP allow list enabled, and your IP address is not permitted to access it.' },
      undefined,
    ],
    ['a family that is off', {}, { message: 'Dependabot alerts are disabled for this repository.' }, 'missing'],
    ['a family that is off', {}, { message: 'Secret scanning is disabled on this repository.' }, 'missing'],
    ['a family that is off', {}, { message: 'Code scanning is not enabled for this repository.' }, 'missing'],
    [
      'a family that needs another product',
      {},
      { message: 'Code Security must be enabled for this repository to use code scanning.' },
      'missing',
    ],
    ['an archived repository', {}, { message: 'Dependabot alerts are not available for archived repositories.' }, 'missing'],
  ])('takes a 403 for %s', (_, headers, body, expected) => {
    expect(transportOf({ token: 'ghp_1' }).classify?.({ status: 403, headers, body })).toBe(expected)
  })
})

describe('repositories', () => {
  it('describes a repository by its immutable id', async () => {
    const { opened } = open({ token: 'ghp_1' }, { '/user/repos': { body: [helloWorld] } })

    const { items, coverage } = await collect(opened.repositories?.())

    expect(coverage).toEqual({ kind: 'complete' })
    expect(items).toEqual([
      {
        ref: '1296269',
        fullName: 'octocat/Hello-World',
        url: 'https://github.com/octocat/Hello-World',
        cloneUrls: ['https://github.com/octocat/Hello-World.git', 'git@github.com:octocat/Hello-World.git'],
        defaultBranch: 'master',
        visibility: 'public',
        archived: false,
        topics: ['octocat', 'api'],
      },
    ])
  })

  it('keeps the id when a repository is renamed or transferred', async () => {
    const renamed = { ...helloWorld, full_name: 'octo-org/hi', html_url: 'https://github.com/octo-org/hi' }

    const { items } = await collect(open({ token: 'ghp_1' }, { '/user/repos': { body: [renamed] } }).opened.repositories?.())

    expect(items).toMatchObject([{ ref: '1296269', fullName: 'octo-org/hi' }])
  })

  it('follows GitHub’s own links, and asks whether each page changed', async () => {
    const { opened, asked } = open(
      { token: 'ghp_1' },
      {
        '/user/repos': { body: [helloWorld], headers: next('/user/repos?page=2') },
        '/user/repos?page=2': { body: [{ ...helloWorld, id: 2 }] },
      },
    )

    const { pages, items } = await collect(opened.repositories?.())

    expect(pages).toHaveLength(2)
    expect(items.map(({ ref }) => ref)).toEqual(['1296269', '2'])
    expect(asked[0]?.query).toMatchObject({ per_page: 100, affiliation: 'owner,collaborator,organization_member' })
    expect(asked.every(({ conditional }) => conditional)).toBe(true)
  })

  it('refuses a next link to another host', async () => {
    const headers = { link: '<https://evil.example/user/repos?page=2>; rel="next"' }
    const { opened } = open({ token: 'ghp_1' }, { '/user/repos': { body: [helloWorld], headers } })

    await expect(collect(opened.repositories?.())).rejects.toMatchObject({ kind: 'contract' })
  })

  it('reads one organization when asked to, and an App its installation', async () => {
    const ofOrganization = open(
      { token: 'ghp_1', organization: 'octo-org' },
      { '/orgs/octo-org/repos': { body: [helloWorld] } },
    )
    const others = { ...helloWorld, id: 3, owner: { login: 'Octo-Org' } }
    const installation = { body: { total_count: 2, repositories: [helloWorld, others] } }
    const ofApp = open({ ...app, organization: 'octo-org' }, { '/installation/repositories': installation })

    expect((await collect(ofOrganization.opened.repositories?.())).items).toHaveLength(1)
    expect((await collect(ofApp.opened.repositories?.())).items.map(({ ref }) => ref)).toEqual(['3'])
  })

  it('reads the sparse rows of organization lists', async () => {
    const sparse = { id: 7, full_name: 'octo-org/empty', html_url: 'https://github.com/octo-org/empty', private: true }

    const { items } = await collect(open({ token: 'ghp_1' }, { '/user/repos': { body: [sparse] } }).opened.repositories?.())

    expect(items).toEqual([
      {
        ref: '7',
        fullName: 'octo-org/empty',
        url: 'https://github.com/octo-org/empty',
        cloneUrls: ['https://github.com/octo-org/empty.git'],
        defaultBranch: null,
        visibility: 'private',
        archived: false,
        topics: [],
      },
    ])
  })

  it('counts a disabled repository as archived, and notes a visibility nobody documented', async () => {
    const odd = { ...helloWorld, disabled: true, visibility: 'galactic' }

    const { items, pages } = await collect(open({ token: 'ghp_1' }, { '/user/repos': { body: [odd] } }).opened.repositories?.())

    expect(items).toMatchObject([{ archived: true, visibility: 'unknown' }])
    expect(pages[0]?.oddities).toEqual([{ path: 'visibility', value: 'galactic' }])
  })

  it('sets a row it cannot read aside and is partial', async () => {
    const body = [{ ...helloWorld, html_url: 'javascript:alert(1)' }, { id: 8 }, helloWorld]

    const { items, pages, coverage } = await collect(
      open({ token: 'ghp_1' }, { '/user/repos': { body } }).opened.repositories?.(),
    )

    expect(items.map(({ ref }) => ref)).toEqual(['1296269'])
    expect(pages[0]?.unreadable).toMatchObject([
      { externalId: '1296269', path: 'html_url' },
      { externalId: '8', path: 'full_name' },
    ])
    expect(coverage).toMatchObject({ kind: 'partial' })
  })

  it('is partial when organizations are hidden behind their single sign-on', async () => {
    const headers = { 'x-github-sso': 'partial-results; organizations=21955855,20582480' }

    const { coverage } = await collect(
      open({ token: 'ghp_1' }, { '/user/repos': { body: [helloWorld], headers } }).opened.repositories?.(),
    )

    expect(coverage).toEqual({ kind: 'partial', missing: expect.stringContaining('2 organizations') })
  })

  it('raises contract when the answer is no list', async () => {
    const { opened } = open({ token: 'ghp_1' }, { '/user/repos': { body: { message: 'hello' } } })

    await expect(collect(opened.repositories?.())).rejects.toMatchObject({ kind: 'contract' })
  })
})

describe('check', () => {
  it('says whose token it is, until when it is good, and how much it sees', async () => {
    const expiry = { 'github-authentication-token-expiration': '2026-12-01 05:00:00 UTC' }
    const { opened } = open(
      { token: 'github_pat_1' },
      { '/user': { body: { login: 'octocat' }, headers: expiry }, '/user/repos': { body: [helloWorld], headers: next('/x') } },
    )

    expect(await opened.check()).toEqual({
      sees: '9 repositories',
      identity: 'octocat',
      expiresAt: '2026-12-01T05:00:00.000Z',
      warnings: [],
    })
  })

  it('reads an expiry with an offset', async () => {
    const headers = { 'github-authentication-token-expiration': '2026-12-01 05:00:00 +0200' }
    const { opened } = open(
      { token: 'x' },
      { '/user': { body: { login: 'o' }, headers }, '/user/repos': { body: [helloWorld] } },
    )

    expect(await opened.check()).toMatchObject({ sees: '1 repository', expiresAt: '2026-12-01T03:00:00.000Z' })
  })

  it('says "at least" when GitHub does not tell how many', async () => {
    const headers = { link: `<${base}/user/repos?page=2>; rel="next"` }
    const { opened } = open(
      { token: 'x' },
      { '/user': { body: { login: 'o' } }, '/user/repos': { body: [helloWorld], headers } },
    )

    expect(await opened.check()).toMatchObject({ sees: 'at least 1 repository' })
  })

  it('says where an App is installed', async () => {
    const { opened, asked } = open(app, {
      '/installation/repositories': { body: { total_count: 12, repositories: [helloWorld] } },
    })

    expect(await opened.check()).toEqual({
      sees: '12 repositories',
      identity: 'GitHub App installation 456 on octocat',
      warnings: [],
    })
    expect(asked).toHaveLength(1)
  })

  it('warns of a narrow scope, of single sign-on and of seeing nothing', async () => {
    const { opened } = open(
      { token: 'ghp_1' },
      {
        '/user': { body: { login: 'o' }, headers: { 'x-oauth-scopes': 'public_repo, read:org' } },
        '/user/repos': { body: [], headers: { 'x-github-sso': 'partial-results; organizations=1' } },
      },
    )

    const { warnings } = await opened.check()

    expect(warnings).toEqual([
      expect.stringContaining('scope repo'),
      expect.stringContaining('(SSO)'),
      expect.stringContaining('No repository is visible'),
    ])
  })

  it.each([
    [
      'a bad token',
      { token: 'x' },
      new Fault('credentials', 'Bad credentials', { status: 401 }),
      { kind: 'credentials', details: { field: 'token' } },
    ],
    [
      'a bad key of the App',
      app,
      new Fault('credentials', 'x', { status: 401 }),
      { kind: 'credentials', details: { field: 'privateKey' } },
    ],
    [
      'single sign-on',
      { token: 'x' },
      new Fault('permission', 'Resource protected by organization SAML enforcement.', { status: 403 }),
      {
        kind: 'permission',
        message: expect.stringContaining('single sign-on'),
        details: { remedy: expect.stringContaining('Configure SSO') },
      },
    ],
    [
      'a lack of permission',
      { token: 'x' },
      new Fault('permission', 'Forbidden', { status: 403 }),
      { kind: 'permission', details: { field: 'token', status: 403 } },
    ],
    [
      'a wrong address',
      { token: 'x' },
      new Fault('missing', 'Not Found', { status: 404 }),
      { kind: 'config', details: { field: 'baseUrl' } },
    ],
    [
      'a wrong organization',
      { token: 'x', organization: 'o' },
      new Fault('missing', 'x'),
      { kind: 'config', details: { field: 'organization' } },
    ],
    ['a wrong installation', app, new Fault('missing', 'x'), { kind: 'config', details: { field: 'installationId' } }],
    ['a limit', { token: 'x' }, new Fault('throttled', 'x'), { kind: 'throttled' }],
  ])('explains %s', async (_, config, fault, expected) => {
    const { opened } = open(config, {
      '/user': fault,
      '/user/repos': fault,
      '/installation/repositories': fault,
      '/orgs/o/repos': fault,
    })

    await expect(opened.check()).rejects.toMatchObject(expected)
  })
})
