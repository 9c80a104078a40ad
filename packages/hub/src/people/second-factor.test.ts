import { beforeAll, expect, it } from 'vitest'
import { type TestApi, testApi } from '../../test/api/api.ts'
import { codeNow, owner, password, person, someone } from '../../test/api/visitor.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import { composePeople } from '../compose/people.ts'
import type { Database } from '../store/database.ts'

await describeOnDatabases('a second factor', (open) => {
  let database: Database
  let api: TestApi

  beforeAll(async () => {
    database = await open()
    api = await testApi(database)
    await api.send({ method: 'POST', url: '/api/v1/setup', body: owner })
  })

  async function enrolled(email: string, on = api) {
    await api.as('owner', 'POST', '/users', { email, name: email, password, role: 'reader' })
    const visitor = someone(on)
    await visitor.signIn(email)
    const { body } = await visitor.post('/two-factor/enable', { password })
    const confirmed = await visitor.post('/two-factor/verify-totp', { code: codeNow(body.totpURI) })
    expect(confirmed.status).toBe(200)
    return { visitor, uri: String(body.totpURI), backupCodes: body.backupCodes as string[] }
  }

  it('is asked for once it is confirmed, and the password alone gives no session', async () => {
    const { uri } = await enrolled('lena@example.com')
    const visitor = someone(api)

    const asked = await visitor.signIn('lena@example.com')
    const between = await visitor.me()
    const wrong = await visitor.post('/two-factor/verify-totp', { code: '000000' })
    const right = await visitor.post('/two-factor/verify-totp', { code: codeNow(uri) })

    expect(asked.body).toMatchObject({ twoFactorRedirect: true })
    expect([between.status, wrong.status, right.status]).toEqual([401, 401, 200])
    expect((await visitor.me()).body).toMatchObject({ email: 'lena@example.com', twoFactor: 'on' })
  })

  it('is not on before it is confirmed', async () => {
    const { visitor } = await person(api, 'max@example.com', 'reader')
    await visitor.post('/two-factor/enable', { password })

    const again = await someone(api).signIn('max@example.com')

    expect(again.body.twoFactorRedirect).toBeUndefined()
  })

  it('can be replaced by a backup code, once', async () => {
    const { backupCodes } = await enrolled('nora@example.com')
    const attempt = async () => {
      const visitor = someone(api)
      await visitor.signIn('nora@example.com')
      return (await visitor.post('/two-factor/verify-backup-code', { code: backupCodes[0] })).status
    }

    expect([await attempt(), await attempt()]).toEqual([200, 401])
  })

  it('can be taken away by an owner, with the sessions', async () => {
    const { visitor } = await enrolled('olga@example.com')
    const users = await api.as('owner', 'GET', '/users?limit=200')
    const { id, twoFactor } = users.body.items.find((user: { email: string }) => user.email === 'olga@example.com')

    await api.as('owner', 'POST', `/users/${id}/reset-two-factor`)

    expect(twoFactor).toBe(true)
    expect((await visitor.me()).status).toBe(401)
    expect((await someone(api).signIn('olga@example.com')).body.twoFactorRedirect).toBeUndefined()
  })

  it('leaves its traces in the audit log, and no secret', async () => {
    const { visitor, uri } = await enrolled('pia@example.com')
    await visitor.post('/two-factor/disable', { password })

    const log = await api.as('owner', 'GET', '/audit-events?event=user&actor=pia@example.com')

    expect(log.body.items.map(({ event }: { event: string }) => event)).toEqual([
      'user.two-factor-disabled',
      'user.two-factor-enabled',
      'user.two-factor-prepared',
      'user.signed-in',
    ])
    expect(log.text).not.toContain(new URL(uri).searchParams.get('secret'))
  })

  it('comes before everything else where the hub wants it of everybody', async () => {
    const strict = await testApi(database, { people: { requireTwoFactor: true } })
    await person(api, 'quin@example.com', 'reader')
    const visitor = someone(strict)
    await visitor.signIn('quin@example.com')

    const me = await visitor.me()
    const refused = await visitor.request('GET', '/api/v1/tokens')
    const { body } = await visitor.post('/two-factor/enable', { password })
    await visitor.post('/two-factor/verify-totp', { code: codeNow(body.totpURI) })
    const allowed = await visitor.request('GET', '/api/v1/tokens')

    expect(me.body.twoFactor).toBe('needed')
    expect(refused.body.code).toBe('second-factor-needed')
    expect(allowed.status).toBe(200)
  })

  it('survives a change of the key it is encrypted with', async () => {
    const { uri } = await enrolled('rosa@example.com')
    const settings = { now: () => new Date(), log: { error: () => undefined, warn: () => undefined } }
    const [older, newer] = ['a secret that is long enough for cookies', 'another secret, just as long as the one before']

    const resealed = await composePeople(database.kysely, { ...settings, secret: newer, olderSecrets: [older] }).reseal()
    const renewed = await testApi(database, { people: { secret: newer } })
    const visitor = someone(renewed)
    await visitor.signIn('rosa@example.com')
    const answer = await visitor.post('/two-factor/verify-totp', { code: codeNow(uri) })
    await composePeople(database.kysely, { ...settings, secret: older, olderSecrets: [newer] }).reseal()

    expect(resealed).toBeGreaterThan(0)
    expect(answer.status).toBe(200)
  })
})
