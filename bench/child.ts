import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { z } from 'zod'

const Reply = z.union([z.object({ id: z.number(), error: z.string() }), z.object({ id: z.number(), value: z.unknown() })])

/** CPU time so far in seconds, of the whole process and of its main thread, and the largest memory so far in bytes. */
export const Usage = z.object({ cpuSeconds: z.number(), mainThreadSeconds: z.number(), peakBytes: z.number() })
export type Usage = z.output<typeof Usage>

interface Pending {
  readonly resolve: (value: unknown) => void
  readonly reject: (error: Error) => void
}

const running = new Set<Child>()

/** Ends every process that was started, for when the benchmark is interrupted. */
export async function endAll(): Promise<void> {
  await Promise.all([...running].map((child) => child[Symbol.asyncDispose]()))
}

/** One of the benchmark's own processes, asked by name. */
export class Child implements AsyncDisposable {
  readonly #name: string
  readonly #process: ChildProcess
  readonly #pending = new Map<number, Pending>()
  #asked = 0

  /** `file` is beside this one and gets `settings` as JSON; `nodeOptions` are for Node itself. */
  constructor(file: string, settings: unknown, nodeOptions: readonly string[] = []) {
    this.#name = file
    this.#process = fork(join(import.meta.dirname, file), [JSON.stringify(settings)], { execArgv: [...nodeOptions] })
    this.#process.on('message', (message) => this.#settle(Reply.parse(message)))
    this.#process.on('exit', (code) => this.#fail(new Error(`${file} ended with exit code ${code}.`)))
    running.add(this)
  }

  /** Asks for something by name; rejects with the child's own words when it fails. */
  async ask<T>(name: string, input: unknown, shape: z.ZodType<T>): Promise<T> {
    this.#asked += 1
    const id = this.#asked
    const value = await new Promise<unknown>((resolve, reject) => {
      this.#pending.set(id, { resolve, reject })
      this.#process.send({ id, name, input }, (error) => error !== null && reject(error))
    })
    return shape.parse(value)
  }

  usage(): Promise<Usage> {
    return this.ask('usage', null, Usage)
  }

  /** Lets it finish by itself; kills it when it does not. */
  async [Symbol.asyncDispose](): Promise<void> {
    running.delete(this)
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return
    const exited = once(this.#process, 'exit')
    const patience = setTimeout(() => this.#process.kill('SIGKILL'), 60_000)
    if (this.#process.connected) this.#process.disconnect()
    await exited
    clearTimeout(patience)
  }

  #settle(reply: z.output<typeof Reply>): void {
    const pending = this.#pending.get(reply.id)
    this.#pending.delete(reply.id)
    if ('error' in reply) pending?.reject(new Error(`${this.#name}: ${reply.error}`))
    else pending?.resolve(reply.value)
  }

  #fail(error: Error): void {
    for (const pending of this.#pending.values()) pending.reject(error)
    this.#pending.clear()
  }
}

/** For the child's side: what `usage` answers. */
export function ownUsage(): Usage {
  const whole = process.cpuUsage()
  const thread = process.threadCpuUsage()
  return {
    cpuSeconds: (whole.user + whole.system) / 1e6,
    mainThreadSeconds: (thread.user + thread.system) / 1e6,
    peakBytes: process.resourceUsage().maxRSS * 1024,
  }
}
