import { describe, expect, it } from 'vitest'
import { deliver } from '../../src/usecases/notify/deliver.ts'
import { forgetOldNotifications } from '../../src/usecases/notify/retention.ts'
import { type Chat, createChat } from './chat.ts'
import { connection } from './look.ts'
import { connect, describeSpine } from './stage.ts'
import { browse, depsOf, down, join, log, tellingHub } from './telling.ts'
import { tester } from './world.ts'

await describeSpine('deliveries', (stage) => {
  describe('a delivery', () => {
    /** A chat that is to be told of a connection that needs attention. */
    async function due(more: readonly Chat[] = []) {
      const all = await tellingHub(stage(), more)
      for (const other of more) await join(all.world, other)
      const id = await connect(all.world, all.vendor)
      await all.world.settle()
      all.vendor.refusal = down('credentials')
      await all.world.commands.connections.check(id).catch(() => undefined)
      return { ...all, id }
    }

    it('that fails is tried again under the same id, ever less often, and every try is logged without secrets', async () => {
      const { world, chat } = await due()
      chat.trouble = 'unreachable'
      await world.deliver()
      await world.deliver()
      expect(chat.tries, 'not before a minute has passed').toHaveLength(1)
      stage().pass({ minutes: 1 })
      await world.deliver()
      chat.trouble = undefined
      stage().pass({ minutes: 1 })
      await world.deliver()
      expect(chat.tries, 'the second pause is longer').toHaveLength(2)
      stage().pass({ minutes: 1 })
      await world.deliver()

      expect(chat.told).toHaveLength(1)
      expect(new Set(chat.tries.map(({ id }) => id)).size).toBe(1)
      const [told] = await log(stage())
      const { deliveries } = await browse(stage()).notifications.get(told?.id ?? '')
      const failed = { outcome: 'failed', fault: 'unreachable', status: 503, message: 'No: unreachable for [redacted].' }
      expect(deliveries).toMatchObject([
        { state: 'delivered', tries: 3, nextTryAt: null, log: [{ outcome: 'delivered', message: null }, failed, failed] },
      ])
    })

    it('is given up a day after the first try', async () => {
      const { world, chat } = await due()
      chat.trouble = 'throttled'

      for (let hour = 0; hour < 30; hour += 1) {
        await world.deliver()
        stage().pass({ hours: 1 })
      }

      const [told] = await log(stage())
      expect(told?.deliveries).toMatchObject([{ state: 'failed', nextTryAt: null }])
      expect(chat.tries.length).toBeGreaterThan(8)
      expect(chat.tries.length).toBeLessThan(20)
    })

    it('that is refused is not tried again; the others hear that the connection needs attention', async () => {
      const other = createChat('other')
      const { world, chat, chatId } = await due([other])
      chat.trouble = 'credentials'

      await world.deliver()
      await world.deliver()
      stage().pass({ hours: 2 })
      await world.deliver()

      expect(chat.tries).toHaveLength(1)
      expect(await connection(world, chatId)).toMatchObject({ state: 'attention', problem: { kind: 'credentials' } })
      expect(other.told.map(({ title }) => title)).toEqual(['alpha needs attention', 'chat needs attention'])
      chat.trouble = undefined
      await world.commands.notifications.test(chatId, tester)
      await world.deliver()
      expect(other.told.map(({ title }) => title).at(-1)).toBe('chat is well again')
      expect(
        chat.told.map(({ type }) => type),
        'not of itself',
      ).toEqual(['test'])
    })

    it('of a message that is refused says nothing about the connection', async () => {
      const { world, chat, chatId } = await due()
      chat.trouble = 'contract'

      await world.deliver()

      expect((await log(stage()))[0]?.deliveries).toMatchObject([{ state: 'failed', tries: 1 }])
      expect(await connection(world, chatId)).toMatchObject({ state: 'connected' })
    })

    it('keeps the order: what waits behind a failure waits with it', async () => {
      const { world, vendor, chat, id } = await due()
      vendor.refusal = undefined
      await world.commands.connections.check(id)
      chat.trouble = 'unreachable'

      await world.deliver()
      expect(chat.tries.map(({ title }) => title)).toEqual(['alpha needs attention'])
      chat.trouble = undefined
      stage().pass({ minutes: 1 })
      await world.deliver()

      expect(chat.told.map(({ title }) => title)).toEqual(['alpha needs attention', 'alpha is well again'])
    })

    it('is made again under the same id when the process dies before it could write it down', async () => {
      const { world, chat } = await due()
      const dying = { ...world.store }
      dying.transact = (work) =>
        // The next one would write down that it was told.
        chat.told.length > 0 ? Promise.reject(new Error('the process died')) : world.store.transact(work)
      await expect(deliver({ ...depsOf(stage(), world, [chat]), store: dying })).rejects.toThrow('the process died')
      expect(chat.told).toHaveLength(1)

      await world.deliver()
      expect(chat.told, 'somebody may still have it in hand').toHaveLength(1)
      stage().pass({ minutes: 10 })
      await world.deliver()

      expect(chat.told).toHaveLength(2)
      expect(chat.told[1]).toEqual(chat.told[0])
      expect((await log(stage()))[0]?.deliveries).toMatchObject([{ state: 'delivered', tries: 1 }])
    })

    it('is taken by one of two processes', async () => {
      const { world, chat } = await due()
      const other = await stage().world([chat.plugin], { keys: world.keys })

      await Promise.all([world.deliver(), other.deliver()])

      expect(chat.told).toHaveLength(1)
    })

    it('through a paused connection is not made, and can be made up for', async () => {
      const { world, chat, chatId } = await due()
      chat.trouble = 'unreachable'
      await world.deliver()
      await world.commands.connections.pause(chatId, tester)
      stage().pass({ minutes: 1 })
      chat.trouble = undefined

      await world.deliver()
      const [told] = await log(stage())
      expect(told?.deliveries).toMatchObject([{ state: 'failed', lastMessage: 'The connection is paused.' }])
      await world.commands.connections.resume(chatId, tester)
      const notificationId = Number.parseInt(told?.id.slice(4) ?? '', 36)
      expect(await world.commands.notifications.resend(notificationId, null, tester)).toEqual({ sent: 1 })
      await world.deliver()

      expect(chat.told.map(({ id }) => id)).toEqual([told?.messageId])
      expect(await connection(world, chatId)).toMatchObject({ state: 'connected', problem: null })
    })

    it('can be made again only where there was one', async () => {
      const { world, chat, id } = await due()
      await world.deliver()
      const [told] = await log(stage())
      const notificationId = Number.parseInt(told?.id.slice(4) ?? '', 36)

      await expect(world.commands.notifications.resend(notificationId, id, tester)).rejects.toMatchObject({
        details: { code: 'notification-not-sent' },
      })
      await expect(world.commands.notifications.resend(999_999, null, tester)).rejects.toMatchObject({
        details: { code: 'notification-not-found' },
      })
      expect(await world.commands.notifications.resend(notificationId, null, tester)).toEqual({ sent: 1 })
      expect(await world.commands.notifications.resend(notificationId, null, tester), 'it waits already').toEqual({ sent: 0 })
      await world.deliver()
      expect(chat.told).toHaveLength(2)
    })
  })

  describe('a test message', () => {
    it('arrives at once, and is in the log', async () => {
      const { world, chat, chatId } = await tellingHub(stage())

      await world.commands.notifications.test(chatId, tester)

      expect(chat.told).toMatchObject([{ type: 'test', title: 'This is a test', urgency: 'information' }])
      expect(await log(stage())).toMatchObject([{ type: 'test', deliveries: [{ state: 'delivered', tries: 1 }] }])
    })

    it('says why it did not arrive, and is not tried again', async () => {
      const { world, chat, chatId } = await tellingHub(stage())
      chat.trouble = 'unreachable'

      await expect(world.commands.notifications.test(chatId, tester)).rejects.toMatchObject({
        kind: 'upstream',
        message: 'No: unreachable for [redacted].',
      })
      stage().pass({ hours: 1 })
      await world.deliver()

      expect(chat.tries).toHaveLength(1)
      expect(await log(stage())).toMatchObject([{ type: 'test', deliveries: [{ state: 'failed' }] }])
    })
  })

  it('are forgotten after thirty days, with what came of them', async () => {
    const { world, chatId } = await tellingHub(stage())
    await world.commands.notifications.test(chatId, tester)
    stage().pass({ days: 20 })
    await world.commands.notifications.test(chatId, tester)
    stage().pass({ days: 11 })

    await forgetOldNotifications({ store: world.store, now: stage().now })

    expect(await log(stage())).toHaveLength(1)
    const tries = await world.database.kysely.selectFrom('notification_try').select('seq').execute()
    expect(tries).toHaveLength(1)
  })
})
