import { expect, it } from 'vitest'
import { createBrowse } from '../../src/compose/browse.ts'
import { publicId } from '../../src/domain/public-id.ts'
import { act, history, lodash, remediations, resync, withFindings } from './fixing.ts'
import { npm, sighting } from './sighting.ts'
import { describeSpine, type Stage } from './stage.ts'
import { tester } from './world.ts'

const below = { name: 'Away with old lodash', package: 'pkg:npm/lodash@4.17.4', below: '4.17.21' }

await describeSpine('campaigns', (stage) => {
  it('open what is proposed of their package below the bound, and nothing else', async () => {
    const scene = await withFindings(stage(), [...lodash(['4.17.21']), minimist()])

    const id = await scene.world.commands.campaigns.create(below, tester)

    expect(byTitle(await remediations(scene.world))).toMatchObject([
      {
        title: 'Upgrade lodash 4.17.4 → 4.17.21',
        state: 'open',
        campaign_id: id,
        state_reason: 'Campaign “Away with old lodash”',
      },
      { title: 'Upgrade minimist 1.0.0 → 9.0.0', state: 'proposed', campaign_id: null },
    ])
    const [taken] = byTitle(await remediations(scene.world))
    expect(await history(scene.world, taken?.id ?? 0)).toMatchObject([{ actor: 'tester', data: { trigger: 'open' } }])
    expect(await campaignOf(stage(), id)).toMatchObject({
      package: 'pkg:npm/lodash',
      remediations: 1,
      resolved: 0,
      states: { open: 1 },
      openVulnerabilities: 1,
    })
  })

  it('leave alone what uses the bound or a later version', async () => {
    const scene = await withFindings(stage(), lodash(['4.17.21']))

    await scene.world.commands.campaigns.create({ ...below, below: '4.17.4' }, tester)

    expect(await remediations(scene.world)).toMatchObject([{ state: 'proposed', campaign_id: null }])
  })

  it('take in what later syncs find until they are closed, and show when it is done', async () => {
    const scene = await withFindings(stage(), [minimist()])
    const id = await scene.world.commands.campaigns.create(below, tester)
    expect(await campaignOf(stage(), id)).toMatchObject({ remediations: 0, states: {} })

    await resync(scene, [minimist(), ...lodash(['4.17.21'])])
    const [taken] = byTitle(await remediations(scene.world))
    expect(taken).toMatchObject({ state: 'open', campaign_id: id })
    await act(scene.world, taken?.id ?? 0, 'merge')
    await resync(scene, [minimist()])
    expect(await campaignOf(stage(), id)).toMatchObject({ remediations: 1, resolved: 1, openVulnerabilities: 0 })

    await scene.world.commands.campaigns.close(id, tester)
    await resync(scene, [minimist(), ...lodash(['4.17.30'], 20)])
    expect(
      (await remediations(scene.world)).filter((row) => row.campaign_id === null && row.title.includes('lodash')),
    ).toMatchObject([{ state: 'proposed' }])
    await expect(scene.world.commands.campaigns.close(id, tester)).rejects.toMatchObject({
      details: { code: 'campaign-closed' },
    })
  })

  it.each([
    [{ ...below, package: 'lodash' }, 'package'],
    [{ ...below, below: 'the new one' }, 'below'],
  ])('refuse %j', async (input, field) => {
    const world = await stage().world([])

    await expect(world.commands.campaigns.create(input, tester)).rejects.toMatchObject({
      details: { code: 'campaign-invalid', field },
    })
  })

  it('have one name each', async () => {
    const world = await stage().world([])
    await world.commands.campaigns.create(below, tester)

    await expect(world.commands.campaigns.create(below, tester)).rejects.toMatchObject({
      details: { code: 'campaign-name-taken' },
    })
  })
})

function minimist() {
  return sighting('web', 'M1', { identifiers: ['CVE-2024-4001'], package: npm('minimist', '1.0.0') })
}

function byTitle(rows: Awaited<ReturnType<typeof remediations>>) {
  return rows.toSorted((left, right) => (left.title < right.title ? -1 : 1))
}

function campaignOf(stage: Stage, id: number) {
  const browse = createBrowse({ database: stage.database, plugins: new Map(), now: stage.now })
  return browse.campaigns.get(publicId('campaign', id))
}
