import fc from 'fast-check'
import { expect, it } from 'vitest'
import { publicId } from '../../src/domain/public-id.ts'
import type { Browse } from '../../src/usecases/browse/browse.ts'
import type { ChangeKind } from '../../src/usecases/browse/resources/comparison.ts'
import { browseOf } from './ledger.ts'
import { paged, sighting, sightings } from './sighting.ts'
import { connect, describeSpine, emptied, type Stage, sync, written } from './stage.ts'
import { createVendor, product, repository } from './vendor.ts'
import { tester } from './world.ts'

/** What a scanner lists, run by run: findings by number, each in one of two wordings. */
const runs = fc.array(fc.dictionary(fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F'), fc.integer({ min: 1, max: 2 })), {
  minLength: 2,
  maxLength: 5,
})

await describeSpine('what a sync changed', (stage) => {
  it('is listed and counted as a simple model has it, run after run', { timeout: 180_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(runs, fc.integer({ min: 1, max: 3 }), async (listings, size) => {
        await emptied(stage().database)
        const { world, vendor, id, browse } = await scanned(stage())
        const known = new Map<string, { version: number; present: boolean }>()

        for (const listing of listings) {
          const items = Object.entries(listing).map(([name, version]) =>
            sighting('web', name, { identifiers: [`CVE-2024-${name.charCodeAt(0) + 1000}`], title: `Wording ${version}` }),
          )
          vendor.findings.set('web', { pages: paged(items, size) })
          const operation = publicId('operation', await sync(world, id))
          const expected = model(known, listing)
          const { changes } = await browse.operations.comparison(operation)

          expect(await listed(browse, operation)).toEqual(expected)
          expect(changes.map(({ change, counted, listed }) => [change, counted, listed.value])).toEqual(
            (['new', 'changed', 'reopened', 'closed'] as const).map((change) => {
              const n = expected[change]?.length ?? 0
              return [change, n, n]
            }),
          )
        }
      }),
      { numRuns: 5, endOnFailure: true },
    )
  })

  it('is set beside the run before that saw something, with what lies in between', async () => {
    const { world, vendor, id, browse } = await scanned(stage())
    vendor.findings.set('web', { pages: paged(sightings('web', 4), 2) })
    const first = await sync(world, id)
    const { operationId: cancelled } = await world.commands.operations.request(id, 'sync', tester)
    await world.commands.operations.cancel(cancelled, tester)
    const nameless = sighting('web', 'X', { identifiers: [], title: 'Nameless' })
    vendor.findings.set('web', { pages: [{ items: [...sightings('web', 3), nameless] }] })
    const second = await sync(world, id)

    expect(await browse.operations.comparison(publicId('operation', second))).toMatchObject({
      previous: { id: publicId('operation', first), state: 'complete' },
      passedOver: 1,
      counts: {
        pages: { now: 1, before: 2, difference: -1 },
        seen: { now: 4, before: 4, difference: 0 },
        new: { now: 0, before: 4, difference: -4 },
        unchanged: { now: 3, before: 0, difference: 3 },
        closed: { now: 1, before: 0, difference: 1 },
      },
      filtered: { 'no-cve': { now: 1, before: 0, difference: 1 } },
    })
    // The empty listing right after connecting is the first there is.
    expect(await browse.operations.comparison(publicId('operation', first))).toMatchObject({ previous: { state: 'complete' } })
  })

  it('has nothing to be compared with at first', async () => {
    const { browse, operation } = await first(stage())

    expect(await browse.operations.comparison(operation)).toMatchObject({
      previous: null,
      passedOver: 0,
      counts: { seen: { now: 0, before: null, difference: null } },
    })
  })

  it('holds what import rules closed, what a vendor says is gone, and what somebody confirmed', async () => {
    const { world, vendor, id, browse } = await scanned(stage())
    vendor.findings.set('web', { pages: paged(sightings('web', 60), 100) })
    await sync(world, id)
    await world.commands.connections.update(id, { rules: { minimumSeverity: 'critical' } }, tester)
    vendor.findings.set('web', { pages: [{ items: sightings('web', 3) }], end: { kind: 'partial', missing: 'The rest.' } })
    const ruled = publicId('operation', await sync(world, id))
    await world.commands.connections.update(id, { rules: { minimumSeverity: null } }, tester)
    const gone = [{ target: 'web', externalId: 'F9' }]
    vendor.findings.set('web', { pages: [], end: { kind: 'changes', cursor: { at: 'now' }, gone } })
    const told = publicId('operation', await sync(world, id))
    vendor.findings.set('web', { pages: [] })
    const held = await sync(world, id)
    const before = await listed(browse, publicId('operation', held))
    await world.commands.operations.confirm(held, tester)

    expect(await listed(browse, ruled)).toEqual({ closed: ['F1', 'F2', 'F3'] })
    expect(await listed(browse, told)).toEqual({ closed: ['F9'] })
    expect(before).toEqual({})
    expect((await listed(browse, publicId('operation', held)))['closed']).toHaveLength(56)
  })

  it('is walked a page at a time, without what was deleted since', async () => {
    const { world, vendor, id, browse } = await scanned(stage())
    vendor.findings.set('web', { pages: paged(sightings('web', 25), 4) })
    const operation = publicId('operation', await sync(world, id))
    await world.database.kysely.deleteFrom('finding').where('external_id', 'in', ['F1', 'F2', 'F3', 'F4', 'F25']).execute()

    const names: string[] = []
    let cursor: string | null | undefined
    do {
      const page = { limit: 7, sort: 'seq', ...(cursor !== undefined && cursor !== null && { cursor }) }
      const { items, nextCursor, count } = await browse.operations.changes(operation, {}, page)
      expect(count).toEqual({ value: 20, relation: 'exact' })
      names.push(...items.map((item) => item.finding?.externalId ?? ''))
      cursor = nextCursor
    } while (cursor !== null)

    expect(names).toEqual(
      sightings('web', 24)
        .slice(4)
        .map((each) => each.externalId),
    )
    expect((await browse.operations.comparison(operation)).changes[0]).toEqual({
      change: 'new',
      counted: 25,
      listed: { value: 20, relation: 'exact' },
    })
    await world.database.kysely.deleteFrom('vulnerability').execute()
    await world.database.kysely.deleteFrom('finding').execute()
  })

  it('is not told twice when a listing without stable ids starts over', async () => {
    const { world, vendor, id, browse } = await scanned(stage(), { findingIds: 'unstable' })
    const leaving = await stage().world([vendor])
    const { operationId } = await world.commands.operations.request(id, 'sync', tester)
    const [page] = paged(sightings('web', 2), 5)
    if (page === undefined) throw new Error('There is no page.')
    vendor.findings.set('web', { pages: [page, () => written(world, 1).then(() => leaving.stop()), page] })
    await leaving.run(operationId)
    vendor.findings.set('web', { pages: paged(sightings('web', 3), 5) })

    await world.run(operationId)

    expect(await listed(browse, publicId('operation', operationId))).toEqual({ new: ['F1', 'F2', 'F3'] })
  })

  it('costs a sync that changes nothing not a row', async () => {
    const { world, vendor, id } = await scanned(stage())
    vendor.findings.set('web', { pages: paged(sightings('web', 6), 2) })
    await sync(world, id)
    const operation = await sync(world, id)

    const rows = await world.database.kysely
      .selectFrom('sync_change')
      .selectAll()
      .where('operation_id', '=', operation)
      .execute()
    expect(rows).toEqual([])
  })
})

await describeSpine('what a discover found different', (stage) => {
  it('is new, renamed, gone and back, by its name as it was then', async () => {
    const { world, vendor, id, browse } = await scanned(stage())
    const discover = async (...names: readonly (readonly [string, string])[]) => {
      vendor.products = names.map(([ref, name]) => product(ref, { name }))
      stage().pass({ hours: 1 })
      return publicId('operation', await sync(world, id, 'discover'))
    }
    const second = await discover(['web', 'Web'], ['api', 'api'])
    const third = await discover(['api', 'api'])
    const fourth = await discover(['api', 'api'], ['web', 'Web shop'])
    const same = await discover(['api', 'api'], ['web', 'Web shop'])

    expect(await changes(browse, second)).toEqual(['renamed Web, was web', 'new api'])
    expect(await changes(browse, third)).toEqual(['gone Web'])
    expect(await changes(browse, fourth)).toEqual(['back Web shop, was Web'])
    expect(await changes(browse, same)).toEqual([])
    expect((await browse.operations.comparison(second)).changes).toEqual([
      { change: 'new', counted: 1, listed: { value: 1, relation: 'exact' } },
      { change: 'renamed', counted: 1, listed: { value: 1, relation: 'exact' } },
      { change: 'back', counted: 0, listed: { value: 0, relation: 'exact' } },
      { change: 'gone', counted: 0, listed: { value: 0, relation: 'exact' } },
    ])
  })

  it('is told of repositories by what their connection lists', async () => {
    const forge = createVendor('forge', { sourceControl: true })
    const world = await stage().world([forge])
    const browse = browseOf(stage(), [forge])
    forge.repositories = { pages: [{ items: [repository('1', 'team/web'), repository('2', 'team/api')] }] }
    const id = await connect(world, forge)
    await world.settle()
    const discover = async (...items: readonly ReturnType<typeof repository>[]) => {
      forge.repositories = { pages: [{ items }] }
      return publicId('operation', await sync(world, id, 'discover'))
    }
    const second = await discover(repository('1', 'team/shop'))
    const third = await discover(repository('1', 'team/shop'), repository('2', 'team/api'), repository('3', 'team/new'))

    expect(await changes(browse, second)).toEqual(['renamed team/shop, was team/web', 'gone team/api'])
    expect(await changes(browse, third)).toEqual(['back team/api', 'new team/new'])
    expect((await browse.operations.changes(third, {}, page)).items[0]?.repository).toMatchObject({ name: 'team/api' })
  })
})

const page = { limit: 50, sort: 'seq' } as const

/** What a listing does to what is known; writes it down there. */
function model(
  known: Map<string, { version: number; present: boolean }>,
  listing: Readonly<Record<string, number>>,
): Readonly<Partial<Record<ChangeKind, readonly string[]>>> {
  const did: [ChangeKind, string][] = []
  for (const [name, version] of Object.entries(listing)) {
    const before = known.get(name)
    if (before === undefined) did.push(['new', name])
    else if (!before.present) did.push(['reopened', name])
    else if (before.version !== version) did.push(['changed', name])
    known.set(name, { version, present: true })
  }
  for (const [name, state] of known) {
    if (!state.present || name in listing) continue
    did.push(['closed', name])
    known.set(name, { ...state, present: false })
  }
  return grouped(did)
}

function grouped(did: readonly (readonly [ChangeKind, string])[]): Readonly<Partial<Record<ChangeKind, readonly string[]>>> {
  const groups = Map.groupBy(did, ([change]) => change)
  return Object.fromEntries([...groups].map(([change, pairs]) => [change, pairs.map(([, name]) => name).toSorted()]))
}

/** The vendor ids of every finding an operation changed, by what it did. */
async function listed(browse: Browse, operation: string) {
  const { items } = await browse.operations.changes(operation, {}, { limit: 200, sort: 'seq' })
  return grouped(items.map(({ change, finding }) => [change, finding?.externalId ?? '']))
}

async function changes(browse: Browse, operation: string): Promise<readonly string[]> {
  const { items } = await browse.operations.changes(operation, {}, page)
  return items.map(({ change, name, formerName }) => `${change} ${name}${formerName === null ? '' : `, was ${formerName}`}`)
}

async function scanned(stage: Stage, options: Parameters<typeof createVendor>[1] = {}) {
  const vendor = createVendor('alpha', options)
  vendor.products = [product('web')]
  const world = await stage.world([vendor])
  const id = await connect(world, vendor)
  await world.settle()
  return { world, vendor, id, browse: browseOf(stage, [vendor]) }
}

async function first(stage: Stage) {
  const { world, browse } = await scanned(stage)
  const row = await world.database.kysely
    .selectFrom('operation')
    .select('id')
    .where('kind', '=', 'sync')
    .executeTakeFirstOrThrow()
  return { browse, operation: publicId('operation', row.id) }
}
