import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createEndorLabsEmulator, type EndorLabsEmulator } from '@patchbay/connectors/endor-labs/emulator'
import { createGitHubEmulator } from '@patchbay/connectors/github/emulator'
import { createTenant, findingsOf, syntheticTenant, type Tenant } from '@patchbay/sdk/testing'
import { sql } from 'kysely'
import { type Database, openDatabase } from '../../src/store/database.ts'
import { createWorld, tester, type World } from '../spine/world.ts'
import type { Job, Word } from './job.ts'

export interface Size {
  readonly projects: number
  readonly findings: number
}

/** Endor Labs with a synthetic tenant that can be scanned again. */
export function emulate(size: Size): Promise<EndorLabsEmulator> {
  return createEndorLabsEmulator({ tenant: smallTenant(size) })
}

/** A synthetic tenant held in memory. */
export function smallTenant(size: Size): Tenant {
  const synthetic = syntheticTenant(size)
  const findings = synthetic.repositories.flatMap((_, repository) =>
    [...findingsOf(synthetic, repository)].map((finding) => ({ repository, finding })),
  )
  return createTenant(synthetic.repositories, findings)
}

/** A hub on this place into which everything of a tenant is imported, and where `then` goes on. */
export async function imported(
  { place, keys, tenant }: { readonly place: Job['place']; readonly keys: string; readonly tenant: Tenant },
  then: (world: World) => Promise<unknown>,
): Promise<void> {
  await using github = await createGitHubEmulator({ tenant })
  await using endor = await createEndorLabsEmulator({ tenant })
  await using database = await openPlace(place)
  const world = await createWorld(database, { keys })
  const { connections } = world.commands
  const source = { token: github.credentials.classic, baseUrl: github.url }
  await connections.create({ connector: 'github', label: 'GitHub', config: source }, tester)
  await world.settle()
  await connections.create({ connector: 'endor-labs', label: 'Endor Labs', config: configOf(endor) }, tester)
  await world.settle()
  await then(world)
  await world.close()
}

/** The database of a hub that no child works on. */
export function openPlace({ dataFolder, databaseUrl }: Job['place']): Promise<Database> {
  return openDatabase({ dataFolder, ...(databaseUrl !== undefined && { databaseUrl }), applicationName: 'crash', poolSize: 4 })
}

/** Minutes that the clock of each process is ahead of the one before: whatever a killed one held is free again. */
export const apart = 40

/**
 * Runs one process after the other: each is killed at one of the moments, as `killAt` arranges it, and the last works to its end.
 * Rejects when one was not killed.
 */
export async function killAtEach<Moment>(
  job: Job,
  moments: readonly Moment[],
  killAt: (moment: Moment, kill: () => void) => void,
): Promise<void> {
  for (const [index, moment] of moments.entries()) {
    const { said } = await runChild({ ...job, minutesAhead: index * apart }, null, (kill) => killAt(moment, kill))
    if (said.includes('done')) throw new Error(`Nobody killed process ${index + 1}: its moment never came.`)
  }
  const { said } = await runChild({ ...job, minutesAhead: moments.length * apart }, null)
  if (!said.includes('done')) throw new Error('The last process was killed.')
}

/** The settings to connect to it with. */
export function configOf(endor: EndorLabsEmulator): Job['config'] {
  const { key, secret } = endor.credentials.readOnly
  return { namespace: endor.namespace, apiKey: key, apiSecret: secret, baseUrl: endor.url }
}

/** Every project is scanned again: a tenth is fixed, another tenth comes out worse. */
export function scanAgain(endor: EndorLabsEmulator, repositories: readonly string[]): void {
  for (const project of repositories.flatMap((name) => endor.projectsOf(name))) {
    const findings = endor.findingsOf(project)
    const worse = findings.filter((_, index) => index % 10 === 1)
    endor.rescan(project, {
      fixed: findings.filter((_, index) => index % 10 === 0),
      changed: Object.fromEntries(worse.map((uuid) => [uuid, { level: 'FINDING_LEVEL_CRITICAL' }])),
    })
  }
}

const compileCache = join(import.meta.dirname, '../../../../node_modules/.cache/patchbay-compiled')

interface ChildEnd {
  readonly said: readonly Word[]
  /** Milliseconds from `ready` to the end. */
  readonly worked: number
}

/** Runs one child, and kills it that many milliseconds after it is ready, or when whoever gets `kill` says so. Rejects when it ends in any other way than by that or by being done. */
export function runChild(job: Job, killAfter: number | null, onStart?: (kill: () => void) => void): Promise<ChildEnd> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [`${import.meta.dirname}/child.ts`, JSON.stringify(job)], {
      stdio: ['ignore', 'pipe', 'inherit'],
      // Most of a child's life is loading the same modules again.
      env: { ...process.env, NODE_COMPILE_CACHE: compileCache },
    })
    onStart?.(() => child.kill('SIGKILL'))
    const said: Word[] = []
    let ready = performance.now()
    let killer: NodeJS.Timeout | undefined
    createInterface(child.stdout).on('line', (word) => {
      said.push(word as Word)
      if (word !== 'ready') return
      ready = performance.now()
      if (killAfter !== null) killer = setTimeout(() => child.kill('SIGKILL'), killAfter)
    })
    child.once('error', reject)
    child.once('close', (code, signal) => {
      clearTimeout(killer)
      if (code === 0 || signal === 'SIGKILL') resolve({ said, worked: performance.now() - ready })
      else reject(new Error(`The child ended with ${code ?? signal} after saying ${said.join(', ') || 'nothing'}.`))
    })
  })
}

/** Runs children until the job is done, killing up to `kills` of them at moments of `moment`'s choice. Returns how many were killed. */
export async function runThrough(job: Job, kills: number, moment: () => number): Promise<number> {
  let mode = job.mode
  for (let killed = 0; ; killed += 1) {
    const { said } = await runChild({ ...job, mode }, killed < kills ? moment() : null)
    if (said.includes('done')) return killed
    if (said.includes('asked')) mode = 'resume'
  }
}

export type State = Awaited<ReturnType<typeof stateOf>>

/** Everything a crash must not change, without the ids and times that differ from run to run. */
export async function stateOf(database: Database) {
  const rows = async <Row>(query: ReturnType<typeof sql<Row>>) => (await query.execute(database.kysely)).rows
  return {
    records: await rows(sql`select ref, state from record order by ref collate "C"`),
    findings: await rows(sql`
      select r.ref, f.external_id, f.present, f.closed_reason, f.content, f.severity, f.detected_at, a.name as asset,
        v.name, p.key
      from finding f join record r on r.id = f.record_id join vulnerability v on v.id = f.vulnerability_id
      join asset a on a.id = f.asset_id left join package p on p.id = v.package_id
      order by r.ref collate "C", f.external_id collate "C", f.id`),
    vulnerabilities: await rows(sql`
      select a.name as asset, v.name, p.key, v.status, v.present, v.gone_reason, v.severity, v.decision, v.decision_reason,
        v.sightings, v.open_sightings, v.detected_at, v.title, v.cvss, v.fixed_version,
        (select string_agg(e.kind, ' ' order by e.kind) from vulnerability_event e where e.vulnerability_id = v.id) as history
      from vulnerability v join asset a on a.id = v.asset_id left join package p on p.id = v.package_id
      order by a.name collate "C", v.name collate "C", p.key collate "C"`),
    epss: await rows(sql`select identifier, score, percentile from epss order by identifier collate "C"`),
    counts: await rows(sql`
      select a.name as asset, c.kind, c.severity, c.status, c.n from vulnerability_count c join asset a on a.id = c.asset_id
      where c.n <> 0 order by a.name collate "C", c.kind, c.severity, c.status collate "C"`),
    operations: await rows(sql`
      select kind, state, problem, counts -> 'new' as new, counts -> 'changed' as changed, counts -> 'closed' as closed,
        counts -> 'reopened' as reopened from operation order by id`),
    aliases: await rows(sql`
      select g.name, string_agg(a.identifier, ' ' order by a.identifier) from alias_group g join alias a on a.group_id = g.id
      group by g.id, g.name order by g.name collate "C"`),
  }
}
