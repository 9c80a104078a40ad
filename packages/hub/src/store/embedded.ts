import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { lockFolder } from './embedded/folder-lock.ts'
import { Supervisor, type SupervisorLog } from './embedded/supervisor.ts'

export interface EmbeddedOptions {
  /** The data folder (`PATCHBAY_DATA`); the cluster is in `db` below it. Made when it is not there. */
  readonly dataFolder: string
  /** Milliseconds a client may sit on an open transaction while others wait for it. 30 seconds when not given. */
  readonly idleInTransaction?: number
  readonly log?: SupervisorLog
  /** Told once when the database has broken down for good: nothing works from then on. */
  readonly onDown?: (reason: string) => void
}

/** An embedded PostgreSQL (PGlite in a thread of its own) that any PostgreSQL client on this machine can speak to. */
export interface Embedded {
  /** The `host` for clients: the folder of the Unix socket. */
  readonly socketFolder: string
  /** Checkpoints, shuts down and frees the data folder. Close the clients first. */
  close(): Promise<void>
}

/** The socket's address holds 108 bytes on Linux and 104 on macOS, with the zero at the end. */
const longestSocketPath = 103
const socketName = '.s.PGSQL.5432'

/** Rejects when the folder is in use, cannot be written, or holds a cluster that does not start. */
export async function startEmbedded({
  idleInTransaction = 30_000,
  log,
  onDown,
  ...options
}: EmbeddedOptions): Promise<Embedded> {
  if (process.platform === 'win32') {
    throw new Error('The embedded database does not run on Windows. Point DATABASE_URL at a PostgreSQL server, or use WSL.')
  }
  const dataFolder = resolve(options.dataFolder)
  const lock = lockFolder(dataFolder)
  const socketFolder = makeSocketFolder(dataFolder, log)
  const socketPath = join(socketFolder, socketName)
  const workerData = { folder: join(dataFolder, 'db'), socketPath, idleInTransaction }
  // Deep recursion in SQL is then stopped by PostgreSQL's max_stack_depth, not by the end of the thread's stack.
  const supervisor = new Supervisor(workerUrl(), { workerData, resourceLimits: { stackSizeMb: 16 } }, log, onDown)

  const clear = () => {
    rmSync(socketFolder, { recursive: true, force: true })
    lock.release()
  }
  try {
    await supervisor.start()
  } catch (error) {
    clear()
    throw error
  }
  return { socketFolder, close: () => supervisor.stop().finally(clear) }
}

/** In the data folder when its path is short enough for a socket's address, in the system's temporary folder otherwise. */
function makeSocketFolder(dataFolder: string, log: SupervisorLog | undefined): string {
  const folder = join(dataFolder, 'run')
  if (Buffer.byteLength(join(folder, socketName)) > longestSocketPath) {
    const temporary = mkdtempSync(join(tmpdir(), 'patchbay-'))
    log?.warn({ folder: temporary }, 'data folder path too long for a socket, using a temporary folder')
    return temporary
  }
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o700)
  return folder
}

/** The thread's file beside this one: TypeScript in the repository, JavaScript in the published package. */
function workerUrl(): URL {
  return new URL(`./embedded/worker.${import.meta.url.endsWith('.ts') ? 'ts' : 'js'}`, import.meta.url)
}
