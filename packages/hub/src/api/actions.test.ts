import { Fault } from '@patchbay/sdk'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestHub, testHub } from '../../test/api/hub.ts'
import { describeOnDatabases } from '../../test/database/index.ts'

const secret = 'a-secret-nobody-may-see'

await describeOnDatabases('actions', (open) => {
  let hub: TestHub
  let forge: string
  let scanner: string

  beforeAll(async () => {
    hub = await testHub(await open())
    const connect = async (connector: string) => {
      const body = { connector, label: `My ${connector}`, config: { token: secret } }
      return (await hub.api.as('maintainer', 'POST', '/connections', body)).body.id
    }
    forge = await connect('forge')
    scanner = await connect('scanner')
  })

  afterAll(() => hub.close())

  const get = async (path: string) => (await hub.api.as('reader', 'GET', path)).body
  const post = (path: string, body?: object) => hub.api.as('maintainer', 'POST', path, body)
  const record = async (name: string) => (await get(`/records?q=${name}`)).items[0]
  const audit = async (event: string) => (await hub.api.as('owner', 'GET', `/audit-events?event=${event}`)).body.items

  it('connect, discover, map and sync by themselves', async () => {
    const connection = (await hub.api.as('maintainer', 'GET', `/connections/${scanner}`)).body
    const shop = await record('shop')

    expect(connection).toMatchObject({
      label: 'My scanner',
      state: 'connected',
      secretsSet: ['token'],
      config: {},
      running: null,
    })
    expect(connection.records).toMatchObject({ GOOD: 2, NEW: 0 })
    expect((await get(`/connections/${forge}`)).repositories).toBe(1)
    expect(shop.mapping).toMatchObject({ repository: { name: 'acme/shop' }, method: 'url', createdBy: null })
    expect((await get('/vulnerabilities')).count).toEqual({ value: 6, relation: 'exact' })
  })

  it('write who did what to what into the audit log, without secrets', async () => {
    const [created] = await audit('connection.created')

    expect(created).toMatchObject({
      outcome: 'done',
      actor: { kind: 'token', name: 'maintainer' },
      object: scanner,
      after: { connector: 'scanner', label: 'My scanner', config: { token: '•••' } },
    })
    expect(JSON.stringify(await audit('connection.created'))).not.toContain(secret)
  })

  it('refuse a label twice and a connector nobody knows', async () => {
    const twice = await post('/connections', { connector: 'scanner', label: 'My scanner', config: { token: secret } })
    const unknown = await post('/connections', { connector: 'nobody', label: 'Other', config: {} })

    expect(twice.status).toBe(409)
    expect(twice.body.fields).toEqual([{ field: 'label', message: twice.body.detail }])
    expect(unknown).toMatchObject({ status: 422, body: { code: 'connector-unknown', fields: [{ field: 'connector' }] } })
    expect((await audit('connection.created'))[0]).toMatchObject({ outcome: 'refused', object: null })
  })

  it('name the setting that is wrong', async () => {
    const missing = await post('/connections/check', { connector: 'scanner', config: { spice: 'x' } })
    hub.scanner.refusal = new Fault('credentials', 'The scanner does not accept the token.', {
      field: 'token',
      remedy: 'Make a new one.',
    })
    const refused = await post('/connections/check', { connector: 'scanner', config: { token: secret } })
    hub.scanner.refusal = new Fault('unreachable', 'The scanner does not answer.')
    const away = await post(`/connections/${scanner}/check`)
    hub.scanner.refusal = undefined

    expect(missing.status).toBe(422)
    expect(missing.body.fields.map((one: { field: string }) => one.field).toSorted()).toEqual(['config.spice', 'config.token'])
    expect(refused.body).toMatchObject({
      fields: [{ field: 'config.token', message: 'The scanner does not accept the token.' }],
      remedy: 'Make a new one.',
    })
    expect(away.status).toBe(502)
    expect(refused.text).not.toContain(secret)
  })

  it('try settings without saving them', async () => {
    const tried = await post('/connections/check', { connector: 'scanner', config: { token: secret } })
    const again = await post(`/connections/${scanner}/check`)

    expect(tried.body).toEqual({ sees: 'everything', identity: null, expiresAt: null, warnings: [] })
    expect(again.body).toEqual(tried.body)
    expect((await get('/connections')).count.value).toBe(2)
  })

  it('change a connection and keep what is left out', async () => {
    const changed = await hub.api.as('maintainer', 'PATCH', `/connections/${scanner}`, {
      config: { space: 'blue' },
      schedule: { sync: null },
      rules: { minimumSeverity: 'low' },
    })

    expect(changed.body).toMatchObject({
      label: 'My scanner',
      config: { space: 'blue' },
      secretsSet: ['token'],
      schedule: { sync: null, discover: { everyHours: 24 } },
      rules: { minimumSeverity: 'low', cveRequired: true },
    })
    expect((await audit('connection.updated'))[0]).toMatchObject({
      before: { config: {} },
      after: { config: { space: 'blue' } },
    })
  })

  it('name the part of a schedule that is wrong', async () => {
    const patch = (schedule: object) => hub.api.as('maintainer', 'PATCH', `/connections/${scanner}`, { schedule })

    const answers = [
      await patch({ sync: { cron: '61 * * * *', timeZone: 'UTC' } }),
      await patch({ sync: { everyHours: 200 } }),
      await patch({ discover: { dailyAt: '02:30' } }),
    ]

    expect(answers.map(({ status }) => status)).toEqual([422, 422, 422])
    expect(answers.map(({ body }) => body.fields[0].field)).toEqual([
      'schedule.sync.cron',
      'schedule.sync.everyHours',
      'schedule.discover',
    ])
    expect(answers[0]?.body.remedy).toContain('five fields')
    expect(answers[2]?.body.detail).toContain('"timeZone"')
  })

  it('warn of credentials that end, by the date somebody gave', async () => {
    const day = 86_400_000
    const at = new Date(Date.now() + 9.5 * day).toISOString()
    const path = `/connections/${scanner}`

    const told = (await hub.api.as('maintainer', 'PATCH', path, { credentialsExpireAt: at })).body
    const far = (await hub.api.as('maintainer', 'PATCH', path, { credentialsExpireAt: '2999-01-01T00:00:00.000Z' })).body
    const renewed = (await hub.api.as('maintainer', 'PATCH', path, { config: { token: secret } })).body

    expect(told).toMatchObject({ credentialsExpireAt: at, credentialsExpireGiven: at, credentialsExpireInDays: 9 })
    expect(told.nextStep).toContain('in 9 days')
    expect(far).toMatchObject({ credentialsExpireInDays: null, nextStep: null })
    expect(renewed).toMatchObject({ credentialsExpireAt: null, credentialsExpireGiven: null })
  })

  it('pause and resume a connection', async () => {
    const paused = await post(`/connections/${scanner}/pause`)
    const resumed = await post(`/connections/${scanner}/resume`)

    expect(paused.body.state).toBe('paused')
    expect(resumed.body.state).toBe('connected')
  })

  it('request an operation and answer how it went', async () => {
    const { status, body } = await post(`/connections/${scanner}/sync`)
    const operation = await get(`/operations/${body.operation.id}`)

    expect(status).toBe(202)
    expect(body).toMatchObject({ joined: false, operation: { kind: 'sync', trigger: 'user' } })
    expect(operation).toMatchObject({
      state: 'complete',
      awaitsConfirmation: false,
      problem: null,
      counts: { seen: 6, unchanged: 6, new: 0 },
    })
    expect(await get(`/operations?connection=${scanner}&kind=sync&state=complete`)).toMatchObject({ items: expect.any(Array) })
  })

  it('hold a sudden drop until somebody confirms it', async () => {
    const many = hub.scanner.findings.get('shop')
    hub.scanner.findings.set('shop', {
      pages: [
        {
          items: Array.from({ length: 30 }, (_, n) => ({
            ...first(many),
            externalId: `B${n}`,
            identifiers: [`CVE-2025-${1000 + n}`],
          })),
        },
      ],
    })
    await post(`/connections/${scanner}/sync`)
    hub.scanner.findings.set('shop', { pages: [] })
    const { body } = await post(`/connections/${scanner}/sync`)
    const held = await get(`/operations/${body.operation.id}`)
    const notes = await get(`/operations/${body.operation.id}/notes`)
    const summary = await get('/summary')
    const confirmed = await post(`/operations/${body.operation.id}/confirm`)
    const after = await get(`/operations/${body.operation.id}`)
    if (many !== undefined) hub.scanner.findings.set('shop', many)
    await post(`/connections/${scanner}/sync`)

    expect(held).toMatchObject({ state: 'partial', awaitsConfirmation: true, problem: { kind: 'held' } })
    expect(notes.items).toMatchObject([{ kind: 'hold', target: 'shop' }])
    expect(summary.operations.awaitingConfirmation).toBe(1)
    expect(confirmed.body).toEqual({ closed: 30 })
    expect(after.awaitsConfirmation).toBe(false)
  })

  it('tell what an operation said, what it changed, and how it differs from the one before', async () => {
    const kept = hub.scanner.findings.get('attic')
    const { body: before } = await post(`/connections/${scanner}/sync`)
    hub.scanner.findings.set('attic', { pages: [] })
    const { body } = await post(`/connections/${scanner}/sync`)
    if (kept !== undefined) hub.scanner.findings.set('attic', kept)
    const path = `/operations/${body.operation.id}`
    const log = await get(`${path}/log`)
    const stream = await hub.api.as('reader', 'GET', `${path}/log/stream`)
    const comparison = await get(`${path}/comparison`)
    const changes = await get(`${path}/changes?change=closed`)
    const unknown = await Promise.all(
      ['log', 'log/stream', 'comparison', 'changes'].map((part) => hub.api.as('reader', 'GET', `/operations/op_zzzz/${part}`)),
    )

    expect(log.items.at(-1)).toMatchObject({
      level: 'info',
      message: expect.stringMatching(/^The sync ended complete\./),
      fields: {},
    })
    expect(stream.headers['content-type']).toContain('text/event-stream')
    expect(stream.text.match(/^event: line$/gm)).toHaveLength(log.items.length)
    expect(comparison).toMatchObject({
      operation: body.operation.id,
      previous: { id: before.operation.id, state: 'complete' },
      counts: { seen: { difference: -1 }, closed: { now: 1, before: 0, difference: 1 } },
    })
    expect(changes).toMatchObject({
      items: [
        {
          change: 'closed',
          name: 'CVE-2024-9999',
          finding: { externalId: 'A1', presence: 'absent' },
          record: { name: expect.stringContaining('attic') },
        },
      ],
      count: { value: 1, relation: 'exact' },
    })
    expect(unknown.map((answer) => [answer.status, answer.body.code])).toEqual(unknown.map(() => [404, 'operation-not-found']))
    await post(`/connections/${scanner}/sync`)
  })

  it('change settings of the hub, as an owner, and write down what they were', async () => {
    const before = await get('/settings')
    const changed = await hub.api.as('owner', 'PATCH', '/settings', { operations: { retentionDays: 30 } })
    const nothing = await hub.api.as('owner', 'PATCH', '/settings', {})
    const wrong = await hub.api.as('owner', 'PATCH', '/settings', { operations: { retentionDays: -1, colour: 'red' } })

    expect(before.operations).toEqual({ retentionDays: 90 })
    expect([changed.body, nothing.body, await get('/settings')]).toEqual(
      [1, 2, 3].map(() => ({ ...before, operations: { retentionDays: 30 } })),
    )
    expect(wrong.status).toBe(422)
    expect(wrong.body.fields.map((one: { field: string }) => one.field).toSorted()).toEqual([
      'operations.colour',
      'operations.retentionDays',
    ])
    expect((await audit('settings.updated')).at(-1)).toMatchObject({
      before: { operations: { retentionDays: 90 } },
      after: { operations: { retentionDays: 30 } },
    })
  })

  it('cancel nothing that has ended', async () => {
    const [operation] = (await get('/operations')).items

    const answer = await post(`/operations/${operation.id}/cancel`)

    expect(answer.status).toBe(409)
  })

  it('map, unmap, ignore and restore a record', async () => {
    const { id } = await record('attic')
    const { id: repositoryId } = (await get('/repositories')).items[0]

    const ignored = await post(`/records/${id}/ignore`)
    const restored = await post(`/records/${id}/restore`)
    const unmapped = await post(`/records/${id}/unmap`)
    const mapped = await post(`/records/${id}/map`, { repositoryId, branch: 'main' })
    const both = await post(`/records/${id}/map`, { repositoryId, newProduct: { name: 'Attic' } })
    const product = await post(`/records/${id}/map`, { newProduct: { name: 'Attic' } })

    expect(ignored.body).toMatchObject({
      state: 'IGNORED',
      ignoredBy: { id: expect.stringMatching(/^tok_/), kind: 'token', name: 'maintainer', email: null },
    })
    expect(restored.body.state).toBe('GOOD')
    expect(unmapped.body).toMatchObject({ state: 'NEW', mapping: null })
    expect(mapped.body).toMatchObject({
      state: 'GOOD',
      mapping: { repository: { id: repositoryId }, branch: 'main', method: 'manual' },
    })
    expect(both.body.fields).toEqual([
      { field: 'body', message: 'Give exactly one of repositoryId, productId, newProduct, suggested and image.' },
    ])
    expect(product.body.mapping).toMatchObject({ product: { name: 'Attic' }, repository: null })
    expect((await audit('record.mapped')).map((event: { outcome: string }) => event.outcome)).toEqual(['done', 'done'])
  })

  it('decide on vulnerabilities, one or many, and take it back', async () => {
    const { items } = await get('/vulnerabilities?status=Open')
    const ids = items.map((item: { id: string }) => item.id)
    const decide = (path: string, body: object) => hub.api.as('writer', 'POST', path, body)

    const one = await decide(`/vulnerabilities/${ids[0]}/decide`, {
      decision: 'risk-accepted',
      reason: 'Behind a wall.',
      until: '2099-01-01T00:00:00.000Z',
    })
    const many = await decide('/vulnerabilities/decide', { ids: ids.slice(1, 3), decision: 'wont-fix', reason: 'Too dear.' })
    const decided = await get('/vulnerabilities?decision=risk-accepted,wont-fix')
    const back = await decide('/vulnerabilities/decide', { ids: ids.slice(0, 3), decision: 'none' })
    const unknown = await decide('/vulnerabilities/vul_zzzz/decide', { decision: 'wont-fix', reason: 'x' })

    expect(one.body).toMatchObject({
      decision: 'risk-accepted',
      status: 'Dismissed',
      decidedBy: { id: expect.stringMatching(/^tok_/), kind: 'token', name: expect.any(String) },
    })
    expect(one.body.timeline.at(-1)).toMatchObject({ event: 'decided', actor: one.body.decidedBy })
    expect(many.body).toEqual({ changed: 2 })
    expect(decided.count.value).toBe(3)
    expect(back.body).toEqual({ changed: 3 })
    expect(unknown.status).toBe(404)
  })

  it('create, change and remove products and their types', async () => {
    const type = await post('/product-types', { name: 'Online', description: 'What customers reach.' })
    const ofType = `/product-types/${type.body.id}`
    const renamed = await hub.api.as('maintainer', 'PATCH', ofType, { name: 'Online services' })
    const plain = await hub.api.as('maintainer', 'PATCH', ofType, { description: null })
    const second = await post('/product-types', { name: 'Second' })
    const taken = await hub.api.as('maintainer', 'PATCH', `/product-types/${second.body.id}`, { name: 'Online services' })
    expect(type.body).toMatchObject({ description: 'What customers reach.', riskScore: null, records: 0, images: 0 })
    expect(renamed.body).toMatchObject({ name: 'Online services', description: 'What customers reach.' })
    expect(plain.body).toMatchObject({ name: 'Online services', description: null })
    expect(taken).toMatchObject({ status: 409, body: { code: 'product-type-taken', fields: [{ field: 'name' }] } })
    const product = await post('/products', {
      name: 'Web shop',
      productTypeId: type.body.id,
      owner: 'team-shop',
      tags: ['pci'],
    })
    const path = `/products/${product.body.id}`
    const changed = await hub.api.as('maintainer', 'PATCH', path, { criticality: 'high', owner: null })
    const listed = await get(`/products?productType=${type.body.id}`)
    const removed = await hub.api.as('maintainer', 'DELETE', path)

    expect(product.body).toMatchObject({
      name: 'Web shop',
      type: { name: 'Online services' },
      criticality: 'medium',
      repositories: 0,
    })
    expect(changed.body).toMatchObject({ criticality: 'high', owner: null, tags: ['pci'] })
    expect(listed.items).toHaveLength(1)
    expect(removed.status).toBe(204)
    expect((await hub.api.as('reader', 'GET', path)).status).toBe(404)
  })

  describe('at the end', () => {
    it('say what removing a connection takes away', async () => {
      const removal = await get(`/connections/${scanner}/removal`)

      expect(removal).toMatchObject({ records: 2, repositories: 0, operations: { going: 0 } })
      expect(removal.findings.total).toBeGreaterThanOrEqual(6)
      expect(await get(`/connections/${forge}/removal`)).toMatchObject({ records: 0, findings: { total: 0 }, repositories: 1 })
      expect((await hub.api.as('reader', 'GET', '/connections/con_zzz/removal')).status).toBe(404)
    })

    it('remove a connection and close its findings', async () => {
      const removed = await hub.api.as('maintainer', 'DELETE', `/connections/${scanner}?findings=keep`)

      expect(removed.status).toBe(204)
      expect((await hub.api.as('reader', 'GET', `/connections/${scanner}`)).status).toBe(404)
      expect((await get('/vulnerabilities?status=Open')).count.value).toBe(0)
      expect((await audit('connection.removed'))[0]).toMatchObject({
        before: { label: 'My scanner' },
        after: { findings: 'keep' },
      })
    })
  })
})

function first(listing: TestHub['scanner']['findings'] extends Map<string, infer L> ? L | undefined : never) {
  const [step] = listing?.pages ?? []
  if (step === undefined || step instanceof Error || typeof step === 'function')
    throw new Error('There is no page to copy from')
  const [item] = step.items
  if (item === undefined) throw new Error('The page is empty')
  return item
}
