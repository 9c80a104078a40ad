import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestHub, testHub } from '../../test/api/hub.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import { createDestination, type Destination } from '../../test/spine/destination.ts'

await describeOnDatabases('exporters, scan profiles and uploads', (open) => {
  let hub: TestHub
  let destination: Destination
  let exporter: string
  let repository: string

  beforeAll(async () => {
    destination = createDestination('sink')
    hub = await testHub(await open(), [destination.plugin])
    for (const connector of ['forge', 'scanner']) {
      await hub.api.as('maintainer', 'POST', '/connections', { connector, label: connector, config: { token: 'x' } })
    }
    repository = (await get('/repositories')).items[0].id
  })

  afterAll(() => hub.close())

  const get = async (path: string) => (await hub.api.as('reader', 'GET', path)).body
  const post = (path: string, body?: object) => hub.api.as('maintainer', 'POST', path, body)
  const audit = async (event: string) => (await hub.api.as('owner', 'GET', `/audit-events?event=${event}`)).body.items

  it('refuse a repository that goes nowhere', async () => {
    const refused = await post(`/repositories/${repository}/export`, {})

    expect(refused).toMatchObject({ status: 409, body: { code: 'repository-not-exported' } })
  })

  it('connect a destination, which joins the default scan profile', async () => {
    const created = await post('/exporters', { connector: 'sink', label: 'Sink', config: { token: 'k' } })
    exporter = created.body.id

    expect(created.status).toBe(201)
    expect(created.body).toMatchObject({
      connector: 'sink',
      state: 'connected',
      limits: { perDay: 3, refreshHours: 24 },
      families: [{ id: 'sca' }, { id: 'sast' }],
      scanProfiles: [{ name: 'Default' }],
    })
    expect((await get('/exporters')).items).toEqual([created.body])
    expect((await hub.api.as('maintainer', 'GET', `/connections/${exporter}`)).body.secretsSet).toEqual(['token'])
    expect((await audit('exporter.created'))[0].object).toBe(exporter)
  })

  it('refuse a connector that takes no findings, a config that is wrong, and a file nobody knows', async () => {
    const scanner = await post('/exporters', { connector: 'scanner', label: 'No', config: { token: 'x' } })
    const empty = await post('/exporters', { connector: 'sink', label: 'No', config: {} })
    const foreign = await post('/exporters', { meta: { name: 'x' }, spec: {} })
    const reader = await hub.api.as('reader', 'POST', '/exporters', { connector: 'sink', label: 'No', config: { token: 'x' } })

    expect(scanner).toMatchObject({ status: 422, body: { code: 'connector-exports-nothing' } })
    expect(empty).toMatchObject({ status: 422, body: { code: 'config-invalid' } })
    expect(foreign).toMatchObject({ status: 422, body: { code: 'exporter-unreadable' } })
    expect(reader.status).toBe(403)
    expect((await get('/exporters')).items).toHaveLength(1)
  })

  it('show the document before it leaves, and send exactly that when it is confirmed', async () => {
    const { body } = await post(`/repositories/${repository}/export`, { preview: true, exporter })
    const [outcome] = body.outcomes
    const preview = await get(`/uploads/${outcome.upload}`)
    const document = await hub.api.as('reader', 'GET', `/uploads/${outcome.upload}/document`)

    expect(outcome).toMatchObject({ outcome: 'begun', family: 'sca', exporter })
    expect(preview).toMatchObject({ stage: 'held', findings: 5, reason: 'asked', documentKept: true, sentAt: null })
    expect(document.headers['content-disposition']).toBe('attachment; filename="acme-shop_main_sca.ndjson"')
    expect(destination.received).toEqual([])

    const confirmed = await post(`/uploads/${outcome.upload}/confirm`)

    expect(confirmed).toMatchObject({ status: 202, body: { stage: 'ended', state: 'success', word: 'SUCCESS' } })
    expect(destination.received.map((each) => each.text)).toEqual([document.text])
    expect((await post(`/uploads/${outcome.upload}/confirm`)).body.code).toBe('upload-not-held')
    expect((await audit('upload.confirmed')).length).toBeGreaterThan(0)
  })

  it('list what was sent, and say at once what leaves next and when', async () => {
    const sent = await get(`/uploads?repository=${repository}&state=success`)
    const next = await get('/uploads/upcoming')

    expect(sent.items.length).toBeGreaterThan(0)
    expect(sent.items[0]).toMatchObject({ exporter: { id: exporter }, repository: { name: 'acme/shop' }, branch: 'main' })
    expect((await get('/uploads?state=failure')).items).toEqual([])
    expect(next.items).toMatchObject([{ repository: { id: repository }, reason: 'refresh', retiredBecause: null }])
    expect(Date.parse(next.items[0].nextAt)).toBeGreaterThan(Date.now() + 22 * 3_600_000)
  })

  it('say so when the destination takes no more today', async () => {
    const outcomes: string[] = []
    for (let n = 0; n < 4; n += 1) {
      const { body } = await post(`/repositories/${repository}/export`, {})
      outcomes.push(body.outcomes[0].outcome)
    }

    expect(outcomes.at(-1)).toBe('no-slot')
    expect((await get('/uploads/upcoming')).items[0]).toMatchObject({ slotsLeft: 0, slotAt: expect.any(String) })
    expect(destination.received).toHaveLength(3)
  })

  it('keep scan profiles, with one default', async () => {
    const [before] = (await get('/scan-profiles')).items
    const created = await post('/scan-profiles', {
      name: 'Jewels',
      minimumSeverity: 'high',
      exporters: [exporter],
      kinds: ['code'],
    })
    const id = created.body.id
    const taken = await post('/scan-profiles', { name: 'Jewels' })
    const unknown = await post('/scan-profiles', { name: 'Other', exporters: ['con_zz'] })
    const nothing = await hub.api.as('maintainer', 'PATCH', `/scan-profiles/${id}`, { kinds: [] })
    const stays = await hub.api.as('maintainer', 'DELETE', `/scan-profiles/${before.id}`)
    const promoted = await hub.api.as('maintainer', 'PATCH', `/scan-profiles/${id}`, { isDefault: true })
    const product = (await get('/products')).items[0]
    const chosen = await hub.api.as('maintainer', 'PATCH', `/scan-profiles/${id}`, { products: [product.id] })

    expect(before).toMatchObject({ name: 'Default', isDefault: true, exporters: [{ id: exporter }] })
    expect(created).toMatchObject({ status: 201, body: { minimumSeverity: 'high', kinds: ['code'], isDefault: false } })
    expect(taken).toMatchObject({ status: 409, body: { code: 'scan-profile-name-taken' } })
    expect(unknown).toMatchObject({ status: 404, body: { code: 'exporter-not-found' } })
    expect(nothing).toMatchObject({ status: 422, body: { code: 'scan-profile-invalid' } })
    expect(stays).toMatchObject({ status: 409, body: { code: 'scan-profile-default' } })
    expect(promoted.body.isDefault).toBe(true)
    expect((await get(`/scan-profiles/${before.id}`)).isDefault).toBe(false)
    expect(chosen.body.products).toEqual([{ id: product.id, name: product.name }])
    expect((await audit('scan-profile.updated')).length).toBeGreaterThan(0)

    await hub.api.as('maintainer', 'PATCH', `/scan-profiles/${before.id}`, { isDefault: true })
    expect((await hub.api.as('maintainer', 'DELETE', `/scan-profiles/${id}`)).status).toBe(204)
    expect((await get('/scan-profiles')).items).toHaveLength(1)
  })

  it('let products and product types choose a scan profile, and say which one is in force and why', async () => {
    const patch = (path: string, body: object, role: 'maintainer' | 'writer' = 'maintainer') =>
      hub.api.as(role, 'PATCH', path, body)
    const schedule = { sync: { everyHours: 2 } }
    const rules = { minimumSeverity: 'high', cveRequired: false }
    const created = await post('/scan-profiles', { name: 'Whole', schedule, rules })
    const { id } = created.body
    const [product] = (await get('/products')).items
    const ofType = await patch(`/product-types/${product.type.id}`, { scanProfileId: id })
    const inherited = await get(`/products/${product.id}`)
    const own = await patch(`/products/${product.id}`, { scanProfileId: id })
    const nobody = await patch(`/products/${product.id}`, { scanProfileId: 'prof_zz' })
    const writer = await patch(`/product-types/${product.type.id}`, { scanProfileId: null }, 'writer')

    expect(created).toMatchObject({ status: 201, body: { schedule, rules, nextSyncAt: expect.any(String) } })
    expect(product.scanProfile).toMatchObject({ chosen: null, inForce: { name: 'Default', from: 'default', nextSyncAt: null } })
    expect(ofType.body.scanProfile).toMatchObject({ chosen: { id, name: 'Whole' }, inForce: { id, from: 'product-type' } })
    expect(inherited.scanProfile).toEqual({
      chosen: null,
      inForce: { id, name: 'Whole', from: 'product-type', nextSyncAt: created.body.nextSyncAt },
    })
    expect(own.body.scanProfile).toMatchObject({ chosen: { id }, inForce: { id, from: 'product' } })
    expect(nobody).toMatchObject({ status: 404, body: { code: 'scan-profile-not-found' } })
    expect(writer.status).toBe(403)
    expect((await audit('product-type.updated'))[0].object).toBe(product.type.id)

    const preview = await post(`/scan-profiles/preview?profile=${id}`, { rules: { kinds: ['code'] } })
    expect(preview).toMatchObject({
      status: 200,
      body: { records: 2, products: 2, closes: { 'kind-not-selected': 6 }, letsIn: 0 },
    })
    expect((await get(`/scan-profiles/${id}`)).rules).toEqual(rules)
    expect((await audit('scan-profile.previewed'))[0].object).toBe(id)
    const empty = await patch(`/scan-profiles/${id}`, { rules: { kinds: [] } })
    expect(empty).toMatchObject({ status: 422, body: { code: 'rules-invalid' } })
    expect((await hub.api.as('maintainer', 'DELETE', `/scan-profiles/${id}`)).status).toBe(204)
    expect((await get(`/products/${product.id}`)).scanProfile).toMatchObject({ chosen: null, inForce: { from: 'default' } })
  })

  it('answer for what is not there', async () => {
    for (const path of ['/uploads/up_zzz', '/uploads/up_zzz/document', '/exporters/con_zz', '/scan-profiles/prof_zz']) {
      expect((await hub.api.as('reader', 'GET', path)).status).toBe(404)
    }
    expect((await post('/uploads/up_zzz/confirm')).status).toBe(404)
  })
})
