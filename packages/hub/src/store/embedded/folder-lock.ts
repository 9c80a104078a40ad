import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'

export interface FolderLock {
  release(): void
}

/** Referred to from here, so that a caller who forgets its lock does not lose it to the garbage collector. */
const held = new Set<DatabaseSync>()

/**
 * Takes a data folder for this process alone; throws, naming who has it, when another process or this one already does.
 *
 * The lock is SQLite's exclusive lock on an empty file: a POSIX record lock (LockFileEx on Windows) that the operating system
 * drops with the process, so a SIGKILL leaves nothing stale, a reused pid means nothing, two containers on one volume
 * exclude each other, and there is no moment between a check and the taking. Node has no flock of its own. Lock files
 * with a heartbeat (proper-lockfile) block a restart until they are stale, and lose the lock when the event loop stalls;
 * a socket that is tested by connecting must be removed by somebody when it is stale, which two starters can do to each other.
 */
export function lockFolder(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const ownerPath = join(folder, 'owner.json')
  const lock = takeLock(folder, ownerPath)
  held.add(lock)
  writeFileSync(ownerPath, JSON.stringify({ pid: process.pid, host: hostname(), since: new Date().toISOString() }))
  return {
    release() {
      rmSync(ownerPath, { force: true })
      lock.close()
      held.delete(lock)
    },
  }
}

function takeLock(folder: string, ownerPath: string): DatabaseSync {
  try {
    const lock = new DatabaseSync(join(folder, 'lock'))
    lock.exec('pragma journal_mode = memory; begin exclusive')
    return lock
  } catch (error) {
    if (!isBusy(error)) throw new Error(`The data folder ${folder} cannot be written to or locked: ${error}`, { cause: error })
    const remedy = 'Stop that process first, or choose another folder with PATCHBAY_DATA.'
    throw new Error(`${describeOwner(folder, ownerPath)} ${remedy}`, { cause: error })
  }
}

/** SQLITE_BUSY: https://www.sqlite.org/rescode.html#busy */
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5
}

/** The owner's note is for people only: it may be old or half written, the lock is what counts. */
function describeOwner(folder: string, ownerPath: string): string {
  try {
    const { pid, host, since } = JSON.parse(readFileSync(ownerPath, 'utf8'))
    return `The data folder ${folder} is in use by process ${pid} on ${host} since ${since}.`
  } catch {
    return `The data folder ${folder} is in use by another process.`
  }
}
