import { Fault } from '@patchbay/sdk'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { configurationOf, connection, full, key, type PlannedChange, secrets, written } from '../../test/api/configuration.ts'
import { type TestHub, testHub } from '../../test/api/hub.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import { emptied } from '../../test/spine/stage.ts'

await describeOnDatabases('a configuration file', (open) => {
  let hub: TestHub

  beforeAll(async () => {
    hub = await testHub(await open())
  })

  beforeEach(async () => {
    hub.scanner.refusal = undefined
    await emptied(hub.world.database)
  })

  afterAll(() => hub.close())

  const { post, exported } = configurationOf(() => hub)

  describe('when it is wrong', () => {
    const hubIsEmpty = async () => {
      const {
        settings: _,
        scanProfiles: [usual, ...others],
        ...rest
      } = await exported()
      expect([rest, usual.exporters, others]).toEqual([{ version: 1 }, [], []])
    }

    it.each<readonly [field: string, words: string, document: object]>([
      ['version', 'version: 1', { products: [] }],
      ['version', 'version: 1', { version: 2 }],
      ['scanners', 'Check its spelling', { version: 1, scanners: [] }],
      ['products[1].ownr', 'Check its spelling', { version: 1, products: [{ name: 'a' }, { name: 'b', ownr: 'x' }] }],
      ['products[1]', 'twice', { version: 1, products: [{ name: 'a' }, { name: 'a' }] }],
      ['products[0].type', 'productTypes', { version: 1, products: [{ name: 'a', type: 'Nowhere' }] }],
      ['mappingRules[0]', 'condition', { version: 1, mappingRules: [{ product: 'a' }] }],
      [
        'mappingRules[0].connection',
        'no connection "No"',
        { version: 1, mappingRules: [{ product: 'a', tag: 'x', connection: 'No' }] },
      ],
      [
        'mappingRules[0].productType',
        'productTypes',
        { version: 1, mappingRules: [{ product: 'a', tag: 'x', productType: 'No' }] },
      ],
      ['connections[0].connector', 'Choose one of: forge, scanner', connection({ connector: 'scaner' })],
      ['connections[0].config.spce', 'no setting "spce"', connection({ config: { token: 'env:T', spce: 'x' } })],
      ['connections[0].config.space', 'string', connection({ config: { token: 'env:T', space: 7 } })],
      ['connections[0].config.token', 'env:NAME', connection({ config: { token: key } })],
      [
        'connections[0].schedule.sync.cron',
        'never comes',
        connection({ schedule: { sync: { cron: '0 3 30 2 *', timeZone: 'UTC' } } }),
      ],
      ['connections[0].rules.kinds', 'Select at least one', connection({ rules: { kinds: [] } })],
      ['connections[0].tickets', 'takes no tickets', connection({ tickets: { labels: ['security'] } })],
      ['connections[0].tickets.title', 'no variable {{tilte}}', connection({ tickets: { title: '{{tilte}}' } })],
      ['connections[0].credentialsExpireAt', 'not a time to come', connection({ credentialsExpireAt: '2001-01-01' })],
    ])('says what is wrong at %s, “%s”, and writes nothing', async (field, words, document) => {
      const product = { products: [{ name: 'Never written' }], ...document }
      const request = 'connections' in document && !JSON.stringify(document).includes(key) ? { secrets } : {}

      const answer = await post('apply', product, request)

      expect(answer.status).toBe(422)
      expect(answer.body.fields).toContainEqual({ field, message: expect.stringContaining(words) })
      expect(answer.body.remedy).toContain('Nothing was written.')
      expect(answer.text).not.toContain(key)
      await hubIsEmpty()
    })

    it('says all that is wrong at once', async () => {
      const { body } = await post('plan', {
        version: 1,
        products: [{ name: 'a', type: 'X' }],
        mappingRules: [{ product: 'a', tag: 'x', connection: 'Y' }],
      })

      expect(body.fields.map(({ field }: { field: string }) => field)).toEqual([
        'products[0].type',
        'mappingRules[0].connection',
      ])
    })

    it('refuses a secret that is missing, and one that nothing asks for', async () => {
      const missing = await post('apply', full)
      const plan = await post('plan', full)
      const unasked = await post('apply', { version: 1 }, { secrets })
      const inherited = await post('apply', connection({ label: 'constructor', config: { token: 'env:T' } }))

      expect(missing).toMatchObject({
        status: 422,
        body: { code: 'secret-missing', fields: [{ field: 'secrets.Scanner.token' }] },
      })
      expect(plan.body.secrets).toEqual([
        { connection: 'Scanner', setting: 'token', reference: 'env:SCANNER_TOKEN', state: 'missing' },
      ])
      expect(unasked).toMatchObject({ status: 422, body: { fields: [{ field: 'secrets.Scanner.token' }] } })
      expect(inherited).toMatchObject({ status: 422, body: { code: 'secret-missing' } })
      await hubIsEmpty()
    })

    it('tries new credentials before anything is written', async () => {
      hub.scanner.refusal = new Fault('credentials', 'The vendor does not know this token.', {
        field: 'token',
        remedy: 'Make a new one.',
      })

      const answer = await post('apply', full, { secrets })

      expect(answer).toMatchObject({ status: 422, body: { code: 'configuration-check-failed' } })
      expect(answer.body.fields).toEqual([
        { field: 'connections[0].config.token', message: 'The vendor does not know this token. Make a new one.' },
      ])
      await hubIsEmpty()
    })

    it('refuses another connector under the same label', async () => {
      await post('apply', full, { secrets })

      const { body } = await post('apply', connection({ connector: 'forge' }), { secrets })

      expect(body.fields).toEqual([
        { field: 'connections[0].connector', message: expect.stringContaining('a connection keeps its connector') },
        expect.anything(),
      ])
    })

    it('refuses a plan that is not what would be done any more', async () => {
      const document = { version: 1, products: [{ name: 'Web shop', owner: 'team-shop' }] }
      const { body: plan } = await post('plan', document)
      await hub.api.as('owner', 'POST', '/products', { name: 'Web shop', owner: 'somebody' })

      const outdated = await post('apply', document, { planDigest: plan.digest })
      const fresh = await post('plan', document)
      const done = await post('apply', document, { planDigest: fresh.body.digest })

      expect(outdated).toMatchObject({ status: 409, body: { code: 'plan-outdated' } })
      expect(done).toMatchObject({ status: 200, body: { outcome: 'done' } })
    })
  })

  describe('when something fails on the way', () => {
    it('says what was done and what was not, and goes on the next time', async () => {
      const document = {
        version: 1,
        products: [{ name: 'Before' }],
        connections: full.connections,
        mappingRules: [{ product: 'After', tag: 'x' }],
      }
      // The vendor lets the check before the writing through, and refuses the one of the connecting itself.
      let checks = 0
      Object.defineProperty(hub.scanner, 'refusal', {
        configurable: true,
        get: () => (checks++ === 0 ? undefined : new Fault('credentials', 'Not any more.', { remedy: 'Make a new one.' })),
      })

      const stopped = await post('apply', document, { secrets })
      Object.defineProperty(hub.scanner, 'refusal', { configurable: true, writable: true, value: undefined })
      const done = await post('apply', document, { secrets })

      expect(stopped).toMatchObject({ status: 200, body: { outcome: 'stopped' } })
      expect(
        stopped.body.changes.map(({ name, outcome, problem }: PlannedChange & { problem: object }) => [name, outcome, problem]),
      ).toEqual([
        ['Products / Before', 'done', null],
        ['Scanner', 'failed', { message: 'Not any more.', remedy: 'Make a new one.' }],
        ['tag "x" → After', 'not-done', null],
      ])
      expect(done.body.outcome).toBe('done')
      expect(written(done.body.changes)).toEqual([
        ['create', 'Scanner'],
        ['create', 'tag "x" → After'],
      ])
    })
  })
})
