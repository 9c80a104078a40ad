import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))

export interface RunningHub extends AsyncDisposable {
  readonly url: string
}

/** A real hub in a process of its own, with an empty data folder. Private addresses are open: the vendors are emulated here. Nothing outside is asked. */
export async function startHub(environment: Readonly<Record<string, string>> = {}): Promise<RunningHub> {
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-browser-test-'))
  const { PATH, HOME, NODE_COMPILE_CACHE } = process.env
  const hub = spawn(process.execPath, ['packages/hub/src/main.ts', 'serve', '--port', '0'], {
    cwd: root,
    env: {
      PATH,
      HOME,
      NODE_COMPILE_CACHE,
      PATCHBAY_DATA: folder,
      PATCHBAY_ALLOW_HOSTS: '127.0.0.1',
      PATCHBAY_FEEDS: 'off',
      ...environment,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said: string[] = []
  const url = await new Promise<string>((resolve, reject) => {
    for (const stream of [hub.stdout, hub.stderr]) {
      createInterface(stream).on('line', (line) => {
        said.push(`${line}\n`)
        const found = addressIn(line)
        if (found !== null) resolve(found)
      })
    }
    hub.once('exit', () => reject(new Error(`The hub ended before it was ready:\n${said.join('')}`)))
  })

  return {
    url,
    async [Symbol.asyncDispose]() {
      if (hub.exitCode === null) {
        const ended = once(hub, 'exit')
        hub.kill('SIGTERM')
        await ended
      }
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function addressIn(line: string): string | null {
  if (!line.startsWith('{')) return null
  const entry: unknown = JSON.parse(line)
  if (typeof entry !== 'object' || entry === null || !('url' in entry) || typeof entry.url !== 'string') return null
  return entry.url
}
