import { fsyncSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { NodeFS } from '@electric-sql/pglite/nodefs'
import { AnswerScanner, type TransactionStatus } from './backend.ts'
import { startupMessage } from './frontend.ts'

/**
 * Settings of the backend. The first block is PGlite's own (without its `-F`, which turns fsync off); `fdatasync`, the
 * default, is a no-op in PGlite's file system, so the log is synced with `fsync`.
 */
const settings: Readonly<Record<string, string>> = {
  search_path: 'public',
  exit_on_error: 'false',
  log_checkpoints: 'false',
  max_worker_processes: '0',
  max_parallel_workers: '0',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  io_method: 'sync',

  wal_sync_method: 'fsync',
  wal_level: 'minimal',
  max_wal_senders: '0',
  jit: 'off',
  shared_buffers: '128MB',
  work_mem: '16MB',
  maintenance_work_mem: '128MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
}

/** PGlite's files made crash-safe: fsync reaches the disk, and a rename replaces its target in one step. */
class SafeFiles extends NodeFS {
  override async init(database: PGlite, options: Parameters<NodeFS['init']>[1]): ReturnType<NodeFS['init']> {
    const { emscriptenOpts } = await super.init(database, options)
    const preRun = [...(emscriptenOpts.preRun ?? []), makeSafe]
    return { emscriptenOpts: { ...emscriptenOpts, preRun } }
  }
}

function makeSafe({ FS, NODEFS: files }: PGlite['Module']): void {
  files.stream_ops.fsync = (stream: { nfd: number }) => {
    files.tryFSOperation(() => fsyncSync(stream.nfd))
    return 0
  }
  files.node_ops.rename = (node: { name: string }, folder: object, name: string) => {
    const replaced = findNode(() => FS.lookupNode(folder, name))
    const target = join(files.realPath(folder), name)
    files.tryFSOperation(() => renameSync(files.realPath(node), target))
    if (replaced !== undefined) FS.destroyNode(replaced)
    node.name = name
  }
}

/** Emscripten throws for a name that is not there. */
function findNode<Node>(look: () => Node): Node | undefined {
  try {
    return look()
  } catch {
    return undefined
  }
}

/** What the backend said to one unit of messages. */
export interface Answer {
  readonly bytes: readonly Buffer[]
  /** Undefined when the unit did not end in one that makes the backend ready. */
  readonly status: TransactionStatus | undefined
  readonly settingsTouched: boolean
}

/** One PostgreSQL backend in this thread, spoken to in the wire protocol. Knows nothing of sessions. */
export class Engine {
  readonly #database: PGlite

  private constructor(database: PGlite) {
    this.#database = database
  }

  /**
   * Opens the cluster in `folder`, making it when there is none, and recovers it after a crash. `onFatal` hears of a
   * backend that has stopped; nothing it says afterwards can be relied on.
   */
  static async open(folder: string, onFatal?: (line: string) => void): Promise<Engine> {
    const said: string[] = []
    let started = false
    const onStderr = (line: string) => {
      if (!started) said.push(line)
      else if (/^\S+ \S+ \S+ \[\d+\] (FATAL|PANIC):/.test(line)) onFatal?.(line)
      return false
    }
    const startParams = [
      '--single',
      '-O',
      '-j',
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ]
    try {
      const database = await PGlite.create({ fs: new SafeFiles(folder), startParams, onStderr })
      started = true
      return new Engine(database)
    } catch (error) {
      throw new Error(`The embedded database in ${folder} does not start: ${error}. ${said.join('\n')}`, { cause: error })
    }
  }

  /** What the backend tells a client that has just come in, up to its first ReadyForQuery. */
  async greeting(): Promise<Buffer> {
    const answer = await this.run(startupMessage({ user: 'postgres', database: 'postgres' }))
    return Buffer.concat(answer.bytes)
  }

  /** Runs one unit of messages to its end. The thread does nothing else meanwhile. */
  async run(unit: Uint8Array): Promise<Answer> {
    const scanner = new AnswerScanner()
    const bytes: Buffer[] = []
    const onRawData = (view: Uint8Array) => {
      const copy = Buffer.from(view)
      bytes.push(copy)
      scanner.push(copy)
    }
    await this.#database.execProtocolRawStream(unit, { syncToFs: false, onRawData })
    return { bytes, status: scanner.status, settingsTouched: scanner.settingsTouched }
  }

  /** Rows of one statement; for the server's own use between two turns. */
  async query<Row>(statement: string, values: readonly unknown[] = []): Promise<readonly Row[]> {
    return (await this.#database.query<Row>(statement, [...values])).rows
  }

  get inTransaction(): boolean {
    return this.#database.isInTransaction()
  }

  /** Checkpoints and shuts down. */
  async close(): Promise<void> {
    await this.#database.close()
  }
}
