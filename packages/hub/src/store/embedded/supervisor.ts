import { Worker, type WorkerOptions } from 'node:worker_threads'
import type { Logger } from 'pino'

export type SupervisorLog = Pick<Logger, 'warn' | 'error'>

/**
 * What the thread tells: that clients may come, that it ends because its backend is broken or its data folder is gone, or that
 * something else went wrong.
 */
export type Report =
  | { readonly kind: 'ready' }
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'gone'; readonly reason: string }
  | { readonly kind: 'trouble'; readonly reason: string }

/** Breakdowns that are put right by starting again; more of them in a minute are not going to pass. */
const mostBreakdowns = 3
const minute = 60_000

/** Keeps a thread running: when it ends unasked it is started again, a few times, with `restarted` in its data. */
export class Supervisor {
  readonly #url: URL
  readonly #options: WorkerOptions
  readonly #log: SupervisorLog | undefined
  readonly #onDown: (reason: string) => void
  readonly #breakdowns: number[] = []
  #thread: Worker | undefined
  #stopping = false

  /** `onDown` is told once, when the thread is not going to be started again. */
  constructor(url: URL, options: WorkerOptions, log: SupervisorLog | undefined, onDown: (reason: string) => void = () => {}) {
    this.#url = url
    this.#options = options
    this.#log = log
    this.#onDown = onDown
  }

  /** Resolves when the thread says it is ready; rejects with its error when it ends before. */
  async start(): Promise<void> {
    const workerData = { ...this.#options.workerData, restarted: this.#breakdowns.length > 0 }
    const thread = new Worker(this.#url, { ...this.#options, workerData })
    this.#thread = thread
    const ready = new Promise<void>((resolve, reject) => {
      thread.once('error', reject)
      thread.once('exit', (code) => reject(new Error(`The embedded database ended while starting, with code ${code}`)))
      thread.on('message', (report: Report) => (report.kind === 'ready' ? resolve() : this.#write(report)))
    })
    await ready.catch((error: unknown) => {
      this.#thread = undefined
      throw error
    })
    thread.on('error', (error) => this.#log?.error({ err: error }, 'embedded database failed'))
    thread.on('exit', () => this.#recover())
  }

  /** Asks the thread to end and waits until it has. */
  async stop(): Promise<void> {
    this.#stopping = true
    const thread = this.#thread
    if (thread === undefined) return

    const ended = new Promise((resolve) => thread.once('exit', resolve))
    thread.postMessage('stop')
    await ended
  }

  #write(report: Exclude<Report, { kind: 'ready' }>): void {
    const { reason } = report
    if (report.kind === 'gone') this.#giveUp(reason)
    else if (report.kind === 'broken') this.#log?.error({ reason }, 'embedded database broke down')
    else this.#log?.warn({ reason }, 'embedded database housekeeping failed')
  }

  #recover(): void {
    this.#thread = undefined
    if (this.#stopping) return

    const now = Date.now()
    this.#breakdowns.push(now)
    if (this.#breakdowns.filter((at) => now - at < minute).length > mostBreakdowns) {
      this.#giveUp('it broke down several times within a minute')
      return
    }
    this.start().catch((error: unknown) => this.#giveUp(`it does not start again: ${String(error)}`))
  }

  #giveUp(reason: string): void {
    if (this.#stopping) return
    this.#stopping = true
    this.#log?.error({ reason }, 'embedded database stays down')
    this.#onDown(reason)
  }
}
