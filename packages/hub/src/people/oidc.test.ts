import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type IdentityProvider, startIdentityProvider } from '../../../../scripts/test/identity-provider.ts'
import { type TestApi, testApi } from '../../test/api/api.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import type { Database } from '../store/database.ts'
import type { Role } from '../usecases/browse/resources/people.ts'
import { type OidcSettings, roleOf } from './oidc.ts'

const base = {
  name: 'Acme',
  issuer: '',
  clientId: '',
  clientSecret: '',
  scopes: ['openid', 'email', 'profile'],
  groupsClaim: 'groups',
}
const mapping = new Map<string, Role>([
  ['security-owners', 'owner'],
  ['security', 'writer'],
])
const mapped: OidcSettings = { ...base, roleMapping: mapping, defaultRole: undefined }

describe('the role of somebody’s groups', () => {
  it.each([
    ['is the highest of those mapped', ['security', 'security-owners', 'staff'], undefined, null, 'owner'],
    ['may be one group alone', 'security', undefined, null, 'writer'],
    ['is the default one without a mapped group', ['staff'], 'reader', null, 'reader'],
    ['is none without a default', ['staff'], undefined, null, null],
    ['is none when the claim is missing', undefined, undefined, 'owner', null],
    ['takes back what somebody had', ['security'], undefined, 'owner', 'writer'],
  ] as const)('%s', (_title, groups, defaultRole, known, expected) => {
    expect(roleOf({ groups }, { ...mapped, defaultRole }, known)).toBe(expected)
  })

  it('leaves roles alone where no group is mapped, but for newcomers', () => {
    const unmapped = { ...mapped, roleMapping: new Map(), defaultRole: 'reader' as const }

    expect(roleOf({}, unmapped, 'maintainer')).toBe('maintainer')
    expect(roleOf({}, unmapped, null)).toBe('reader')
  })
})

/** Keeps cookies per host, as a browser does. */
function jar() {
  const cookies = new Map<string, string>()
  return {
    header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
    keep(lines: readonly string[]) {
      for (const line of lines) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
        if (/max-age=0|expires=thu, 01 jan 1970/i.test(line)) cookies.delete(name)
        else cookies.set(name, value)
      }
    },
  }
}

let addresses = 0

/** Walks from the hub to the provider's login page and back; answers where it ends and the hub's cookie. */
async function walk(api: TestApi, login: string) {
  const hub = jar()
  const provider = jar()
  // An address of its own each, so that nobody eats another's tries.
  addresses += 1
  const remoteAddress = `203.0.113.${addresses}`
  const headers = { origin: 'http://localhost:80', 'sec-fetch-site': 'same-origin' }
  const body = { provider: 'oidc', callbackURL: '/', errorCallbackURL: '/' }
  const begun = await api.send({ method: 'POST', url: '/api/auth/sign-in/social', headers, body, remoteAddress })
  hub.keep([begun.headers['set-cookie'] ?? []].flat().map(String))
  const authorization = new URL(String(begun.body.url))

  let next = authorization.href
  while (!next.startsWith('http://localhost')) {
    const atLogin = next.includes('/interaction/')
    const answer = await fetch(next, {
      redirect: 'manual',
      headers: { cookie: provider.header() },
      ...(atLogin && { method: 'POST', body: new URLSearchParams({ prompt: 'login', login, password: 'anything' }) }),
    })
    provider.keep(answer.headers.getSetCookie())
    const location = answer.headers.get('location')
    if (location === null) throw new Error(`The provider answered ${answer.status}: ${await answer.text()}`)
    next = new URL(location, next).href
  }

  const { pathname, search } = new URL(next)
  const returned = await api.send({
    url: pathname + search,
    headers: { cookie: hub.header(), host: 'localhost:80' },
    remoteAddress,
  })
  hub.keep([returned.headers['set-cookie'] ?? []].flat().map(String))
  const me = await api.send({ url: '/api/v1/users/me', headers: { cookie: hub.header() } })
  return { authorization, landed: String(returned.headers['location']), me }
}

await describeOnDatabases('the sign-in of the organisation', (open) => {
  let identity: IdentityProvider
  let database: Database
  let api: TestApi

  beforeAll(async () => {
    identity = await startIdentityProvider()
    database = await open()
    api = await hub(mapped)
    await api.send({
      method: 'POST',
      url: '/api/v1/setup',
      body: { email: 'mira@example.com', name: 'Mira', password: 'correct horse battery' },
    })
  })

  afterAll(() => identity[Symbol.asyncDispose]())

  function hub(settings: OidcSettings): Promise<TestApi> {
    const { issuer, clientId, clientSecret } = identity
    return testApi(database, { people: { oidc: { ...settings, issuer, clientId, clientSecret } } })
  }

  const member = (login: string, groups: readonly string[], more = {}) =>
    identity.members.set(login, { email: `${login}@example.com`, name: `The ${login}`, groups, ...more })

  it('lets somebody in whom nobody created, with the role of their groups', async () => {
    member('ada', ['security', 'staff'])

    const { authorization, landed, me } = await walk(api, 'ada')

    expect(authorization.searchParams.get('code_challenge_method')).toBe('S256')
    expect(landed).toBe('/')
    expect(me.body).toMatchObject({ email: 'ada@example.com', name: 'The ada', role: 'writer', signsInWith: ['oidc'] })
  })

  it('follows the groups at every sign-in, and writes the change down', async () => {
    member('bea', ['security-owners'])
    await walk(api, 'bea')
    member('bea', ['security'])

    const { me } = await walk(api, 'bea')
    const log = await api.as('owner', 'GET', '/audit-events?event=user.updated&actor=oidc')

    expect(me.body.role).toBe('writer')
    expect(log.body.items).toMatchObject([{ object: me.body.id, before: { role: 'owner' }, after: { role: 'writer' } }])
  })

  it('keeps out whose groups have no role, newcomers and others', async () => {
    member('cleo', ['staff'])
    const first = await walk(api, 'cleo')
    member('cleo', ['security'])
    await walk(api, 'cleo')
    member('cleo', [])
    const third = await walk(api, 'cleo')

    expect(first.landed).toContain('error=no_role')
    expect(third.landed).toContain('error=no_role')
    expect([first.me.status, third.me.status]).toEqual([401, 401])
  })

  it('keeps out who is disabled', async () => {
    member('dan', ['security'])
    const { me } = await walk(api, 'dan')
    await api.as('owner', 'POST', `/users/${me.body.id}/disable`)

    const again = await walk(api, 'dan')

    expect(again.landed).toContain('error=USER_DISABLED')
    expect(again.me.status).toBe(401)
  })

  it('knows a user again by the address, when the provider vouches for it', async () => {
    const wanted = { email: 'eli@example.com', name: 'Eli', role: 'reader', password: 'correct horse battery' }
    const { body: created } = await api.as('owner', 'POST', '/users', wanted)

    member('eli', ['security'], { emailVerified: false })
    const doubtful = await walk(api, 'eli')
    member('eli', ['security'])
    const certain = await walk(api, 'eli')

    expect(doubtful.landed).toContain('error=account_not_linked')
    expect(certain.me.body).toMatchObject({ id: created.id, role: 'writer', signsInWith: ['password', 'oidc'] })
  })

  it('leaves a refused sign-in in the audit log, and no token of the provider in the database', async () => {
    member('fay', ['staff'])
    await walk(api, 'fay')

    const log = await api.as('owner', 'GET', '/audit-events?event=user.signed-in&limit=1')
    const accounts = await database.kysely.selectFrom('user_account').selectAll().where('provider_id', '=', 'oidc').execute()

    expect(log.body.items).toMatchObject([{ outcome: 'refused' }])
    expect(accounts.length).toBeGreaterThan(0)
    for (const account of accounts) {
      expect(account).toMatchObject({ access_token: null, refresh_token: null, id_token: null, password: null })
    }
  })

  it('never takes the role from the last owner', async () => {
    const other = await open()
    const { issuer, clientId, clientSecret } = identity
    const lonely = await testApi(other, { people: { oidc: { ...mapped, issuer, clientId, clientSecret } } })
    member('gus', ['security-owners'])
    await walk(lonely, 'gus')
    member('gus', ['security'])

    const { me } = await walk(lonely, 'gus')

    expect(me.body.role).toBe('owner')
  })
})
