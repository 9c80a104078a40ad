import { sql } from 'kysely'
import { expect, it } from 'vitest'
import { createBrowse } from '../../src/compose/browse.ts'
import { publicId } from '../../src/domain/public-id.ts'
import { lastOperation, rowVersions, vulnerabilities } from './look.ts'
import { paged, type SightingFacts, sighting } from './sighting.ts'
import { connect, describeSpine, type Stage, sync } from './stage.ts'
import { createVendor, product, repository, type Vendor } from './vendor.ts'
import type { World } from './world.ts'

await describeSpine('EPSS', (stage) => {
  it('changes every day without rewriting a finding, a detail or a vulnerability', async () => {
    const { world, vendor, id } = await connected(stage(), { epss: { score: 0.1, percentile: 0.5 } })
    const before = await versions(world)
    const details = await count(world)

    stage().pass({ days: 1 })
    tell(vendor, { epss: { score: 0.25, percentile: 0.75 } })
    await sync(world, id)

    expect((await lastOperation(world)).counts).toMatchObject({ unchanged: 1, changed: 0 })
    expect(await versions(world)).toEqual(before)
    expect(await count(world)).toBe(details)
    expect(await shown(stage(), world)).toEqual({ vulnerability: 0.25, findings: [{ score: 0.25, percentile: 0.75 }] })
  })

  it('is not written again while it stays the same, also by a hub that remembers nothing', async () => {
    const { world, vendor, id } = await connected(stage(), { epss: { score: 0.1, percentile: null } })
    const version = () => sql`select xmin::text, ctid::text from epss`.execute(world.database.kysely)
    const { rows: before } = await version()

    const again = await stage().world([vendor])
    await sync(again, id)

    expect((await version()).rows).toEqual(before)
  })

  it('stays what each scanner told, and a vulnerability shows what was told last', async () => {
    const forge = createVendor('forge', { sourceControl: true })
    forge.repositories = { pages: [{ items: [repository('1', 'team/web')] }] }
    const scanners = ['alpha', 'beta'].map((name) => createVendor(name))
    const world = await stage().world([forge, ...scanners])
    await connect(world, forge)
    for (const [index, vendor] of scanners.entries()) {
      stage().pass({ hours: 1 })
      vendor.products = [product('web', { address: 'https://forge.test/team/web' })]
      tell(vendor, { epss: { score: index === 0 ? 0.9 : 0.3, percentile: null } })
      await connect(world, vendor)
      await world.settle()
    }

    expect(await shown(stage(), world)).toEqual({
      vulnerability: expect.closeTo(0.3),
      findings: [
        { score: 0.9, percentile: null },
        { score: 0.3, percentile: null },
      ],
    })
  })
})

async function connected(stage: Stage, facts: SightingFacts) {
  const vendor = createVendor('alpha')
  const world = await stage.world([vendor])
  vendor.products = [product('web')]
  tell(vendor, facts)
  const id = await connect(world, vendor)
  await world.settle()
  return { world, vendor, id }
}

function tell(vendor: Vendor, facts: SightingFacts): void {
  vendor.findings.set('web', { pages: paged([sighting('web', 'F1', facts)], 1) })
}

async function versions(world: World) {
  return { findings: await rowVersions(world, 'finding'), vulnerabilities: await rowVersions(world, 'vulnerability') }
}

async function count({ database }: World): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*)::int as n from detail`.execute(database.kysely)
  return rows[0]?.n ?? 0
}

/** As the API tells it. */
async function shown(stage: Stage, world: World) {
  const [row] = await vulnerabilities(world)
  const browse = createBrowse({ database: world.database, plugins: new Map(), now: stage.now })
  const vulnerability = await browse.vulnerabilities.get(publicId('vulnerability', row?.id ?? 0))
  return {
    vulnerability: vulnerability.epss,
    findings: vulnerability.findings.map((finding) => finding.epss).toSorted((a, b) => (b?.score ?? 0) - (a?.score ?? 0)),
  }
}
