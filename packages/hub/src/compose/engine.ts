import { hostname } from 'node:os'
import { createQueue } from '../jobs/queue.ts'
import { createStore, type Store } from '../store/store.ts'
import type { Commands } from '../usecases/commands.ts'
import { type PerformDeps, perform, silence } from '../usecases/operations/perform.ts'
import { startDue, takeBack } from '../usecases/operations/start-due.ts'
import { resealAll } from '../usecases/secrets.ts'
import { createDictionary } from '../usecases/sync/dictionary.ts'
import { createCommands, type Line } from './commands.ts'
import { connectDeps, type EngineOptions, type Enqueue, open } from './deps.ts'
import { createHandlers } from './handlers.ts'

/** The hub without its surfaces: commands, and the work behind them. */
export interface Engine {
  readonly commands: Commands
  /** Takes work from the queue from now on; and does once an hour what else there is to do then. */
  work(more?: { readonly hourly: () => Promise<unknown> }): Promise<void>
  /** Finishes the pages in hand, puts unfinished operations back in line and stops. */
  stop(): Promise<void>
}

/** Commands and workers over one queue in the hub's own database. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const { database, plugins, log } = options
  const now = options.now ?? (() => new Date())
  const store = createStore(database.kysely)
  const queue = await createQueue({
    execute: (text, values) => database.pool.query(text, values),
    embedded: database.embedded,
    log,
  })
  const enqueue = (operationId: number) => queue.send('run-operation', { operationId })
  const line: Line = {
    operation: enqueue,
    upload: (uploadId, at) => queue.send('run-upload', { uploadId }, at),
    feed: (feed) => queue.send('refresh-feed', { feed }),
    notifications: () => queue.send('deliver-notifications', {}),
    tickets: () => queue.send('keep-tickets', {}),
    ticket: (ticketId) => queue.send('read-ticket', { ticketId }),
  }
  const state = { stopping: false, hourly: async (): Promise<unknown> => undefined }
  const due = {
    store,
    plugins,
    now,
    random: options.random ?? Math.random,
    enqueue: (operationId: number, urgency: 'now' | 'scheduled') =>
      urgency === 'now' ? enqueue(operationId) : queue.send('run-scheduled-operation', { operationId }),
  }
  const handlers = createHandlers(options, {
    store,
    send: queue.send,
    line,
    due,
    run: createPerformer(options, store, enqueue, () => state.stopping),
    hourly: () => state.hourly(),
  })

  return {
    commands: createCommands(options, store, line),
    async work(more) {
      if (more !== undefined) state.hourly = more.hourly
      await reseal(options, store, enqueue)
      // Nobody else can be running anything on an embedded database: whatever says so died.
      await takeBack({ store, now }, new Date(now().getTime() - (database.embedded ? 0 : silence)))
      await queue.work(handlers)
      await startDue(due)
      await queue.send('refresh-feeds', {})
    },
    async stop() {
      state.stopping = true
      await queue.stop()
    },
  }
}

/** Seals every secret with the current key. Returns how many connections changed. */
export function reseal(options: EngineOptions, store: Store, enqueue: Enqueue): Promise<number> {
  return resealAll(connectDeps(options, store, enqueue), (sealed) => options.sealer.needsReseal(sealed))
}

/** Runs one operation by id; the same for the queue's workers and for tests. */
export function createPerformer(
  options: EngineOptions,
  store: Store,
  enqueue: Enqueue,
  stopping: () => boolean,
): (operationId: number) => Promise<void> {
  const { plugins, log, now = () => new Date(), random = Math.random } = options
  const deps: PerformDeps = {
    store,
    dictionary: createDictionary(store),
    plugins,
    now,
    enqueue,
    log,
    worker: `${hostname()}:${process.pid}:${crypto.randomUUID().slice(0, 8)}`,
    random,
    stopping,
    open: (connection, plugin, signal, listener) => open({ connection, plugin, signal, listener }, options),
  }
  return (operationId) => perform(deps, operationId)
}
