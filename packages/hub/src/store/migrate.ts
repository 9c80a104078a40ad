import { type Kysely, sql } from 'kysely'
import { type Migration, type MigrationResultSet, Migrator } from 'kysely/migration'
import type { Database } from './database.ts'
import { migrations } from './migrations/index.ts'
import type { Tables } from './tables.ts'

type Migrations = Readonly<Record<string, Migration>>

/** Any number will do as long as it stays: two versions of the program must ask for the same lock. */
const lockId = 7_282_000_001

/**
 * Brings the schema up to this program's, in one transaction, and returns the names of the migrations that were run. Safe
 * when several processes start together: they queue for a lock, and the first does the work. Rejects when the database has
 * migrations this program does not know, and when a migration fails; then nothing has changed.
 */
export async function migrate(database: Pick<Database, 'kysely'>, known: Migrations = migrations): Promise<readonly string[]> {
  return database.kysely.connection().execute((connection) =>
    withoutTimeout(connection, () =>
      // Kysely's own lock is taken after its tables are made and read, which is too late for two first starts.
      withLock(connection, async () => {
        await refuseNewer(connection, known)
        const migrator = new Migrator({ db: connection, provider: { getMigrations: async () => ({ ...known }) } })
        return readResults(await migrator.migrateToLatest())
      }),
    ),
  )
}

async function withoutTimeout<T>(connection: Kysely<Tables>, run: () => Promise<T>): Promise<T> {
  const before = await sql<{ value: string }>`select current_setting('statement_timeout') as value`.execute(connection)
  await sql`set statement_timeout = 0`.execute(connection)
  try {
    return await run()
  } finally {
    await sql`select set_config('statement_timeout', ${before.rows[0]?.value ?? '0'}, false)`.execute(connection)
  }
}

async function withLock<T>(connection: Kysely<Tables>, run: () => Promise<T>): Promise<T> {
  await sql`select pg_advisory_lock(${lockId})`.execute(connection)
  try {
    return await run()
  } finally {
    await sql`select pg_advisory_unlock(${lockId})`.execute(connection)
  }
}

/** Going back is not possible: an older program would write what the newer schema does not mean. */
async function refuseNewer(connection: Kysely<Tables>, known: Migrations): Promise<void> {
  const table = await sql<{ found: boolean }>`select to_regclass('kysely_migration') is not null as found`.execute(connection)
  if (table.rows[0]?.found !== true) return

  const done = await sql<{ name: string }>`select name from kysely_migration order by name`.execute(connection)
  const unknown = done.rows.map((row) => row.name).filter((name) => known[name] === undefined)
  if (unknown.length === 0) return
  throw new Error(
    `The database is newer than this Patchbay: it has ${unknown.join(', ')}. Install the version that made it, or restore an older backup.`,
  )
}

function readResults({ error, results = [] }: MigrationResultSet): readonly string[] {
  if (error === undefined) return results.map((result) => result.migrationName)

  const failed = results.find((result) => result.status === 'Error')
  const which = failed === undefined ? 'The schema cannot be migrated' : `The migration ${failed.migrationName} failed`
  throw new Error(`${which}: ${error instanceof Error ? error.message : error}. Nothing was changed.`, { cause: error })
}
