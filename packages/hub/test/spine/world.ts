import { randomBytes } from 'node:crypto'
import { connectorsFolder } from '@patchbay/connectors/folder'
import type { Plugin } from '@patchbay/sdk'
import { changeRequestDeps } from '../../src/compose/change-requests.ts'
import { createCommands } from '../../src/compose/commands.ts'
import { deliverDeps, type EngineOptions, exportDeps, feedDeps } from '../../src/compose/deps.ts'
import { createPerformer, reseal } from '../../src/compose/engine.ts'
import type { Clock } from '../../src/runtime/http/clock.ts'
import { createOutbound } from '../../src/runtime/http/outbound.ts'
import { loadConnectors } from '../../src/runtime/loader.ts'
import { parseKeys } from '../../src/runtime/secrets/key.ts'
import { createSealer } from '../../src/runtime/secrets/sealer.ts'
import type { Database } from '../../src/store/database.ts'
import { createStore, type Store } from '../../src/store/store.ts'
import { keepChangeRequests, runRenovations } from '../../src/usecases/change-requests/keep-change-requests.ts'
import type { Commands } from '../../src/usecases/commands.ts'
import { expireDecisions } from '../../src/usecases/decide.ts'
import { exportDue } from '../../src/usecases/export/export-due.ts'
import { runUpload } from '../../src/usecases/export/run-upload.ts'
import { refreshDueFeeds, refreshFeed } from '../../src/usecases/feeds/refresh.ts'
import { deliver } from '../../src/usecases/notify/deliver.ts'
import { tellOfBreaches } from '../../src/usecases/notify/vulnerability-news.ts'
import { startDue } from '../../src/usecases/operations/start-due.ts'
import { assessDue } from '../../src/usecases/priority/assess-due.ts'
import { refreshProposals } from '../../src/usecases/remediate/proposals.ts'
import { endWaits } from '../../src/usecases/remediate/waiting.ts'
import { readTicket } from '../../src/usecases/tickets/follow.ts'
import { keepTickets } from '../../src/usecases/tickets/keep-tickets.ts'

export const tester = { id: 'tester', kind: 'user' } as const

/** The hub without queue and surfaces: what is requested runs when the test says so. */
export interface World {
  readonly database: Database
  readonly store: Store
  readonly commands: Commands
  /** `PATCHBAY_SECRET_KEY` of this process. */
  readonly keys: string
  /** Runs everything that waits, and what that leads to, until nothing does. */
  settle(): Promise<void>
  /** Operations that wait to be run. */
  readonly waiting: number[]
  /** Runs one operation as another worker would. */
  run(operationId: number): Promise<void>
  /** What the process does every minute. */
  tick(): Promise<void>
  /** Plans exports, begins those that are due and takes up what waits, as far as it goes by now. */
  exportDue(): Promise<void>
  /** Uploads in the queue. */
  readonly uploads: number[]
  /** Takes an upload on as another worker would. */
  runUpload(uploadId: number): Promise<void>
  /** Tells people what is due. */
  deliver(): Promise<void>
  /** Tells operators of deadlines that were missed. */
  tellOfBreaches(): Promise<void>
  /** Keeps tickets in step with what they are about. */
  keepTickets(): Promise<void>
  /** Opens change requests, looks at them, and says there what a scan proved, as far as it is due. */
  keepChangeRequests(): Promise<void>
  /** Has Renovate make what it is to make. */
  runRenovations(): Promise<void>
  /** Asks feeds that are due for news. */
  refreshFeeds(): Promise<void>
  /** Assesses what lost its footing, so many at once; returns how many changed. */
  assess(batch?: number): Promise<number>
  /** Proposes what closes vulnerabilities that changed; returns in how many repositories and images it looked. */
  propose(): Promise<number>
  /** Ends acceptances and waits whose time is over; returns how many. */
  expire(): Promise<number>
  /** Seals every secret with the current key; returns how many connections changed. */
  reseal(): Promise<number>
  stop(): void
  close(): Promise<void>
}

export interface WorldOptions {
  readonly now?: () => Date
  readonly plugins?: ReadonlyMap<string, Plugin>
  readonly log?: EngineOptions['log']
  readonly keys?: string
  /** Hosts that may be reached although they are private. */
  readonly allowHosts?: string
  /** Whether feeds may be asked for. */
  readonly feeds?: boolean
  /** Path of what stands in for Renovate. */
  readonly renovate?: string | undefined
  /** Time of the HTTP client. */
  readonly clock?: Clock
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** A `PATCHBAY_SECRET_KEY` with a key of its own. */
export function freshKeys(id: string): string {
  return `${id}:${randomBytes(32).toString('base64')}`
}

/** One process of the hub. Several on one database, with the same keys, are several workers. */
export async function createWorld(database: Database, options: WorldOptions = {}): Promise<World> {
  const state = { stopping: false }
  const waiting: number[] = []
  const keys = options.keys ?? freshKeys('t')
  const outbound = createOutbound({
    allowHosts: options.allowHosts ?? '127.0.0.1',
    ...(options.clock && { clock: options.clock }),
  })
  const now = options.now ?? (() => new Date())
  const engine: EngineOptions = {
    database,
    plugins: options.plugins ?? (await loadConnectors([connectorsFolder])),
    sealer: createSealer(parseKeys(keys)),
    outbound,
    log: options.log ?? silent,
    now,
    random: () => 0.5,
    feeds: options.feeds ?? false,
    renovate: options.renovate === undefined ? undefined : { executable: options.renovate, environment: {} },
    publicUrl: 'https://hub.test',
  }
  const store = createStore(database.kysely)
  const enqueue = async (operationId: number) => {
    if (!waiting.includes(operationId)) waiting.push(operationId)
  }
  const uploads: number[] = []
  const enqueueUpload = async (uploadId: number, at: Date) => {
    if (at <= now() && !uploads.includes(uploadId)) uploads.push(uploadId)
  }
  const exporting = exportDeps(engine, store, enqueueUpload)
  const feeds = feedDeps(engine, store)
  const run = createPerformer(engine, store, enqueue, () => state.stopping)
  return {
    database,
    store,
    keys,
    commands: createCommands(engine, store, {
      operation: enqueue,
      upload: enqueueUpload,
      feed: async (id) => {
        await refreshFeed(feeds, id)
      },
      notifications: async () => undefined,
      tickets: async () => undefined,
      ticket: (ticketId) => readTicket(deliverDeps(engine, store), ticketId),
    }),
    waiting,
    run,
    async settle() {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await run(id)
    },
    tick: () => startDue({ store, plugins: engine.plugins, now, random: () => 0.5, enqueue }),
    uploads,
    runUpload: (uploadId) => runUpload(exporting, uploadId),
    async exportDue() {
      do {
        for (let id = uploads.shift(); id !== undefined; id = uploads.shift()) await runUpload(exporting, id)
        await exportDue(exporting)
      } while (uploads.length > 0)
    },
    deliver: () => deliver(deliverDeps(engine, store)),
    tellOfBreaches: () => tellOfBreaches({ store, now }),
    keepTickets: () => keepTickets(deliverDeps(engine, store)),
    keepChangeRequests: () => keepChangeRequests(changeRequestDeps(engine, store)),
    runRenovations: () => runRenovations(changeRequestDeps(engine, store)),
    refreshFeeds: () => refreshDueFeeds(feeds),
    assess: (batch) => assessDue({ store, now }, batch),
    propose: () => refreshProposals({ store, now }),
    expire: async () => (await expireDecisions({ store, now })) + (await endWaits({ store, now })),
    reseal: () => reseal(engine, store, enqueue),
    stop() {
      state.stopping = true
    },
    close: () => outbound.close(),
  }
}
