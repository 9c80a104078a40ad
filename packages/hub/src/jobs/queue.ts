import { PgBoss } from 'pg-boss'
import { catalog, type Handlers, type JobName, jobNames, type Payloads } from './catalog.ts'

export interface QueueOptions {
  /** Runs one statement; the queue lives in the hub's own database. */
  readonly execute: (text: string, values?: unknown[]) => Promise<{ rows: unknown[] }>
  readonly embedded: boolean
  /** Seconds after which a worker with nothing to do looks again by itself. Default: what suits the database. */
  readonly pollSeconds?: number
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

// The embedded database belongs to one process, which wakes its own workers: they look by themselves only for what comes on
// schedule or is tried again. On a server other processes send work too.
const polling = { embedded: 5, server: 2 } as const
/** Work that starts later than that is found by looking. */
const longestAlarm = 600_000
/** The database's clock decides whether work is due, and may be a little behind ours. */
const alarmMargin = 50
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
  const pollSeconds = options.pollSeconds ?? (options.embedded ? polling.embedded : polling.server)
  const workers = new Map<JobName, readonly string[]>()
  const alarms = new Set<NodeJS.Timeout>()

  const wake = (name: JobName) => {
    for (const worker of workers.get(name) ?? []) boss.notifyWorker(worker)
  }
  const wakeLater = (name: JobName, wait: number) => {
    const alarm = setTimeout(() => {
      alarms.delete(alarm)
      wake(name)
    }, wait + alarmMargin).unref()
    alarms.add(alarm)
  }

  return {
    async send(name, payload, startAfter) {
      await boss.send(name, payload, startAfter === undefined ? {} : { startAfter })
      const wait = startAfter === undefined ? 0 : startAfter.getTime() - Date.now()
      if (wait <= 0) wake(name)
      else if (wait <= longestAlarm) wakeLater(name, wait)
    },
    async work(handlers) {
      requireHandlers(handlers)
      for (const name of jobNames) workers.set(name, await startWorkers(boss, name, handlers, pollSeconds))
      for (const name of jobNames) {
        const { cron } = catalog[name]
        if (cron !== undefined) await boss.schedule(name, cron, {})
      }
    },
    async stop() {
      await boss.stop({ graceful: true, close: false, timeout: 120_000 })
      for (const alarm of alarms) clearTimeout(alarm)
    },
  }
}

/** A job that nobody handles would wait for ever; better not to start. */
export function requireHandlers(handlers: object): void {
  const missing = jobNames.filter((name) => !(name in handlers))
  const unknown = Object.keys(handlers).filter((name) => !jobNames.some((known) => known === name))
  if (missing.length === 0 && unknown.length === 0) return
  throw new Error(`Jobs and handlers do not match. Without handler: ${list(missing)}. Without job: ${list(unknown)}.`)
}

async function startWorkers(
  boss: PgBoss,
  name: JobName,
  handlers: Handlers,
  pollingIntervalSeconds: number,
): Promise<readonly string[]> {
  return Promise.all(
    Array.from({ length: catalog[name].concurrency }, async () => {
      const id: string = await boss.work(name, { batchSize: 1, pollingIntervalSeconds }, async (jobs) => {
        for (const job of jobs) await dispatch(name, handlers, job.data)
        // There may be more: only a worker that finds nothing, or fails, waits before it looks again.
        boss.notifyWorker(id)
      })
      return id
    }),
  )
}

async function dispatch<N extends JobName>(name: N, handlers: Handlers, data: unknown): Promise<void> {
  await handlers[name](catalog[name].payload.parse(data ?? {}))
}

function list(names: readonly string[]): string {
  return names.length === 0 ? 'none' : names.join(', ')
}
