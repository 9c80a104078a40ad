import { setTimeout as sleep } from 'node:timers/promises'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Logger } from 'pino'
import { columnTypes } from './column-types.ts'
import { checkDatabaseUrl, explainConnection, passesByItself } from './connection-problem.ts'
import { type Embedded, startEmbedded } from './embedded.ts'
import type { Tables } from './tables.ts'

export interface DatabaseOptions {
  /** `PATCHBAY_DATA`: holds the embedded database. Not touched when `databaseUrl` is given. */
  readonly dataFolder: string
  /** `DATABASE_URL` of a PostgreSQL server; without it the embedded database is used. */
  readonly databaseUrl?: string
  /** Shown in `pg_stat_activity`. */
  readonly applicationName: string
  /** Most connections at a time. The embedded database serves them one after the other. */
  readonly poolSize: number
  /** Milliseconds to wait for a server that is still coming up. 15 seconds when not given. */
  readonly patience?: number
  readonly log?: Pick<Logger, 'warn' | 'error'>
  /** Told once when the embedded database has broken down for good. A server's outages are waited for instead. */
  readonly onDown?: (reason: string) => void
}

/** An open database: the same driver, dialect and migrations whether embedded or a server. */
export interface Database extends AsyncDisposable {
  readonly kysely: Kysely<Tables>
  /** For libraries that bring their own SQL. */
  readonly pool: pg.Pool
  readonly embedded: boolean
  /** Waits for connections in use, then closes them and the embedded database. Closing twice does nothing. */
  close(): Promise<void>
}

const oldestServer = 15

/** A statement or an idle transaction that lasts longer than this is an accident. Long work raises it with `set local`. */
const longestStatement = '60s'

/** Opens the database; rejects with what is wrong and what to do about it. Does not migrate. */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  if (options.databaseUrl === undefined) {
    const embedded = await startEmbedded(options)
    return database(embeddedPool(embedded, options), embedded)
  }
  checkDatabaseUrl(options.databaseUrl)
  const pool = serverPool(options.databaseUrl, options)
  try {
    await checkServer(pool, options.databaseUrl, options)
    return database(pool, undefined)
  } catch (error) {
    await pool.end()
    throw error
  }
}

function database(pool: pg.Pool, embedded: Embedded | undefined): Database {
  const kysely = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  let closed: Promise<void> | undefined
  const close = async () => {
    await kysely.destroy()
    if (!pool.ended) await pool.end()
    await embedded?.close()
  }
  const closeOnce = () => {
    closed ??= close()
    return closed
  }
  return { kysely, pool, embedded: embedded !== undefined, close: closeOnce, [Symbol.asyncDispose]: closeOnce }
}

function embeddedPool(embedded: Embedded, options: DatabaseOptions): pg.Pool {
  return newPool({ host: embedded.socketFolder, port: 5432, user: 'postgres', database: 'postgres' }, options)
}

function serverPool(databaseUrl: string, options: DatabaseOptions): pg.Pool {
  return newPool(
    {
      connectionString: databaseUrl,
      keepAlive: true,
      keepAliveInitialDelayMillis: 10_000,
      // As a statement, because connection poolers refuse these as parameters of the connection.
      onConnect: (client) =>
        client.query(
          `set statement_timeout = '${longestStatement}'; set idle_in_transaction_session_timeout = '${longestStatement}'`,
        ),
    },
    options,
  )
}

function newPool(config: pg.PoolConfig, { applicationName, poolSize, log }: DatabaseOptions): pg.Pool {
  const pool = new pg.Pool({
    ...config,
    application_name: applicationName,
    max: poolSize,
    connectionTimeoutMillis: 30_000,
    types: columnTypes(),
  })
  // Without a listener, a server that restarts would end this process.
  pool.on('error', (error) => log?.warn({ error }, 'idle database connection failed'))
  return pool
}

/** Waits a little for a server that is coming up, then asks for its version. */
async function checkServer(pool: pg.Pool, databaseUrl: string, { patience = 15_000, log }: DatabaseOptions): Promise<void> {
  const deadline = Date.now() + patience
  for (;;) {
    try {
      return requireVersion(await readVersion(pool))
    } catch (error) {
      if (error instanceof OldServer) throw error
      if (!passesByItself(error) || Date.now() >= deadline) throw explainConnection(databaseUrl, error)
      log?.warn({ reason: explainConnection(databaseUrl, error).message }, 'waiting for the database')
      await sleep(500)
    }
  }
}

class OldServer extends Error {}

async function readVersion(pool: pg.Pool): Promise<number> {
  const answer = await pool.query<{ version: number }>(`select current_setting('server_version_num')::int / 10000 as version`)
  return answer.rows[0]?.version ?? 0
}

/** Throws for a server that is older than what the SQL needs. */
export function requireVersion(version: number): void {
  if (version >= oldestServer) return
  throw new OldServer(
    `Patchbay needs PostgreSQL ${oldestServer} or newer, and DATABASE_URL is a PostgreSQL ${version}. Upgrade the server.`,
  )
}
