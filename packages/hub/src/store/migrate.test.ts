import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { sql } from 'kysely'
import type { Migration } from 'kysely/migration'
import { expect, it } from 'vitest'
import { describeOnDatabases } from '../../test/database/index.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'

const creates = (table: string): Migration => ({
  up: (db) => db.schema.createTable(table).addColumn('id', 'integer').execute(),
})

const migrator = new URL('../../test/store/migrate-once.ts', import.meta.url).pathname

/** A process that migrates when told to. */
async function startMigrator(databaseUrl: string) {
  const child = spawn(process.execPath, [migrator, databaseUrl], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  await lines.next()
  return {
    go: () => child.stdin.end('go\n'),
    ran: async (): Promise<string[]> => JSON.parse((await lines.next()).value ?? 'null'),
  }
}

await describeOnDatabases('migrate', (open, flavour) => {
  it('brings an empty database to this schema, once', async () => {
    const database = await open('empty')

    const first = await migrate(database)
    const second = await migrate(database)

    expect(first).toEqual(Object.keys(migrations))
    expect(second).toEqual([])
    expect(await database.kysely.selectFrom('product').selectAll().execute()).toEqual([])
  })

  it('runs what is new, in the order of the names', async () => {
    const database = await open('empty')
    await migrate(database, { '0001-a': creates('a') })

    const ran = await migrate(database, { '0003-c': creates('c'), '0001-a': creates('a'), '0002-b': creates('b') })

    expect(ran).toEqual(['0002-b', '0003-c'])
  })

  it('changes nothing when one of several fails, and says which', async () => {
    const database = await open('empty')
    const broken: Migration = { up: (db) => sql`select 1/0`.execute(db).then(() => {}) }

    const migrating = migrate(database, { '0001-a': creates('a'), '0002-broken': broken })

    await expect(migrating).rejects.toThrow('The migration 0002-broken failed: division by zero. Nothing was changed.')
    const tables = await database.kysely.introspection.getTables()
    expect(tables.map((table) => table.name)).not.toContain('a')
    expect(await migrate(database, { '0001-a': creates('a') })).toEqual(['0001-a'])
  })

  it('refuses a database that is newer than the program', async () => {
    const database = await open('empty')
    await migrate(database, { '0001-a': creates('a'), '0002-b': creates('b') })

    await expect(migrate(database, { '0001-a': creates('a') })).rejects.toThrow(
      /^The database is newer than this Patchbay: it has 0002-b\. Install the version that made it/,
    )
  })

  it('leaves the time limit of statements as it was', async () => {
    const database = await open('empty')
    const limit = () => database.pool.query(`select current_setting('statement_timeout') as limit`)
    const before = (await limit()).rows

    await migrate(database)

    expect((await limit()).rows).toEqual(before)
  })

  it.runIf(flavour.name === 'postgres')('is done by one of several processes that start together', async () => {
    const { databaseUrl = '' } = await flavour.place('empty')
    const processes = await Promise.all(Array.from({ length: 4 }, () => startMigrator(databaseUrl)))

    for (const { go } of processes) go()
    const ran = await Promise.all(processes.map((process) => process.ran()))

    expect(ran.filter((names) => names.length > 0)).toEqual([Object.keys(migrations)])
    expect(ran).toHaveLength(4)
  })
})
