import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { type TestApi, testApi } from '../../test/api/api.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import type { AuditEntry } from './people.ts'

const entry: AuditEntry = {
  event: 'connection.created',
  outcome: 'done',
  actor: { kind: 'user', id: 'u1', name: 'Mira' },
  object: 'con_1',
  before: undefined,
  after: { label: 'Says "hi", twice' },
  ip: '203.0.113.9',
  requestId: 'r1',
}

await describeOnDatabases('looking through the audit log', (open) => {
  async function filled(entries: readonly Partial<AuditEntry>[], now = () => new Date('2026-11-28T10:00:00.000Z')) {
    const api = await testApi(await open(), { now })
    for (const part of entries) await api.people.audit.append({ ...entry, ...part })
    return api
  }

  async function exported(api: TestApi, query: string) {
    const headers = { authorization: `Bearer ${api.tokens.maintainer}` }
    const answer = await api.app.inject({ url: `/api/v1/audit-events/export?${query}`, headers })
    return { headers: answer.headers, lines: answer.body.trimEnd().split(/\r?\n/) }
  }

  it('finds events by event or noun, actor, object, outcome and time', async () => {
    let hour = 8
    const now = () => new Date(`2026-11-28T${String(hour++).padStart(2, '0')}:00:00.000Z`)
    const api = await testApi(await open(), { now })
    hour = 10
    await api.people.audit.append(entry)
    await api.people.audit.append({ ...entry, event: 'connection.removed', outcome: 'refused' })
    await api.people.audit.append({ ...entry, event: 'token.created', object: 'tok_1' })
    await api.people.audit.append({ ...entry, actor: { kind: 'user', id: 'u2', name: '100% Ben' } })
    const found = async (query: string) =>
      (await api.people.audit.list(Object.fromEntries(new URLSearchParams(query)), { limit: 10, sort: '-seq' })).items.map(
        ({ seq }) => seq,
      )

    expect(await found('event=connection.created')).toEqual([4, 1])
    expect(await found('event=connection')).toEqual([4, 2, 1])
    expect(await found('actor=u1')).toEqual([3, 2, 1])
    expect(await found('actor=100%25 b')).toEqual([4])
    expect(await found('object=tok_1')).toEqual([3])
    expect(await found('outcome=refused')).toEqual([2])
    expect(await found('from=2026-11-28T11:00:00.000Z&to=2026-11-28T13:00:00.000Z')).toEqual([3, 2])
  })

  it('exports JSON Lines, oldest first, with what was asked for only', async () => {
    const api = await filled([{}, { event: 'token.created' }, {}])

    const { headers, lines } = await exported(api, 'event=connection')

    expect(headers['content-type']).toContain('application/x-ndjson')
    expect(headers['content-disposition']).toBe('attachment; filename="patchbay-audit-log.jsonl"')
    expect(lines.map((line) => JSON.parse(line).seq)).toEqual([1, 3])
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ actor: { name: 'Mira' }, after: entry.after })
  })

  it('exports CSV in which no cell is a formula', async () => {
    const names = ['=1+1', '+1', '-1', '@x', '\t=1', ' =1', 'Mira, "M"']
    const api = await filled(names.map((name) => ({ actor: { kind: 'user' as const, id: 'u', name } })))

    const { headers, lines: rows } = await exported(api, 'format=csv&actor=u')

    expect(headers['content-type']).toContain('text/csv')
    expect(rows[0]).toBe('seq,at,event,outcome,actor_kind,actor_id,actor_name,object,before,after,ip,request_id,hash')
    expect(rows.slice(1).map((row) => /,u,(.*),con_1,/.exec(row)?.[1])).toEqual([
      "'=1+1",
      "'+1",
      "'-1",
      "'@x",
      "'\t=1",
      "' =1",
      '"Mira, ""M"""',
    ])
    expect(rows[1]).toContain('"{""label"":""Says \\""hi\\"", twice""}"')
  })

  it('exports more than it holds in one piece', async () => {
    const { kysely } = await open()
    const api = await testApi({ kysely })
    await sql`
      insert into audit_event (seq, at, event, outcome, actor_kind, actor_id, actor_name, hash)
      select i, now(), 'test.happened', 'done', 'system', 'test', 'test', '' from generate_series(1, 2001) i
    `.execute(kysely)

    const { lines } = await exported(api, '')

    // The last one tells of the export itself.
    expect(lines.map((line) => JSON.parse(line).seq)).toEqual(Array.from({ length: 2002 }, (_, index) => index + 1))
  })

  it('writes down who took a copy', async () => {
    const api = await filled([])

    await api.as('maintainer', 'GET', '/audit-events/export?format=csv')
    const log = await api.as('owner', 'GET', '/audit-events')

    expect(log.body.items).toMatchObject([
      { event: 'audit-log.exported', actor: { name: 'maintainer' }, after: { format: 'csv' } },
    ])
  })

  it('knows no other format', async () => {
    const api = await filled([])

    const answer = await api.as('maintainer', 'GET', '/audit-events/export?format=xml')

    expect(answer.body).toMatchObject({ status: 422, fields: [{ field: 'format' }] })
  })
})
