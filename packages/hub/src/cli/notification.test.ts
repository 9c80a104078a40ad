import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestHub, testHub } from '../../test/api/hub.ts'
import { run } from '../../test/cli/run.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import { type Chat, createChat } from '../../test/spine/chat.ts'

await describeOnDatabases('notifications, by API and command', (open) => {
  const chat: Chat = createChat('chat')
  let hub: TestHub
  let url: string
  let chatId: string
  let scanner: string

  beforeAll(async () => {
    hub = await testHub(await open(), [chat.plugin])
    url = await hub.api.app.listen({ host: '127.0.0.1', port: 0 })
    const connect = async (connector: string) => {
      const body = { connector, label: connector, config: { token: 'a-token-nobody-may-see' } }
      return (await hub.api.as('maintainer', 'POST', '/connections', body)).body.id
    }
    chatId = await connect('chat')
    scanner = await connect('scanner')
  })

  afterAll(() => hub.close())

  const patchbay = (...words: string[]) =>
    run(words, { environment: { PATCHBAY_URL: url, PATCHBAY_TOKEN: hub.api.tokens.maintainer } })
  const json = async (...words: string[]) => JSON.parse((await patchbay(...words, '--json')).out)
  const audit = async (event: string) => (await hub.api.as('owner', 'GET', `/audit-events?event=${event}`)).body.items

  it('start with a subscription for everything, of a connection that discovers nothing', async () => {
    const { items } = await json('notification', 'subscriptions')
    const operations = (await hub.api.as('reader', 'GET', `/operations?connection=${chatId}`)).body.items

    expect(items).toMatchObject([
      { connection: { id: chatId }, types: null, minimumUrgency: 'information', productTypes: null },
    ])
    expect(operations).toEqual([])
    expect((await patchbay('notification', 'subscriptions')).out).toMatch(/chat +all +information +any +all +none/)
  })

  it('are subscribed to by event, urgency and product type, changed and ended, and that is audited', async () => {
    const [type] = (await hub.api.as('reader', 'GET', '/product-types')).body.items
    const options = ['--type', 'record.missing', 'record.stale', '--urgency', 'warning', '--product-type', type.id]
    const created = await json('notification', 'subscribe', chatId, ...options)

    expect(created).toMatchObject({
      types: ['record.missing', 'record.stale'],
      minimumUrgency: 'warning',
      productTypes: [{ id: type.id, name: type.name }],
      createdBy: { kind: 'token', name: 'maintainer' },
    })
    const changed = await hub.api.as('maintainer', 'PATCH', `/notification-subscriptions/${created.id}`, { types: null })
    expect(changed.body).toMatchObject({ types: null, minimumUrgency: 'warning', productTypes: [{ id: type.id }] })
    expect((await patchbay('notification', 'unsubscribe', created.id)).out).toBe(`Removed ${created.id}.\n`)
    expect((await json('notification', 'subscriptions')).items).toHaveLength(1)
    const [updated] = await audit('notification-subscription.updated')
    expect(updated).toMatchObject({
      object: created.id,
      before: { types: ['record.missing', 'record.stale'] },
      after: { types: null },
    })
    expect(await audit('notification-subscription.created')).toHaveLength(1)
    expect(await audit('notification-subscription.removed')).toHaveLength(1)
  })

  it('take changes of vulnerabilities by name, a severity, products and a digest, and change one by one', async () => {
    const [shop] = (await hub.api.as('reader', 'GET', '/products')).body.items
    const options = ['--type', 'vulnerability.opened', '--severity', 'high', '--product', shop.id]
    const created = await json('notification', 'subscribe', chatId, ...options, '--digest', 'daily 08:00 Europe/Berlin')
    expect(created).toMatchObject({
      types: ['vulnerability.opened'],
      minimumSeverity: 'high',
      productTypes: null,
      products: [{ id: shop.id, name: shop.name }],
      digest: { cadence: { dailyAt: '08:00', timeZone: 'Europe/Berlin' }, whenQuiet: 'tell', nextAt: expect.any(String) },
    })
    const change = (...words: string[]) => json('notification', 'change', created.id, ...words)

    const skipping = await change('--digest-if-changed', 'every 24h', '--digest-only')
    const wide = await change('--all-types', '--everywhere', '--severity', 'any', '--digest', 'never')

    expect(skipping).toMatchObject({
      types: [],
      digest: { cadence: { everyHours: 24 }, whenQuiet: 'skip' },
      minimumSeverity: 'high',
    })
    expect(wide).toMatchObject({ types: null, minimumSeverity: null, products: null, productTypes: null, digest: null })
    const both = await patchbay('notification', 'change', created.id, '--digest', 'never', '--digest-if-changed', 'never')
    expect(both.code).toBe(2)
    await patchbay('notification', 'unsubscribe', created.id)
  })

  it('offer every event, and say which are only told by name', async () => {
    const { items } = (await hub.api.as('maintainer', 'GET', '/notifications/events')).body

    expect(items.filter((event: { byName: boolean }) => event.byName).map(({ type }: { type: string }) => type)).toEqual([
      'vulnerability.opened',
      'vulnerability.resolved',
      'vulnerability.reopened',
      'vulnerability.dismissed',
    ])
  })

  it('refuse a connection that tells nobody anything, and events nobody knows', async () => {
    const refused = await patchbay('notification', 'subscribe', scanner)
    const unknown = await hub.api.as('maintainer', 'POST', '/notification-subscriptions', {
      connectionId: chatId,
      types: ['x'],
    })

    expect(refused.code).toBe(1)
    expect(refused.said).toContain('"scanner" tells nobody anything.')
    expect(unknown.status).toBe(422)
  })

  it('are told, logged and told again under the same id', async () => {
    hub.scanner.products = []
    await hub.api.as('maintainer', 'POST', `/connections/${scanner}/discover`)
    const missing = () => json('notification', 'list', '--all', '--type', 'record.missing')
    expect((await missing()).items).toMatchObject([
      { title: '2 records of scanner are missing', handedOutAt: null, deliveries: [] },
    ])
    await hub.world.database.kysely
      .updateTable('notification')
      .set({ due_at: new Date(0) })
      .execute()
    await hub.world.deliver()

    const [told] = (await missing()).items
    expect(told.deliveries).toMatchObject([{ connection: { id: chatId }, state: 'delivered', tries: 1 }])
    expect((await patchbay('notification', 'show', told.id)).out).toMatch(
      /^2 records of scanner are missing\n[\s\S]*chat: delivered\n {2}\S+ {2}delivered\n$/,
    )
    expect((await patchbay('notification', 'resend', told.id)).out).toBe('Sent again: 1.\n')
    await hub.world.deliver()

    expect(chat.told.map(({ id }) => id)).toEqual([told.messageId, told.messageId])
    expect(await audit('notification.resent')).toMatchObject([{ object: told.id, outcome: 'done' }])
    expect((await json('notification', 'list', '--state', 'failed')).items).toEqual([])
    expect((await json('notification', 'list', '--connection', chatId)).items).toHaveLength(1)
  })

  it('can be tried out, and say why they do not arrive', async () => {
    expect((await patchbay('notification', 'test', chatId)).out).toBe('The test message has arrived.\n')
    chat.trouble = 'permission'
    const failed = await patchbay('notification', 'test', chatId)
    chat.trouble = undefined

    expect(failed.code).toBe(1)
    expect(failed.said).toContain('No: permission for [redacted].')
    const connection = (await hub.api.as('reader', 'GET', `/connections/${chatId}`)).body
    expect(connection).toMatchObject({ state: 'attention', nextStep: 'Mend it.' })
    const [newest] = (await json('notification', 'list')).items
    const { deliveries } = await json('notification', 'show', newest.id)
    expect(newest.type).toBe('connection.needs-attention')
    expect(deliveries).toEqual([])
    expect(JSON.stringify(await json('notification', 'list'))).not.toContain('a-token-nobody-may-see')
  })

  it('are nobody’s business below maintainers', async () => {
    for (const path of ['/notifications', '/notifications/events', '/notification-subscriptions']) {
      expect((await hub.api.as('writer', 'GET', path)).status, path).toBe(403)
    }
  })
})
