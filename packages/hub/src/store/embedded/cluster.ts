import { existsSync } from 'node:fs'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Engine } from './engine.ts'

/**
 * Makes an empty cluster in `folder` unless there is one. It is made beside it and moved into place when it is complete and
 * on disk: a start that is interrupted leaves either no cluster or a whole one.
 */
export async function ensureCluster(folder: string): Promise<void> {
  if (existsSync(join(folder, 'PG_VERSION'))) return

  const incomplete = `${folder}.incomplete`
  await rm(incomplete, { recursive: true, force: true })
  const engine = await Engine.open(incomplete)
  await engine.close()
  await syncTree(incomplete)
  await rename(incomplete, folder)
  await sync(dirname(folder))
}

async function syncTree(folder: string): Promise<void> {
  const entries = await readdir(folder, { withFileTypes: true })
  await Promise.all(
    entries.map((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? syncTree(path) : sync(path)
    }),
  )
  await sync(folder)
}

async function sync(path: string): Promise<void> {
  await using file = await open(path, 'r')
  await file.sync()
}
