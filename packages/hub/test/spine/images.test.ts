import type { ImageEvidence, ImageSource } from '@patchbay/sdk'
import { expect, it } from 'vitest'
import { createBrowse } from '../../src/compose/browse.ts'
import { databaseId, publicId } from '../../src/domain/public-id.ts'
import { events, findings, record, records, vulnerabilities, vulnerability } from './look.ts'
import { connectionOf } from './scene.ts'
import { paged, type SightingFacts, sighting } from './sighting.ts'
import { connect, describeSpine, emptied, type Stage, sync } from './stage.ts'
import { createVendor, product, repository, type Vendor } from './vendor.ts'
import { tester, type World } from './world.ts'

const shop: ImageEvidence = { registry: 'ghcr.io', name: 'team/shop', tag: '1.0', digest: null }
const worker: ImageEvidence = { ...shop, name: 'team/worker' }
const label: ImageSource = { url: 'https://forge.test/team/web', dockerfile: 'docker/Dockerfile' }

function inImage(target: string, id: string, image: ImageEvidence, facts: SightingFacts = {}) {
  return sighting(target, id, { kind: 'container', package: 'openssl', image, ...facts })
}

/** A forge with two repositories. */
function forge(): Vendor {
  const vendor = createVendor('forge', { sourceControl: true })
  vendor.repositories = { pages: [{ items: [repository('1', 'team/web'), repository('2', 'team/other')] }] }
  return vendor
}

/** A scanner of images: its record is the image, and one vulnerability is in it. */
function imageScanner(id: string, image: ImageEvidence, source?: ImageSource): Vendor {
  const vendor = createVendor(id)
  vendor.products = [product(id, { name: `${image.name}:${image.tag}`, image: { ...image, ...(source && { source }) } })]
  vendor.findings.set(id, { pages: [{ items: [inImage(id, `finding of ${id}`, image)] }] })
  return vendor
}

/** A scanner of repositories that sees an image in `team/web`. */
function repositoryScanner(id: string, image: ImageEvidence): Vendor {
  const vendor = createVendor(id)
  vendor.products = [product(id, { name: 'web', address: 'https://forge.test/team/web' })]
  vendor.findings.set(id, { pages: [{ items: [inImage(id, `finding of ${id}`, image)] }] })
  return vendor
}

async function connected(stage: Stage, vendors: readonly Vendor[], others: readonly Vendor[] = []): Promise<World> {
  const world = await stage.world([...vendors, ...others])
  for (const vendor of vendors) {
    await connect(world, vendor, { rules: { kinds: ['dependency', 'container'] } })
    await world.settle()
  }
  return world
}

function browse(stage: Stage) {
  return createBrowse({ database: stage.database, plugins: new Map(), now: stage.now })
}

async function images(stage: Stage) {
  return (await browse(stage).images.list({}, { limit: 50, sort: 'name' })).items
}

async function idOf({ database }: Stage, name: string): Promise<number> {
  const row = await database.kysely.selectFrom('asset').select('id').where('name', '=', name).executeTakeFirstOrThrow()
  return row.id
}

await describeSpine('container images', (stage) => {
  it('keep their vulnerabilities apart, whatever the tag, and stay where the scanner sees them', async () => {
    const alpha = repositoryScanner('alpha', shop)
    const said = [
      inImage('alpha', 'F1', shop, { baseImage: { reference: 'node:22' } }),
      inImage(
        'alpha',
        'F2',
        { ...shop, registry: 'GHCR.IO', tag: '2.0', digest: `sha256:${'a'.repeat(64)}` },
        { baseImage: { reference: 'node:20' } },
      ),
      inImage('alpha', 'F3', worker, { baseImage: { reference: 'debian:12' } }),
      sighting('alpha', 'F4', { package: 'openssl' }),
    ]
    alpha.findings.set('alpha', { pages: paged(said, 2) })

    await connected(stage(), [forge(), alpha])

    const { items } = await browse(stage()).vulnerabilities.list({}, { limit: 10, sort: 'severity' })
    expect(items.map((item) => [item.repository?.name, item.image?.name ?? null, item.findings.length]).toSorted()).toEqual([
      ['team/web', null, 1],
      ['team/web', 'ghcr.io/team/shop', 2],
      ['team/web', 'ghcr.io/team/worker', 1],
    ])
    const [first] = await images(stage())
    expect(first).toMatchObject({
      name: 'ghcr.io/team/shop',
      registry: 'ghcr.io',
      path: 'team/shop',
      source: null,
      versions: 2,
    })
    expect(first?.open.high).toBe(1)
    expect(first?.product?.name).toBe('team/web')
    const detail = await browse(stage()).images.get(first?.id ?? '')
    expect(detail.seen.map(({ tag }) => tag).toSorted()).toEqual(['1.0', '2.0'])
    expect(detail.baseImages).toEqual(['node:20', 'node:22'])
    expect(detail.records).toMatchObject([{ record: { name: 'web' }, isImage: false }])
    const only = await browse(stage()).vulnerabilities.list({ image: [first?.id ?? ''] }, { limit: 10, sort: 'severity' })
    expect(only.items.map((item) => item.image?.name)).toEqual(['ghcr.io/team/shop'])
  })

  it('that scanners have as records are one thing for all of them, in a product of their own', async () => {
    const world = await connected(stage(), [imageScanner('alpha', shop), imageScanner('beta', { ...shop, tag: '2.0' })])

    expect((await records(world)).map((row) => [row.state, row.asset, row.product, row.method])).toEqual(
      Array(2).fill(['GOOD', 'ghcr.io/team/shop', 'ghcr.io/team/shop', 'image']),
    )
    expect((await vulnerabilities(world)).map((row) => row.sightings)).toEqual([2])
  })

  it('lead to the repository their labels name, and meet there what others see in them', async () => {
    const alpha = imageScanner('alpha', shop, label)

    const world = await connected(stage(), [forge(), alpha, repositoryScanner('beta', shop)])

    expect(await record(world, 'alpha')).toMatchObject({ state: 'GOOD', asset: 'team/web', method: 'image' })
    expect((await vulnerabilities(world)).map((row) => [row.asset, row.sightings])).toEqual([['team/web', 2]])
    const [image] = await images(stage())
    expect(image?.source).toMatchObject({
      repository: { name: 'team/web' },
      dockerfile: 'docker/Dockerfile',
      by: 'label',
      toldBy: null,
      since: stage().now().toISOString(),
    })
    const { items } = await browse(stage()).vulnerabilities.list({}, { limit: 10, sort: 'severity' })
    expect(items[0]?.image?.source).toMatchObject({ repository: { name: 'team/web' }, dockerfile: 'docker/Dockerfile' })

    alpha.products = imageScanner('alpha', shop, { url: 'https://forge.test/team/other' }).products
    await sync(world, (await connectionOf(world, 'alpha')) ?? 0, 'discover')

    expect(await record(world, 'alpha')).toMatchObject({ state: 'GOOD', asset: 'team/other' })
    expect((await vulnerabilities(world)).map((row) => [row.asset, row.sightings]).toSorted()).toEqual([
      ['team/other', 1],
      ['team/web', 1],
    ])
  })

  it('move with decisions and history to where a person tells that they are built, and back', async () => {
    const world = await connected(stage(), [forge(), imageScanner('alpha', shop)])
    const imageId = await idOf(stage(), 'ghcr.io/team/shop')
    const { id } = await vulnerability(world, 'CVE-2024-0001')
    await world.commands.vulnerabilities.decide([id], { decision: 'wont-fix', reason: 'Old.' }, tester)

    const told = { repositoryId: await idOf(stage(), 'team/other'), dockerfile: 'Dockerfile' }
    await world.commands.images.setSource(imageId, told, tester)

    expect(await record(world, 'alpha')).toMatchObject({ state: 'GOOD', asset: 'team/other', product: 'ghcr.io/team/shop' })
    const moved = await vulnerability(world, 'CVE-2024-0001')
    expect(moved).toMatchObject({ asset: 'team/other', decision: 'wont-fix', decisionReason: 'Old.' })
    expect((await events(world, moved.id)).map((event) => event.kind)).toEqual(['decided', 'moved'])
    expect((await images(stage()))[0]?.source).toMatchObject({ by: 'told', dockerfile: 'Dockerfile', toldBy: { id: 'tester' } })

    await world.commands.images.clearSource(imageId, tester)

    expect(await record(world, 'alpha')).toMatchObject({ state: 'GOOD', asset: 'ghcr.io/team/shop' })
    expect(await vulnerability(world, 'CVE-2024-0001')).toMatchObject({ asset: 'ghcr.io/team/shop', decision: 'wont-fix' })
    expect((await images(stage()))[0]?.source).toBeNull()
  })

  it('are remembered: another scanner that comes later is led to the same place at once, and a sync changes nothing', async () => {
    const late = imageScanner('beta', { ...shop, tag: '3.0' })
    const world = await connected(stage(), [forge(), imageScanner('alpha', shop)], [late])
    const told = { repositoryId: await idOf(stage(), 'team/web') }
    await world.commands.images.setSource(await idOf(stage(), 'ghcr.io/team/shop'), told, tester)

    await connect(world, late, { rules: { kinds: ['container'] } })
    await world.settle()
    await sync(world, (await connectionOf(world, 'alpha')) ?? 0)

    expect((await records(world)).map((row) => row.asset)).toEqual(['team/web', 'team/web'])
    expect((await vulnerabilities(world)).map((row) => row.sightings)).toEqual([2])
  })

  it('follow what is told before rules, rules in their order, and rules before labels', async () => {
    const world = await connected(stage(), [forge(), imageScanner('alpha', shop, label)])
    const imageId = await idOf(stage(), 'ghcr.io/team/shop')
    const [web, other] = [await idOf(stage(), 'team/web'), await idOf(stage(), 'team/other')]
    const source = async () => {
      const [image] = await images(stage())
      return [image?.source?.by, image?.source?.repository.name, (await record(world, 'alpha')).asset]
    }
    expect(await source()).toEqual(['label', 'team/web', 'team/web'])

    const { imageRules } = world.commands
    const late = await imageRules.create({ registryPattern: 'ghcr.*', repositoryId: other }, tester)
    expect(await source()).toEqual(['rule', 'team/other', 'team/other'])
    const early = await imageRules.create({ namePattern: 'TEAM/*', repositoryId: web, position: 1 }, tester)
    expect(await source()).toEqual(['rule', 'team/web', 'team/web'])
    await imageRules.update(early, { namePattern: 'nobody/*' }, tester)
    expect(await source()).toEqual(['rule', 'team/other', 'team/other'])
    await world.commands.images.setSource(imageId, { repositoryId: web }, tester)
    expect(await source()).toEqual(['told', 'team/web', 'team/web'])
    await world.commands.images.clearSource(imageId, tester)
    await imageRules.remove(late, tester)
    expect(await source()).toEqual(['label', 'team/web', 'team/web'])

    await expect(imageRules.create({ repositoryId: web }, tester)).rejects.toMatchObject({
      details: { code: 'image-rule-invalid' },
    })
    await expect(imageRules.update(early, { namePattern: null }, tester)).rejects.toMatchObject({
      details: { code: 'image-rule-invalid' },
    })
    await expect(world.commands.images.setSource(imageId, { repositoryId: imageId }, tester)).rejects.toMatchObject({
      details: { code: 'repository-not-found' },
    })
    await expect(world.commands.images.setSource(web, { repositoryId: web }, tester)).rejects.toMatchObject({
      details: { code: 'image-not-found' },
    })
  })

  it('are mapped by a person as the image they are, follow its source, and go back when that is undone', async () => {
    const world = await connected(stage(), [forge(), imageScanner('alpha', shop), repositoryScanner('beta', worker)])
    const { id } = await record(world, 'alpha')
    await world.commands.records.map(id, { newProduct: { name: 'Shop' } }, tester)

    await world.commands.records.map(id, { image: true }, tester)
    expect(await record(world, 'alpha')).toMatchObject({ asset: 'ghcr.io/team/shop', method: 'manual' })
    const told = { repositoryId: await idOf(stage(), 'team/other') }
    await world.commands.images.setSource(await idOf(stage(), 'ghcr.io/team/shop'), told, tester)
    expect(await record(world, 'alpha')).toMatchObject({ asset: 'team/other', method: 'manual' })

    const beta = await record(world, 'beta')
    await expect(world.commands.records.map(beta.id, { image: true }, tester)).rejects.toMatchObject({
      details: { code: 'record-not-an-image' },
    })
    const shown = browse(stage()).records
    const preview = await shown.preview([publicId('record', id), publicId('record', beta.id)], { image: true })
    expect(preview.map(({ to, problem }) => [to?.repository ?? null, problem === null])).toEqual([
      ['team/other', true],
      [null, false],
    ])
    expect((await shown.get(publicId('record', id))).mapping?.image?.name).toBe('ghcr.io/team/shop')
  })

  it('wait unmapped where auto-mapping is off, and say that nobody told where they are built', async () => {
    const alpha = imageScanner('alpha', shop)
    const world = await stage().world([alpha])
    await connect(world, alpha, { autoMap: false })
    await world.settle()

    expect(await record(world, 'alpha')).toMatchObject({
      state: 'NEW',
      reason: 'Nobody has told yet where this image is built.',
    })
  })

  it('are listed by product, by repository, and by whether it is known where they are built', async () => {
    const alpha = imageScanner('alpha', shop, label)
    const world = await connected(stage(), [forge(), alpha, imageScanner('beta', worker)])
    const names = async (filter: Parameters<ReturnType<typeof browse>['images']['list']>[0]) =>
      (await browse(stage()).images.list(filter, { limit: 10, sort: 'name' })).items.map((item) => item.path)
    const web = publicId('repository', await idOf(stage(), 'team/web'))

    expect(await names({ hasSource: true })).toEqual(['team/shop'])
    expect(await names({ hasSource: false })).toEqual(['team/worker'])
    expect(await names({ repository: [web] })).toEqual(['team/shop'])
    expect(await names({ q: 'WORK' })).toEqual(['team/worker'])
    expect(await names({ registry: ['quay.io'] })).toEqual([])
    const [image] = await images(stage())
    expect(await names({ product: [image?.product?.id ?? ''] })).toEqual(['team/shop'])
    expect(databaseId('image', image?.id ?? '')).toBe(await idOf(stage(), 'ghcr.io/team/shop'))
    const first = await browse(stage()).images.list({}, { limit: 1, sort: 'name' })
    const second = await browse(stage()).images.list({}, { limit: 1, sort: 'name', cursor: first.nextCursor ?? '' })
    expect([...first.items, ...second.items].map((item) => item.path)).toEqual(['team/shop', 'team/worker'])
    expect(await records(world)).toHaveLength(2)
  })

  it('end in the same vulnerabilities in whichever order scanners and source control are connected', {
    timeout: 120_000,
  }, async () => {
    const orders = [
      [0, 1, 2, 3],
      [3, 2, 1, 0],
      [2, 0, 3, 1],
    ]
    const outcomes: unknown[] = []
    for (const order of orders) {
      await emptied(stage().database)
      const vendors = [
        forge(),
        imageScanner('alpha', shop, label),
        imageScanner('beta', shop),
        repositoryScanner('gamma', shop),
      ]
      const world = await connected(
        stage(),
        order.flatMap((index) => vendors[index] ?? []),
      )
      const rows = await vulnerabilities(world)
      const members = Map.groupBy(await findings(world), (finding) => finding.vulnerabilityId)
      outcomes.push(
        rows.map((row) => [
          row.asset,
          row.name,
          members
            .get(row.id)
            ?.map((finding) => finding.externalId)
            .toSorted(),
        ]),
      )
    }

    expect(outcomes).toEqual(
      orders.map(() => [['team/web', 'CVE-2024-0001', ['finding of alpha', 'finding of beta', 'finding of gamma']]]),
    )
  })
})
