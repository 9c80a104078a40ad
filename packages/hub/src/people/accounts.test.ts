import { beforeAll, describe, expect, it } from 'vitest'
import { type Answer, type TestApi, testApi } from '../../test/api/api.ts'
import { owner, password, person, someone } from '../../test/api/visitor.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import { createBrowse } from '../compose/browse.ts'
import { publicId } from '../domain/public-id.ts'
import type { Database } from '../store/database.ts'
import { ProductWriter } from '../store/products/writer.ts'

await describeOnDatabases('accounts', (open) => {
  let database: Database
  let api: TestApi

  beforeAll(async () => {
    database = await open()
    const browse = createBrowse({ database, plugins: new Map(), now: () => new Date() })
    api = await testApi(database, { browse })
    await api.send({ method: 'POST', url: '/api/v1/setup', body: owner })
  })

  describe('invitations', () => {
    const accept = (token: string) =>
      api.send({ method: 'POST', url: '/api/v1/invitations/accept', body: { token, name: 'Ben', password } })
    const tokenOf = (answer: Answer) => String(answer.body.path).replace('/invitation#', '')

    it('let somebody in with a name and a password of their own, once', async () => {
      const invited = await api.as('owner', 'POST', '/invitations', { email: 'Ben@example.com', role: 'writer' })
      const opened = await api.send({ method: 'POST', url: '/api/v1/invitations/open', body: { token: tokenOf(invited) } })
      const accepted = await accept(tokenOf(invited))
      const again = await accept(tokenOf(invited))
      const visitor = someone(api)
      await visitor.signIn('ben@example.com')

      expect(opened.body).toMatchObject({ email: 'ben@example.com', role: 'writer' })
      expect(accepted.body).toMatchObject({ email: 'ben@example.com', name: 'Ben', role: 'writer', signsInWith: ['password'] })
      expect(again.body.code).toBe('invitation-not-open')
      expect((await visitor.me()).body).toMatchObject({ name: 'Ben', role: 'writer' })
    })

    it('show their token once and keep it out of lists and the audit log', async () => {
      const invited = await api.as('owner', 'POST', '/invitations', { email: 'once@example.com', role: 'reader' })
      await api.send({ method: 'POST', url: '/api/v1/invitations/open', body: { token: tokenOf(invited) } })

      const listed = await api.as('owner', 'GET', '/invitations')
      const log = await api.as('owner', 'GET', '/audit-events?event=invitation')

      expect(listed.body.items).toMatchObject([{ email: 'once@example.com', role: 'reader' }])
      expect(log.body.items[0].event).toBe('invitation.opened')
      expect(listed.text + log.text).not.toContain(tokenOf(invited))
    })

    it('expire, can be taken back, and give way to a new one', async () => {
      let now = new Date('2026-11-28T09:00:00.000Z')
      const clocked = await testApi(await open(), { now: () => now })
      const invite = () => clocked.as('owner', 'POST', '/invitations', { email: 'x@example.com', role: 'reader', days: 1 })
      const look = async (answer: Answer) =>
        (await clocked.send({ method: 'POST', url: '/api/v1/invitations/open', body: { token: tokenOf(answer) } })).status

      const first = await invite()
      const second = await invite()
      expect([await look(first), await look(second)]).toEqual([404, 200])

      await clocked.as('owner', 'DELETE', `/invitations/${second.body.id}`)
      expect(await look(second)).toBe(404)

      const third = await invite()
      now = new Date('2026-11-29T09:00:00.000Z')
      expect(await look(third)).toBe(404)
    })

    it('are not for who is here already', async () => {
      const answer = await api.as('owner', 'POST', '/invitations', { email: 'MIRA@example.com', role: 'reader' })

      expect(answer.body.code).toBe('email-taken')
    })
  })

  describe('disabling', () => {
    it('stops sessions and tokens at once, and enabling brings the tokens back', async () => {
      const { id, visitor } = await person(api, 'dora@example.com', 'writer')
      const { body: token } = await visitor.request('POST', '/api/v1/tokens', { name: 'laptop', role: 'reader' })
      const byToken = () => api.send({ url: '/api/v1/users/me', headers: { authorization: `Bearer ${token.token}` } })
      expect([(await visitor.me()).status, (await byToken()).status]).toEqual([200, 200])

      const disabled = await api.as('owner', 'POST', `/users/${id}/disable`)
      expect(disabled.body.disabledAt).toEqual(expect.any(String))
      expect([(await visitor.me()).status, (await byToken()).status]).toEqual([401, 401])
      expect((await visitor.signIn('dora@example.com')).body.code).toBe('USER_DISABLED')

      await api.as('owner', 'POST', `/users/${id}/enable`)
      expect([(await visitor.me()).status, (await byToken()).status]).toEqual([401, 200])
      expect((await visitor.signIn('dora@example.com')).status).toBe(200)
    })

    it('spares the last owner who is not disabled', async () => {
      const users = await api.as('owner', 'GET', '/users')
      const mira = users.body.items.find((user: { email: string }) => user.email === owner.email)

      const answer = await api.as('owner', 'POST', `/users/${mira.id}/disable`)

      expect(answer.body.code).toBe('last-owner')
    })
  })

  describe('a forgotten password', () => {
    it('is replaced by one that is told once, and ends all sessions', async () => {
      const { id, visitor } = await person(api, 'forgetful@example.com', 'reader')

      const reset = await api.as('owner', 'POST', `/users/${id}/reset-password`)
      const kept = await visitor.me()
      const old = await someone(api).signIn('forgetful@example.com')
      const fresh = await someone(api).signIn('forgetful@example.com', reset.body.password)
      const log = await api.as('owner', 'GET', '/audit-events?event=user.password-reset')

      expect([reset.status, kept.status, old.status, fresh.status]).toEqual([200, 401, 401, 200])
      expect(log.body.items).toMatchObject([{ object: id, outcome: 'done' }])
      expect(log.text).not.toContain(reset.body.password)
    })
  })

  describe('roles on a product type', () => {
    const newType = async (name: string) => ({
      id: publicId('product type', (await new ProductWriter(database.kysely).createType({ name })) ?? 0),
    })

    it('are given by address, changed, listed and taken away, and say who gave them', async () => {
      const type = await newType('Payments')
      const { id, visitor } = await person(api, 'paula@example.com', 'none')
      const path = `/product-types/${type.id}/members`

      const before = await visitor.me()
      const given = await api.as('owner', 'POST', path, { user: 'Paula@example.com', role: 'reader' })
      const changed = await api.as('owner', 'POST', path, { user: id, role: 'owner' })
      const me = await visitor.me()
      const byThem = await visitor.request('POST', `/api/v1${path}`, { user: owner.email, role: 'writer' })
      const listed = await api.as('owner', 'GET', path)
      const removed = await api.as('owner', 'DELETE', `${path}/${id}`)
      const again = await api.as('owner', 'DELETE', `${path}/${id}`)
      const after = await visitor.me()

      expect(before.body).toMatchObject({ role: 'none', productTypes: [] })
      expect(given.body).toMatchObject({ kind: 'user', email: 'paula@example.com', role: 'reader' })
      expect(changed.body).toMatchObject({ id, role: 'owner', grantedBy: { name: 'owner' } })
      expect(me.body.productTypes).toEqual([{ productType: { id: type.id, name: 'Payments' }, role: 'owner' }])
      expect(byThem.body).toMatchObject({ email: owner.email, role: 'writer' })
      expect(listed.body.items.map((item: { name: string }) => item.name)).toEqual([owner.name, 'paula@example.com'])
      expect([removed.status, again.status]).toEqual([204, 404])
      expect(after.body.productTypes).toEqual([])
    })

    it('name exactly one holder, who is known', async () => {
      const type = await newType('Logistics')
      const give = (body: object) => api.as('owner', 'POST', `/product-types/${type.id}/members`, body)

      const nobody = await give({ role: 'reader' })
      const unknown = await give({ user: 'stranger@example.com', role: 'reader' })
      const account = await give({ serviceAccount: 'svc_zz', role: 'reader' })
      const none = await give({ user: owner.email, role: 'none' })

      expect([nobody.status, unknown.status, account.status, none.status]).toEqual([422, 404, 404, 422])
      expect(nobody.body).toMatchObject({ code: 'member-unclear', fields: [{ field: 'user' }] })
    })

    it('go with the user and the product type', async () => {
      const type = await newType('Archive')
      const { id } = await person(api, 'leaver@example.com', 'none')
      await api.as('owner', 'POST', `/product-types/${type.id}/members`, { user: id, role: 'reader' })

      await api.as('owner', 'DELETE', `/users/${id}`)
      const listed = await api.as('owner', 'GET', `/product-types/${type.id}/members`)

      expect(listed.body.items).toEqual([])
    })
  })

  it('take a role away at once', async () => {
    const { id, visitor } = await person(api, 'finn@example.com', 'maintainer')
    const look = async () => (await visitor.request('GET', '/api/v1/audit-events')).status
    const before = await look()

    await api.as('owner', 'PATCH', `/users/${id}`, { role: 'writer' })

    expect([before, await look()]).toEqual([200, 403])
  })

  describe('one’s own account', () => {
    it('changes the password against the current one, and ends all other sessions', async () => {
      const { visitor } = await person(api, 'gina@example.com', 'reader')
      const elsewhere = someone(api)
      await elsewhere.signIn('gina@example.com')
      const change = (currentPassword: string) =>
        visitor.request('POST', '/api/v1/users/me/password', { currentPassword, newPassword: 'a new battery staple' })

      const wrong = await change('not the password')
      const right = await change(password)

      expect(wrong.body).toMatchObject({ code: 'wrong-password', fields: [{ field: 'currentPassword' }] })
      expect(right.status).toBe(204)
      expect([(await visitor.me()).status, (await elsewhere.me()).status]).toEqual([200, 401])
      expect((await someone(api).signIn('gina@example.com')).status).toBe(401)
      expect((await someone(api).signIn('gina@example.com', 'a new battery staple')).status).toBe(200)
    })

    it('changes the name', async () => {
      const { visitor } = await person(api, 'hugo@example.com', 'reader')

      const answer = await visitor.request('PATCH', '/api/v1/users/me', { name: 'Hugo' })

      expect(answer.body).toMatchObject({ name: 'Hugo', role: 'reader' })
    })

    it('cannot be changed with a token', async () => {
      const body = { currentPassword: password, newPassword: 'a new battery staple' }

      const answer = await api.as('owner', 'POST', '/users/me/password', body)

      expect(answer.body.code).toBe('session-needed')
    })
  })

  describe('sessions', () => {
    it('are seen and ended by whose they are', async () => {
      const { visitor } = await person(api, 'ivan@example.com', 'reader')
      const elsewhere = someone(api)
      await elsewhere.signIn('ivan@example.com')

      const listed = await visitor.request('GET', '/api/v1/sessions')
      const other = listed.body.items.find((session: { current: boolean }) => !session.current)
      await visitor.request('DELETE', `/api/v1/sessions/${other.id}`)

      expect(listed.body.items).toHaveLength(2)
      expect(other).toMatchObject({
        signedInWith: 'password',
        userAgent: 'Test Browser',
        ip: expect.stringMatching(/^203\.0\.113/),
      })
      expect([(await visitor.me()).status, (await elsewhere.me()).status]).toEqual([200, 401])
    })

    it('are nobody else’s business, but owners’', async () => {
      const jane = await person(api, 'jane@example.com', 'reader')
      const kim = await person(api, 'kim@example.com', 'maintainer')
      const [session] = (await jane.visitor.request('GET', '/api/v1/sessions')).body.items

      const seen = await kim.visitor.request('GET', `/api/v1/sessions?user=${jane.id}`)
      const ended = await kim.visitor.request('DELETE', `/api/v1/sessions/${session.id}`)
      const byOwner = await api.as('owner', 'GET', `/sessions?user=${jane.id}`)
      await api.as('owner', 'POST', `/users/${jane.id}/sign-out`)

      expect([seen.status, ended.status]).toEqual([404, 404])
      expect(byOwner.body.items).toMatchObject([{ id: session.id, current: false }])
      expect((await jane.visitor.me()).status).toBe(401)
    })
  })

  describe('service accounts', () => {
    it('act only through tokens of at most their role, now', async () => {
      const { body: account } = await api.as('owner', 'POST', '/service-accounts', { name: 'nightly', role: 'writer' })
      const issue = (role: string) => api.as('owner', 'POST', '/tokens', { name: 'ci', role, serviceAccountId: account.id })

      const tooHigh = await issue('maintainer')
      const { body: token } = await issue('writer')
      const me = () => api.send({ url: '/api/v1/users/me', headers: { authorization: `Bearer ${token.token}` } })
      const before = await me()
      await api.as('owner', 'PATCH', `/service-accounts/${account.id}`, { role: 'reader' })
      const demoted = await me()
      await api.as('owner', 'PATCH', `/service-accounts/${account.id}`, { disabled: true })
      const disabled = await me()
      const listed = await api.as('owner', 'GET', `/tokens?serviceAccount=${account.id}`)

      expect(tooHigh.body.code).toBe('role-too-high')
      expect([before.body.role, demoted.body.role, disabled.status]).toEqual(['writer', 'reader', 401])
      expect(listed.body.items).toMatchObject([
        { name: 'ci', owner: { kind: 'service-account', id: account.id, name: 'nightly' } },
      ])
      expect(listed.body.items[0].lastUsedAt).not.toBeNull()
    })

    it('take their tokens along', async () => {
      const { body: account } = await api.as('owner', 'POST', '/service-accounts', { name: 'leaving', role: 'reader' })
      const wanted = { name: 'ci', role: 'reader', serviceAccountId: account.id }
      const { body: token } = await api.as('owner', 'POST', '/tokens', wanted)

      await api.as('owner', 'DELETE', `/service-accounts/${account.id}`)

      expect(await api.people.tokens.find(token.token)).toBeNull()
    })

    it('get tokens from owners only', async () => {
      const { body: account } = await api.as('owner', 'POST', '/service-accounts', { name: 'guarded', role: 'reader' })

      const answer = await api.as('maintainer', 'POST', '/tokens', { name: 'x', role: 'reader', serviceAccountId: account.id })

      expect(answer.status).toBe(403)
    })
  })

  describe('passwords switched off', () => {
    it('still let owners in, and nobody else', async () => {
      const closed = await testApi(database, { people: { passwordSignIn: false } })
      await person(api, 'sven@example.com', 'maintainer')

      const refused = await someone(closed).signIn('sven@example.com')
      const admitted = await someone(closed).signIn(owner.email)
      const wanted = { email: 'tom@example.com', role: 'reader' }
      const invited = await closed.as('owner', 'POST', '/invitations', wanted)

      expect(refused.body.code).toBe('PASSWORD_SIGN_IN_OFF')
      expect(admitted.status).toBe(200)
      expect(invited.body.code).toBe('password-sign-in-off')
    })
  })
})
