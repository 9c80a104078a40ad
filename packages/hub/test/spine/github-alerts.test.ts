import { createEndorLabsEmulator } from '@patchbay/connectors/endor-labs/emulator'
import { createGitHubEmulator, type GitHubEmulator, seenByGitHub } from '@patchbay/connectors/github/emulator'
import { createOxSecurityEmulator } from '@patchbay/connectors/ox-security/emulator'
import { createSnykEmulator } from '@patchbay/connectors/snyk/emulator'
import { demoTenant } from '@patchbay/sdk/testing'
import { expect, it, onTestFinished } from 'vitest'
import { findings, lastOperation, operations, records, type SeenFinding, vulnerabilities } from './look.ts'
import { describeSpine, type Stage, sync } from './stage.ts'
import { tester, type World } from './world.ts'

const tenant = await demoTenant()
const identity = 'acme/identity'

await describeSpine('GitHub’s alerts', (stage) => {
  it('come in beside its repositories, over one connection', async () => {
    const { world } = await hosted(stage())

    expect((await operations(world)).map(({ kind, state }) => [kind, state])).toEqual([
      ['discover', 'complete'],
      ['sync', 'complete'],
    ])
    expect((await records(world)).every(({ state, method }) => state === 'GOOD' && method === 'native-id')).toBe(true)
    const seen = [...seenByGitHub(tenant)].filter(({ finding }) => finding.kind === 'dependency')
    const { counts } = await lastOperation(world, 'sync')
    expect(counts.seen).toBe(seen.length)
    expect(await present(world)).toBe(seen.length - (counts.filtered['no-cve'] ?? 0))
  })

  it('are one vulnerability with what Endor Labs, OX Security and Snyk see of the same package', async () => {
    const { world } = await hosted(stage())
    await connectScanners(world)

    const together = (await vulnerabilities(world)).filter((row) => row.connections.length === 4)

    expect(together.length).toBeGreaterThan(10)
    const [one] = together
    const sightings = (await findings(world)).filter(({ vulnerabilityId }) => vulnerabilityId === one?.id)
    expect(new Set(sightings.map(({ connection }) => connection))).toEqual(
      new Set(['Endor Labs', 'GitHub', 'OX Security', 'Snyk']),
    )
    expect(new Set(sightings.map(({ asset }) => asset)).size).toBe(1)
  })

  it('stay open when their family is switched off, and close when they are fixed', async () => {
    const { world, github, githubId } = await hosted(stage())
    const before = await of(world, identity)
    const [fixed] = [...seenByGitHub(tenant)].filter(
      ({ repository, finding }) =>
        repository.fullName === identity && finding.advisory?.cve !== null && finding.kind === 'dependency',
    )

    github.alerts.setFamily(identity, 'dependabot', 'off')
    await sync(world, githubId)
    const whileOff = await of(world, identity)
    const off = await lastOperation(world, 'sync')
    github.alerts.setFamily(identity, 'dependabot', 'on')
    github.alerts.fix(fixed?.finding.key ?? '')
    await sync(world, githubId)

    expect(off).toMatchObject({ state: 'complete', counts: { closed: 0 } })
    expect(whileOff).toEqual(before)
    expect((await lastOperation(world, 'sync')).counts).toMatchObject({ closed: 1 })
    expect((await of(world, identity)).filter(({ closedReason }) => closedReason === 'absent')).toHaveLength(1)
  })

  it('stay as they are when alerts are switched off in the settings, and are not asked for any more', async () => {
    const { world, github, githubId } = await hosted(stage())
    const before = await present(world)

    await world.commands.connections.update(githubId, { config: { alerts: false } }, tester)
    await sync(world, githubId)
    await sync(world, githubId, 'discover')

    expect(new Set((await records(world)).map(({ state }) => state))).toEqual(new Set(['MISSING']))
    expect(await present(world)).toBe(before)
    const asked = github.requests.to(/\/alerts$/).length
    await sync(world, githubId)
    expect(github.requests.to(/\/alerts$/)).toHaveLength(asked)
  })
})

async function hosted(stage: Stage): Promise<{ world: World; github: GitHubEmulator; githubId: number }> {
  const github = await createGitHubEmulator({ tenant })
  onTestFinished(() => github.close())
  const world = await stage.world()
  const config = { token: github.credentials.classic, alerts: true, baseUrl: github.url }
  const { connectionId } = await world.commands.connections.create({ connector: 'github', label: 'GitHub', config }, tester)
  await world.settle()
  return { world, github, githubId: connectionId }
}

/** The three other scanners that see the same company. */
async function connectScanners(world: World): Promise<void> {
  const endor = await createEndorLabsEmulator({ tenant })
  const ox = await createOxSecurityEmulator({ tenant })
  const snyk = await createSnykEmulator({ tenant })
  onTestFinished(() => Promise.all([endor.close(), ox.close(), snyk.close()]).then(() => undefined))
  const { key, secret } = endor.credentials.readOnly
  const scanners = [
    {
      connector: 'endor-labs',
      label: 'Endor Labs',
      config: { namespace: endor.namespace, apiKey: key, apiSecret: secret, baseUrl: endor.url },
    },
    {
      connector: 'ox-security',
      label: 'OX Security',
      config: { apiToken: ox.credentials.integration, baseUrl: ox.url },
    },
    {
      connector: 'snyk',
      label: 'Snyk',
      config: { token: snyk.credentials.group, groupId: snyk.groupId, baseUrl: snyk.url },
    },
  ]
  for (const scanner of scanners) await world.commands.connections.create(scanner, tester)
  await world.settle()
}

async function present(world: World): Promise<number> {
  return (await findings(world)).filter((finding) => finding.present).length
}

async function of(world: World, asset: string): Promise<readonly SeenFinding[]> {
  return (await findings(world)).filter((finding) => finding.asset === asset)
}
