import { expect, it } from 'vitest'
import { createBrowse } from '../../src/compose/browse.ts'
import { publicId } from '../../src/domain/public-id.ts'
import { record, records, vulnerabilities } from './look.ts'
import { mappedToRepository, scene } from './scene.ts'
import { paged, sightings } from './sighting.ts'
import { connect, describeSpine, type Stage, sync } from './stage.ts'
import { product, repository } from './vendor.ts'
import { tester, type World } from './world.ts'

function browse(stage: Stage) {
  return createBrowse({ database: stage.database, plugins: new Map(), now: stage.now })
}

function rule(world: World, conditions: Parameters<World['commands']['mappingRules']['create']>[0]) {
  return world.commands.mappingRules.create(conditions, tester)
}

await describeSpine('mapping rules', (stage) => {
  it('map new records before auto-mapping does, the first that fits', async () => {
    const { world, vendor } = await scene(stage())
    vendor.products = [
      product('pay-api'),
      product('pay-web', { tags: ['team:web'] }),
      product('jobs', { attributes: { owner: 'Platform' } }),
      product('other'),
    ]
    await rule(world, { namePattern: 'PAY-*', productName: 'Payments', owner: 'team-pay' })
    await rule(world, { tagPattern: 'team:*', productName: 'Web' })
    await rule(world, { attributeName: 'owner', attributePattern: 'plat*', productName: 'Platform' })

    await connect(world, vendor)
    await world.settle()

    expect((await records(world)).map((row) => [row.ref, row.state, row.product, row.method])).toEqual([
      ['jobs', 'GOOD', 'Platform', 'rule'],
      ['other', 'GOOD', 'other', 'auto-product'],
      ['pay-api', 'GOOD', 'Payments', 'rule'],
      ['pay-web', 'GOOD', 'Payments', 'rule'],
    ])
    const owners = await stage()
      .database.kysely.selectFrom('product')
      .select(['name', 'owner'])
      .where('owner', 'is not', null)
      .execute()
    expect(owners).toEqual([{ name: 'Payments', owner: 'team-pay' }])
  })

  it('map where auto-mapping is off, only records of their connection, and in the order people gave them', async () => {
    const { world, vendor } = await scene(stage())
    vendor.products = [product('web')]
    const first = await connect(world, vendor, { autoMap: false, label: 'first' })
    await rule(world, { connectionId: first, namePattern: 'w*', productName: 'Late' })
    await rule(world, { connectionId: first, namePattern: '*b', productName: 'Early', position: 1 })
    await world.settle()
    await connect(world, vendor, { autoMap: false, label: 'second' })
    await world.settle()

    expect((await records(world)).map((row) => [row.connection, row.state, row.product])).toEqual([
      ['first', 'GOOD', 'Early'],
      ['second', 'NEW', null],
    ])
  })

  it('name the product of a repository that nobody owns, and leave the one of a repository that has one', async () => {
    const { world, vendor, forge } = await scene(stage())
    forge.repositories = { pages: [{ items: [repository('1', 'team/web'), repository('2', 'team/api')] }] }
    vendor.products = [
      product('web', { address: 'https://forge.test/team/web' }),
      product('api', { address: 'git@forge.test:team/api.git' }),
    ]
    await connect(world, forge)
    await world.settle()
    const shop = await world.commands.products.create({ name: 'Shop' }, tester)
    await stage().database.kysely.updateTable('asset').set({ product_id: shop }).where('name', '=', 'team/web').execute()
    await rule(world, { urlPattern: 'forge.test/team/*', productName: 'Team' })

    await connect(world, vendor)
    await world.settle()

    expect((await records(world)).map((row) => [row.ref, row.asset, row.product, row.method])).toEqual([
      ['api', 'team/api', 'Team', 'url'],
      ['web', 'team/web', 'Shop', 'url'],
    ])
  })

  it('let a record move to its repository when that turns up, inside the rule’s product', async () => {
    const { world, vendor, forge } = await scene(stage())
    vendor.products = [product('web', { address: 'https://forge.test/team/web' })]
    vendor.findings.set('web', { pages: paged(sightings('web', 2), 5) })
    await rule(world, { namePattern: 'web', productName: 'Shop' })
    await connect(world, vendor)
    await world.settle()
    forge.repositories = { pages: [{ items: [repository('1', 'team/web')] }] }

    await connect(world, forge)
    await world.settle()

    expect(await record(world, 'web')).toMatchObject({ asset: 'team/web', product: 'Shop', method: 'url' })
    expect((await vulnerabilities(world)).map((row) => row.asset)).toEqual(['team/web', 'team/web'])
  })

  it('say beforehand what they would change, also before they are saved, and then change just that', async () => {
    const { world, vendor } = await scene(stage())
    vendor.products = [product('pay-api'), product('pay-web'), product('other')]
    vendor.findings.set('pay-api', { pages: paged(sightings('pay-api', 2), 5) })
    const connection = await connect(world, vendor)
    await world.settle()
    const { mappingRules } = browse(stage())
    const draft = { name: 'pay-*', product: 'Payments' }
    const before = await records(world)

    const nothing = await mappingRules.preview({ automatic: false, draft })
    const planned = await mappingRules.preview({ automatic: true, draft })
    expect(await records(world)).toEqual(before)
    const id = await rule(world, { namePattern: 'pay-*', productName: 'Payments' })
    const saved = await mappingRules.preview({ automatic: true, rule: publicId('mapping rule', id) })
    const mapped = await world.commands.mappingRules.apply({ automatic: true }, tester)
    await world.settle()
    await sync(world, connection, 'discover')

    expect(nothing).toEqual({ count: 0, items: [] })
    expect(planned.count).toBe(2)
    expect(planned.items.map((item) => [item.record.name, item.from?.name, item.product, item.created, item.rule])).toEqual([
      ['pay-api', 'pay-api', 'Payments', true, null],
      ['pay-web', 'pay-web', 'Payments', true, null],
    ])
    expect(saved.items.map((item) => item.rule)).toEqual([publicId('mapping rule', id), publicId('mapping rule', id)])
    expect(mapped).toEqual({ mapped: 2 })
    expect((await records(world)).map((row) => [row.ref, row.product, row.method])).toEqual([
      ['other', 'other', 'auto-product'],
      ['pay-api', 'Payments', 'rule'],
      ['pay-web', 'Payments', 'rule'],
    ])
    expect((await vulnerabilities(world)).map((row) => row.asset)).toEqual(['pay-api', 'pay-api'])
  })

  it('need a condition, and what they name must exist', async () => {
    const { world } = await scene(stage())

    await expect(rule(world, { productName: 'All' })).rejects.toMatchObject({ details: { code: 'mapping-rule-invalid' } })
    await expect(rule(world, { namePattern: '*', connectionId: 99, productName: 'All' })).rejects.toMatchObject({
      details: { code: 'connection-not-found' },
    })
    await expect(world.commands.mappingRules.update(99, {}, tester)).rejects.toMatchObject({
      details: { code: 'mapping-rule-not-found' },
    })
  })
})

await describeSpine('the preview of a mapping', (stage) => {
  it('says what moves, meets its like or stays, and that is what happens', async () => {
    const { world, vendor } = await mappedToRepository(stage())
    vendor.products = [
      product('web', { address: 'https://forge.test/team/web' }),
      product('twin', { address: 'https://forge.test/team/web' }),
      product('other', { address: 'https://forge.test/team/other' }),
    ]
    // `twin` shares the first problem in the same repository, `other` has the second one where `web` will go.
    vendor.findings.set('twin', { pages: [{ items: sightings('twin', 1) }] })
    vendor.findings.set('other', { pages: [{ items: sightings('other', 2).slice(1) }] })
    const connection = await world.database.kysely
      .selectFrom('connection')
      .select('id')
      .where('label', '=', 'alpha')
      .executeTakeFirstOrThrow()
    await sync(world, connection.id, 'discover')
    const [decided] = await vulnerabilities(world)
    await world.commands.vulnerabilities.decide(
      [(await vulnerabilities(world)).find((row) => row.name === 'CVE-2024-1003')?.id ?? 0],
      { decision: 'wont-fix' },
      tester,
    )
    expect(decided).toBeDefined()
    const { id } = await record(world, 'web')
    const target = await world.database.kysely
      .selectFrom('asset')
      .select('id')
      .where('name', '=', 'team/other')
      .executeTakeFirstOrThrow()
    const before = await vulnerabilities(world)

    const [preview] = await browse(stage()).records.preview([publicId('record', id)], {
      repository: publicId('repository', target.id),
    })

    expect(preview).toMatchObject({
      record: { name: 'web' },
      from: { repository: 'team/web', method: 'url' },
      to: { repository: 'team/other', created: false },
      problem: null,
      findings: { moved: 3, closed: 0 },
      vulnerabilities: { moved: 2, merged: 1, left: 1, dismissed: 0 },
      decisions: 1,
    })
    expect(await vulnerabilities(world)).toEqual(before)

    await world.commands.records.map(id, { repositoryId: target.id }, tester)

    expect((await vulnerabilities(world)).map((row) => [row.asset, row.name, row.sightings, row.decision])).toEqual([
      ['team/other', 'CVE-2024-1001', 1, 'none'],
      ['team/other', 'CVE-2024-1002', 2, 'none'],
      ['team/other', 'CVE-2024-1003', 1, 'wont-fix'],
      ['team/web', 'CVE-2024-1001', 1, 'none'],
    ])
  })

  it('counts what two records share once, and says what unmapping closes', async () => {
    const { world, vendor } = await mappedToRepository(stage())
    const address = 'https://forge.test/team/web'
    vendor.products = [product('web', { address }), product('twin', { address })]
    vendor.findings.set('twin', { pages: [{ items: sightings('twin', 1) }] })
    const connection = await world.database.kysely
      .selectFrom('connection')
      .select('id')
      .where('label', '=', 'alpha')
      .executeTakeFirstOrThrow()
    await sync(world, connection.id, 'discover')
    const ids = (await records(world)).map((row) => publicId('record', row.id))
    const target = await world.database.kysely
      .selectFrom('asset')
      .select('id')
      .where('name', '=', 'team/other')
      .executeTakeFirstOrThrow()
    const { preview } = browse(stage()).records

    const both = await preview(ids, { repository: publicId('repository', target.id) })
    const one = await preview(ids.slice(0, 1), { unmap: true })
    const fresh = await preview(ids.slice(0, 1), { newProduct: 'Shop' })

    const sum = both.reduce((total, item) => total + item.vulnerabilities.moved + item.vulnerabilities.merged, 0)
    expect([sum, both.map((item) => item.vulnerabilities.left)]).toEqual([3, [0, 0]])
    expect(one).toMatchObject([{ to: null, findings: { closed: 1 }, vulnerabilities: { dismissed: 0, left: 1 } }])
    expect(fresh).toMatchObject([{ to: { product: 'Shop', repository: null, created: true }, findings: { moved: 1 } }])
  })
})
