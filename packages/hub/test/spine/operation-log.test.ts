import { type Context, Fault, type Plugin } from '@patchbay/sdk'
import { expect, it } from 'vitest'
import type { LogLevel, LogLine } from '../../src/store/operations/log-writer.ts'
import { browseOf } from './ledger.ts'
import { lastOperation } from './look.ts'
import { paged, sighting, sightings } from './sighting.ts'
import { connect, describeSpine, type Stage, sync, written } from './stage.ts'
import { createVendor, product, type Vendor } from './vendor.ts'
import { tester, type World } from './world.ts'

await describeSpine('the log of an operation', (stage) => {
  it('tells of a discover and of a sync in sentences, from beginning to end', async () => {
    const { world } = await connected(stage(), paged(sightings('web', 5), 2))

    expect(await log(world, await lastOperation(world, 'discover'))).toEqual([
      'info 1 record listed: 1 new, 0 changed, 0 not listed any more.',
      'info The discover ended complete. 1 seen: 1 new.',
    ])
    expect(await log(world, await lastOperation(world, 'sync'))).toEqual([
      'info 1 record to read, in 1 part.',
      'info web: read to the end. 3 pages, 5 seen: 5 new.',
      'info The sync ended complete. 5 seen: 5 new.',
    ])
  })

  it('names what was set aside, was skipped, was odd, and what closed', async () => {
    const { world, vendor, id } = await connected(stage(), paged(sightings('web', 3), 5))
    vendor.findings.set('web', {
      pages: [
        {
          items: sightings('web', 2),
          unreadable: [
            { externalId: 'F9', target: 'web', path: 'spec.level', message: 'Expected a string.' },
            { externalId: null, target: 'web', path: '', message: 'Expected an object.' },
          ],
          oddities: [{ path: 'spec.ecosystem', value: 'COBOL' }],
        },
      ],
    })
    const partial = await sync(world, id)
    const gaps = [{ target: 'web', family: 'secret' as const, reason: 'Secret scanning is off.' }]
    vendor.findings.set('web', { pages: paged(sightings('web', 2), 5), end: { kind: 'complete', gaps } })
    const complete = await sync(world, id)

    expect((await log(world, { id: partial })).slice(1)).toEqual([
      'warning web: 2 rows could not be read. The first, F9 at spec.level: Expected a string.',
      'info web: 1 value nobody documented. The first, at spec.ecosystem: Unknown value "COBOL".',
      'warning web: read in part, so nothing is taken for gone. 2 rows could not be read. 1 page, 2 seen: 2 unchanged, 2 set aside.',
      'warning The sync ended partial. 2 seen: 2 unchanged, 2 set aside. 2 rows could not be read.',
    ])
    expect((await log(world, { id: complete })).slice(1)).toEqual([
      'info Not looked at (web, secret): Secret scanning is off.',
      'info web: read to the end. 1 page, 2 seen: 2 unchanged, 1 closed.',
      'info The sync ended complete. 2 seen: 2 unchanged, 1 closed.',
    ])
  })

  it('says how far a long listing is, but not page by page', async () => {
    const { world, vendor, id } = await connected(stage(), [])
    vendor.findings.set('web', { pages: paged(sightings('web', 25), 1) })

    const lines = await log(world, { id: await sync(world, id) })

    expect(lines.slice(1, 4)).toEqual([
      'info web: 10 pages so far, 10 seen: 10 new.',
      'info web: 20 pages so far, 20 seen: 20 new.',
      'info web: read to the end. 25 pages, 25 seen: 25 new.',
    ])
  })

  it('tells what is held, and that somebody confirmed it', async () => {
    const { world, vendor, id } = await connected(stage(), paged(sightings('web', 60), 100))
    vendor.findings.set('web', { pages: [] })
    const held = await sync(world, id)
    await world.commands.operations.confirm(held, tester)

    expect((await log(world, { id: held })).slice(1)).toEqual([
      'warning web: 60 of 60 findings were not seen any more. They stay open until somebody confirms it.',
      'warning web: read to the end, and held back until somebody confirms it. 0 pages, 0 seen.',
      expect.stringMatching(/^warning The sync ended partial\. 0 seen\. One record lost more than 30 %/),
      'info Somebody confirmed that what was held back is gone: 60 findings closed.',
    ])
  })

  it('tells of a part that was given up and of a run that failed', async () => {
    const { world, vendor, id } = await connected(stage(), [])
    vendor.findings.set('web', { pages: [new Fault('contract', 'The answer is not what was agreed.')] })
    const givenUp = await sync(world, id)
    vendor.findings.set('web', { pages: [new Fault('credentials', 'The key token of alpha is not accepted.')] })
    const failed = await sync(world, id)

    expect((await log(world, { id: givenUp })).slice(1)).toEqual([
      'error web: given up. The answer is not what was agreed.',
      'error The sync ended failed. 0 seen. The answer is not what was agreed.',
    ])
    expect((await log(world, { id: failed })).slice(1)).toEqual([
      'error The sync ended failed. 0 seen. The key [redacted] is not accepted.',
    ])
  })

  it('has what the connector says, without the connection’s secrets', async () => {
    const talk: Talk = { log: undefined }
    const { world, vendor, id } = await connected(stage(), [], talk)
    vendor.findings.set('web', {
      pages: [
        () => talk.log?.warn('An address was skipped', { url: 'https://x.test/?k=token of alpha', token: 'other', tries: 2 }),
      ],
    })
    const operation = await sync(world, id)

    const { items } = await browseOf(stage(), [vendor]).operations.log(publicOf(operation), {}, page)
    expect(items.find((line) => line.level === 'warning')).toMatchObject({
      message: 'An address was skipped',
      fields: { url: 'https://x.test/?k=[redacted]', token: '•••', tries: 2 },
    })
    expect(JSON.stringify(items)).not.toContain('token of alpha')
  })

  it('goes on where an interrupted run left off', async () => {
    const { world, vendor, id } = await connected(stage(), [])
    const leaving = await stage().world([vendor])
    const { operationId } = await world.commands.operations.request(id, 'sync', tester)
    const [first, ...others] = paged(sightings('web', 4), 2)
    if (first === undefined) throw new Error('There is no page.')
    vendor.findings.set('web', { pages: [first, () => written(world, 1).then(() => leaving.stop()), ...others] })
    await leaving.run(operationId)

    await world.run(operationId)

    expect(await log(world, { id: operationId })).toEqual([
      'info 1 record to read, in 1 part.',
      'info The process stops. The run goes on in the next one, where it is now.',
      'info 1 record to read, in 1 part.',
      'info It goes on where it was: 0 of the parts were over, and 1 were begun.',
      expect.stringMatching(/^info web: read to the end/),
      expect.stringMatching(/^info The sync ended complete\. 4 seen: 4 new/),
    ])
  })

  it('says that a worker died, and that a waiting run was cancelled', async () => {
    const { world, vendor, id } = await connected(stage(), [])
    const waiting = await world.commands.operations.request(id, 'sync', tester)
    await world.commands.operations.cancel(waiting.operationId, tester)
    const { operationId } = await world.commands.operations.request(id, 'sync', tester)
    await world.database.kysely
      .updateTable('operation')
      .set({ state: 'running', worker: 'dead', heartbeat_at: stage().now(), started_at: stage().now() })
      .where('id', '=', operationId)
      .execute()
    stage().pass({ minutes: 5 })
    await world.tick()

    expect(await log(world, { id: waiting.operationId })).toEqual(['warning Cancelled before it began.'])
    expect(await log(world, { id: operationId })).toEqual([
      'warning The process running this ended without a word; it goes on where it stopped.',
    ])
    vendor.findings.set('web', { pages: [{ items: [sighting('web', 'F1')] }] })
    await world.settle()
    expect(await lastOperation(world)).toMatchObject({ id: operationId, state: 'complete' })
  })

  it('is read a page at a time and by level, and followed to the end', async () => {
    const { world, vendor, id } = await connected(stage(), [])
    const operation = await sync(world, id)
    const lines = Array.from({ length: 620 }, (_, n) => line(n % 10 === 0 ? 'error' : 'info', `Line ${n}.`))
    await world.store.transact((write) => write.operationLog.append(operation, lines))
    const { operations } = browseOf(stage(), [vendor])
    const op = publicOf(operation)

    const first = await operations.log(op, { level: ['error'] }, page)
    const second = await operations.log(op, { level: ['error'] }, { ...page, cursor: first.nextCursor ?? '' })
    const followed: string[] = []
    for await (const { message } of operations.followLog(op, {}, new AbortController().signal)) followed.push(message)

    expect(first.count).toEqual({ value: 62, relation: 'exact' })
    expect([...first.items, ...second.items].map((each) => each.message)).toEqual(
      lines.filter(({ level }) => level === 'error').map(({ message }) => message),
    )
    expect(second.nextCursor).toBeNull()
    expect(followed).toHaveLength(623)
    expect(followed.slice(-620)).toEqual(lines.map(({ message }) => message))
    await expect(operations.log('op_zzzz', {}, page)).rejects.toMatchObject({ kind: 'not-found' })
  })
})

const page = { limit: 50, sort: 'seq' } as const

/** What a connector was given to log with. */
interface Talk {
  log: Context<unknown>['log'] | undefined
}

function publicOf(operationId: number): string {
  return `op_${operationId.toString(36)}`
}

function line(level: LogLevel, message: string): LogLine {
  return { at: new Date(0), level, message, fields: {} }
}

async function log({ database }: World, operation: { readonly id: number }): Promise<readonly string[]> {
  const rows = await database.kysely
    .selectFrom('operation_log')
    .select(['level', 'message'])
    .where('operation_id', '=', operation.id)
    .orderBy('id')
    .execute()
  return rows.map(({ level, message }) => `${level} ${message}`)
}

async function connected(
  stage: Stage,
  pages: ReturnType<typeof paged<ReturnType<typeof sighting>>>,
  talk?: Talk,
): Promise<{ readonly world: World; readonly vendor: Vendor; readonly id: number }> {
  const vendor = createVendor('alpha')
  const plugin: Plugin = {
    ...vendor.plugin,
    open(config, parts) {
      if (talk !== undefined) talk.log = parts.log
      return vendor.plugin.open(config, parts)
    },
  }
  const world = await stage.world([plugin])
  vendor.products = [product('web')]
  vendor.findings.set('web', { pages })
  const id = await connect(world, vendor)
  await world.settle()
  return { world, vendor, id }
}
