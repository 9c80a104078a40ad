import { createHash } from 'node:crypto'
import { constants, existsSync, readFileSync } from 'node:fs'
import { cp, mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { type PostgreSql, startPostgreSql } from '../../../../scripts/test/postgresql.ts'
import { openDatabase } from '../../src/store/database.ts'
import { ensureCluster } from '../../src/store/embedded/cluster.ts'
import { migrate } from '../../src/store/migrate.ts'

/** A migrated database on a server, to be copied with `create database … template`. */
export interface PostgresTemplate {
  /** Of the server, in a database that is not touched. */
  readonly url: string
  readonly name: string
}

/** Migrated databases to copy from; each is made once, when it is first asked for. */
export interface Templates {
  /** A data folder whose embedded database has the schema. */
  embedded(): Promise<string>
  /** A data folder whose embedded database has no table. */
  emptyEmbedded(): Promise<string>
  /** `null` where there is no server. */
  postgres(): Promise<PostgresTemplate | null>
  stop(): Promise<void>
}

export function startTemplates(folder: string): Templates {
  let embedded: Promise<string> | undefined
  let emptyEmbedded: Promise<string> | undefined
  let server: Promise<PostgreSql | undefined> | undefined
  let postgres: Promise<PostgresTemplate | null> | undefined

  const startServer = () => {
    server ??= startPostgreSql(process.env['CI'] === 'true')
    return server
  }
  return {
    embedded() {
      embedded ??= this.emptyEmbedded().then((empty) => makeEmbedded(empty, join(folder, 'template')))
      return embedded
    },
    emptyEmbedded() {
      emptyEmbedded ??= makeEmptyEmbedded(join(folder, 'empty'))
      return emptyEmbedded
    },
    postgres() {
      postgres ??= startServer().then((found) => (found === undefined ? null : makePostgres(found.url)))
      return postgres
    },
    async stop() {
      const template = await postgres?.catch(() => null)
      if (template) await dropAll(template)
      const started = await server?.catch(() => undefined)
      await started?.stop()
    },
  }
}

async function makeEmbedded(empty: string, dataFolder: string): Promise<string> {
  await copyDatabase(empty, dataFolder)
  await using database = await openDatabase({ dataFolder, applicationName: 'template', poolSize: 1 })
  await migrate(database)
  return dataFolder
}

/** Making a cluster takes seconds, so it is kept between runs for as long as what makes it stays the same. */
async function makeEmptyEmbedded(dataFolder: string): Promise<string> {
  const store = join(import.meta.dirname, '../../src/store/embedded')
  const makers = [join(store, 'cluster.ts'), join(store, 'engine.ts'), join(import.meta.dirname, '../../package.json')]
  const digest = createHash('sha256')
    .update(makers.map((file) => readFileSync(file, 'utf8')).join())
    .digest('hex')
  const kept = join(import.meta.dirname, '../../../../node_modules/.cache/patchbay-cluster', digest.slice(0, 16))

  if (existsSync(kept)) {
    await copyDatabase(kept, dataFolder)
    return dataFolder
  }
  await mkdir(dataFolder, { recursive: true })
  await ensureCluster(join(dataFolder, 'db'))
  await keep(dataFolder, kept)
  return dataFolder
}

/** In one step; another run may have been faster. */
async function keep(dataFolder: string, kept: string): Promise<void> {
  const own = `${kept}.${process.pid}`
  await copyDatabase(dataFolder, own)
  await rename(own, kept).catch(() => rm(own, { recursive: true }))
}

/** Copies the closed embedded database of one data folder to another. */
export async function copyDatabase(from: string, to: string): Promise<void> {
  await cp(join(from, 'db'), join(to, 'db'), { recursive: true, mode: constants.COPYFILE_FICLONE })
}

async function makePostgres(url: string): Promise<PostgresTemplate> {
  const name = `patchbay_test_${process.pid}`
  // The embedded database sorts by code point; a server of another mind finds the SQL that forgets to say how to sort.
  const locale = `locale_provider icu icu_locale 'en-US' locale 'C.UTF-8'`
  await runOn(url, `create database ${name} template template0 encoding 'UTF8' ${locale}`)
  await using database = await openDatabase({
    dataFolder: '',
    databaseUrl: withDatabase(url, name),
    applicationName: 'template',
    poolSize: 1,
  })
  await migrate(database)
  return { url, name }
}

/** Drops the template and every copy that is left of it. */
async function dropAll({ url, name }: PostgresTemplate): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const copies = `select datname from pg_database where datname = $1 or starts_with(datname, $1 || '_')`
    const { rows } = await client.query<{ readonly datname: string }>(copies, [name])
    for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`)
  } finally {
    await client.end()
  }
}

/** The same server's URL for another database. */
export function withDatabase(url: string, name: string): string {
  const other = new URL(url)
  other.pathname = `/${name}`
  return other.href
}

/** Runs a statement that is not for a pool: on a connection of its own. */
export async function runOn(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
