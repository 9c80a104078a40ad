import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestHub, testHub } from '../../test/api/hub.ts'
import { describeOnDatabases } from '../../test/database/index.ts'

await describeOnDatabases('records and mapping rules', (open) => {
  let hub: TestHub
  let shop: string
  let attic: string
  let repository: string

  beforeAll(async () => {
    hub = await testHub(await open())
    for (const connector of ['forge', 'scanner']) {
      await hub.api.as('maintainer', 'POST', '/connections', { connector, label: connector, config: { token: 'x' } })
    }
    shop = (await get('/records?q=shop')).items[0].id
    attic = (await get('/records?q=attic')).items[0].id
    repository = (await get('/repositories')).items[0].id
  })

  afterAll(() => hub.close())

  const get = async (path: string) => (await hub.api.as('reader', 'GET', path)).body
  const post = (path: string, body?: object) => hub.api.as('maintainer', 'POST', path, body)
  const audit = async (event: string) => (await hub.api.as('owner', 'GET', `/audit-events?event=${event}`)).body.items

  it('say beforehand what a mapping moves, and leave no trace of it', async () => {
    const { items } = await get(`/records/preview?id=${attic}&repository=${repository}`)

    expect(items).toEqual([
      {
        record: { id: attic, name: 'attic\u001b[31m' },
        from: { product: 'attic\u001b[31m', repository: null, branch: null, method: 'auto-product' },
        to: { product: 'acme/shop', repository: 'acme/shop', created: false },
        problem: null,
        findings: { moved: 1, closed: 0 },
        vulnerabilities: { moved: 1, merged: 0, left: 0, dismissed: 0 },
        decisions: 0,
        exports: { left: 0, emptied: 0, joined: 0 },
      },
    ])
    expect((await get(`/records/${attic}`)).mapping.method).toBe('auto-product')
  })

  it('refuse a preview that leads nowhere, or to two places', async () => {
    const nowhere = await hub.api.as('reader', 'GET', `/records/preview?id=${attic}`)
    const both = await hub.api.as('reader', 'GET', `/records/preview?id=${attic}&repository=${repository}&suggested=true`)
    const unknown = await hub.api.as('reader', 'GET', `/records/preview?id=rec_zzz&unmap=true`)

    expect(nowhere).toMatchObject({ status: 422, body: { code: 'mapping-invalid' } })
    expect(both.body.code).toBe('mapping-invalid')
    expect(unknown.status).toBe(404)
  })

  it('sync one or many on demand, named on the operation', async () => {
    const one = await post(`/records/${shop}/sync`)
    const many = await post('/records/sync', { ids: [shop, attic, 'rec_zzz'] })
    const reader = await hub.api.as('writer', 'POST', `/records/${shop}/sync`)
    const unknown = await post('/records/rec_zzz/sync')

    expect(one).toMatchObject({
      status: 202,
      body: { operation: { kind: 'sync', trigger: 'user', records: { count: 1, named: [{ id: shop, name: 'shop' }] } } },
    })
    expect(many.body.items.map((item: { outcome: string }) => item.outcome)).toEqual(['done', 'done', 'refused'])
    expect(many.body.operations).toMatchObject([{ operation: { records: { count: 2 } } }])
    expect([reader.status, unknown.status]).toEqual([403, 404])
    expect((await audit('record.sync-requested')).length).toBeGreaterThanOrEqual(3)
  })

  it('change many at once, with an outcome for each', async () => {
    const ignored = await post('/records/ignore', { ids: [attic, 'rec_zzz', shop] })
    const again = await post('/records/ignore', { ids: [attic] })
    const restored = await post('/records/restore', { ids: [attic, shop] })
    const mapped = await post('/records/map', { ids: [attic, shop], suggested: true })

    expect(ignored.body.items).toEqual([
      { id: attic, outcome: 'done', problem: null },
      { id: 'rec_zzz', outcome: 'refused', problem: { code: 'record-not-found', detail: expect.any(String), remedy: null } },
      { id: shop, outcome: 'done', problem: null },
    ])
    expect(again.body.items[0].outcome).toBe('unchanged')
    expect(restored.body.items.map((item: { outcome: string }) => item.outcome)).toEqual(['done', 'done'])
    expect(mapped.body.items.map((item: { outcome: string }) => item.outcome)).toEqual(['refused', 'done'])
    expect((await audit('record.ignored'))[0]).toMatchObject({ object: null, after: { ids: [attic] } })
    const about = await audit(`record.mapped&object=${shop}`)
    expect(about[0]).toMatchObject({
      after: { ids: [attic, shop], suggested: true },
      before: [
        { id: shop, name: 'shop', state: 'GOOD', mapping: { repository: 'acme/shop', method: 'url' } },
        { id: attic, state: 'GOOD', mapping: { repository: null, method: 'auto-product' } },
      ].toSorted((left, right) => (left.id < right.id ? -1 : 1)),
    })
    expect(await audit(`record.mapped&object=${shop.slice(0, -1)}`)).toEqual([])
  })

  it('take a mapping back, and tell all of it in the history', async () => {
    await post(`/records/${attic}/map`, { repositoryId: repository })
    const undone = await post(`/records/${attic}/undo`)
    const twice = await post(`/records/${attic}/undo`)
    const history = await get(`/records/${attic}/history?limit=2`)
    const all = await get(`/records/${attic}/history`)

    expect(undone.body).toMatchObject({ state: 'GOOD', mapping: { method: 'auto-product', repository: null } })
    expect(twice).toMatchObject({ status: 409, body: { code: 'undo-done' } })
    expect(history.items).toMatchObject([
      { kind: 'mapping', undone: true, undoable: false, to: { method: 'auto-product' }, by: { name: 'maintainer' } },
      { kind: 'mapping', undone: false, from: { method: 'auto-product' }, to: { repository: 'acme/shop' } },
    ])
    expect(history.nextCursor).not.toBeNull()
    expect(all.items.at(-1)).toMatchObject({ kind: 'state', from: null, to: 'NEW', by: null })
    expect(all.items).toContainEqual(
      expect.objectContaining({ kind: 'state', from: 'GOOD', to: 'IGNORED', cause: 'ignored', by: expect.anything() }),
    )
    expect((await hub.api.as('reader', 'GET', '/records/rec_zzz/history')).status).toBe(404)
  })

  it('are found by the cause of their state', async () => {
    await post('/records/ignore', { ids: [attic] })

    expect((await get('/records?cause=ignored')).items.map((item: { id: string }) => item.id)).toEqual([attic])
    expect((await get('/records?cause=not-found,no-clue')).items).toEqual([])
    expect((await hub.api.as('reader', 'GET', '/records?cause=bad-luck')).status).toBe(422)
    await post('/records/restore', { ids: [attic] })
  })

  it('keep rules in order, try them without changing anything, and apply them', async () => {
    const rules = (method: 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) =>
      hub.api.as('maintainer', method, `/mapping-rules${path}`, body)
    const late = (await rules('POST', '', { name: '*', product: 'Everything' })).body
    const early = (await rules('POST', '', { name: 'att*', product: 'Attics', owner: 'team-roof', position: 1 })).body
    const order = (await get('/mapping-rules')).items.map((item: { product: string }) => item.product)
    const moved = await rules('PATCH', `/${early.id}`, { position: 2 })
    const back = await rules('PATCH', `/${early.id}`, { position: 1, url: null })
    const empty = await rules('POST', '', { product: 'Nothing' })
    const bare = await rules('PATCH', `/${early.id}`, { name: null })
    const planned = await get('/mapping-rules/preview?automatic=true')
    const draft = await get('/mapping-rules/preview?automatic=true&product=New&name=attic*')
    const applied = await rules('POST', '/apply', { automatic: true })
    const removed = await rules('DELETE', `/${late.id}`)

    expect(order).toEqual(['Attics', 'Everything'])
    expect([moved.body.position, back.body.position]).toEqual([2, 1])
    expect([empty, bare].map((answer) => [answer.status, answer.body.code])).toEqual(
      Array(2).fill([422, 'mapping-rule-invalid']),
    )
    expect(planned).toMatchObject({
      count: 1,
      items: [{ record: { id: attic }, product: 'Attics', created: true, rule: early.id }],
    })
    expect(draft).toEqual({ count: 0, items: [] })
    expect(applied.body).toEqual({ mapped: 1 })
    expect((await get(`/records/${attic}`)).mapping).toMatchObject({ method: 'rule', product: { name: 'Attics' } })
    expect(removed.status).toBe(204)
    expect((await audit('mapping-rules.applied'))[0]).toMatchObject({ outcome: 'done', after: { automatic: true } })
  })

  it('add up open vulnerabilities by product and product type, and find products by what they say of themselves', async () => {
    const [product] = (await get('/products?q=acme')).items
    const change = { environment: 'production', criticality: 'critical', tags: ['pci'] }
    await hub.api.as('maintainer', 'PATCH', `/products/${product.id}`, change)
    const types = (await get('/product-types')).items
    const type = types.find((each: { id: string }) => each.id === product.type.id)
    const ids = async (query: string) => (await get(`/products?${query}`)).items.map((each: { id: string }) => each.id)

    const [worst] = (await get(`/vulnerabilities?product=${product.id}&status=Open&sort=-riskScore&limit=1`)).items

    expect(product).toMatchObject({ repositories: 1, records: 1, images: 0, environment: null, open: { high: 5 } })
    expect(type).toMatchObject({ repositories: 1, records: 1, images: 0, open: { high: 5 } })
    expect(worst.riskScore).toBeGreaterThan(0)
    expect([product.riskScore, type.riskScore]).toEqual([worst.riskScore, worst.riskScore])
    expect(await ids('environment=production')).toEqual([product.id])
    expect(await ids('criticality=critical&tag=pci,other')).toEqual([product.id])
    expect(await ids('tag=other')).toEqual([])
  })
})
