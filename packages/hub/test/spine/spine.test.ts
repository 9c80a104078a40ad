import { createEndorLabsEmulator, type EndorLabsEmulator } from '@patchbay/connectors/endor-labs/emulator'
import { createGitHubEmulator, type GitHubEmulator } from '@patchbay/connectors/github/emulator'
import { demoTenant, findingsOf, type Tenant, type TenantFinding } from '@patchbay/sdk/testing'
import { sql } from 'kysely'
import { expect, it, onTestFinished } from 'vitest'
import { isCve } from '../../src/domain/alias.ts'
import { severityRank } from '../../src/domain/severity.ts'
import { findings, lastOperation, operations, records, rowVersions, type SeenVulnerability, vulnerabilities } from './look.ts'
import { describeSpine, type Stage, sync } from './stage.ts'
import { tester, type World } from './world.ts'

await describeSpine('GitHub and Endor Labs', (stage) => {
  it('together: every repository, every project where it belongs, every problem once', async () => {
    const { world, tenant, connectGitHub, connectEndor } = await scene(stage())

    await connectGitHub()
    await connectEndor()

    expect((await operations(world)).map((row) => [row.connection, row.kind, row.state])).toEqual([
      ['GitHub', 'discover', 'complete'],
      ['Endor Labs', 'discover', 'complete'],
      ['Endor Labs', 'sync', 'complete'],
    ])
    const hosted = tenant.repositories.filter((one) => one.knownTo !== 'scanner' && one.cloneUrl !== null)
    const names = await world.database.kysely.selectFrom('repository').select('full_name').execute()
    expect(names.map((row) => row.full_name).toSorted()).toEqual(hosted.map((one) => one.fullName).toSorted())
    await expectMapped(world, tenant)
    expect(shown(await vulnerabilities(world))).toEqual(expected(tenant))
  })

  it('counts what came in and what did not, so that nothing is missing without a reason', async () => {
    const { world, tenant, connectEndor } = await scene(stage())

    await connectEndor()

    const { counts } = await lastOperation(world, 'sync')
    const wanted = scanned(tenant).flatMap(({ findings: found, times }) => Array(times).fill(found).flat() as TenantFinding[])
    const dependencies = wanted.filter((finding) => ['dependency', 'container'].includes(finding.kind))
    expect(counts).toMatchObject({
      seen: dependencies.length,
      new: (await findings(world)).length,
      changed: 0,
      unchanged: 0,
      closed: 0,
      reopened: 0,
      setAside: 0,
    })
    expect(counts.new + (counts.filtered['no-cve'] ?? 0)).toBe(counts.seen)
    expect(counts.filtered['no-cve']).toBe(dependencies.filter((finding) => !hasCve(finding)).length)
    expect(counts.filtered['kind-not-selected']).toBe(wanted.length - dependencies.length)
    expect(counts.requests).toBeGreaterThan(10)
  })

  it('in the other order: what was in products of its own moves to the repositories, with findings and decisions', async () => {
    const { world, tenant, connectGitHub, connectEndor } = await scene(stage())
    await connectEndor()
    expect((await records(world)).every((row) => row.method === 'auto-product')).toBe(true)
    const decided = (await vulnerabilities(world)).filter((row) => row.severity === 5)
    await world.commands.vulnerabilities.decide(
      decided.map((row) => row.id),
      { decision: 'wont-fix', reason: 'Later.' },
      tester,
    )
    const before = (await findings(world)).map((row) => row.id)

    await connectGitHub()

    await expectMapped(world, tenant)
    expect((await operations(world)).at(-1)).toMatchObject({
      connection: 'Endor Labs',
      kind: 'sync',
      trigger: 'follow-up',
      counts: { new: 0, changed: 0, closed: 0, reopened: 0 },
    })
    expect((await findings(world)).map((row) => row.id)).toEqual(before)
    const after = await vulnerabilities(world)
    expect(shown(after)).toEqual(expected(tenant))
    for (const row of after) expect([row.name, row.decision]).toEqual([row.name, row.severity === 5 ? 'wont-fix' : 'none'])
    const history = await sql<{ n: number }>`select count(*)::int as n from vulnerability_event where kind = 'decided'`.execute(
      world.database.kysely,
    )
    expect(history.rows[0]?.n).toBeGreaterThanOrEqual(decided.length)
  })

  it('writes nothing when nothing changed', async () => {
    const { world, connectGitHub, connectEndor } = await scene(stage())
    await connectGitHub()
    const id = await connectEndor()
    const before = { findings: await rowVersions(world, 'finding'), vulnerabilities: await rowVersions(world, 'vulnerability') }

    for (let times = 0; times < 2; times += 1) {
      stage().pass({ hours: 6 })
      await sync(world, id, 'discover')
    }

    expect((await lastOperation(world)).counts).toMatchObject({ new: 0, changed: 0, closed: 0, reopened: 0 })
    expect({
      findings: await rowVersions(world, 'finding'),
      vulnerabilities: await rowVersions(world, 'vulnerability'),
    }).toEqual(before)
  })

  it('follows a new scan: what is fixed is closed, what is new is open', async () => {
    const { world, endor, tenant, connectGitHub, connectEndor } = await scene(stage())
    await connectGitHub()
    const id = await connectEndor()
    const [project = ''] = endor.projectsOf('northwind/warehouse')
    const fixed = (await findings(world)).filter((row) => row.record === project).slice(0, 3)
    const other = scanned(tenant)
      .find((one) => one.name === 'northwind/reporting')
      ?.findings.find(hasCve)

    endor.rescan(project, {
      fixed: fixed.map((row) => row.externalId),
      added: other ? [{ ...other, key: 'added', manifest: 'extra/pom.xml' }] : [],
    })
    await sync(world, id)

    expect((await lastOperation(world)).counts).toMatchObject({ new: 1, closed: 3, reopened: 0 })
    const closed = (await findings(world)).filter((row) => !row.present)
    expect(closed.map((row) => [row.externalId, row.closedReason]).toSorted()).toEqual(
      fixed.map((row) => [row.externalId, 'absent']).toSorted(),
    )
  })

  it('keeps findings of a project that was deleted in the scanner, and says that it is missing', async () => {
    const { world, endor, connectEndor } = await scene(stage())
    const id = await connectEndor()
    const [project = ''] = endor.projectsOf('acme/identity')
    const before = (await findings(world)).length

    endor.removeProject(project)
    await sync(world, id, 'discover')

    expect((await records(world)).find((row) => row.ref === project)?.state).toBe('MISSING')
    expect((await findings(world)).filter((row) => row.present)).toHaveLength(before)
  })
})

interface Scanned {
  readonly name: string
  /** How many projects scan it. */
  readonly times: number
  readonly findings: readonly TenantFinding[]
}

/** The tenant's repositories as scanners see them. */
function scanned(tenant: Tenant): readonly Scanned[] {
  return tenant.repositories.flatMap((repository, index) =>
    repository.knownTo === 'host'
      ? []
      : [{ name: repository.fullName, times: Math.max(1, repository.teams.length), findings: [...findingsOf(tenant, index)] }],
  )
}

function hasCve({ advisory }: TenantFinding): boolean {
  return advisory !== null && [advisory.id, ...advisory.aliases].some(isCve)
}

interface Shown {
  readonly place: string
  readonly name: string
  readonly severity: number
  readonly detectedAt: string | null
  readonly sightings: number
}

function shown(rows: readonly SeenVulnerability[]): readonly Shown[] {
  return rows
    .map((row) => ({
      place: `${row.asset} ${row.package}`,
      name: row.name,
      severity: row.severity,
      detectedAt: row.detectedAt?.toISOString() ?? null,
      sightings: row.sightings,
    }))
    .toSorted(compare)
}

/** What the tenant's own findings add up to: by repository, package and CVE, with the earliest detection and the worst severity. */
function expected(tenant: Tenant): readonly Shown[] {
  const rows = scanned(tenant).flatMap(({ name, times, findings: found }) =>
    found
      .filter((finding) => ['dependency', 'container'].includes(finding.kind) && hasCve(finding))
      .map((finding) => ({
        finding,
        times,
        place: `${name} ${packageName(finding)}`,
        name: [finding.advisory?.id ?? '', ...(finding.advisory?.aliases ?? [])].filter(isCve).toSorted()[0] ?? '',
      })),
  )
  return [...Map.groupBy(rows, (row) => `${row.place} ${row.name}`).values()]
    .flatMap((group): Shown[] => {
      const [first] = group
      if (first === undefined) return []
      const dates = group.flatMap((row) => row.finding.detectedAt ?? []).toSorted()
      return [
        {
          place: first.place,
          name: first.name,
          severity: Math.max(...group.map((row) => severityRank(row.finding.severity))),
          detectedAt: dates[0] ?? null,
          sightings: group.reduce((sum, row) => sum + row.times, 0),
        },
      ]
    })
    .toSorted(compare)
}

function packageName(finding: TenantFinding): string {
  return finding.package?.name ?? ''
}

function compare(a: Shown, b: Shown): number {
  return `${a.place} ${a.name}` < `${b.place} ${b.name}` ? -1 : 1
}

/** Each project leads to the repository of its name today; what no source control knows has a product of its own. */
async function expectMapped(world: World, tenant: Tenant): Promise<void> {
  const seen = (await records(world)).filter((row) => row.connection === 'Endor Labs')
  expect(seen.every((row) => row.state === 'GOOD')).toBe(true)
  const assets = scanned(tenant).flatMap(({ name, times }) => Array(times).fill(name) as string[])
  expect(seen.map((row) => row.asset).toSorted()).toEqual(assets.toSorted())
  const own = tenant.repositories.filter((one) => one.knownTo === 'scanner').map((one) => one.fullName)
  expect(
    seen
      .filter((row) => row.method === 'auto-product')
      .map((row) => row.asset)
      .toSorted(),
  ).toEqual(own.toSorted())
}

interface Scene {
  readonly world: World
  readonly tenant: Tenant
  readonly github: GitHubEmulator
  readonly endor: EndorLabsEmulator
  connectGitHub(): Promise<number>
  connectEndor(): Promise<number>
}

async function scene(stage: Stage): Promise<Scene> {
  const tenant = await demoTenant()
  const github = await createGitHubEmulator({ tenant })
  const endor = await createEndorLabsEmulator({ tenant })
  onTestFinished(() => Promise.all([github.close(), endor.close()]).then(() => undefined))
  const world = await stage.world()

  async function connect(connector: string, label: string, config: Readonly<Record<string, unknown>>): Promise<number> {
    const { connectionId } = await world.commands.connections.create({ connector, label, config }, tester)
    await world.settle()
    return connectionId
  }
  const { key, secret } = endor.credentials.readOnly
  return {
    world,
    tenant,
    github,
    endor,
    connectGitHub: () => connect('github', 'GitHub', { token: github.credentials.classic, baseUrl: github.url }),
    connectEndor: () =>
      connect('endor-labs', 'Endor Labs', {
        namespace: endor.namespace,
        apiKey: key,
        apiSecret: secret,
        baseUrl: endor.url,
      }),
  }
}
