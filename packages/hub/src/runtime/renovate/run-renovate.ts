import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fault } from '@patchbay/sdk'

/** One run of the operator's Renovate. */
interface RenovateRun {
  /** Absolute path of the program. */
  readonly executable: string
  /** What it gets besides its own variables. */
  readonly environment: Readonly<Record<string, string>>
  /** Its settings, given the folder it works in. Nothing in them is secret. */
  readonly settings: (folder: string) => Readonly<Record<string, unknown>>
  readonly token: string
  /** The text without secrets. */
  readonly mask: (text: string) => string
  /** Ends the program, and whatever it has started, when it aborts. */
  readonly signal: AbortSignal
}

interface RenovateEnd {
  /** `null` when it was killed. */
  readonly exitCode: number | null
  /** The end of what it said, without secrets. */
  readonly log: string
}

/** Characters of its output that are held while it runs, and that are kept. */
const held = 1_000_000
const kept = 16_000

/**
 * Runs Renovate as a process of its own: no shell, a folder that is gone afterwards, and nothing of this process's environment but what is
 * passed on. The token is in its environment and in no file. Throws `config` when it cannot be started.
 */
export async function runRenovate({
  executable,
  environment,
  settings,
  token,
  mask,
  signal,
}: RenovateRun): Promise<RenovateEnd> {
  signal.throwIfAborted()
  const folder = await mkdtemp(join(tmpdir(), 'patchbay-renovate-'))
  try {
    const file = join(folder, 'settings.json')
    await writeFile(file, JSON.stringify(settings(folder), null, 2), { mode: 0o600 })
    const own = { HOME: folder, TMPDIR: folder, NO_COLOR: '1', RENOVATE_CONFIG_FILE: file, RENOVATE_TOKEN: token }
    const env = { ...environment, ...own }
    // A group of its own: what it starts ends with it.
    const child = spawn(executable, [], { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], shell: false, detached: true })
    const { exitCode, output } = await endOf(child, signal)
    return { exitCode, log: tailOf(mask(output)) }
  } catch (error) {
    throw new Fault('config', 'Renovate could not be started.', { remedy: `Check PATCHBAY_RENOVATE. ${whyOf(error)}` }, error)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function endOf(
  child: ChildProcess,
  signal: AbortSignal,
): Promise<{ readonly exitCode: number | null; readonly output: string }> {
  let output = ''
  const keep = (chunk: Buffer) => {
    output = (output + chunk.toString()).slice(-held)
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  const kill = () => {
    if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL')
  }
  return new Promise((resolve, reject) => {
    signal.addEventListener('abort', kill, { once: true })
    child.once('error', reject)
    child.once('close', (exitCode) => {
      signal.removeEventListener('abort', kill)
      resolve({ exitCode, output })
    })
  })
}

/** What was cut off may end in the middle of a secret, so its line goes as well. */
function tailOf(text: string): string {
  if (text.length <= kept) return text
  const tail = text.slice(-kept)
  return `…\n${tail.slice(tail.indexOf('\n') + 1)}`
}

function whyOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
