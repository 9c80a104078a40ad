import type { Sighting } from '@patchbay/sdk'
import { expect, it } from 'vitest'
import { createDictionary, sharedFacts } from '../../src/usecases/sync/dictionary.ts'
import { events, findings, vulnerabilities, vulnerability } from './look.ts'
import { sighting } from './sighting.ts'
import { connect, describeSpine, type Stage, sync } from './stage.ts'
import { createVendor, product, repository, type Vendor } from './vendor.ts'
import { tester, type World } from './world.ts'

const cve = 'CVE-2024-1000'
const ghsa = 'GHSA-2222-3333-4444'
const own = 'ALPHA-1'

await describeSpine('names of one problem', (stage) => {
  it('are one vulnerability as soon as any scanner says that they belong together', async () => {
    const { world, say } = await threeScanners(stage())
    await say('alpha', [sighting('web', 'A1', { identifiers: [cve] })])
    await say('beta', [sighting('web', 'B1', { identifiers: [ghsa] })])
    expect((await vulnerabilities(world)).map((row) => row.name)).toEqual([cve, ghsa])

    await say('gamma', [sighting('web', 'C1', { identifiers: [ghsa, cve], package: 'something-else' })])

    expect((await vulnerabilities(world)).map((row) => [row.package, row.name, row.sightings])).toEqual([
      ['left-pad', cve, 2],
      ['something-else', cve, 1],
    ])
  })

  it('are merged with their decisions and their history', async () => {
    const { world, say } = await threeScanners(stage())
    await say('alpha', [sighting('web', 'A1', { identifiers: [cve] })])
    await say('beta', [sighting('web', 'B1', { identifiers: [ghsa], detectedAt: '2025-01-01T00:00:00.000Z' })])
    await decide(world, cve, 'wont-fix')
    stage().pass({ hours: 1 })
    await decide(world, ghsa, 'false-positive')

    await say('gamma', [sighting('web', 'C1', { identifiers: [cve, ghsa] })])

    const merged = await vulnerability(world, cve)
    expect(merged).toMatchObject({ sightings: 3, decision: 'false-positive', status: 'Dismissed' })
    expect(merged.detectedAt).toEqual(new Date('2025-01-01T00:00:00.000Z'))
    expect(merged.connections).toHaveLength(3)
    expect((await events(world, merged.id)).map((event) => event.kind).toSorted()).toEqual(['decided', 'decided', 'merged'])
  })

  it.each([
    { withdrawn: 'beta', title: 'splits them again when the scanner corrects itself' },
    { withdrawn: 'nobody', title: 'keeps them while another sighting still says so' },
  ])('$title', async ({ withdrawn }) => {
    const { world, say } = await threeScanners(stage())
    await say('alpha', [sighting('web', 'A1', { identifiers: [cve] })])
    await say('beta', [sighting('web', 'B1', { identifiers: [cve, ghsa] })])
    if (withdrawn === 'nobody') await say('gamma', [sighting('web', 'C1', { identifiers: [ghsa, cve] })])
    expect(await vulnerabilities(world)).toHaveLength(1)
    await decide(world, cve, 'wont-fix')

    await say('beta', [sighting('web', 'B1', { identifiers: [ghsa] })])

    const rows = await vulnerabilities(world)
    if (withdrawn === 'nobody') {
      expect(rows.map((row) => [row.name, row.sightings])).toEqual([[cve, 3]])
      return
    }
    expect(rows.map((row) => [row.name, row.sightings, row.decision, row.status])).toEqual([
      [cve, 1, 'wont-fix', 'Dismissed'],
      [ghsa, 1, 'wont-fix', 'Dismissed'],
    ])
    for (const row of rows) expect((await events(world, row.id)).map((event) => event.kind)).toContain('decided')
  })

  it('are joined again when the link comes back, in the process that saw it go and in another one', async () => {
    const { world, vendors, say } = await threeScanners(stage())
    await say('alpha', [sighting('web', 'A1', { identifiers: [cve] })])
    await say('beta', [sighting('web', 'B1', { identifiers: [cve, ghsa] })])
    const other = await stage().world(vendors)
    await say('beta', [sighting('web', 'B1', { identifiers: [ghsa] })], other)
    expect(await vulnerabilities(world)).toHaveLength(2)

    for (const process of [world, other]) {
      await say('beta', [sighting('web', 'B1', { identifiers: [cve, ghsa] })], process)
      expect((await vulnerabilities(world)).map((row) => [row.name, row.sightings])).toEqual([[cve, 2]])
      await say('beta', [sighting('web', 'B1', { identifiers: [ghsa] })], process)
      expect((await vulnerabilities(world)).map((row) => [row.name, row.sightings])).toEqual([
        [cve, 1],
        [ghsa, 1],
      ])
    }
  })

  it('of a new sighting are looked up anew after a group fell apart', async () => {
    const { world, say } = await threeScanners(stage())
    await say('beta', [sighting('web', 'B1', { identifiers: [cve, ghsa] })])
    await say('beta', [sighting('web', 'B1', { identifiers: [cve] })])

    await say('alpha', [sighting('web', 'A1', { identifiers: [ghsa] })])

    expect((await vulnerabilities(world)).map((row) => [row.name, row.sightings])).toEqual([
      [cve, 1],
      [ghsa, 1],
    ])
  })

  it('prefer the CVE as soon as one is known', async () => {
    const { world, say } = await threeScanners(stage())
    await say('alpha', [sighting('web', 'A1', { identifiers: [own] })])
    expect((await vulnerabilities(world)).map((row) => row.name)).toEqual([own])
    await say('beta', [sighting('web', 'B1', { identifiers: [ghsa, own] })])
    expect((await vulnerabilities(world)).map((row) => row.name)).toEqual([ghsa])

    await say('gamma', [sighting('web', 'C1', { identifiers: [own, cve] })])

    expect((await vulnerabilities(world)).map((row) => [row.name, row.sightings])).toEqual([[cve, 3]])
  })

  it('go by the newest knowledge when two processes learn at different times', async () => {
    const { world, vendors, say } = await threeScanners(stage())
    const other = await stage().world(vendors)
    await say('alpha', [sighting('web', 'A1', { identifiers: [ghsa] })], other)
    await say('beta', [sighting('web', 'B1', { identifiers: [cve, ghsa], package: 'other' })])

    await say(
      'alpha',
      [sighting('web', 'A1', { identifiers: [ghsa] }), sighting('web', 'A2', { identifiers: [ghsa], package: 'new' })],
      other,
    )

    expect((await vulnerabilities(world)).map((row) => row.name)).toEqual([cve, cve, cve])
  })

  it('are not what a bulletin lists, nor an advisory that names several CVEs', async () => {
    const { world, say } = await threeScanners(stage())
    await say('alpha', [sighting('web', 'A1', { identifiers: ['RHSA-2024:1', cve] })])
    await say('beta', [sighting('web', 'B1', { identifiers: ['RHSA-2024:1', 'CVE-2024-2000'] })])

    await say('gamma', [sighting('web', 'C1', { identifiers: [ghsa, 'CVE-2024-2000', cve] })])

    expect((await vulnerabilities(world)).map((row) => [row.name, row.sightings])).toEqual([
      [cve, 2],
      ['CVE-2024-2000', 1],
    ])
  })

  it('leave a sighting of several CVEs with its first one when its group falls apart', async () => {
    const { world, say } = await threeScanners(stage())
    await say('alpha', [sighting('web', 'A1', { identifiers: [ghsa, cve, 'CVE-2024-2000'] })])
    await say('beta', [sighting('web', 'B1', { identifiers: [cve, ghsa] })])

    await say('beta', [sighting('web', 'B1', { identifiers: [ghsa] })])

    expect(new Map((await findings(world)).map((row) => [row.externalId, row.vulnerability]))).toEqual(
      new Map([
        ['A1', cve],
        ['B1', ghsa],
      ]),
    )
  })

  it('stay apart by package and by repository', async () => {
    const { world, say } = await threeScanners(stage())

    await say('alpha', [
      sighting('web', 'A1', { identifiers: [cve] }),
      sighting('web', 'A2', { identifiers: [cve], package: 'other' }),
      sighting('api', 'A3', { identifiers: [cve] }),
    ])

    expect((await vulnerabilities(world)).map((row) => [row.asset, row.package, row.sightings])).toEqual([
      ['team/api', 'left-pad', 1],
      ['team/web', 'left-pad', 1],
      ['team/web', 'other', 1],
    ])
  })
})

await describeSpine('the memory for shared facts', (stage) => {
  it('answers in full when it starts over because it is full', async () => {
    const world = await stage().world([])
    const dictionary = createDictionary(world.store, 3)
    const page = (numbers: readonly number[]) =>
      numbers.map((n) => sighting('web', `F${n}`, { package: `package-${n}`, identifiers: [`CVE-2024-100${n}`] }))
    const first = await dictionary.learn(page([1, 2, 3]).map(sharedFacts), stage().now())

    const second = await dictionary.learn(page([2, 3, 4, 5]).map(sharedFacts), stage().now())

    expect(second.slice(0, 2)).toEqual(first.slice(1))
    expect(new Set([...first, ...second].map((entry) => entry.packageId)).size).toBe(5)
  })

  it('answers in full while another page makes it forget', async () => {
    const world = await stage().world([])
    const dictionary = createDictionary(world.store, 2)
    const page = (n: number) => [sighting('web', `F${n}`, { package: `package-${n}`, identifiers: [`CVE-2024-100${n}`] })]

    const answers = await Promise.all(
      Array.from({ length: 9 }, async (_, n) => {
        const answer = await dictionary.learn(page(n).map(sharedFacts), stage().now())
        dictionary.forgetAliases()
        return answer
      }),
    )

    expect(answers.flat().every((entry) => entry.packageId !== null && entry.aliasGroupId !== null)).toBe(true)
  })
})

async function decide(world: World, name: string, decision: 'wont-fix' | 'false-positive'): Promise<void> {
  const { id } = await vulnerability(world, name)
  await world.commands.vulnerabilities.decide([id], { decision }, tester)
}

interface Scanners {
  readonly world: World
  readonly vendors: readonly Vendor[]
  /** One scanner's findings change, and it is synced. */
  say(vendor: string, items: readonly Sighting[], world?: World): Promise<void>
}

/** Three scanners that look at the same two repositories. */
async function threeScanners(stage: Stage): Promise<Scanners> {
  const forge = createVendor('forge', { sourceControl: true })
  forge.repositories = { pages: [{ items: [repository('1', 'team/web'), repository('2', 'team/api')] }] }
  const scanners = ['alpha', 'beta', 'gamma'].map((id) => createVendor(id))
  const world = await stage.world([forge, ...scanners])
  await connect(world, forge)
  const ids = new Map<string, number>()
  for (const scanner of scanners) {
    scanner.products = ['web', 'api'].map((ref) => product(ref, { address: `git@forge.test:team/${ref}.git` }))
    ids.set(scanner.id, await connect(world, scanner, { rules: { cveRequired: false } }))
  }
  await world.settle()
  return {
    world,
    vendors: [forge, ...scanners],
    async say(id, items, process = world) {
      const scanner = scanners.find((one) => one.id === id)
      for (const ref of ['web', 'api']) {
        scanner?.findings.set(ref, { pages: [{ items: items.filter((item) => item.target === ref) }] })
      }
      await sync(process, ids.get(id) ?? 0)
    },
  }
}
