import { hostname } from 'node:os'
import type { Handlers } from '../jobs/catalog.ts'
import { createQueue } from '../jobs/queue.ts'
import { createStore, type Store } from '../store/store.ts'
import type { Commands } from '../usecases/commands.ts'
import { expireDecisions } from '../usecases/decide.ts'
import { exportDue, pruneUploads } from '../usecases/export/export-due.ts'
import { runUpload } from '../usecases/export/run-upload.ts'
import { refreshDueFeeds, refreshFeed } from '../usecases/feeds/refresh.ts'
import { deliver } from '../usecases/notify/deliver.ts'
import { forgetOldNotifications } from '../usecases/notify/retention.ts'
import { type PerformDeps, perform, silence } from '../usecases/operations/perform.ts'
import { applyRetention } from '../usecases/operations/retention.ts'
import { startDue, takeBack } from '../usecases/operations/start-due.ts'
import { assessDue } from '../usecases/priority/assess-due.ts'
import { refreshProposals } from '../usecases/remediate/proposals.ts'
import { resealAll } from '../usecases/secrets.ts'
import { createDictionary } from '../usecases/sync/dictionary.ts'
import { readTicket } from '../usecases/tickets/follow.ts'
import { keepTickets } from '../usecases/tickets/keep-tickets.ts'
import { createCommands, type Line } from './commands.ts'
import { connectDeps, deliverDeps, type EngineOptions, type Enqueue, exportDeps, feedDeps, open } from './deps.ts'

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
  const exporting = exportDeps(options, store, line.upload)
  const feeds = feedDeps(options, store)
  const state = { stopping: false, hourly: async (): Promise<unknown> => undefined }
  const run = createPerformer(options, store, enqueue, () => state.stopping)
  const due = {
    store,
    plugins,
    now,
    enqueue: (operationId: number, urgency: 'now' | 'scheduled') =>
      urgency === 'now' ? enqueue(operationId) : queue.send('run-scheduled-operation', { operationId }),
  }
  // What a sync changed leaves at once, as far as the destinations' budgets go.
  const afterOperation = async () => {
    await queue.send('propose-remediations', {})
    await queue.send('export-due', {})
    await queue.send('keep-tickets', {})
  }
  const handlers: Handlers = {
    'run-operation': ({ operationId }) => run(operationId).then(afterOperation),
    'run-scheduled-operation': ({ operationId }) => run(operationId).then(afterOperation),
    'start-due-operations': () => startDue(due),
    'apply-retention': async () => {
      await applyRetention({ store, now })
      await forgetOldNotifications({ store, now })
      await pruneUploads({ store, now })
      await state.hourly()
    },
    'deliver-notifications': () => deliver(deliverDeps(options, store)),
    'expire-decisions': async () => {
      await expireDecisions({ store, now })
    },
    'assess-due': async () => {
      await assessDue({ store, now })
    },
    'keep-tickets': () => keepTickets(deliverDeps(options, store)),
    'read-ticket': ({ ticketId }) => readTicket(deliverDeps(options, store), ticketId),
    'propose-remediations': async () => {
      await refreshProposals({ store, now })
    },
    'refresh-feeds': async () => {
      await refreshDueFeeds(feeds)
      await queue.send('assess-due', {})
    },
    'refresh-feed': async ({ feed }) => {
      await refreshFeed(feeds, feed)
      await queue.send('assess-due', {})
    },
    'export-due': () => exportDue(exporting),
    'run-upload': ({ uploadId }) => runUpload(exporting, uploadId),
  }

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
