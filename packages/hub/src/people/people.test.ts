import { getMigrations } from 'better-auth/db/migration'
import { sql } from 'kysely'
import { beforeAll, describe, expect, it } from 'vitest'
import { type TestApi, testApi } from '../../test/api/api.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import type { Database } from '../store/database.ts'
import { UserStore } from '../store/people/user-store.ts'
import { librarySettings } from './sign-in-library.ts'

const owner = { email: 'Mira@Example.com', name: 'Mira', password: 'correct horse battery' }
const origin = 'http://localhost:80'

await describeOnDatabases('people', (open) => {
  it('have the tables that the sign-in library wants', async () => {
    const { kysely } = await open()
    const settings = librarySettings({
      db: kysely,
      users: new UserStore(kysely),
      secrets: [{ version: 1, value: 'x'.repeat(32) }],
      origins: [],
      signIn: { password: 'everybody', oidc: null, twoFactorRequired: false },
      oidc: null,
      now: () => new Date(),
      log: console,
    })

    const { toBeCreated, toBeAdded } = await getMigrations(settings)

    expect({ toBeCreated, toBeAdded }).toEqual({ toBeCreated: [], toBeAdded: [] })
  })

  describe('setting up', () => {
    it('creates the first owner once, also when two try at the same moment', async () => {
      const api = await testApi(await open())
      const post = () => api.send({ method: 'POST', url: '/api/v1/setup', body: owner })

      const before = await api.send({ url: '/api/v1/setup' })
      const answers = await Promise.all([post(), post(), post()])
      const after = await api.send({ url: '/api/v1/setup' })

      expect(before.body).toEqual({ needed: true, password: 'everybody', oidc: null })
      expect(answers.map((answer) => answer.status).toSorted()).toEqual([201, 409, 409])
      expect(answers.find((answer) => answer.status === 201)?.body).toMatchObject({ email: 'mira@example.com', role: 'owner' })
      expect(answers.find((answer) => answer.status === 409)?.body.code).toBe('already-set-up')
      expect(after.body).toMatchObject({ needed: false })
    })

    it('keeps the password out of the audit log', async () => {
      const api = await testApi(await open())

      await api.send({ method: 'POST', url: '/api/v1/setup', body: owner })
      const log = await api.as('owner', 'GET', '/audit-events?event=user.set-up')

      expect(log.body.items).toHaveLength(1)
      expect(log.body.items[0]).toMatchObject({ outcome: 'done', after: { email: owner.email, password: '•••' } })
      expect(log.text).not.toContain(owner.password)
    })
  })

  describe('signing in', () => {
    let database: Database

    beforeAll(async () => {
      database = await open()
      await (await testApi(database)).send({ method: 'POST', url: '/api/v1/setup', body: owner })
    })

    async function signedIn() {
      const api = await testApi(database)
      const answer = await api.send({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        headers: { origin },
        body: { email: owner.email, password: owner.password },
      })
      const cookie = String(answer.headers['set-cookie'])
      return { api, answer, cookie, session: cookie.split(';')[0] ?? '' }
    }

    it('gives a cookie that scripts cannot read and other sites do not send', async () => {
      const { answer, cookie } = await signedIn()

      expect(answer.status).toBe(200)
      expect(cookie).toMatch(/^patchbay\.session_token=/)
      expect(cookie).toContain('HttpOnly')
      expect(cookie).toContain('SameSite=Lax')
    })

    it('lets the cookie read and change things from the own pages', async () => {
      const { api, session } = await signedIn()
      const headers = { cookie: session, origin, 'sec-fetch-site': 'same-origin' }

      const me = await api.send({ url: '/api/v1/users/me', headers: { cookie: session } })
      const token = await api.send({ method: 'POST', url: '/api/v1/tokens', headers, body: { name: 'laptop', role: 'writer' } })

      expect(me.body).toMatchObject({ kind: 'user', email: 'mira@example.com', role: 'owner' })
      expect(token.status).toBe(201)
    })

    it.each([
      ['of another site', { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }],
      ['of another host of the same site', { origin: 'http://other.localhost', 'sec-fetch-site': 'same-site' }],
      ['of a page without an address', { origin: 'null' }],
      ['that does not say where it is from', {}],
    ])('refuses a change with the cookie %s', async (_name, headers) => {
      const { api, session } = await signedIn()

      const answer = await api.send({
        method: 'POST',
        url: '/api/v1/tokens',
        headers: { cookie: session, ...headers },
        body: { name: 'laptop', role: 'writer' },
      })

      expect(answer.status).toBe(403)
      expect(answer.body.code).toBe('foreign-origin')
    })

    it('ends the session when signing out', async () => {
      const { api, session } = await signedIn()

      const out = await api.send({ method: 'POST', url: '/api/auth/sign-out', headers: { cookie: session, origin } })
      const me = await api.send({ url: '/api/v1/users/me', headers: { cookie: session } })

      expect(out.status).toBe(200)
      expect(me.status).toBe(401)
    })

    it('refuses a wrong password and writes both tries into the audit log', async () => {
      const { api } = await signedIn()

      const wrong = await api.send({
        method: 'POST',
        url: '/api/auth/sign-in/email',
        headers: { origin },
        body: { email: owner.email, password: 'wrong horse battery' },
      })
      const log = await api.as('owner', 'GET', '/audit-events?event=user.signed-in&limit=2')

      expect(wrong.status).toBe(401)
      expect(log.body.items.map((event: { outcome: string }) => event.outcome)).toEqual(['refused', 'done'])
      expect(log.text).not.toContain('wrong horse')
    })

    it('slows down who guesses', async () => {
      const { api } = await signedIn()
      const guess = () =>
        api.send({
          method: 'POST',
          url: '/api/auth/sign-in/email',
          headers: { origin },
          body: { email: owner.email, password: 'a guess of a password' },
        })

      const statuses = []
      for (let tries = 0; tries < 20; tries += 1) statuses.push((await guess()).status)
      const last = await guess()

      expect(statuses.slice(0, 5)).toEqual([401, 401, 401, 401, 401])
      expect(last.status).toBe(429)
      expect(last.body.code).toBe('too-many-requests')
    })

    it('takes all addresses of one IPv6 network for one guesser', async () => {
      const api = await testApi(database)
      const guess = (host: number) =>
        api.send({ method: 'POST', url: '/api/auth/nothing', remoteAddress: `2001:db8:0:7::${host.toString(16)}` })

      const statuses = []
      for (let host = 1; host <= 21; host += 1) statuses.push((await guess(host)).status)
      const elsewhere = await api.send({ method: 'POST', url: '/api/auth/nothing', remoteAddress: '2001:db8:0:8::1' })

      expect(statuses.slice(0, 20)).toEqual(Array(20).fill(404))
      expect(statuses.at(20)).toBe(429)
      expect(elsewhere.status).toBe(404)
    })

    it('knows no registration', async () => {
      const { api } = await signedIn()

      const answer = await api.send({
        method: 'POST',
        url: '/api/auth/sign-up/email',
        headers: { origin },
        body: { email: 'eve@example.com', name: 'Eve', password: 'correct horse battery' },
      })
      const users = await api.as('owner', 'GET', '/users')

      expect(answer.status).toBe(404)
      expect(users.body.count).toEqual({ value: 1, relation: 'exact' })
    })
  })

  describe('managing users', () => {
    let api: TestApi
    let mira: { id: string }

    beforeAll(async () => {
      api = await testApi(await open())
      mira = (await api.send({ method: 'POST', url: '/api/v1/setup', body: owner })).body
    })

    it('creates, changes and removes them', async () => {
      const created = await api.as('owner', 'POST', '/users', { ...owner, email: 'ben@example.com', role: 'reader' })
      const again = await api.as('owner', 'POST', '/users', { ...owner, email: 'BEN@example.com', role: 'reader' })
      const changed = await api.as('owner', 'PATCH', `/users/${created.body.id}`, { role: 'writer' })
      const removed = await api.as('owner', 'DELETE', `/users/${created.body.id}`)
      const gone = await api.as('owner', 'DELETE', `/users/${created.body.id}`)

      expect(created.body).toMatchObject({ email: 'ben@example.com', role: 'reader' })
      expect(again.body.code).toBe('email-taken')
      expect(changed.body.role).toBe('writer')
      expect(removed.status).toBe(204)
      expect(gone.status).toBe(404)
    })

    it('keeps the last owner', async () => {
      const demoted = await api.as('owner', 'PATCH', `/users/${mira.id}`, { role: 'reader' })
      const removed = await api.as('owner', 'DELETE', `/users/${mira.id}`)

      expect(demoted.body.code).toBe('last-owner')
      expect(removed.body.code).toBe('last-owner')
    })
  })

  describe('tokens', () => {
    let database: Database

    beforeAll(async () => {
      database = await open()
    })

    it('are shown once and stored as a hash', async () => {
      const api = await testApi(database)

      const { body } = await api.as('writer', 'POST', '/tokens', { name: 'nightly', role: 'reader' })
      const listed = await api.as('owner', 'GET', '/tokens')
      const stored = await sql`select encode(hash, 'escape') || hint || name as text from api_token`.execute(database.kysely)

      expect(body.token).toMatch(/^pb_[A-Za-z0-9_-]{43}$/)
      expect(listed.text).not.toContain(body.token)
      expect(JSON.stringify(stored.rows)).not.toContain(body.token)
      expect(body.token.startsWith(body.hint.slice(0, -1))).toBe(true)
    })

    it('never have a higher role than whoever creates them', async () => {
      const api = await testApi(database)

      const answer = await api.as('reader', 'POST', '/tokens', { name: 'climb', role: 'owner' })

      expect(answer.status).toBe(403)
      expect(answer.body.code).toBe('role-too-high')
    })

    it('stop working when they expire', async () => {
      let now = new Date('2026-11-28T09:00:00.000Z')
      const api = await testApi(database, { now: () => now })
      const expiresAt = '2026-11-28T10:00:00.000Z'
      const { body } = await api.as('owner', 'POST', '/tokens', { name: 'short', role: 'reader', expiresAt })
      const me = () => api.send({ url: '/api/v1/users/me', headers: { authorization: `Bearer ${body.token}` } })

      const before = await me()
      now = new Date(expiresAt)
      const after = await me()

      expect(before.status).toBe(200)
      expect(after.status).toBe(401)
      expect(after.body.code).toBe('token-not-accepted')
    })

    it('stop working when they are revoked', async () => {
      const api = await testApi(database)
      const { body } = await api.as('owner', 'POST', '/tokens', { name: 'gone', role: 'reader' })

      await api.as('owner', 'DELETE', `/tokens/${body.id}`)
      const me = await api.send({ url: '/api/v1/users/me', headers: { authorization: `Bearer ${body.token}` } })

      expect(me.status).toBe(401)
    })

    it('are nobody else’s to see or revoke', async () => {
      const api = await testApi(database)
      const { body: theirs } = await api.as('owner', 'POST', '/tokens', { name: 'theirs', role: 'reader' })

      const listed = await api.as('reader', 'GET', '/tokens')
      const revoked = await api.as('reader', 'DELETE', `/tokens/${theirs.id}`)

      expect(listed.body.items.map((token: { name: string }) => token.name)).toEqual(['reader'])
      expect(revoked.status).toBe(404)
    })

    it('can do no more than their user may do now', async () => {
      const api = await testApi(database)
      await api.send({ method: 'POST', url: '/api/v1/setup', body: owner })
      const { body: ben } = await api.as('owner', 'POST', '/users', { ...owner, email: 'ben@example.com', role: 'maintainer' })
      const by = {
        kind: 'user' as const,
        actor: { id: ben.id, kind: 'user' as const },
        name: 'Ben',
        email: ben.email,
        role: 'maintainer' as const,
        productTypes: new Map(),
        userId: ben.id,
        serviceAccountId: null,
        session: null,
      }
      const { token } = await api.people.tokens.issue({ name: 'ben', role: 'maintainer', expiresAt: null }, by)

      await api.as('owner', 'PATCH', `/users/${ben.id}`, { role: 'reader' })
      const demoted = await api.people.tokens.find(token)
      await api.as('owner', 'DELETE', `/users/${ben.id}`)
      const removed = await api.people.tokens.find(token)

      expect(demoted?.role).toBe('reader')
      expect(removed).toBeNull()
    })
  })
})
