import { Fault } from '@patchbay/sdk'
import { expect, it } from 'vitest'
import { createBrowse } from '../../src/compose/browse.ts'
import { publicId } from '../../src/domain/public-id.ts'
import { connection, events, findings, operations, records, vulnerabilities, vulnerability } from './look.ts'
import { connectionOf, mapped } from './scene.ts'
import { paged, sightings } from './sighting.ts'
import { connect, describeSpine, sync } from './stage.ts'
import { createVendor, product, repository } from './vendor.ts'
import { tester } from './world.ts'

await describeSpine('the life of a connection', (stage) => {
  it('runs by the clock of its time zone', async () => {
    const { world, id } = await mapped(stage())

    await world.commands.connections.update(
      id,
      { schedule: { sync: { dailyAt: '02:30', timeZone: 'Europe/Berlin' }, discover: { cron: '0 5 * * 1', timeZone: 'UTC' } } },
      tester,
    )

    // The clock stands at midnight UTC on Sunday, 1 November 2026.
    expect(await connection(world, id)).toMatchObject({
      next_sync_at: new Date('2026-11-01T01:30Z'),
      next_discover_at: new Date('2026-11-02T05:00Z'),
    })

    stage().pass({ minutes: 95 })
    await world.tick()
    await world.settle()

    expect((await operations(world)).at(-1)).toMatchObject({ kind: 'sync', trigger: 'schedule', state: 'complete' })
    expect((await connection(world, id)).next_sync_at).toEqual(new Date('2026-11-02T01:30Z'))
  })

  it('does not move the runs whose schedule was not changed', async () => {
    const { world, id } = await mapped(stage())
    const before = await connection(world, id)
    stage().pass({ hours: 1 })

    await world.commands.connections.update(
      id,
      { schedule: { sync: { everyHours: 12 }, discover: { everyHours: 24 } } },
      tester,
    )

    const after = await connection(world, id)
    expect(after.next_discover_at).toEqual(before.next_discover_at)
    expect(after.next_sync_at).toEqual(new Date(stage().now().getTime() + 12 * 3_600_000))
  })

  it('keeps to a schedule that was changed while a run was on its way', async () => {
    const { world, vendor, id } = await mapped(stage())
    vendor.before = async () => {
      await world.commands.connections.update(id, { schedule: { sync: null } }, tester)
    }

    await sync(world, id)

    expect((await connection(world, id)).next_sync_at).toBeNull()
  })

  it('does not run by itself what is set to never, not even when it is resumed', async () => {
    const { world, id } = await mapped(stage())
    await world.commands.connections.update(id, { schedule: { sync: null, discover: null } }, tester)
    const before = (await operations(world)).length

    await world.commands.connections.pause(id, tester)
    await world.commands.connections.resume(id, tester)
    stage().pass({ days: 30 })
    await world.tick()

    expect(await operations(world)).toHaveLength(before)
  })

  it('still shows after a pause what was wrong before it', async () => {
    const { world, vendor, id } = await mapped(stage())
    vendor.refusal = new Fault('credentials', 'The token has expired.', { field: 'token' })
    await expect(world.commands.connections.check(id)).rejects.toThrow('The token has expired.')

    await world.commands.connections.pause(id, tester)
    await world.commands.connections.resume(id, tester)

    expect(await connection(world, id)).toMatchObject({ state: 'attention', problem: { kind: 'credentials' } })
  })

  it('keeps records, findings, decisions and history when it is reconnected with new credentials', async () => {
    const { world, vendor, id } = await mapped(stage())
    const chosen = await vulnerability(world, 'CVE-2024-1001')
    await world.commands.vulnerabilities.decide([chosen.id], { decision: 'false-positive', reason: 'Never called.' }, tester)
    const before = { records: await records(world), findings: await findings(world), seen: await vulnerabilities(world) }
    const history = await events(world, chosen.id)
    vendor.refusal = new Fault('credentials', 'The token has expired.', { field: 'token' })
    await expect(world.commands.connections.check(id)).rejects.toThrow('The token has expired.')
    vendor.refusal = undefined

    await world.commands.connections.update(id, { config: { token: 'a new token' } }, tester)
    await sync(world, id, 'discover')

    expect(await connection(world, id)).toMatchObject({ state: 'connected', problem: null })
    expect({ records: await records(world), findings: await findings(world), seen: await vulnerabilities(world) }).toEqual(
      before,
    )
    expect(await events(world, chosen.id)).toEqual(history)
    expect((await operations(world)).at(-1)?.counts).toMatchObject({ new: 0, closed: 0 })
  })

  it('drops the given end of old credentials with them, unless a new one comes along', async () => {
    const { world, id } = await mapped(stage())
    const given = async () => (await connection(world, id)).credentials_expire_given
    const change = (patch: object) => world.commands.connections.update(id, patch, tester)

    await change({ credentialsExpireAt: '2027-01-31T00:00:00.000Z' })
    await change({ config: { space: 'blue' } })
    expect(await given()).toEqual(new Date('2027-01-31'))

    await change({ config: { token: 'second' }, credentialsExpireAt: '2027-06-30T00:00:00.000Z' })
    expect(await given()).toEqual(new Date('2027-06-30'))

    await change({ config: { token: 'third' } })
    expect(await given()).toBeNull()
  })

  it('is not written over by who began to change it before somebody else did', async () => {
    const { world, vendor, id } = await mapped(stage())
    const change = (patch: object) => world.commands.connections.update(id, patch, tester)
    vendor.checking = async () => {
      vendor.checking = undefined
      stage().pass({ minutes: 1 })
      await change({ config: { token: 'second' }, rules: { minimumSeverity: 'high' } })
    }

    const refusal = { details: { code: 'connection-changed' } }
    await expect(change({ config: { space: 'blue' }, rules: { cveRequired: false } })).rejects.toMatchObject(refusal)

    expect(await connection(world, id)).toMatchObject({
      config: {},
      rules: { minimumSeverity: 'high', cveRequired: true },
    })
  })

  it('says beforehand what goes with it, and just that goes', async () => {
    const vendors = [createVendor('alpha'), createVendor('beta')] as const
    const forge = createVendor('forge', { sourceControl: true })
    forge.repositories = { pages: [{ items: [repository('1', 'team/web')] }] }
    for (const vendor of vendors) vendor.products = [product('web', { address: 'https://forge.test/team/web' })]
    vendors[0].findings.set('web', { pages: paged(sightings('web', 4), 5) })
    vendors[1].findings.set('web', { pages: paged(sightings('web', 2), 5) })
    const world = await stage().world([...vendors, forge])
    for (const vendor of [forge, ...vendors]) {
      await connect(world, vendor)
      await world.settle()
    }
    const [id, forgeId] = [(await connectionOf(world, 'alpha')) ?? 0, (await connectionOf(world, 'forge')) ?? 0]
    const decided = await vulnerability(world, 'CVE-2024-1004')
    await world.commands.vulnerabilities.decide([decided.id], { decision: 'wont-fix', reason: 'Old.' }, tester)
    await world.commands.operations.request(id, 'sync', tester)
    const { connections } = createBrowse({ database: stage().database, plugins: new Map(), now: stage().now })

    const removal = await connections.removal(publicId('connection', id))
    const removalOfForge = await connections.removal(publicId('connection', forgeId))
    await world.commands.connections.remove(id, 'delete', tester)

    expect(removal).toMatchObject({
      records: 1,
      findings: { open: 4, total: 4 },
      vulnerabilities: { open: 2, total: 2, decided: 1 },
      repositories: 0,
      operations: { going: 1 },
    })
    expect(removalOfForge).toMatchObject({ records: 0, findings: { total: 0 }, repositories: 1 })
    expect((await vulnerabilities(world)).map((row) => row.name)).toEqual(['CVE-2024-1001', 'CVE-2024-1002'])
    expect((await findings(world)).map((row) => row.connection)).toEqual(['beta', 'beta'])
  })
})
