import { expect, it } from 'vitest'
import type { ScanProfileInput } from '../../src/usecases/scan-profiles/inputs.ts'
import { browseOf } from './ledger.ts'
import { findings, lastOperation, operations, record, vulnerabilities } from './look.ts'
import { ruleSighting, sightings } from './sighting.ts'
import { connect, describeSpine, type Stage, sync } from './stage.ts'
import { createVendor, product, type VendorOptions } from './vendor.ts'
import { tester, type World } from './world.ts'

await describeSpine('scan profiles', (stage) => {
  it('are in force nearest first, and where they reach', async () => {
    const { world } = await scanned(stage())
    const { productId, typeId } = await placeOf(world, 'web')
    const profiles = {
      product: await profile(world, { rules: { minimumSeverity: 'critical' } }),
      type: await profile(world, { rules: { minimumSeverity: 'high' } }),
      default: await defaultOf(world),
    }
    await world.commands.scanProfiles.update(profiles.default, { rules: { minimumSeverity: 'low' } }, tester)

    for (const standing of [true, false]) {
      await world.commands.scanProfiles.update(profiles.default, { propagate: standing }, tester)
      for (const ofType of ['reaches', 'stays', 'none'] as const) {
        const chosen = ofType === 'none' ? null : profiles.type
        await world.commands.products.updateType(typeId, { scanProfileId: chosen }, tester)
        await world.commands.scanProfiles.update(profiles.type, { propagate: ofType === 'reaches' }, tester)
        for (const own of [true, false]) {
          await world.commands.products.update(productId, { scanProfileId: own ? profiles.product : null }, tester)

          const nearest = [own && 'critical', ofType === 'reaches' && 'high', standing && 'low'].find(Boolean)

          expect(await rulesOf(world, 'web'), `${own} ${ofType} ${standing}`).toEqual(
            nearest === undefined ? {} : { minimumSeverity: nearest },
          )
        }
      }
    }
  })

  it('close what they no longer let in with that reason, and bring it back when they do', async () => {
    const { world, vendor, id } = await scanned(stage())
    const profileId = await profile(world, {
      rules: { minimumSeverity: 'high' },
      productIds: [(await placeOf(world, 'web')).productId],
    })
    vendor.asked.length = 0
    await sync(world, id)

    expect(vendor.asked.map(({ targets, cursor }) => [targets, cursor])).toEqual([
      [['api'], { at: '1' }],
      [['web'], undefined],
    ])
    expect((await lastOperation(world)).counts).toMatchObject({ closed: 2, filtered: { 'below-minimum-severity': 2 } })
    expect(await open(world)).toEqual({ api: 4, web: 2 })
    expect((await findings(world)).flatMap(({ closedReason }) => closedReason ?? [])).toEqual([
      'below-minimum-severity',
      'below-minimum-severity',
    ])
    expect((await vulnerabilities(world)).filter(({ present }) => !present)).toMatchObject([
      { goneReason: 'below-minimum-severity' },
      { goneReason: 'below-minimum-severity' },
    ])
    const { answers } = await browseOf(stage(), [vendor]).findings.explain('alpha', 'F3')
    expect(answers.find(({ kind }) => kind === 'closed')).toMatchObject({
      record: { name: 'web' },
      steps: [expect.stringContaining('rules of the scan profile'), expect.anything()],
    })

    await world.commands.scanProfiles.update(profileId, { rules: {} }, tester)
    await sync(world, id)

    expect((await lastOperation(world)).counts).toMatchObject({ reopened: 2, closed: 0 })
    expect(await open(world)).toEqual({ api: 4, web: 4 })
  })

  it('count for each record of a listing that has several, and ask for what any of them wants', async () => {
    const { world, vendor, id } = await scanned(stage(), { targetsPerSync: 'all' })
    vendor.findings.set('web', { pages: [{ items: [...graded('web'), ruleSighting('web', 'C1', 'code')] }] })
    vendor.findings.set('api', { pages: [{ items: [...graded('api'), ruleSighting('api', 'C1', 'code')] }] })
    await profile(world, { rules: { kinds: ['code'] }, productIds: [(await placeOf(world, 'web')).productId] })
    await profile(world, { rules: { minimumSeverity: 'critical' }, productIds: [(await placeOf(world, 'api')).productId] })
    vendor.asked.length = 0

    await sync(world, id)

    expect(vendor.asked).toMatchObject([{ targets: ['api', 'web'], kinds: ['dependency', 'code'] }])
    expect(await present(world)).toEqual(['api F1', 'web C1'])
    expect((await lastOperation(world)).counts.filtered).toEqual({ 'below-minimum-severity': 3, 'kind-not-selected': 5 })
  })

  it('follow a record to another product at its next sync', async () => {
    const { world, id } = await scanned(stage())
    const strict = await profile(world, { rules: { minimumSeverity: 'critical' } })
    const jewels = await world.commands.products.create({ name: 'Jewels', scanProfileId: strict }, tester)
    await world.commands.records.map((await record(world, 'web')).id, { productId: jewels }, tester)
    await world.settle()

    await sync(world, id)

    expect(await open(world)).toEqual({ api: 4, web: 1 })
  })

  it('that change while a sync runs count from the next one on, which lists everything again', async () => {
    const { world, vendor, id } = await scanned(stage())
    const profileId = await defaultOf(world)
    const [first = [], second = []] = [graded('web').slice(0, 2), graded('web').slice(2)]
    vendor.findings.set('web', {
      pages: [
        { items: first },
        () => world.commands.scanProfiles.update(profileId, { rules: { minimumSeverity: 'critical' } }, tester),
        { items: second },
      ],
      end: { kind: 'complete', cursor: { at: '2' } },
    })
    vendor.asked.length = 0
    await sync(world, id)

    expect(await open(world)).toEqual({ api: 4, web: 4 })

    vendor.findings.set('web', { pages: [{ items: graded('web') }] })
    await sync(world, id)

    expect(vendor.asked.filter(({ targets }) => targets[0] === 'web').map(({ cursor }) => cursor)).toEqual([
      { at: '1' },
      undefined,
    ])
    expect(await open(world)).toEqual({ api: 1, web: 1 })
  })

  it('say beforehand whom they hit, and change nothing by that', async () => {
    const { world, id } = await scanned(stage())
    const { productId } = await placeOf(world, 'web')
    const preview = await world.commands.scanProfiles.preview(
      { rules: { minimumSeverity: 'critical' }, productIds: [productId] },
      null,
    )
    const before = await rulesOf(world, 'web')
    const profileId = await profile(world, { rules: { minimumSeverity: 'critical' }, productIds: [productId] })
    await sync(world, id)
    const back = await world.commands.scanProfiles.preview({ rules: { minimumSeverity: 'medium' } }, profileId)
    const nobody = await world.commands.scanProfiles.preview({ minimumSeverity: 'low' }, profileId)

    expect(preview).toEqual({ records: 1, products: 1, closes: { 'below-minimum-severity': 3 }, letsIn: 0 })
    expect(before).toEqual({})
    expect((await lastOperation(world)).counts.closed).toBe(3)
    expect(back).toEqual({ records: 1, products: 1, closes: {}, letsIn: 2 })
    expect(nobody).toEqual({ records: 0, products: 0, closes: {}, letsIn: 0 })
    await expect(world.commands.scanProfiles.preview({ rules: { kinds: [] } }, profileId)).rejects.toThrow('No kind')
  })

  it('have their records read when they are due, beside the schedules of connections', async () => {
    const { vendor } = await scanned(stage())
    const other = createVendor('beta')
    other.products = [product('docs')]
    const both = await stage().world([vendor, other])
    const paused = await connect(both, other)
    await both.settle()
    await both.commands.connections.pause(paused, tester)
    const web = await record(both, 'web')
    const productIds = [(await placeOf(both, 'web')).productId, (await placeOf(both, 'docs')).productId]
    const profileId = await profile(both, { schedule: { sync: { everyHours: 2 } }, productIds })
    const ran = (await operations(both)).length

    stage().pass({ hours: 1 })
    await both.tick()
    expect(await operations(both)).toHaveLength(ran)

    stage().pass({ hours: 1 })
    vendor.asked.length = 0
    await both.tick()
    await both.settle()

    expect((await operations(both)).slice(ran)).toMatchObject([
      { kind: 'sync', connection: 'alpha', trigger: 'schedule', records: [web.id], state: 'complete' },
    ])
    expect(vendor.asked.map(({ targets }) => targets)).toEqual([['web']])
    expect(await nextSync(both, profileId)).toEqual(new Date(stage().now().getTime() + 2 * 3_600_000))

    await both.commands.connections.resume(paused, tester)
    await both.settle()
    stage().pass({ hours: 2 })
    await both.tick()
    const waiting = (await operations(both)).filter(({ kind, state }) => kind === 'sync' && state === 'queued')
    expect(waiting.map(({ connection, records }) => [connection, records])).toEqual([
      ['beta', null],
      ['alpha', [web.id]],
    ])
    await both.settle()

    await both.commands.scanProfiles.update(profileId, { schedule: { sync: null } }, tester)
    expect(await nextSync(both, profileId)).toBeNull()
  })

  it('refuse a schedule that never comes', async () => {
    const { world } = await scanned(stage())
    const never = { sync: { cron: '0 0 30 2 *', timeZone: 'UTC' } }

    await expect(world.commands.scanProfiles.create({ name: 'Never', schedule: never }, tester)).rejects.toMatchObject({
      details: { code: 'schedule-invalid', field: 'schedule.sync.cron' },
    })
  })
})

/** Two records in products of their own, with a finding of each severity from critical to low; both were read completely. */
async function scanned(stage: Stage, options: VendorOptions = {}) {
  const vendor = createVendor('alpha', options)
  const world = await stage.world([vendor])
  vendor.products = [product('api'), product('web')]
  for (const ref of ['api', 'web']) {
    vendor.findings.set(ref, { pages: [{ items: graded(ref) }], end: { kind: 'complete', cursor: { at: '1' } } })
  }
  const id = await connect(world, vendor)
  await world.settle()
  return { world, vendor, id }
}

function graded(target: string) {
  const severities = ['critical', 'high', 'medium', 'low'] as const
  return sightings(target, 4, (n) => ({ severity: severities[n - 1] ?? 'unknown' }))
}

let named = 0

function profile(world: World, input: ScanProfileInput): Promise<number> {
  named += 1
  return world.commands.scanProfiles.create({ name: `Profile ${named}`, ...input }, tester)
}

async function defaultOf({ database }: World): Promise<number> {
  const query = database.kysely.selectFrom('scan_profile').select('id').where('is_default', '=', true)
  return (await query.executeTakeFirstOrThrow()).id
}

async function nextSync({ database }: World, id: number): Promise<Date | null> {
  const query = database.kysely.selectFrom('scan_profile').select('next_sync_at').where('id', '=', id)
  return (await query.executeTakeFirstOrThrow()).next_sync_at
}

async function placeOf({ database }: World, ref: string) {
  return database.kysely
    .selectFrom('record as r')
    .innerJoin('mapping as m', 'm.record_id', 'r.id')
    .innerJoin('product as p', 'p.id', 'm.product_id')
    .select(['p.id as productId', 'p.product_type_id as typeId'])
    .where('r.ref', '=', ref)
    .executeTakeFirstOrThrow()
}

/** What the scan profile in force says of a record's import rules. */
async function rulesOf(world: World, ref: string): Promise<unknown> {
  const { id } = await record(world, ref)
  const rules = await world.store.transact((write) => write.scanProfiles.ruledRecords())
  return rules.find(({ recordId }) => recordId === id)?.profileRules
}

async function present(world: World): Promise<readonly string[]> {
  return (await findings(world)).flatMap((row) => (row.present ? [`${row.record} ${row.externalId}`] : []))
}

/** Findings that are there, by record. */
async function open(world: World): Promise<Readonly<Record<string, number>>> {
  const refs = (await findings(world)).flatMap((row) => (row.present ? [row.record] : []))
  return Object.fromEntries([...new Set(refs)].map((ref) => [ref, refs.filter((each) => each === ref).length]))
}
