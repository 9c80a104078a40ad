import type { RepositoryClue } from '@patchbay/sdk'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { findings, record, records, vulnerabilities } from './look.ts'
import { paged, sighting, sightings } from './sighting.ts'
import { connect, describeSpine, emptied, type Stage, sync } from './stage.ts'
import { expectTruth } from './truth.ts'
import { createVendor, product, repository, type Vendor } from './vendor.ts'
import { tester } from './world.ts'

/** A scanner with one product of this clue, and three findings in it. */
function scanner(id: string, clue: RepositoryClue | undefined, name = 'shop'): Vendor {
  const vendor = createVendor(id)
  vendor.products = [product(id, { name, ...(clue && { repository: clue }) })]
  vendor.findings.set(id, { pages: paged(sightings(id, 3), 5) })
  return vendor
}

async function connected(stage: Stage, vendors: readonly Vendor[], others: readonly Vendor[] = []) {
  const world = await stage.world([...vendors, ...others])
  for (const vendor of vendors) {
    await connect(world, vendor)
    await world.settle()
  }
  return world
}

async function mappings({ database }: Stage) {
  return database.kysely
    .selectFrom('mapping as m')
    .innerJoin('record as r', 'r.id', 'm.record_id')
    .innerJoin('product as p', 'p.id', 'm.product_id')
    .select(['r.ref', 'p.name as product', 'm.asset_id as asset', 'm.method', 'm.evidence'])
    .orderBy('r.ref')
    .execute()
}

await describeSpine('records without source control', (stage) => {
  it.each([
    {
      by: 'address',
      first: ['https://git.test/acme/shop.git'],
      second: ['git@git.test:Acme/shop.git'],
      value: 'git.test/acme/shop',
    },
    { by: 'id', nativeId: '17', first: ['https://git.test/old'], second: ['https://git.test/new'], value: 'id 17 on git.test' },
  ])('share the first one’s product and vulnerabilities when they name the same repository by $by', async (given) => {
    const clue = (urls: string[]) => ({ urls, ...(given.nativeId && { nativeId: given.nativeId }) })
    const vendors = [scanner('alpha', clue(given.first), 'shop'), scanner('beta', clue(given.second), 'web-shop')]

    const world = await connected(stage(), vendors)

    const [alpha, beta] = await mappings(stage())
    expect([alpha?.product, beta?.product]).toEqual(['shop', 'shop'])
    expect(beta?.asset).toBe(alpha?.asset)
    expect(beta?.evidence).toMatchObject({
      by: 'auto-product',
      value: given.value,
      note: expect.stringContaining('"shop" of alpha names the same repository'),
    })
    expect((await vulnerabilities(world)).map((row) => row.sightings)).toEqual([2, 2, 2])
    expect(await stage().database.kysely.selectFrom('product').select('name').execute()).toEqual([{ name: 'shop' }])
  })

  it('stay apart when they are different parts of one repository, and meet per part', async () => {
    const part = (path?: string) => ({ urls: ['https://git.test/acme/mono'], ...(path && { path }) })
    const vendors = [
      scanner('alpha', part('services/api')),
      scanner('beta', part('services/web')),
      scanner('gamma', part('./services/api/')),
      scanner('delta', part()),
    ]

    await connected(stage(), vendors)

    const assets = new Map((await mappings(stage())).map((row) => [row.ref, row.asset]))
    expect(assets.get('gamma')).toBe(assets.get('alpha'))
    expect(new Set(assets.values()).size).toBe(3)
  })

  it('stay apart when only their names are the same, whoever tells them', async () => {
    const alpha = scanner('alpha', undefined)
    const beta = scanner('beta', { urls: ['not an address'] })
    const world = await connected(stage(), [alpha, beta])

    await connect(world, alpha, { label: 'second' })
    await world.settle()

    expect(new Set((await mappings(stage())).map((row) => row.asset)).size).toBe(3)
    expect((await vulnerabilities(world)).map((row) => row.sightings)).toEqual(Array(9).fill(1))
  })

  it('come together, with what people decided, when another scanner tells that they are one', async () => {
    const vendors = [
      scanner('alpha', { urls: ['https://git.test/old/shop'] }),
      scanner('beta', { urls: ['https://git.test/new/shop'] }),
    ]
    const gamma = scanner('gamma', { urls: ['https://git.test/old/shop', 'https://git.test/new/shop'] })
    const world = await connected(stage(), vendors, [gamma])
    const [first] = (await findings(world)).filter((row) => row.record === 'beta')
    await world.commands.vulnerabilities.decide([first?.vulnerabilityId ?? 0], { decision: 'wont-fix', reason: 'Old.' }, tester)

    await connect(world, gamma)
    await world.settle()

    expect(new Set((await mappings(stage())).map((row) => row.asset)).size).toBe(1)
    const rows = await vulnerabilities(world)
    expect(rows.map((row) => row.sightings)).toEqual([3, 3, 3])
    expect(rows.map((row) => row.decision).toSorted()).toEqual(['none', 'none', 'wont-fix'])
    expect(await record(world, 'beta')).toMatchObject({ state: 'GOOD', method: 'auto-product' })
  })

  it('are brought together by the next discover when their scanner tells more than before', async () => {
    const vendors = [scanner('alpha', { urls: ['https://git.test/acme/shop'] }), scanner('beta', undefined)]
    const world = await connected(stage(), vendors)
    const [, beta] = vendors
    if (beta === undefined) throw new Error('There is no second scanner.')
    beta.products = [product('beta', { name: 'shop', address: 'https://git.test/acme/shop' })]
    const connections = await stage().database.kysely.selectFrom('connection').select(['id', 'label']).execute()

    await sync(world, connections.find(({ label }) => label === 'beta')?.id ?? 0, 'discover')

    expect((await vulnerabilities(world)).map((row) => row.sightings)).toEqual([2, 2, 2])
  })

  it('go on to the real repository together when source control is connected, and so does what comes after', async () => {
    const clue = { urls: ['https://forge.test/team/web'] }
    const forge = createVendor('forge', { sourceControl: true })
    forge.repositories = { pages: [{ items: [repository('1', 'team/web')] }] }
    const late = scanner('gamma', clue)
    const world = await connected(stage(), [scanner('alpha', clue), scanner('beta', clue)], [forge, late])
    const [row] = await vulnerabilities(world)
    await world.commands.vulnerabilities.decide([row?.id ?? 0], { decision: 'wont-fix' }, tester)

    await connect(world, forge)
    await world.settle()
    await connect(world, late)
    await world.settle()

    expect((await records(world)).map((found) => [found.asset, found.product, found.method])).toEqual(
      Array(3).fill(['team/web', 'shop', 'url']),
    )
    const rows = await vulnerabilities(world)
    expect(rows.map((found) => [found.asset, found.sightings])).toEqual(Array(3).fill(['team/web', 3]))
    expect(rows.map((found) => found.decision).toSorted()).toEqual(['none', 'none', 'wont-fix'])
  })

  it('make a product anew when the one they shared was removed', async () => {
    const clue = { urls: ['https://git.test/acme/shop'] }
    const late = scanner('beta', clue, 'web-shop')
    const world = await connected(stage(), [scanner('alpha', clue)], [late])
    const { id } = await stage().database.kysely.selectFrom('product').select('id').executeTakeFirstOrThrow()
    await world.commands.products.remove(id, tester)

    await connect(world, late)
    await world.settle()

    expect(await record(world, 'alpha')).toMatchObject({ state: 'STALE' })
    expect(await record(world, 'beta')).toMatchObject({ state: 'GOOD', product: 'web-shop' })
  })

  it('end in the same vulnerabilities in whichever order the scanners are connected', { timeout: 240_000 }, async () => {
    const clue = fc.option(
      fc.record(
        {
          urls: fc.uniqueArray(
            fc.constantFrom('https://git.test/a', 'git@git.test:A.git', 'https://git.test/b', 'https://hub.test/a'),
            {
              minLength: 1,
              maxLength: 2,
            },
          ),
          nativeId: fc.constantFrom('1', '2'),
          path: fc.constantFrom('api', 'web/'),
        },
        { requiredKeys: ['urls'] },
      ),
      { nil: undefined },
    )
    await fc.assert(
      fc.asyncProperty(
        fc.array(clue, { minLength: 4, maxLength: 4 }),
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 }),
        async (clues, order) => {
          const outcomes = [await arrive(clues, [0, 1, 2, 3]), await arrive(clues, order)]

          expect(outcomes[1]).toEqual(outcomes[0])
        },
      ),
      { numRuns: 3, endOnFailure: true },
    )
  })

  /** Which findings are one vulnerability in the end. */
  async function arrive(clues: readonly (RepositoryClue | undefined)[], order: readonly number[]) {
    await emptied(stage().database)
    const vendors = order.map((n) => {
      const vendor = createVendor(`scanner-${n}`)
      const ref = `record-${n}`
      vendor.products = [product(ref, { name: 'shop', ...(clues[n] && { repository: clues[n] }) })]
      vendor.findings.set(ref, { pages: [{ items: [sighting(ref, `finding-${n}`)] }] })
      return vendor
    })
    const world = await connected(stage(), vendors)
    await expectTruth(stage().database, stage().now())
    const groups = Map.groupBy(await findings(world), (finding) => finding.vulnerabilityId)
    return [...groups.values()]
      .map((members) =>
        members
          .map((member) => member.externalId)
          .toSorted()
          .join(' '),
      )
      .toSorted()
  }
})
