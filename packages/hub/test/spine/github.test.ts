import { createEndorLabsEmulator } from '@patchbay/connectors/endor-labs/emulator'
import { createGitHubEmulator, type GitHubEmulator } from '@patchbay/connectors/github/emulator'
import { createTenant, demoTenant, findingsOf, type Tenant } from '@patchbay/sdk/testing'
import { expect, it, onTestFinished } from 'vitest'
import { findings, record, records } from './look.ts'
import { connect, describeSpine, type Stage, sync } from './stage.ts'
import { createVendor, product } from './vendor.ts'
import { tester, type World } from './world.ts'

await describeSpine('repositories on GitHub', (stage) => {
  it('are followed by id when they are renamed, and scanners that still use the old name match', async () => {
    const { world, github, githubId } = await hosted(stage())
    const before = await assets(world)

    github.controls.rename('acme/identity', 'login')
    await sync(world, githubId, 'discover')
    const vendor = createVendor('late')
    vendor.products = [product('old', { address: 'https://github.com/acme/identity' })]
    const late = await stage().world([vendor])
    await connect(late, vendor, { autoMap: false })
    await late.settle()

    const after = await assets(world)
    expect(after.get('acme/login')).toBe(before.get('acme/identity'))
    expect(after.has('acme/identity')).toBe(false)
    expect(await record(world, 'old')).toMatchObject({ state: 'GOOD', asset: 'acme/login', method: 'former-url' })
    expect((await findings(world)).some((row) => row.asset === 'acme/login')).toBe(true)
  })

  it('are followed by id when they are transferred', async () => {
    const { world, github, githubId } = await hosted(stage())
    const before = await assets(world)

    github.controls.transfer('acme/identity', 'northwind')
    await sync(world, githubId, 'discover')

    expect((await assets(world)).get('northwind/identity')).toBe(before.get('acme/identity'))
    expect((await records(world)).find((row) => row.asset === 'northwind/identity')?.state).toBe('GOOD')
  })

  it('are other ones when they are made again under the same name', async () => {
    const { world, github, githubId } = await hosted(stage())

    github.controls.recreate('acme/identity')
    await sync(world, githubId, 'discover')

    const rows = await world.database.kysely
      .selectFrom('repository')
      .select(['ref', 'present'])
      .where('full_name', '=', 'acme/identity')
      .orderBy('asset_id')
      .execute()
    expect(rows.map((row) => row.present)).toEqual([false, true])
    const stale = (await records(world)).filter((row) => row.asset === 'acme/identity')
    expect(stale.map((row) => row.state)).toEqual(['STALE'])
  })

  it('leave their records STALE when they are deleted', async () => {
    const { world, github, githubId } = await hosted(stage())

    github.controls.delete('acme/identity')
    await sync(world, githubId, 'discover')

    expect((await records(world)).filter((row) => row.state !== 'GOOD').map((row) => [row.asset, row.state])).toEqual([
      ['acme/identity', 'STALE'],
    ])
  })
})

/** Two of the demo tenant's repositories on GitHub and in Endor Labs, over HTTP. */
async function hosted(stage: Stage): Promise<{ world: World; github: GitHubEmulator; githubId: number }> {
  const tenant = part(await demoTenant(), ['acme/identity', 'northwind/edge-router'])
  const github = await createGitHubEmulator({ tenant })
  const endor = await createEndorLabsEmulator({ tenant })
  onTestFinished(() => Promise.all([github.close(), endor.close()]).then(() => undefined))
  const world = await stage.world()
  const { connectionId: githubId } = await world.commands.connections.create(
    { connector: 'github', label: 'GitHub', config: { token: github.credentials.classic, baseUrl: github.url } },
    tester,
  )
  await world.settle()
  const { key, secret } = endor.credentials.readOnly
  await world.commands.connections.create(
    {
      connector: 'endor-labs',
      label: 'Endor Labs',
      config: { namespace: endor.namespace, apiKey: key, apiSecret: secret, baseUrl: endor.url },
    },
    tester,
  )
  await world.settle()
  return { world, github, githubId }
}

function part(tenant: Tenant, names: readonly string[]): Tenant {
  const kept = tenant.repositories.flatMap((repository, index) =>
    names.includes(repository.fullName) ? [{ repository, index }] : [],
  )
  return createTenant(
    kept.map(({ repository }) => repository),
    kept.flatMap(({ index }, place) => [...findingsOf(tenant, index)].map((finding) => ({ repository: place, finding }))),
  )
}

async function assets(world: World): Promise<ReadonlyMap<string, number>> {
  const rows = await world.database.kysely.selectFrom('repository').select(['full_name', 'asset_id']).execute()
  return new Map(rows.map((row) => [row.full_name, row.asset_id]))
}
