import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { testApi } from '../../test/api/api.ts'
import { describeOnDatabases } from '../../test/database/index.ts'

await describeOnDatabases('the audit log', (open) => {
  it('chains its events, in order, whoever writes at the same time', async () => {
    const api = await testApi(await open())

    await Promise.all(
      Array.from({ length: 20 }, (_, index) => api.as('owner', 'POST', '/tokens', { name: `token ${index}`, role: 'reader' })),
    )
    const verified = await api.as('owner', 'GET', '/audit-events/verify')

    expect(verified.body).toEqual({ events: 20, brokenAt: null, broken: null })
  })

  it('cannot be changed, emptied or thinned out', async () => {
    const { kysely } = await open()
    const api = await testApi({ kysely })
    await api.as('owner', 'POST', '/tokens', { name: 'one', role: 'reader' })

    const change = (statement: string) => sql.raw(statement).execute(kysely)

    await expect(change(`update audit_event set actor_name = 'nobody'`)).rejects.toThrow('only ever added to')
    await expect(change('delete from audit_event')).rejects.toThrow('only ever added to')
    await expect(change('truncate audit_event')).rejects.toThrow('only ever added to')
  })

  it('tells where somebody changed it behind its back', async () => {
    const { kysely } = await open()
    const api = await testApi({ kysely })
    for (const name of ['one', 'two', 'three']) await api.as('owner', 'POST', '/tokens', { name, role: 'reader' })

    await sql`alter table audit_event disable trigger all`.execute(kysely)
    await sql`update audit_event set actor_name = 'somebody else' where seq = 2`.execute(kysely)
    const verified = await api.as('owner', 'GET', '/audit-events/verify')

    expect(verified.body).toMatchObject({
      events: 1,
      brokenAt: 2,
      broken: { seq: 2, reason: 'altered', event: { event: 'token.created', actor: { name: 'somebody else' } } },
    })
  })

  it('tells where events are gone', async () => {
    const { kysely } = await open()
    const api = await testApi({ kysely })
    for (const name of ['one', 'two', 'three']) await api.as('owner', 'POST', '/tokens', { name, role: 'reader' })

    await sql`alter table audit_event disable trigger all`.execute(kysely)
    await sql`delete from audit_event where seq = 2`.execute(kysely)
    const verified = await api.as('owner', 'GET', '/audit-events/verify')

    expect(verified.body).toMatchObject({ events: 1, brokenAt: 3, broken: { reason: 'missing' } })
  })

  it('holds text a database cannot store', async () => {
    const api = await testApi(await open())

    const entry = {
      event: 'test.happened',
      outcome: 'done' as const,
      actor: { kind: 'user' as const, id: 'nul\0', name: 'half \ud83d' },
      object: null,
      after: { name: 'nul\0 half \ud83d', z: 1, a: 2 },
      ip: null,
      requestId: null,
    }
    await api.people.audit.append(entry)
    const listed = await api.people.audit.list({}, { limit: 10, sort: '-seq' })
    const verified = await api.people.audit.verify()

    expect(listed.items[0]?.after).toEqual(entry.after)
    expect(verified).toEqual({ events: 1, brokenAt: null, broken: null })
  })

  it('holds what began and was never heard of again, once, as unknown', async () => {
    const api = await testApi(await open())
    const entry = {
      event: 'test.happened',
      actor: { kind: 'user' as const, id: 'u', name: 'Mira' },
      object: 'prd_1',
      after: { name: 'shop' },
      ip: '127.0.0.1',
      requestId: 'r',
    }
    await api.people.audit.begin(entry)
    const ended = await api.people.audit.begin(entry)
    await api.people.audit.append({ ...entry, outcome: 'done' }, ended)
    const later = new Date(Date.now() + 60_000)

    const early = await api.people.audit.settle(new Date(0))
    const settled = await Promise.all([api.people.audit.settle(later), api.people.audit.settle(later)])
    const again = await api.people.audit.settle(later)
    const { items } = await api.people.audit.list({ event: 'test' }, { limit: 10, sort: '-seq' })

    expect([early, Math.max(...settled), again]).toEqual([0, 1, 0])
    expect(items).toMatchObject([
      { outcome: 'unknown', object: 'prd_1', actor: { name: 'Mira' }, after: { name: 'shop' }, requestId: 'r' },
      { outcome: 'done' },
    ])
    expect(await api.people.audit.verify()).toMatchObject({ brokenAt: null })
  })

  it('has nothing left of requests that were answered, however they ended', async () => {
    const api = await testApi(await open())

    await api.as('owner', 'POST', '/tokens', { name: 'one', role: 'reader' })
    await api.as('reader', 'POST', '/tokens', { name: 'climb', role: 'owner' })

    expect(await api.people.audit.settle(new Date(Date.now() + 60_000))).toBe(0)
  })

  it('holds failed attempts too', async () => {
    const api = await testApi(await open())

    await api.as('reader', 'POST', '/tokens', { name: 'climb', role: 'owner' })
    const log = await api.as('owner', 'GET', '/audit-events')

    expect(log.body.items).toMatchObject([
      { event: 'token.created', outcome: 'refused', actor: { name: 'reader' }, object: null },
    ])
  })
})
