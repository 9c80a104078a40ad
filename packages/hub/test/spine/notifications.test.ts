import { describe, expect, it } from 'vitest'
import { publicId } from '../../src/domain/public-id.ts'
import { raise } from '../../src/usecases/notify/raise.ts'
import { createChat } from './chat.ts'
import { connection, operations, record } from './look.ts'
import { paged, sightings } from './sighting.ts'
import { connect, describeSpine, sync } from './stage.ts'
import { browse, down, join, log, tellingHub } from './telling.ts'
import { product } from './vendor.ts'
import { tester } from './world.ts'

await describeSpine('notifications', (stage) => {
  describe('of a connection', () => {
    it('tell once that it needs attention, and once that it is well again', async () => {
      const { world, vendor, chat, told } = await tellingHub(stage())
      vendor.products = [product('web')]
      const id = await connect(world, vendor)
      await world.settle()
      vendor.discovery = { pages: [down('credentials')] }

      await sync(world, id, 'discover')
      await sync(world, id, 'discover')
      expect(await told()).toEqual(['alpha needs attention'])
      vendor.discovery = { pages: [down('unreachable')] }
      await sync(world, id, 'discover')
      expect(await told(), 'nobody answers: still not well').toEqual(['alpha needs attention', 'discover of alpha failed'])
      vendor.discovery = undefined
      await sync(world, id, 'discover')
      await sync(world, id, 'discover')

      expect(await told()).toEqual(['alpha needs attention', 'discover of alpha failed', 'alpha is well again'])
      expect(chat.told[0]).toEqual({
        id: expect.stringMatching(/^msg_[0-9a-f-]{36}$/),
        type: 'connection.needs-attention',
        at: expect.any(String),
        urgency: 'critical',
        title: 'alpha needs attention',
        text: 'Trouble: credentials.',
        url: `https://hub.test/integrations/${publicId('connection', id)}`,
        facts: [
          { label: 'Connection', value: 'alpha' },
          { label: 'What to do', value: 'Mend it.' },
        ],
        data: {
          connection: { id: publicId('connection', id), label: 'alpha', connector: 'alpha' },
          problem: { kind: 'credentials', message: 'Trouble: credentials.', remedy: 'Mend it.' },
        },
      })
    })

    it('tell again when it needs attention anew, also when a check finds out', async () => {
      const { world, vendor, told } = await tellingHub(stage())
      const id = await connect(world, vendor)
      await world.settle()
      for (let round = 0; round < 2; round += 1) {
        vendor.refusal = down('credentials')
        await world.commands.connections.check(id).catch(() => undefined)
        vendor.refusal = undefined
        await world.commands.connections.check(id)
      }

      expect(await told()).toEqual([
        'alpha needs attention',
        'alpha is well again',
        'alpha needs attention',
        'alpha is well again',
      ])
    })

    it('say nothing of one that is paused', async () => {
      const { world, vendor, told } = await tellingHub(stage())
      const id = await connect(world, vendor)
      await world.settle()
      await world.commands.connections.pause(id, tester)
      vendor.refusal = down('credentials')

      await world.commands.connections.check(id).catch(() => undefined)

      expect(await told()).toEqual([])
    })

    it('are not raised by what is rolled back', async () => {
      const { world, vendor, told } = await tellingHub(stage())
      const id = await connect(world, vendor)
      await world.settle()

      const failing = world.store.transact(async (write) => {
        const found = await write.connections.find(id)
        if (found) await raise(write, { type: 'connection.recovered', connection: found, now: stage().now() })
        throw new Error('rolled back')
      })

      await expect(failing).rejects.toThrow('rolled back')
      expect(await told()).toEqual([])
      expect(await log(stage())).toEqual([])
    })
  })

  describe('of an operation', () => {
    it('tell once that it failed, and again only after one has worked', async () => {
      const { world, vendor, told } = await tellingHub(stage())
      const id = await connect(world, vendor)
      await world.settle()
      vendor.discovery = { pages: [down('unreachable')] }

      await sync(world, id, 'discover')
      await sync(world, id, 'discover')
      expect(await told()).toEqual(['discover of alpha failed'])
      vendor.discovery = undefined
      await sync(world, id, 'discover')
      vendor.discovery = { pages: [down('unreachable')] }
      await sync(world, id, 'discover')

      expect(await told()).toEqual(['discover of alpha failed', 'discover of alpha failed'])
    })
  })

  describe('of records', () => {
    it('tell of all that went missing together in one message that names the first twenty', async () => {
      const { world, vendor, chat, told } = await tellingHub(stage())
      const names = Array.from({ length: 25 }, (_, index) => `web-${String(index + 1).padStart(2, '0')}`)
      vendor.products = [product('stays'), ...names.map((name) => product(name))]
      const id = await connect(world, vendor)
      await world.settle()
      vendor.products = [product('stays')]

      await sync(world, id, 'discover')
      expect(await told()).toEqual(['25 records of alpha are missing'])
      await sync(world, id, 'discover')

      expect(await told(), 'once a spell').toHaveLength(1)
      const [message] = chat.told
      expect(message?.facts.at(-1)?.value.split('\n')).toEqual([...names.slice(0, 20), 'and 5 more'])
      expect(message?.data).toMatchObject({ recordCount: 25 })
      expect(message?.data['records']).toHaveLength(20)
      expect(message?.url).toBe(`https://hub.test/records?state=MISSING&connection=${publicId('connection', id)}`)
    })

    it('gather what happens within a minute, of each connection apart', async () => {
      const { world, vendor, chat } = await tellingHub(stage())
      vendor.products = [product('one'), product('two')]
      const id = await connect(world, vendor)
      await world.settle()

      vendor.products = [product('two')]
      await sync(world, id, 'discover')
      await world.deliver()
      expect(chat.told, 'it still gathers').toEqual([])
      vendor.products = []
      await sync(world, id, 'discover')
      stage().pass({ minutes: 1 })
      await world.deliver()

      expect(chat.told.map(({ title }) => title)).toEqual(['2 records of alpha are missing'])
    })

    it('tell of those whose product is gone', async () => {
      const { world, vendor, told } = await tellingHub(stage())
      vendor.products = [product('web')]
      await connect(world, vendor)
      await world.settle()
      const { product_id: productId } = await world.database.kysely
        .selectFrom('mapping')
        .select('product_id')
        .executeTakeFirstOrThrow()

      await world.commands.products.remove(productId ?? 0, tester)

      expect(await told()).toEqual(['Record web of alpha leads nowhere'])
    })

    it('say nothing when somebody restores an ignored record that is missing', async () => {
      const { world, vendor, told } = await tellingHub(stage())
      vendor.products = [product('web')]
      const id = await connect(world, vendor)
      await world.settle()
      const { id: recordId } = await record(world, 'web')
      await world.commands.records.ignore(recordId, tester)
      vendor.products = []
      await sync(world, id, 'discover')

      await world.commands.records.restore(recordId, tester)

      expect(await told()).toEqual([])
    })
  })

  describe('of a held snapshot', () => {
    it('tell once until it is confirmed, and not also that the connection needs attention', async () => {
      const { world, vendor, chat, told } = await tellingHub(stage())
      vendor.products = [product('web')]
      vendor.findings.set('web', { pages: paged(sightings('web', 60), 50) })
      const id = await connect(world, vendor)
      await world.settle()
      vendor.findings.set('web', { pages: paged(sightings('web', 30), 50) })

      await sync(world, id)
      const operation = await sync(world, id)
      expect(await told()).toEqual(['A snapshot of alpha is held: Record web lost many findings'])
      expect(chat.told[0]?.facts.at(-1)).toEqual({ label: 'Records', value: 'web (30 of 60 findings)' })
      await world.commands.operations.confirm(operation, tester)
      vendor.findings.set('web', { pages: paged(sightings('web', 5), 50) })
      await sync(world, id)

      expect(await told(), 'held anew').toHaveLength(2)
    })
  })

  describe('a subscription', () => {
    it('for everything comes with a connection that tells people, which has nothing to discover', async () => {
      const { world, chatId } = await tellingHub(stage())

      const { items } = await browse(stage()).notificationSubscriptions.list({}, { limit: 10, sort: 'connection' })

      expect(items).toMatchObject([
        { connection: { label: 'chat' }, types: null, minimumUrgency: 'information', productTypes: null },
      ])
      expect(await operations(world)).toEqual([])
      await world.commands.connections.pause(chatId, tester)
      await world.commands.connections.resume(chatId, tester)
      expect(await connection(world, chatId)).toMatchObject({ next_discover_at: null, next_sync_at: null })
      await expect(world.commands.operations.request(chatId, 'discover', tester)).rejects.toMatchObject({
        details: { code: 'operation-not-supported' },
      })
    })

    it('that is narrowed to product types is told only what concerns them', async () => {
      const team = createChat('team')
      const { world, vendor, chat } = await tellingHub(stage(), [team])
      vendor.products = [product('web'), product('api')]
      const id = await connect(world, vendor)
      await world.settle()
      const typeId = await world.commands.products.createType({ name: 'Shop' }, tester)
      const productId = await world.commands.products.create({ name: 'Shop', productTypeId: typeId }, tester)
      await world.commands.records.map((await record(world, 'web')).id, { productId }, tester)
      await world.settle()
      const teamId = await join(world, team)
      const [all] = (
        await browse(stage()).notificationSubscriptions.list(
          { connection: [publicId('connection', teamId)] },
          { limit: 10, sort: 'connection' },
        )
      ).items
      await world.commands.notifications.updateSubscription(
        Number.parseInt(all?.id.slice(4) ?? '', 36),
        { productTypeIds: [typeId] },
        tester,
      )
      vendor.products = []

      await sync(world, id, 'discover')
      vendor.refusal = down('credentials')
      await world.commands.connections.check(id).catch(() => undefined)
      stage().pass({ minutes: 1 })
      await world.deliver()

      expect(chat.told.map(({ title }) => title).toSorted()).toEqual([
        '2 records of alpha are missing',
        'alpha needs attention',
      ])
      expect(team.told.map(({ title }) => title).toSorted()).toEqual([
        'Record web of alpha is missing',
        'alpha needs attention',
      ])
      expect(JSON.stringify(team.told)).not.toContain('api')
    })

    it('of other types or of a higher urgency is not told, and what nobody wants stays in the log', async () => {
      const { world, vendor, told } = await tellingHub(stage())
      const [subscription] = (await browse(stage()).notificationSubscriptions.list({}, { limit: 10, sort: 'connection' })).items
      const subscriptionId = Number.parseInt(subscription?.id.slice(4) ?? '', 36)
      await world.commands.notifications.updateSubscription(
        subscriptionId,
        { types: ['record.stale', 'connection.recovered'], minimumUrgency: 'warning' },
        tester,
      )
      const id = await connect(world, vendor)
      await world.settle()
      vendor.refusal = down('credentials')
      await world.commands.connections.check(id).catch(() => undefined)
      vendor.refusal = undefined
      await world.commands.connections.check(id)

      expect(await told()).toEqual([])
      expect(await log(stage())).toMatchObject([
        { type: 'connection.recovered', deliveries: [] },
        { type: 'connection.needs-attention', deliveries: [] },
      ])
    })

    it('cannot be for nothing, for events nobody knows, or of a connection that tells nobody anything', async () => {
      const { world, vendor, chatId } = await tellingHub(stage())
      const id = await connect(world, vendor)
      const code = (input: Parameters<typeof world.commands.notifications.subscribe>[0]) =>
        world.commands.notifications
          .subscribe(input, tester)
          .catch((error: { details: { code: string } }) => error.details.code)

      expect(await code({ connectionId: id })).toBe('connection-cannot-notify')
      expect(await code({ connectionId: chatId, types: [] })).toBe('notification-subscription-empty')
      expect(await code({ connectionId: chatId, productTypeIds: [] })).toBe('notification-subscription-empty')
      expect(await code({ connectionId: chatId, types: ['weather.bad'] })).toBe('notification-type-unknown')
      expect(await code({ connectionId: chatId, productTypeIds: [999] })).toBe('product-type-not-found')
    })

    it('goes with its connection', async () => {
      const { world, vendor, chat, chatId, told } = await tellingHub(stage())
      const id = await connect(world, vendor)
      await world.settle()
      vendor.refusal = down('credentials')
      await world.commands.connections.check(id).catch(() => undefined)

      await world.commands.connections.remove(chatId, 'keep', tester)

      expect(await told()).toEqual([])
      expect(chat.tries).toEqual([])
    })
  })
})
