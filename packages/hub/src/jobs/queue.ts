import { PgBoss } from 'pg-boss'
import { catalog, type Handlers, type JobName, jobNames, type Payloads } from './catalog.ts'

export interface QueueOptions {
  /** Runs one statement; the queue lives in the hub's own database. */
  readonly execute: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>
  /** Whether several processes share the database. One alone wakes its workers itself. */
  readonly embedded: boolean
  readonly log: { error(fields: object, message: string): void; warn(fields: object, message: string): void }
}

export interface Queue {
  /** Puts work in line, for now or later; call it after the transaction that made the work has committed. */
  send<N extends JobName>(name: N, payload: Payloads[N], startAfter?: Date): Promise<void>
  /** Starts working. Throws when a job of the catalogue has no handler or a handler no job. */
  work(handlers: Handlers): Promise<void>
  /** Stops taking new work and waits for what is running. */
  stop(): Promise<void>
}

// The embedded database has one session; asking it twice a second costs little and nothing else would wake the worker.
const polling = { embedded: 1, server: 2 } as const
const longestJob = 12 * 3600

/** The one place that knows pg-boss. */
export async function createQueue(options: QueueOptions): Promise<Queue> {
  const boss = new PgBoss({
    // pg-boss declares rows as any; what it gets is what the driver returns.
    db: { executeSql: async (text, values) => options.execute(text, values) },
    backend: options.embedded ? 'pglite' : 'postgres',
    schema: 'patchbay_jobs',
    persistWarnings: false,
    reindex: false,
    monitorVacuum: false,
  })
  boss.on('error', (error) => options.log.error({ error }, 'The job queue met an error'))
  boss.on('warning', (warning) => options.log.warn({ warning }, 'The job queue gave a warning'))
  await boss.start()
  for (const name of jobNames) {
    await boss.createQueue(name, {
      retryLimit: 2,
      retryDelay: 5,
      retryBackoff: true,
      expireInSeconds: longestJob,
      deleteAfterSeconds: 86_400,
    })
  }
  const workers = new Map<JobName, readonly string[]>()

  return {
    async send(name, payload, startAfter) {
      await boss.send(name, payload, startAfter === undefined ? {} : { startAfter })
      for (const worker of workers.get(name) ?? []) boss.notifyWorker(worker)
    },
    async work(handlers) {
      requireHandlers(handlers)
      for (const name of jobNames) workers.set(name, await startWorkers(boss, name, handlers, options.embedded))
      for (const name of jobNames) {
        const { cron } = catalog[name]
        if (cron !== undefined) await boss.schedule(name, cron, {})
      }
    },
    stop: () => boss.stop({ graceful: true, close: false, timeout: 120_000 }),
  }
}

/** A job that nobody handles would wait for ever; better not to start. */
export function requireHandlers(handlers: object): void {
  const missing = jobNames.filter((name) => !(name in handlers))
  const unknown = Object.keys(handlers).filter((name) => !jobNames.some((known) => known === name))
  if (missing.length === 0 && unknown.length === 0) return
  throw new Error(`Jobs and handlers do not match. Without handler: ${list(missing)}. Without job: ${list(unknown)}.`)
}

async function startWorkers(boss: PgBoss, name: JobName, handlers: Handlers, embedded: boolean): Promise<readonly string[]> {
  const { concurrency } = catalog[name]
  const ids: string[] = []
  for (let n = 0; n < concurrency; n += 1) {
    const id = await boss.work(
      name,
      { batchSize: 1, pollingIntervalSeconds: embedded ? polling.embedded : polling.server },
      async (jobs) => {
        for (const job of jobs) await dispatch(name, handlers, job.data)
      },
    )
    ids.push(id)
  }
  return ids
}

async function dispatch<N extends JobName>(name: N, handlers: Handlers, data: unknown): Promise<void> {
  await handlers[name](catalog[name].payload.parse(data ?? {}))
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ')
}
