import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { z } from 'zod'
import { type Database, openDatabase } from '../packages/hub/src/store/database.ts'
import { startPostgreSql } from '../scripts/test/postgresql.ts'

/** A PostgreSQL server of the benchmark's own. */
export interface Server extends AsyncDisposable {
  readonly url: string
  /** Version and the settings that matter for speed. */
  readonly description: string
  /** CPU time of the server and all its processes so far, in seconds; `null` where the system does not tell. */
  cpuSeconds(): number | null
}

/**
 * Starts a server with PostgreSQL's own defaults, durability included, on a unix socket in a temporary folder. Resolves to
 * `undefined` where no PostgreSQL is installed. Waits for others to end their tests with `TEST_DATABASE_URL`: that
 * server is used as it is.
 */
export async function startServer(): Promise<Server | undefined> {
  const server = await startPostgreSql(false, {})
  if (server === undefined) return undefined
  const database = await openDatabase({ databaseUrl: server.url, dataFolder: '', applicationName: 'bench', poolSize: 1 })
  const main = await mainProcess(database.pool)
  const description = await describe(database.pool)
  await database.close()
  return {
    url: server.url,
    description,
    cpuSeconds: () => (main === null ? null : cpuOf(main)),
    [Symbol.asyncDispose]: () => server.stop(),
  }
}

/** A database of its own on the server, gone when it is disposed of. */
export async function emptyDatabase(url: string) {
  const name = `bench_${randomBytes(6).toString('hex')}`
  await administer(url, `create database ${name}`)
  const own = new URL(url)
  own.pathname = `/${name}`
  return {
    dataFolder: '',
    databaseUrl: own.href,
    [Symbol.asyncDispose]: () => administer(url, `drop database ${name} with (force)`),
  }
}

async function administer(url: string, statement: string): Promise<void> {
  await using database = await openDatabase({ databaseUrl: url, dataFolder: '', applicationName: 'bench', poolSize: 1 })
  await database.pool.query(statement)
}

async function describe(pool: Database['pool']): Promise<string> {
  const names = ['fsync', 'synchronous_commit', 'shared_buffers', 'max_wal_size', 'autovacuum']
  const { rows } = await pool.query(
    `select current_setting('server_version') as version, string_agg(name || ' ' || current_setting(name), ', ' order by name) as settings
     from pg_settings where name = any($1)`,
    [names],
  )
  const { version, settings } = z.object({ version: z.string(), settings: z.string() }).parse(rows[0])
  return `PostgreSQL ${version} with its default settings (${settings})`
}

/** The server's first process, the parent of the one that serves us; `null` where it runs elsewhere. */
async function mainProcess(pool: Database['pool']): Promise<number | null> {
  const { rows } = await pool.query('select pg_backend_pid() as pid')
  const own = statOf(z.number().parse(rows[0]?.pid))
  return own === null ? null : own.parent
}

/** Living children count too: the first process only knows the time of those that have ended. */
function cpuOf(main: number): number | null {
  const server = statOf(main)
  if (server === null) return null
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => statOf(Number(name)) ?? [])
    .filter((stat) => stat.parent === main)
  return server.seconds + server.endedChildrenSeconds + children.reduce((sum, child) => sum + child.seconds, 0)
}

interface Stat {
  readonly parent: number
  readonly seconds: number
  readonly endedChildrenSeconds: number
}

/** Linux only: https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html. Its ticks are hundredths of a second. */
function statOf(pid: number): Stat | null {
  const file = `/proc/${pid}/stat`
  if (!existsSync(file)) return null
  try {
    const text = readFileSync(file, 'utf8')
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ')
    const ticks = (index: number) => Number(fields[index]) / 100
    return { parent: Number(fields[1]), seconds: ticks(11) + ticks(12), endedChildrenSeconds: ticks(13) + ticks(14) }
  } catch {
    return null
  }
}
