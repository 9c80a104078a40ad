import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { configurationOf, full, key, type PlannedChange, secrets, written } from '../../test/api/configuration.ts'
import { type TestHub, testHub } from '../../test/api/hub.ts'
import { describeOnDatabases } from '../../test/database/index.ts'
import { emptied } from '../../test/spine/stage.ts'

await describeOnDatabases('the configuration as a file', (open) => {
  let hub: TestHub

  beforeAll(async () => {
    hub = await testHub(await open())
  })

  beforeEach(async () => {
    hub.scanner.refusal = undefined
    await emptied(hub.world.database)
    await sql`delete from hub_user`.execute(hub.world.database.kysely)
  })

  afterAll(() => hub.close())

  const { post, exported } = configurationOf(() => hub)
  const fieldsOf = (changes: readonly PlannedChange[], name: string) =>
    changes.find((change) => change.name === name)?.fields.map(({ field, before, after }) => ({ field, before, after }))

  describe('when it is applied', () => {
    it('makes everything the file says, and changes nothing the second time', async () => {
      const first = await post('apply', full, { secrets })
      const again = await post('apply', full, { secrets })
      const withoutSecrets = await post('plan', full)

      expect(first).toMatchObject({ status: 200, body: { outcome: 'done' } })
      expect(written(first.body.changes)).toEqual([
        ['create', 'Online services'],
        ['create', 'Online services / Web shop'],
        ['create', 'Products / Intranet'],
        ['create', 'Scanner'],
        ['create', 'name "shop*" → Web shop'],
        ['create', 'attribute team → Roof'],
      ])
      expect(again).toMatchObject({ status: 200, body: { outcome: 'done' } })
      expect(written(again.body.changes)).toEqual([])
      expect(withoutSecrets.body).toMatchObject({ writes: 0, secrets: [{ reference: 'env:SCANNER_TOKEN', state: 'saved' }] })
      expect(hub.scanner.asked).toEqual([])
    })

    it('is what it was given when it is exported again', async () => {
      await post('apply', full, { secrets })

      const { productTypes: _, products, connections, mappingRules } = await exported()

      expect(products).toEqual([
        { ...full.products[0], type: 'Online services' },
        { ...full.products[1], type: 'Products', criticality: 'medium' },
      ])
      expect(connections).toEqual([
        {
          ...full.connections[0],
          config: { token: 'env:PATCHBAY_SCANNER_TOKEN', space: 'acme' },
          rules: { kinds: ['dependency', 'code'], cveRequired: true, minimumSeverity: 'high' },
          credentialsExpireAt: '2999-01-31T00:00:00.000Z',
        },
      ])
      expect(mappingRules).toEqual(full.mappingRules)
    })

    it('leaves alone what the file does not name, but for mapping rules it has all of', async () => {
      await post('apply', full, { secrets })
      const small = { version: 1, products: [{ name: 'Blog' }], mappingRules: [full.mappingRules[1]] }

      const { body } = await post('apply', small)

      expect(written(body.changes)).toEqual([
        ['create', 'Products / Blog'],
        ['remove', 'name "shop*" → Web shop'],
      ])
      expect(body.changes.filter(({ action }: PlannedChange) => action === 'left-alone').map(nameOf)).toEqual([
        'Online services / Web shop',
        'Products / Intranet',
      ])
      expect((await exported()).connections).toHaveLength(1)
    })

    it('changes what differs, keeps what is left out, and takes away what is null', async () => {
      await post('apply', full, { secrets })
      const change = {
        version: 1,
        products: [{ name: 'Web shop', type: 'Online services', owner: null, tags: ['eu', 'pci'] }],
        connections: [
          {
            label: 'Scanner',
            connector: 'scanner',
            config: { space: null },
            autoMap: true,
            rules: { cveRequired: false },
            schedule: { discover: { everyHours: 12 } },
            credentialsExpireAt: null,
            paused: true,
          },
        ],
      }

      const { body: plan } = await post('plan', change)
      const { body } = await post('apply', change, { planDigest: plan.digest })
      const again = await post('plan', change)

      expect(body.outcome).toBe('done')
      expect(fieldsOf(plan.changes, 'Online services / Web shop')).toEqual([
        { field: 'owner', before: 'team-shop', after: null },
      ])
      expect(fieldsOf(plan.changes, 'Scanner')).toEqual([
        { field: 'config.space', before: 'acme', after: null },
        { field: 'autoMap', before: false, after: true },
        { field: 'rules.cveRequired', before: true, after: false },
        { field: 'schedule.discover', before: null, after: { everyHours: 12 } },
        { field: 'credentialsExpireAt', before: '2999-01-31T00:00:00.000Z', after: null },
        { field: 'paused', before: false, after: true },
      ])
      expect(again.body.writes).toBe(0)
      const [connection] = (await hub.api.as('owner', 'GET', '/connections')).body.items
      expect(connection).toMatchObject({
        state: 'paused',
        config: {},
        secretsSet: ['token'],
        rules: { minimumSeverity: 'high' },
      })
    })

    it('takes a new secret for a change, and the old end of the credentials with it unless the file says one', async () => {
      await post('apply', full, { secrets })
      const named = { version: 1, connections: full.connections }
      const unnamed = { version: 1, connections: full.connections.map(({ credentialsExpireAt: _, ...rest }) => rest) }
      const rotated = { secrets: { Scanner: { token: 'SECRET-two' } } }

      const plan = await post('plan', unnamed, rotated)
      const kept = await post('apply', named, rotated)
      const twice = await post('plan', named, rotated)

      expect(plan.body.changes[0].fields).toEqual([
        { field: 'config.token', secret: true, before: null, after: null },
        { field: 'credentialsExpireAt', secret: false, before: '2999-01-31T00:00:00.000Z', after: null },
      ])
      expect(kept.body.outcome).toBe('done')
      expect(twice.body.writes).toBe(0)
      expect((await exported()).connections[0].credentialsExpireAt).toBe('2999-01-31T00:00:00.000Z')
    })

    it('is applied by one at a time, and by the next when that one has died', async () => {
      const { kysely } = hub.world.database
      const lease = (until: string) =>
        sql`insert into lease (name, holder, until) values ('configuration', 'another', ${until}::timestamptz)
          on conflict (name) do update set until = excluded.until`.execute(kysely)

      await lease('2999-01-01')
      const during = await post('apply', full, { secrets })
      await lease('2001-01-01')
      const after = await post('apply', full, { secrets })
      const two = await Promise.all([post('apply', full, { secrets }), post('apply', full, { secrets })])

      expect(during).toMatchObject({ status: 409, body: { code: 'configuration-busy' } })
      expect(after).toMatchObject({ status: 200, body: { outcome: 'done' } })
      expect(two.map(({ status }) => status).toSorted()[0]).toBe(200)
      expect(await sql`select * from lease`.execute(kysely)).toMatchObject({ rows: [] })
    })

    it('moves and changes mapping rules rather than making them anew', async () => {
      const rules = ['a*', 'b*', 'c*'].map((name) => ({ product: name, name }))
      await post('apply', { version: 1, mappingRules: rules })
      const before = (await hub.api.as('owner', 'GET', '/mapping-rules')).body.items
      const [a, b, c] = rules
      const wanted = [b, { ...c, owner: 'team-c' }, a]

      const { body } = await post('apply', { version: 1, mappingRules: wanted })

      const after = (await hub.api.as('owner', 'GET', '/mapping-rules')).body.items
      expect(after.map(idOf)).toEqual([before[1], before[2], before[0]].map(idOf))
      expect((await exported()).mappingRules).toEqual(wanted)
      expect(written(body.changes)).toEqual([
        ['change', 'name "c*" → c*'],
        ['change', 'name "a*" → a*'],
      ])
      expect(fieldsOf(body.changes, 'name "a*" → a*')).toEqual([{ field: 'position', before: 1, after: 3 }])
    })

    it('gives people who are here their roles, the new owner first, and never leaves the hub without one', async () => {
      for (const [email, role] of [
        ['mira@example.com', 'owner'],
        ['ben@example.com', 'reader'],
      ]) {
        await hub.api.as('owner', 'POST', '/users', { email, name: email, role, password: 'correct horse battery' })
      }
      const people = [
        { email: 'mira@example.com', role: 'reader' },
        { email: 'Ben@Example.com', role: 'owner' },
      ]

      const nobody = await post('apply', { version: 1, people: [people[0], { email: 'eve@example.com', role: 'owner' }] })
      const swapped = await post('apply', { version: 1, people })

      expect(nobody.status).toBe(422)
      expect(nobody.body.fields.map(({ field }: { field: string }) => field)).toEqual(['people[1].email', 'people'])
      expect(nobody.text).toContain('Invite them first')
      expect(written(swapped.body.changes)).toEqual([
        ['change', 'ben@example.com'],
        ['change', 'mira@example.com'],
      ])
      expect((await exported()).people).toEqual([
        { email: 'ben@example.com', role: 'owner' },
        { email: 'mira@example.com', role: 'reader' },
      ])
    })
  })

  describe('what is kept of it', () => {
    it('is an event for each change, and one for the whole, with the request they came with', async () => {
      const { headers } = await post('apply', full, { secrets })

      const { items } = (await hub.api.as('owner', 'GET', '/audit-events?limit=7')).body

      expect(items.map(({ event, outcome }: { event: string; outcome: string }) => [event, outcome])).toEqual([
        ['configuration.applied', 'done'],
        ['mapping-rule.created', 'done'],
        ['mapping-rule.created', 'done'],
        ['connection.created', 'done'],
        ['product.created', 'done'],
        ['product.created', 'done'],
        ['product-type.created', 'done'],
      ])
      expect(new Set(items.map(({ requestId }: { requestId: string }) => requestId))).toEqual(
        new Set([headers['x-request-id']]),
      )
      expect(items[3].object).toMatch(/^con_/)
      expect(items[0].after).toEqual({
        planDigest: null,
        document: { productTypes: 1, products: 2, connections: 1, mappingRules: 2 },
      })
    })

    it('has no secret in it anywhere: not in an answer, the audit log, or the file', async () => {
      const answers = [await post('plan', full, { secrets }), await post('apply', full, { secrets })]
      const rotated = await post('apply', full, { secrets: { Scanner: { token: `${key}-two` } } })
      const file = await hub.api.as('owner', 'GET', '/configuration/file')
      const log = await hub.api.as('owner', 'GET', '/audit-events?limit=200')

      expect(rotated.body.outcome).toBe('done')
      for (const { text } of [...answers, rotated, file, log]) expect(text).not.toContain(key)
    })

    it('is a YAML file that says the same, can be applied as it is, and names a variable for each secret', async () => {
      await post('apply', full, { secrets })

      const file = await hub.api.as('owner', 'GET', '/configuration/file')
      const plan = await post('plan', parse(file.text))

      expect(file.headers).toMatchObject({
        'content-type': 'application/yaml; charset=utf-8',
        'content-disposition': 'attachment; filename="patchbay.yaml"',
      })
      expect(file.text).toMatch(/^# The configuration of a Patchbay/)
      expect(parse(file.text)).toEqual(await exported())
      expect(plan.body).toMatchObject({ writes: 0, secrets: [{ reference: 'env:PATCHBAY_SCANNER_TOKEN', state: 'saved' }] })
    })

    it('is for owners only', async () => {
      const answers = await Promise.all([
        hub.api.as('maintainer', 'GET', '/configuration'),
        hub.api.as('maintainer', 'GET', '/configuration/file'),
        hub.api.as('maintainer', 'POST', '/configuration/plan', { document: { version: 1 } }),
        hub.api.as('maintainer', 'POST', '/configuration/apply', { document: { version: 1 } }),
      ])

      expect(answers.map(({ status }) => status)).toEqual([403, 403, 403, 403])
    })

    it('leaves out products that discover made and nobody has touched', async () => {
      await post('apply', { version: 1, connections: [{ ...full.connections[0], autoMap: true }] }, { secrets })
      const made = (await hub.api.as('owner', 'GET', '/products')).body.items
      await hub.api.as('owner', 'PATCH', `/products/${made[0].id}`, { owner: 'team-attic' })

      const { products } = await exported()

      expect(made.length).toBeGreaterThan(1)
      expect(products).toEqual([
        { name: made[0].name, type: 'Vendor scanner Connector', owner: 'team-attic', criticality: 'medium' },
      ])
    })
  })

  it('has an empty plan after it was applied, whatever it says', async () => {
    const word = fc.constantFrom('a', 'b', 'c')
    const orNothing = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })
    const product = fc.record({
      name: word,
      type: fc.constantFrom('Products', 'T'),
      owner: orNothing(fc.option(word)),
      criticality: orNothing(fc.constantFrom('critical', 'low')),
      tags: orNothing(fc.array(word, { maxLength: 3 })),
    })
    const rule = fc.record({
      product: word,
      productType: orNothing(fc.constant('T')),
      owner: orNothing(word),
      name: word,
      tag: orNothing(word),
    })
    const connected = fc.record({
      label: fc.constant('Scanner'),
      connector: fc.constant('scanner'),
      config: fc.record({ token: fc.constant('env:T'), space: orNothing(fc.option(word)) }),
      autoMap: fc.constant(false),
      paused: orNothing(fc.boolean()),
      schedule: orNothing(fc.record({ sync: fc.constantFrom(null, { everyHours: 3 }), discover: fc.constant(null) })),
      rules: orNothing(fc.record({ kinds: fc.uniqueArray(fc.constantFrom('code', 'dependency', 'secret'), { minLength: 1 }) })),
      credentialsExpireAt: orNothing(fc.constantFrom(null, '2999-01-01')),
    })
    const document = fc.record({
      version: fc.constant(1),
      productTypes: fc.constant([{ name: 'T' }]),
      products: fc.uniqueArray(product, { maxLength: 4, selector: ({ name, type }) => `${type}/${name}` }),
      connections: fc.array(connected, { maxLength: 1 }),
      mappingRules: fc.array(rule, { maxLength: 5 }),
    })
    const asJson = (given: object) => JSON.parse(JSON.stringify(given))

    await fc.assert(
      fc.asyncProperty(document, fc.constantFrom('one', 'two'), async (given, token) => {
        const request = given.connections.length > 0 ? { secrets: { Scanner: { token } } } : {}
        const applied = await post('apply', asJson(given), request)
        const plan = await post('plan', asJson(given), request)

        expect(applied.body).toMatchObject({ outcome: 'done' })
        expect(plan.body).toMatchObject({ writes: 0 })
        expect((await post('plan', await exported())).body).toMatchObject({ writes: 0 })
      }),
      { numRuns: 10 },
    )
  })
})

function nameOf({ name }: PlannedChange): string {
  return name
}

function idOf({ id }: { readonly id: string }): string {
  return id
}
