import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApi, testApi } from '../../test/api/api.ts'
import { run } from '../../test/cli/run.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import type { Database } from '../store/database.ts'

await describeOnDatabases('people on the command line', (open) => {
  let database: Database
  let api: TestApi
  let url: string

  beforeAll(async () => {
    database = await open()
    api = await testApi(database)
    url = await api.app.listen({ host: '127.0.0.1', port: 0 })
  })

  afterAll(() => api.app.close())

  const patchbay = (...words: string[]) => run(words, { environment: { PATCHBAY_URL: url, PATCHBAY_TOKEN: api.tokens.owner } })
  const json = async (...words: string[]) => JSON.parse((await patchbay(...words, '--json')).out)

  it('invites somebody, and shows and changes what becomes of them', async () => {
    const invited = await patchbay('user', 'invite', 'ben@example.com', '--role', 'writer')
    const token = invited.out.trim().split('#')[1]
    const body = { token, name: 'Ben', password: 'correct horse battery' }
    await api.send({ method: 'POST', url: '/api/v1/invitations/accept', body })
    const [ben] = (await json('user', 'list')).items

    const updated = await json('user', 'update', ben.id, '--role', 'reader')
    const disabled = await json('user', 'disable', ben.id)
    const enabled = await json('user', 'enable', ben.id)
    const reset = await patchbay('user', 'reset-two-factor', ben.id)
    const sessions = await patchbay('user', 'sessions', ben.id)
    const signedOut = await patchbay('user', 'sign-out', ben.id)
    const removed = await patchbay('user', 'remove', ben.id)

    expect(invited.out).toMatch(new RegExp(`^${url}/invitation#pbi_[\\w-]{43}\\n$`))
    expect(invited.said).toContain('ben@example.com may become writer until')
    expect(ben).toMatchObject({ email: 'ben@example.com', role: 'writer' })
    expect([updated.role, disabled.disabledAt === null, enabled.disabledAt]).toEqual(['reader', false, null])
    expect(reset.out).toContain('second factor  off')
    expect(sessions.out).toBe('No sessions.\n')
    expect([signedOut.code, removed.code]).toEqual([0, 0])
  })

  it('lists invitations and takes them back', async () => {
    const invitation = await json('user', 'invite', 'cleo@example.com', '--days', '1')

    const listed = await patchbay('user', 'invitations')
    const revoked = await patchbay('user', 'revoke-invitation', invitation.id)

    expect(listed.out).toContain('cleo@example.com')
    expect(revoked.code).toBe(0)
    expect((await json('user', 'invitations')).items).toEqual([])
  })

  it('gives a service account tokens, and takes them away with it', async () => {
    const account = await json('service-account', 'create', 'nightly', '--role', 'writer')
    await patchbay('token', 'create', 'ci', '--role', 'writer', '--service-account', account.id)

    const tokens = await patchbay('token', 'list')
    const changed = await json('service-account', 'update', account.id, '--role', 'reader')
    const disabled = await json('service-account', 'disable', account.id)
    const enabled = await json('service-account', 'enable', account.id)
    const listed = await patchbay('service-account', 'list')
    const removed = await patchbay('service-account', 'remove', account.id)

    expect(tokens.out).toMatch(/ci +writer +nightly/)
    expect([changed.role, disabled.disabledAt === null, enabled.disabledAt]).toEqual(['reader', false, null])
    expect(listed.out).toMatch(/nightly +reader +1/)
    expect(removed.code).toBe(0)
    expect((await json('token', 'list')).items.map(({ name }: { name: string }) => name)).not.toContain('ci')
  })

  describe('the audit log', () => {
    it('is searched and exported', async () => {
      const listed = await json(
        'audit',
        'list',
        '--event',
        'service-account',
        '--actor',
        'owner',
        '--from',
        '2020-01-01T00:00:00Z',
      )
      const csv = await patchbay('audit', 'export', '--format', 'csv', '--event', 'service-account.created')
      const lines = await patchbay('audit', 'export', '--outcome', 'done')

      expect(listed.items[0].event).toBe('service-account.removed')
      expect(csv.out).toMatch(/^seq,at,event.*\r\n\d+,.*service-account\.created,done,token.*\r\n$/)
      expect(
        lines.out
          .trimEnd()
          .split('\n')
          .map((line) => JSON.parse(line).outcome),
      ).toEqual(expect.arrayContaining(['done']))
    })

    it('is verified down to the event that was altered', async () => {
      const intact = await patchbay('audit', 'verify')
      await sql`alter table audit_event disable trigger all`.execute(database.kysely)
      await sql`update audit_event set actor_name = 'nobody' where seq = 2`.execute(database.kysely)
      const broken = await patchbay('audit', 'verify')

      expect(intact).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+ events are as they were written\.\n$/) })
      expect(broken).toMatchObject({ code: 1, out: '1 events are as they were written.\n' })
      expect(broken.said).toMatch(/^Broken at event 2, ".+" of nobody at /)
    })
  })
})
