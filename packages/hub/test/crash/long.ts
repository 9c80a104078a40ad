import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openDatabase } from '../../src/store/database.ts'
import { migrate } from '../../src/store/migrate.ts'
import { runOn, withDatabase } from '../database/templates.ts'
import { freshKeys } from '../spine/world.ts'
import { configOf, emulate, runChild, runThrough, type State, scanAgain, stateOf } from './harness.ts'
import type { Job } from './job.ts'

/**
 * Kills a syncing hub again and again and compares what is left with an undisturbed one after every story. Ends with an
 * error at the first difference. `--kills 1000`, `--projects`, `--findings`, and `--database-url` of a server on which databases
 * may be made; without it the embedded database is used.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '1000' },
    projects: { type: 'string', default: '6' },
    findings: { type: 'string', default: '6000' },
    'database-url': { type: 'string' },
  },
})
const wanted = Number(values.kills)
const size = { projects: Number(values.projects), findings: Number(values.findings) }
const server = values['database-url']
const repositories = Array.from({ length: size.projects }, (_, n) => `synthetic-0/service-${String(n).padStart(5, '0')}`)
const killsAPhase = 10

let killed = 0
for (let story = 1; killed < wanted; story += 1) {
  const started = performance.now()
  const now = await tell()
  killed += now
  const seconds = Math.round((performance.now() - started) / 1000)
  console.log(`story ${story}: killed ${now} times and all is well; ${killed} of ${wanted} so far, ${seconds} s`)
}

/** One story on fresh databases: connected, synced, scanned again and synced again, twice. Returns how often it was killed. */
async function tell(): Promise<number> {
  const endor = await emulate(size)
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-crash-'))
  try {
    const calm = await fresh(folder, 'calm')
    const troubled = await fresh(folder, 'troubled')
    const keys = freshKeys('crash')
    const job = (place: Job['place'], mode: Job['mode']): Job => ({ place, keys, mode, config: configOf(endor) })
    let kills = 0
    for (const mode of ['connect', 'sync', 'sync'] as const) {
      const { worked } = await runChild(job(calm, mode), null)
      kills += await runThrough(job(troubled, mode), killsAPhase, () => (Math.random() * worked * 2) / killsAPhase)
      refuseDifference(await read(calm), await read(troubled))
      scanAgain(endor, repositories)
    }
    return kills
  } finally {
    await endor.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** Throws with the first lines that only one of the two has. */
function refuseDifference(calm: State, troubled: State): void {
  for (const [what, rows] of Object.entries(calm)) {
    const [expected, found] = [linesOf(rows), linesOf(Object.entries(troubled).find(([name]) => name === what)?.[1])]
    const lost = expected.filter((line) => !found.includes(line))
    const added = found.filter((line) => !expected.includes(line))
    if (lost.length + added.length === 0 && expected.length === found.length) continue
    const shown = [...lost.slice(0, 5).map((line) => `- ${line}`), ...added.slice(0, 5).map((line) => `+ ${line}`)]
    throw new Error(`${what}: ${lost.length} lost, ${added.length} added\n${shown.join('\n')}`)
  }
}

function linesOf(rows: unknown): readonly string[] {
  return Array.isArray(rows) ? rows.map((row) => JSON.stringify(row)) : []
}

/** A migrated, empty database: in a folder of its own, or one of its own on the server. */
async function fresh(folder: string, name: string): Promise<Job['place']> {
  const place = {
    dataFolder: join(folder, name),
    ...(server !== undefined && { databaseUrl: await freshOnServer(server, name) }),
  }
  await using database = await openDatabase({ ...place, applicationName: 'crash', poolSize: 1 })
  await migrate(database)
  return place
}

async function freshOnServer(url: string, name: string): Promise<string> {
  const database = `patchbay_crash_${name}`
  await runOn(url, `drop database if exists ${database} with (force)`)
  await runOn(url, `create database ${database}`)
  return withDatabase(url, database)
}

async function read(place: Job['place']) {
  await using database = await openDatabase({ ...place, applicationName: 'crash', poolSize: 2 })
  return await stateOf(database)
}
