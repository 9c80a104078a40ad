import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestHub, testHub } from '../../test/api/hub.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import { nameless } from '../../test/spine/ledger.ts'
import { sightings } from '../../test/spine/sighting.ts'

await describeOnDatabases('explaining over the API', (open) => {
  let hub: TestHub
  let scanner: string

  beforeAll(async () => {
    hub = await testHub(await open())
    const left = ['N1', 'N2', 'N3'].map((id) => nameless('shop', id))
    hub.scanner.findings.set('shop', {
      pages: [
        { items: [...sightings('shop', 2), ...left] },
        {
          items: [],
          unreadable: [{ externalId: 'S1', target: 'shop', path: 'spec.level', message: 'It must be a text.' }],
          oddities: [{ path: 'spec.kind', value: 'novel' }],
        },
      ],
    })
    for (const connector of ['forge', 'scanner']) {
      const body = { connector, label: `My ${connector}`, config: { token: 'secret' } }
      const created = await hub.api.as('maintainer', 'POST', '/connections', body)
      scanner = created.body.id
    }
  })

  afterAll(() => hub.close())

  const get = (path: string) => hub.api.as('reader', 'GET', path)
  const explain = (connection: string, id: string) => get(`/findings/explain?${new URLSearchParams({ connection, id })}`)
  const lastSync = async () => (await get(`/operations?kind=sync&connection=${scanner}`)).body.items[0]

  it('answers by id and by label alike', async () => {
    const byId = await explain(scanner, 'F1')
    const byLabel = await explain('my scanner', 'F1')

    expect(byId.status).toBe(200)
    expect(byId.body).toMatchObject({
      connection: { id: scanner, label: 'My scanner', connector: 'scanner' },
      asked: 'F1',
      answers: [{ kind: 'here', finding: { externalId: 'F1' }, steps: [] }],
    })
    expect(byLabel.body).toEqual(byId.body)
  })

  it.each([
    ['N1', { kind: 'filtered', reason: 'no-cve', changes: { cveRequired: false } }],
    ['S1', { kind: 'set-aside', path: 'spec.level' }],
    ['shop', { kind: 'record', record: { ref: 'shop' }, held: null }],
    ['nowhere', { kind: 'absent', lastSync: { state: 'partial' }, notRead: [{ why: 'partial', names: ['shop'] }] }],
  ])('answers what became of %s', async (id, answer) => {
    expect((await explain(scanner, id)).body.answers).toMatchObject([answer])
  })

  it('refuses a connection nobody knows, and a question without an id', async () => {
    expect(await explain('con_zz', 'F1')).toMatchObject({ status: 404, body: { code: 'connection-not-found' } })
    expect(await explain('Nobody', 'F1')).toMatchObject({ status: 404, body: { detail: 'There is no connection "Nobody".' } })
    expect(await explain(scanner, ' ')).toMatchObject({ status: 422, body: { fields: [{ field: 'id' }] } })
    expect(await explain('a\0', 'F1')).toMatchObject({ status: 422, body: { fields: [{ field: 'connection' }] } })
    expect(await explain(scanner, 'F\0')).toMatchObject({ status: 422, body: { fields: [{ field: 'id' }] } })
  })

  it('takes an id as long as an address, with whatever characters', async () => {
    expect((await explain(scanner, `https://vendor.test/${'x'.repeat(1900)}`)).body.answers).toMatchObject([{ kind: 'absent' }])
    expect((await explain(scanner, `'; drop table finding; -- %_\\ "{}" ü`)).body.answers).toMatchObject([{ kind: 'absent' }])
    expect((await explain(scanner, 'https://vendor.test/%zz/?a=%00')).body.answers).toMatchObject([{ kind: 'absent' }])
  })

  describe('an operation', () => {
    it('lists what the rules left out, page by page, by reason', async () => {
      const { id, counts } = await lastSync()
      const first = await get(`/operations/${id}/filtered?limit=2`)
      const second = await get(`/operations/${id}/filtered?limit=2&cursor=${first.body.nextCursor}`)

      expect(counts.filtered).toEqual({ 'no-cve': 3 })
      expect(first.body).toMatchObject({
        items: [
          {
            externalId: 'N1',
            name: 'Nameless N1',
            kind: 'dependency',
            severity: 'high',
            reason: 'no-cve',
            record: { name: 'shop' },
          },
          { externalId: 'N2' },
        ],
        count: { value: 3, relation: 'exact' },
      })
      expect(second.body).toMatchObject({ items: [{ externalId: 'N3' }], nextCursor: null })
      expect((await get(`/operations/${id}/filtered?reason=kind-not-selected`)).body.items).toEqual([])
    })

    it('lists the rows it set aside, without its other notes', async () => {
      const { id } = await lastSync()

      expect((await get(`/operations/${id}/notes`)).body.count.value).toBe(3)
      expect((await get(`/operations/${id}/notes?kind=set-aside`)).body).toMatchObject({
        items: [{ kind: 'set-aside', externalId: 'S1' }],
        count: { value: 1 },
      })
    })

    it('refuses one nobody knows, and a cursor of another list', async () => {
      const { id } = await lastSync()
      const { nextCursor } = (await get('/operations?limit=1')).body

      expect((await get('/operations/op_zzzz/filtered')).status).toBe(404)
      expect((await get(`/operations/${id}/filtered?cursor=${nextCursor}`)).body.code).toBe('cursor-of-another-sort')
    })
  })

  it('says by name who asked for an operation and who decided', async () => {
    const created = await hub.api.as('owner', 'POST', '/users', {
      email: 'mira@example.com',
      name: 'Mira',
      password: 'correct horse battery',
      role: 'writer',
    })
    await hub.world.commands.operations.request(Number.parseInt(scanner.slice(4), 36), 'sync', {
      id: created.body.id,
      kind: 'user',
    })
    await hub.world.settle()
    const mira = { id: created.body.id, kind: 'user', name: 'Mira', email: 'mira@example.com' }

    expect((await lastSync()).requestedBy).toEqual(mira)
    await hub.api.as('owner', 'DELETE', `/users/${created.body.id}`)
    expect((await lastSync()).requestedBy).toEqual({ ...mira, name: null, email: null })
    const tokens = (await hub.api.as('owner', 'GET', '/tokens')).body.items
    expect(tokens[0].createdBy).toMatchObject({ id: 'test', name: null })
  })
})
