import { statfsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startTemplates, type Templates } from './templates.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** Where test files ask for what they share. */
    readonly databases: string
    /** Below it each test file may make folders; removed at the end of the run. */
    readonly databaseFolder: string
  }
}

/** Followed by the process that made the folder. */
const prefix = 'patchbay-test-'

/**
 * Holds what all test files of one run share: the migrated templates and the PostgreSQL server. They are made when the first
 * file asks, over HTTP because files run in processes of their own, so that a run without database tests pays nothing.
 */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const place = roomInMemory() ? '/dev/shm' : tmpdir()
  await removeAbandoned(place)
  const folder = await mkdtemp(join(place, `${prefix}${process.pid}-`))
  const templates = startTemplates(folder)
  const server = createServer((request, response) => {
    answer(templates, request.url).then(
      (value) => response.end(JSON.stringify(value)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  project.provide('databases', `http://127.0.0.1:${(server.address() as AddressInfo).port}`)
  project.provide('databaseFolder', folder)

  return async () => {
    server.close()
    await templates.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

/** What runs left that were killed: in memory, it would be missed by all that follow. */
async function removeAbandoned(place: string): Promise<void> {
  for (const name of await readdir(place)) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN
    if (pid > 0 && !isRunning(pid)) await rm(join(place, name), { recursive: true, force: true })
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

/** Each embedded database is a thousand files: much faster to copy where there is no disk. */
function roomInMemory(): boolean {
  try {
    const { bavail, bsize } = statfsSync('/dev/shm')
    return bavail * bsize > 4 * 1024 ** 3
  } catch {
    return false
  }
}

async function answer(templates: Templates, path: string | undefined): Promise<unknown> {
  switch (path) {
    case '/embedded':
      return templates.embedded()
    case '/empty-embedded':
      return templates.emptyEmbedded()
    case '/postgres':
      return templates.postgres()
    default:
      throw new Error(`Nothing is known of ${path}`)
  }
}
