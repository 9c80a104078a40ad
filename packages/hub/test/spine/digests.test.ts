import { expect, it } from 'vitest'
import type { SubscriptionInput } from '../../src/usecases/commands.ts'
import { vulnerability } from './look.ts'
import { paged, sightings } from './sighting.ts'
import { connect, describeSpine, type Stage, sync } from './stage.ts'
import { browse, down, log, tellingHub } from './telling.ts'
import { product } from './vendor.ts'
import { tester } from './world.ts'

const daily = { dailyAt: '08:00', timeZone: 'Europe/Berlin' }

await describeSpine('digests', (stage) => {
  it('come at the hour, in the time zone they are asked for in, and tell what happened since the last', async () => {
    const { world, vendor, chat, id } = await digesting(stage())
    await sync(world, id)
    await world.propose()
    stage().pass({ hours: 6 })
    await world.deliver()
    expect(chat.told, 'eight in Berlin is seven in UTC').toEqual([])

    stage().pass({ hours: 1 })
    await world.deliver()
    await world.deliver()

    expect(chat.told).toHaveLength(1)
    expect(chat.told[0]).toMatchObject({
      type: 'digest',
      urgency: 'information',
      title: 'Digest: 3 new, 0 fixed, 0 reopened',
      text: 'From 2026-11-01 00:00 to 2026-11-01 07:00 UTC.',
      url: 'https://hub.test/',
      facts: [
        { label: 'New', value: '3: 1 critical, 2 high', url: 'https://hub.test/vulnerabilities?sort=-detectedAt' },
        { label: 'Overdue', value: '3', url: 'https://hub.test/vulnerabilities?overdue=true' },
        { label: 'Next 1', value: expect.stringMatching(/^Upgrade package-\d 1.0.0 → 9.0.0 in web: closes 1$/) },
        { label: 'Next 2', value: expect.stringMatching(/ in web: closes 1$/) },
        { label: 'Next 3', value: expect.stringMatching(/ in web: closes 1$/) },
      ],
    })

    vendor.findings.set('web', { pages: paged(sightings('web', 3).slice(1), 5) })
    await sync(world, id)
    await world.commands.vulnerabilities.decide(
      [(await vulnerability(world, 'CVE-2024-1002')).id],
      { decision: 'false-positive' },
      tester,
    )
    vendor.refusal = down('credentials')
    await world.commands.connections.check(id).catch(() => undefined)
    stage().pass({ days: 1 })
    await world.deliver()

    expect(chat.told[1]?.title).toBe('Digest: 0 new, 1 fixed, 0 reopened')
    expect(chat.told[1]?.facts.map(({ label, value }) => [label, value])).toEqual([
      ['Fixed', '1: 1 critical'],
      ['Overdue', '1'],
      ['Next 1', expect.stringMatching(/^Upgrade package/)],
      ['Next 2', expect.stringMatching(/^Upgrade package/)],
      ['Next 3', expect.stringMatching(/^Upgrade package/)],
      ['alpha needs attention', 'Trouble: credentials.'],
    ])
  })

  it('of a hub that was down for days are one', async () => {
    const { world, chat, id } = await digesting(stage())
    await sync(world, id)
    stage().pass({ days: 5 })

    await world.deliver()

    expect(chat.told.map(({ title }) => title)).toEqual(['Digest: 3 new, 0 fixed, 0 reopened'])
    const [subscription] = (await browse(stage()).notificationSubscriptions.list({}, { limit: 10, sort: 'connection' })).items
    expect(subscription?.digest).toMatchObject({
      cadence: daily,
      nextAt: '2026-11-06T07:00:00.000Z',
      lastAt: '2026-11-06T00:00:00.000Z',
    })
  })

  it('say in a line that nothing changed, or are left out then', async () => {
    const { world, chat, id, change } = await digesting(stage())
    await sync(world, id)
    stage().pass({ days: 1 })
    await world.deliver()
    stage().pass({ days: 1 })
    await world.deliver()
    expect(chat.told.map(({ title }) => title)).toEqual(['Digest: 3 new, 0 fixed, 0 reopened', 'Digest: nothing changed'])

    await change({ digest: { cadence: daily, whenQuiet: 'skip' } })
    stage().pass({ days: 3 })
    await world.deliver()

    expect(chat.told).toHaveLength(2)
    expect((await log(stage())).filter(({ type }) => type === 'digest')).toHaveLength(2)
  })

  it('tell of the products and severities of their subscription, and end with it', async () => {
    const { world, chat, id, change } = await digesting(stage())
    await change({ minimumSeverity: 'critical' })
    await sync(world, id)
    stage().pass({ days: 1 })
    await world.deliver()
    expect(chat.told.map(({ title }) => title)).toEqual(['Digest: 1 new, 0 fixed, 0 reopened'])
    const elsewhere = await world.commands.products.create({ name: 'Elsewhere' }, tester)
    await change({ minimumSeverity: null, productIds: [elsewhere] })
    stage().pass({ days: 1 })
    await world.deliver()
    expect(chat.told[1]).toMatchObject({ title: 'Digest: nothing changed', facts: [] })

    await change({ digest: null, types: null })
    stage().pass({ days: 3 })
    await world.deliver()

    expect(chat.told.filter(({ type }) => type === 'digest')).toHaveLength(2)
  })

  it('cannot be for never, or for a time nobody knows', async () => {
    const { change } = await digesting(stage())
    const code = (digest: SubscriptionInput['digest']) =>
      change({ digest: digest ?? null }).catch((error: { details: { code: string } }) => error.details.code)

    expect(await code({ cadence: null, whenQuiet: 'tell' })).toBe('digest-never')
    expect(await code({ cadence: { dailyAt: '08:00', timeZone: 'Mars/Olympus' }, whenQuiet: 'tell' })).toBe('schedule-invalid')
    expect(await change({ digest: null, types: [] }).catch((error) => error.details.code)).toBe(
      'notification-subscription-empty',
    )
  })
})

/** A scanner that is connected and was synced, and a chat that gets a digest every morning and nothing else. */
async function digesting(stage: Stage) {
  const { world, vendor, chat, chatId } = await tellingHub(stage)
  vendor.products = [product('web')]
  vendor.findings.set('web', { pages: [] })
  const id = await connect(world, vendor)
  await world.settle()
  const facts = (index: number) => ({ severity: index === 1 ? 'critical' : 'high' }) as const
  vendor.findings.set('web', { pages: paged(sightings('web', 3, facts), 5) })
  const { id: subscriptionId } = await world.database.kysely
    .selectFrom('notification_subscription')
    .select('id')
    .where('connection_id', '=', chatId)
    .executeTakeFirstOrThrow()
  const change = (input: SubscriptionInput) => world.commands.notifications.updateSubscription(subscriptionId, input, tester)
  await change({ types: [], digest: { cadence: daily, whenQuiet: 'tell' } })
  return { world, vendor, chat, id, change }
}
