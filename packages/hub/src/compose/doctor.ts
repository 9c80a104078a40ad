import { access, constants, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { connectorsFolder } from '@patchbay/connectors/folder'
import { sql } from 'kysely'
import type { Diagnosis } from '../cli/commands/local.ts'
import type { CliContext } from '../cli/context.ts'
import { hubAddress } from '../cli/hub.ts'
import { readSettings, type Settings } from '../config/config.ts'
import { auditLog } from '../people/audit-log.ts'
import { parseAllowList } from '../runtime/http/allow-list.ts'
import { loadConnectors } from '../runtime/loader.ts'
import { parseKeys } from '../runtime/secrets/key.ts'
import { type Database, openDatabase } from '../store/database.ts'
import { migrations } from '../store/migrations/index.ts'
import { AuditStore } from '../store/people/audit-store.ts'

const oldestNode = 24

/** Looks at everything a hub on this machine needs. Changes nothing. */
export async function doctor({ environment }: Pick<CliContext, 'environment'>): Promise<readonly Diagnosis[]> {
  const node = diagnose('Node', async () => {
    if (Number.parseInt(process.versions.node, 10) < oldestNode)
      throw new Error(`This is Node ${process.versions.node}; it takes ${oldestNode} or newer.`)
    return process.versions.node
  })
  let settings: Settings
  try {
    settings = readSettings(environment)
  } catch (error) {
    return [await node, failed('settings', error)]
  }
  const running = await hubAnswers(environment)
  return [
    await node,
    { check: 'settings', state: 'ok', message: 'every variable is right' },
    await diagnose('allowed hosts', async () => allowedHosts(settings)),
    await lookAtFolder(settings),
    await lookAtKey(settings),
    await diagnose('connectors', async () => {
      const plugins = await loadConnectors([connectorsFolder], settings.config.connectors)
      return `${plugins.size} load: ${[...plugins.keys()].join(', ')}`
    }),
    ...(await lookAtDatabase(settings, running)),
    running,
  ]
}

async function diagnose(check: string, look: () => Promise<string>): Promise<Diagnosis> {
  try {
    return { check, state: 'ok', message: await look() }
  } catch (error) {
    return failed(check, error)
  }
}

function failed(check: string, error: unknown): Diagnosis {
  return { check, state: 'failed', message: error instanceof Error ? error.message : String(error) }
}

function allowedHosts({ config }: Settings): string {
  parseAllowList(config.allowHosts)
  return config.allowHosts === '' ? 'no private address is opened' : config.allowHosts
}

async function lookAtFolder({ config }: Settings): Promise<Diagnosis> {
  const check = 'data folder'
  const found = await stat(config.dataFolder).catch(() => null)
  if (found === null)
    return { check, state: 'warning', message: `${config.dataFolder} is not there yet; the first start makes it.` }
  if (!found.isDirectory()) return { check, state: 'failed', message: `${config.dataFolder} is not a folder.` }
  try {
    await access(config.dataFolder, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    return { check, state: 'failed', message: `${config.dataFolder} cannot be written by this user.` }
  }
  if (process.platform !== 'win32' && (found.mode & 0o077) !== 0) {
    return {
      check,
      state: 'warning',
      message: `Other users can look into ${config.dataFolder}. Run: chmod 700 ${config.dataFolder}`,
    }
  }
  return { check, state: 'ok', message: config.dataFolder }
}

async function lookAtKey({ config, secrets }: Settings): Promise<Diagnosis> {
  const check = 'secret key'
  if (secrets.secretKey !== undefined) {
    const { secretKey } = secrets
    return diagnose(check, async () => `PATCHBAY_SECRET_KEY, ${1 + parseKeys(secretKey).older.length} key(s)`)
  }
  const path = join(config.dataFolder, 'secret.key')
  const there = await access(path, constants.R_OK).then(
    () => true,
    () => false,
  )
  if (!there) return { check, state: 'warning', message: `${path} is not there yet; the first start makes it.` }
  return { check, state: 'ok', message: `${path}; keep a copy of it apart from the database` }
}

async function lookAtDatabase(settings: Settings, running: Diagnosis): Promise<readonly Diagnosis[]> {
  const check = 'database'
  const { databaseUrl } = settings.secrets
  if (databaseUrl === undefined) {
    const started = await stat(join(settings.config.dataFolder, 'db')).catch(() => null)
    if (started === null) return [{ check, state: 'warning', message: 'The embedded database is made on the first start.' }]
    if (running.state === 'ok') return [{ check, state: 'ok', message: 'embedded, in use by the running hub' }]
  }
  let database: Database
  try {
    const { dataFolder } = settings.config
    const where = { dataFolder, ...(databaseUrl !== undefined && { databaseUrl }) }
    database = await openDatabase({ ...where, applicationName: 'patchbay doctor', poolSize: 2, patience: 0 })
  } catch (error) {
    return [failed(check, error)]
  }
  await using opened = database
  return [
    await diagnose(check, () => describeDatabase(opened)),
    await diagnose('audit log', async () => {
      const { events, brokenAt } = await auditLog(new AuditStore(opened.kysely), () => new Date()).verify()
      if (brokenAt !== null)
        throw new Error(`Event ${brokenAt} does not follow from the one before it: somebody changed the log.`)
      return `${events} events, each follows from the one before`
    }),
  ]
}

async function describeDatabase({ kysely, embedded }: Database): Promise<string> {
  const { rows } = await sql<{ version: string; migrated: boolean }>`
    select current_setting('server_version') as version, to_regclass('kysely_migration') is not null as migrated
  `.execute(kysely)
  const [{ version, migrated } = { version: '?', migrated: false }] = rows
  const done = migrated ? (await sql<{ name: string }>`select name from kysely_migration`.execute(kysely)).rows.length : 0
  const waiting = Object.keys(migrations).length - done
  if (waiting < 0) throw new Error('The database was made by a newer Patchbay. Install that version.')
  const schema = waiting === 0 ? 'its schema is up to date' : `the next start brings ${waiting} migration(s)`
  return `${embedded ? 'embedded ' : ''}PostgreSQL ${version}; ${schema}`
}

async function hubAnswers(environment: CliContext['environment']): Promise<Diagnosis> {
  const check = 'hub'
  try {
    const { url } = hubAddress(environment, undefined)
    const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5000) }).catch(() => null)
    if (answer === null) return { check, state: 'warning', message: `None answers at ${url}. Start one with "patchbay serve".` }
    if (!answer.ok) return { check, state: 'failed', message: `The one at ${url} is not ready (${answer.status}).` }
    return { check, state: 'ok', message: `ready at ${url}` }
  } catch (error) {
    return failed(check, error)
  }
}
