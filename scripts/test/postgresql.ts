import { chownSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { demand } from '../run-command.ts'
import { installDebianPackage } from './debian-package.ts'

/** A PostgreSQL server to test with. */
export interface PostgreSql {
  readonly url: string
  stop(): Promise<void>
}

type Settings = Readonly<Record<string, string | number>>

/** Nothing in a test has to outlive the machine. */
const forTests: Settings = { fsync: 'off', max_connections: 200 }

/**
 * The server `TEST_DATABASE_URL` names, else one started for this run from the programs installed here: data in a
 * temporary folder, reached over a unix socket only. Where `install` is set missing programs are installed, or it throws.
 * Resolves to `undefined` where there are none. `settings` of a server that is started; by default what suits tests.
 */
export async function startPostgreSql(install: boolean, settings: Settings = forTests): Promise<PostgreSql | undefined> {
  const named = process.env['TEST_DATABASE_URL']
  if (named) return { url: named, stop: async () => {} }

  const programs = findPrograms()
  if (programs !== undefined) return start(programs, settings)
  if (!install) return undefined

  await installDebianPackage('postgresql')
  return startPostgreSql(false, settings)
}

/** The newest version's folder of programs, where Debian puts them. */
function findPrograms(): string | undefined {
  return globSync('/usr/lib/postgresql/*/bin')
    .sort((one, other) => one.localeCompare(other, 'en', { numeric: true }))
    .at(-1)
}

async function start(programs: string, settings: Settings): Promise<PostgreSql> {
  const folder = mkdtempSync(join(tmpdir(), 'patchbay-postgresql-'))
  const owner = await findOwner()
  if (owner !== undefined) chownSync(folder, owner.uid, owner.gid)
  const data = join(folder, 'data')
  const as = { cwd: folder, ...owner }
  const given = Object.entries(settings).map(([name, value]) => ` -c ${name}=${value}`)
  const server = `-k ${folder} -c listen_addresses=''${given.join('')}`

  await demand({
    file: join(programs, 'initdb'),
    arguments: ['-D', data, '-U', 'patchbay', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    ...as,
  })
  await demand({
    file: join(programs, 'pg_ctl'),
    arguments: ['-D', data, '-l', join(folder, 'log'), '-o', server, '-w', 'start'],
    ...as,
  })

  return {
    url: `postgresql://patchbay@localhost/postgres?host=${encodeURIComponent(folder)}`,
    stop: async () => {
      await demand({ file: join(programs, 'pg_ctl'), arguments: ['-D', data, '-m', 'immediate', '-w', 'stop'], ...as })
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** PostgreSQL refuses to run as root; Debian's package brings a user for it. */
async function findOwner(): Promise<{ readonly uid: number; readonly gid: number } | undefined> {
  if (process.getuid?.() !== 0) return undefined
  const [uid, gid] = await Promise.all(['-u', '-g'].map((flag) => demand({ file: 'id', arguments: [flag, 'postgres'] })))
  return { uid: Number(uid), gid: Number(gid) }
}
