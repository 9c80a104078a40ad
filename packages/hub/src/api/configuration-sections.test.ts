import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { configurationOf, type PlannedChange, written } from '../../test/api/configuration.ts'
import { type TestHub, testHub } from '../../test/api/hub.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import { createChat } from '../../test/spine/chat.ts'
import { createDestination } from '../../test/spine/destination.ts'
import { emptied } from '../../test/spine/stage.ts'

await describeOnDatabases('what else a configuration file describes', (open) => {
  let hub: TestHub

  beforeAll(async () => {
    hub = await testHub(await open(), [createChat('chat').plugin, createDestination('cloud').plugin])
  })

  beforeEach(async () => {
    await emptied(hub.world.database)
    await sql`delete from hub_user`.execute(hub.world.database.kysely)
  })

  afterAll(() => hub.close())

  const { post, exported } = configurationOf(() => hub)

  const connections = [
    { label: 'Chat', connector: 'chat', config: { token: 'env:CHAT' } },
    { label: 'Cloud', connector: 'cloud', config: { token: 'env:CLOUD' } },
  ]
  const secrets = { Chat: { token: 'c' }, Cloud: { token: 'd' } }
  const base = { version: 1, productTypes: [{ name: 'Shops' }], products: [{ name: 'Till', type: 'Shops' }], connections }

  /** Applies, and expects that this is all there is to do. */
  async function applied(document: object) {
    const { body } = await post('apply', document, 'connections' in document ? { secrets } : {})
    expect(body).toMatchObject({ outcome: 'done' })
    expect((await post('plan', document)).body.writes).toBe(0)
    expect((await post('plan', await exported())).body.writes).toBe(0)
    return body.changes as readonly PlannedChange[]
  }

  /** Fields that a wrong document names. Nothing of it is written. */
  async function refused(document: object): Promise<readonly string[]> {
    const before = await exported()
    const { status, body } = await post('apply', document)
    expect(status).toBe(422)
    expect(await exported()).toEqual(before)
    return body.fields.map(({ field }: { readonly field: string }) => field)
  }

  describe('of scan profiles', () => {
    const critical = {
      name: 'Critical',
      default: false,
      propagate: true,
      schedule: { sync: { everyHours: 4 } },
      rules: { cveRequired: false, minimumSeverity: 'medium' },
      kinds: ['dependency', 'secret'],
      minimumSeverity: 'high',
      exporters: ['Cloud'],
      productTypes: ['Shops'],
      products: [{ name: 'Till', type: 'Shops' }],
    }

    it('is made with what refers to it, in the file that makes those, and says the same when it is exported', async () => {
      const changes = await applied({ ...base, scanProfiles: [critical] })

      expect(written(changes)).toContainEqual(['create', 'Critical'])
      expect((await exported()).scanProfiles).toContainEqual(critical)
    })

    it('changes what is said, keeps what is left out, and may become the default', async () => {
      await applied({ ...base, scanProfiles: [critical] })
      const [former] = (await exported()).scanProfiles.filter((profile: typeof critical) => profile.default)

      await applied({
        version: 1,
        scanProfiles: [
          { name: former.name, default: false },
          { name: 'Critical', default: true, kinds: ['secret'], minimumSeverity: null, rules: {}, products: [] },
        ],
      })

      const profiles = (await exported()).scanProfiles
      const { minimumSeverity: _, rules: __, ...rest } = critical
      expect(profiles).toContainEqual({ ...rest, default: true, kinds: ['secret'], products: [] })
      expect(profiles).toContainEqual({ ...former, default: false })
    })

    it('is refused where it names what is not there, what takes no findings, or no default', async () => {
      await applied({ ...base, scanProfiles: [critical] })
      const [former] = (await exported()).scanProfiles.filter((profile: typeof critical) => profile.default)

      const fields = await refused({
        version: 1,
        scanProfiles: [
          { name: 'A', exporters: ['Chat', 'Nowhere'], productTypes: ['No'], products: [{ name: 'No' }], default: true },
          { name: 'B', default: true, rules: { kinds: [] }, schedule: { sync: { dailyAt: '25:00', timeZone: 'UTC' } } },
        ],
      })
      const without = await refused({ version: 1, scanProfiles: [{ name: former.name, default: false }] })

      expect(fields.toSorted()).toEqual([
        'scanProfiles[0].exporters[0]',
        'scanProfiles[0].exporters[1]',
        'scanProfiles[0].productTypes[0]',
        'scanProfiles[0].products[0]',
        'scanProfiles[1].default',
        'scanProfiles[1].rules.kinds',
        'scanProfiles[1].schedule.sync.dailyAt',
      ])
      expect(without).toEqual(['scanProfiles[0].default'])
    })
  })

  describe('of notifications', () => {
    const shop = { connection: 'Chat', types: ['snapshot.held'], minimumUrgency: 'warning', productTypes: ['Shops'] }
    const broken = { connection: 'Chat', minimumUrgency: 'critical' }
    const machine = {
      connection: 'Chat',
      types: ['vulnerability.opened'],
      minimumUrgency: 'information',
      minimumSeverity: 'high',
      products: [{ type: 'Shops', name: 'Till' }],
      digest: { cadence: { dailyAt: '08:00', timeZone: 'Europe/Berlin' }, whenQuiet: 'skip' },
    }

    it('is all that is told through a connection, in the place of what was told before', async () => {
      await applied({ ...base, notifications: [shop, broken] })
      const first = await subscriptions()
      await applied({ version: 1, notifications: [broken] })
      const second = await subscriptions()

      expect((await exported()).notifications).toEqual([broken])
      expect(first).toHaveLength(2)
      expect(second).toEqual(first.slice(0, 1))
      await applied({ version: 1, notifications: [machine] })
      expect((await exported()).notifications).toEqual([machine])
    })

    it('is refused where nobody would be told, or the type is unknown', async () => {
      await applied(base)

      const fields = await refused({
        version: 1,
        notifications: [{ connection: 'Cloud' }, { connection: 'Nobody' }, { connection: 'Chat', productTypes: ['No'] }],
      })
      const types = await refused({ version: 1, notifications: [{ connection: 'Chat', types: ['weather'] }] })

      expect(fields).toEqual(['notifications[0].connection', 'notifications[1].connection', 'notifications[2].productTypes[0]'])
      expect(types).toEqual(['notifications[0].types[0]'])
      const never = { cadence: null, whenQuiet: 'tell' }
      const terms = await refused({
        version: 1,
        notifications: [
          { connection: 'Chat', types: [] },
          { ...machine, digest: never },
          { ...machine, products: [{ name: 'No' }] },
        ],
      })
      expect(terms).toEqual(['notifications[2].products[0]', 'notifications[0].types', 'notifications[1].digest.cadence'])
    })

    async function subscriptions(): Promise<readonly string[]> {
      const { items } = (await hub.api.as('owner', 'GET', '/notification-subscriptions')).body
      return items.map(({ id }: { readonly id: string }) => id).toSorted()
    }
  })

  it('gives and takes roles on product types, of types the same file makes', async () => {
    const email = 'mira@example.com'
    await hub.api.as('owner', 'POST', '/users', { email, name: 'Mira', role: 'owner', password: 'correct horse battery' })
    await hub.api.as('owner', 'POST', '/users', {
      email: 'ben@example.com',
      name: 'Ben',
      role: 'none',
      password: 'correct horse battery',
    })
    const ben = { email: 'ben@example.com', role: 'none' }
    const person = async () => (await exported()).people.find((each: typeof ben) => each.email === ben.email)

    await applied({ ...base, people: [{ ...ben, productTypes: { Shops: 'writer' } }] })
    const given = await person()
    await applied({ version: 1, people: [ben] })
    const kept = await person()
    await applied({ version: 1, people: [{ ...ben, productTypes: { Shops: null } }] })

    expect(given).toEqual({ ...ben, productTypes: { Shops: 'writer' } })
    expect(kept).toEqual(given)
    expect(await person()).toEqual(ben)
    expect(await refused({ version: 1, people: [{ ...ben, productTypes: { No: 'reader' } }] })).toEqual([
      'people[0].productTypes.No',
    ])
    const { items } = (await hub.api.as('owner', 'GET', '/audit-events?event=product-type&limit=5')).body
    expect(items.map(({ event, after }: { event: string; after: object }) => [event, after]).slice(0, 2)).toEqual([
      ['product-type.member-removed', { user: ben.email, role: null }],
      ['product-type.member-set', { user: ben.email, role: 'writer' }],
    ])
  })

  it('sets settings of the whole hub, and leaves the others as they are', async () => {
    const changes = await applied({ version: 1, settings: { operations: { retentionDays: 30 } } })

    expect(changes.find(({ section }) => section === 'settings')?.fields).toEqual([
      { field: 'operations.retentionDays', secret: false, before: 90, after: 30 },
    ])
    expect((await hub.api.as('owner', 'GET', '/settings')).body.operations).toEqual({ retentionDays: 30 })
    expect(await refused({ version: 1, settings: { operations: { retentionDays: -1 } } })).toEqual([
      'settings.operations.retentionDays',
    ])
  })
})
