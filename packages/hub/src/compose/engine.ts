import { hostname } from 'node:os'
import { Fault, type Plugin } from '@patchbay/sdk'
import type { FeedId } from '../domain/feeds/feed.ts'
import type { Handlers } from '../jobs/catalog.ts'
import { createQueue } from '../jobs/queue.ts'
import { keepFeed } from '../runtime/feeds/feed-file.ts'
import { fetchFeed } from '../runtime/feeds/fetch-feed.ts'
import type { Outbound } from '../runtime/http/outbound.ts'
import { openConnection } from '../runtime/open.ts'
import { SealError, type Sealer } from '../runtime/secrets/sealer.ts'
import type { ConnectionRow } from '../store/connections/writer.ts'
import type { Database } from '../store/database.ts'
import { createStore, type Store } from '../store/store.ts'
import { createChangeRequests } from '../usecases/change-requests/commands.ts'
import type { CheckOutcome, Commands } from '../usecases/commands.ts'
import { createComment } from '../usecases/comment.ts'
import { type ConnectDeps, createConnect } from '../usecases/connect.ts'
import { createDecide, expireDecisions } from '../usecases/decide.ts'
import { createExports } from '../usecases/export/commands.ts'
import type { ExportDeps } from '../usecases/export/export-deps.ts'
import { exportDue, pruneUploads } from '../usecases/export/export-due.ts'
import { createExporters } from '../usecases/export/exporters.ts'
import { runUpload } from '../usecases/export/run-upload.ts'
import { createScanProfiles } from '../usecases/export/scan-profiles.ts'
import type { FeedDeps } from '../usecases/feeds/feed-deps.ts'
import { createFeeds, refreshDueFeeds, refreshFeed } from '../usecases/feeds/refresh.ts'
import { createHubSettings } from '../usecases/hub-settings.ts'
import { createImageRules, createImages } from '../usecases/map/images.ts'
import { createMap } from '../usecases/map/map-record.ts'
import { createMappingRules } from '../usecases/map/mapping-rules.ts'
import { createNotify } from '../usecases/notify/commands.ts'
import { type DeliverDeps, deliver } from '../usecases/notify/deliver.ts'
import { forgetOldNotifications } from '../usecases/notify/retention.ts'
import { createOperate } from '../usecases/operate.ts'
import { type OpenedRun, type PerformDeps, perform, silence, type VendorListener } from '../usecases/operations/perform.ts'
import { applyRetention } from '../usecases/operations/retention.ts'
import { startDue, takeBack } from '../usecases/operations/start-due.ts'
import { createOwn } from '../usecases/own.ts'
import { createPolicies } from '../usecases/policies/policies.ts'
import { assessDue } from '../usecases/priority/assess-due.ts'
import { createClock } from '../usecases/priority/clock.ts'
import { createCampaigns } from '../usecases/remediate/campaigns.ts'
import { createRemediate } from '../usecases/remediate/commands.ts'
import { refreshProposals } from '../usecases/remediate/proposals.ts'
import { resealAll } from '../usecases/secrets.ts'
import { createSlaPolicies } from '../usecases/sla/sla-policies.ts'
import { createDictionary } from '../usecases/sync/dictionary.ts'
import { createTickets } from '../usecases/tickets/commands.ts'
import { readTicket } from '../usecases/tickets/follow.ts'
import { keepTickets } from '../usecases/tickets/keep-tickets.ts'
import { createImportVex } from '../usecases/vex/import-vex.ts'
import { composeExporting } from './exporting.ts'

export interface EngineOptions {
  readonly database: Database
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly sealer: Sealer
  readonly outbound: Outbound
  readonly log: PerformDeps['log']
  readonly now?: () => Date
  /** Whether public feeds may be asked for; not when missing. */
  readonly feeds?: boolean
  /** Address of the hub itself, where it is known: messages lead there. */
  readonly publicUrl?: string | undefined
  /** 0–1. */
  readonly random?: () => number
}

interface Opening {
  readonly connection: ConnectionRow
  readonly plugin: Plugin
  readonly signal: AbortSignal
  readonly listener: VendorListener
  /** Milliseconds one request may wait. */
  readonly maxWait?: number
}

/** The hub without its surfaces: commands, and the work behind them. */
export interface Engine {
  readonly commands: Commands
  /** Takes work from the queue from now on; and does once an hour what else there is to do then. */
  work(more?: { readonly hourly: () => Promise<unknown> }): Promise<void>
  /** Finishes the pages in hand, puts unfinished operations back in line and stops. */
  stop(): Promise<void>
}

type Enqueue = (operationId: number) => Promise<void>

/** How work on tickets is put in line. */
export interface TicketQueue {
  readonly carryOutSoon: () => Promise<void>
  readonly readSoon: (ticketId: number) => Promise<void>
}

const checkPatience = 60_000
/** A receiver that asks for more is tried again later. */
const notifyPatience = 20_000

const unheard: VendorListener = { info: () => undefined, warn: () => undefined, waited: () => undefined }

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
  const enqueueUpload = (uploadId: number, at: Date) => queue.send('run-upload', { uploadId }, at)
  const exporting = exportDeps(options, store, enqueueUpload)
  const feeds = feedDeps(options, store)
  const requestFeed = (feed: FeedId) => queue.send('refresh-feed', { feed })
  const deliverSoon = () => queue.send('deliver-notifications', {})
  const ticketQueue: TicketQueue = {
    carryOutSoon: () => queue.send('keep-tickets', {}),
    readSoon: (ticketId) => queue.send('read-ticket', { ticketId }),
  }
  const state = { stopping: false, hourly: async (): Promise<unknown> => undefined }
  const enqueue = (operationId: number) => queue.send('run-operation', { operationId })
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
    commands: createCommands(options, store, enqueue, deliverSoon, enqueueUpload, requestFeed, ticketQueue),
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

/** Everything that changes something, over a store. */
export function createCommands(
  options: EngineOptions,
  store: Store,
  enqueue: Enqueue,
  deliverSoon: () => Promise<void>,
  enqueueUpload: ExportDeps['enqueueUpload'],
  requestFeed: (id: FeedId) => Promise<void>,
  ticketQueue: TicketQueue,
): Commands {
  const { plugins, now = () => new Date() } = options
  const connections = createConnect(connectDeps(options, store, enqueue))
  return {
    connections,
    exporters: createExporters({ store, plugins, connect: connections.create }),
    scanProfiles: createScanProfiles({ store, plugins, now }),
    uploads: createExports({ store, plugins, now, enqueueUpload }),
    operations: createOperate({ store, plugins, now, enqueue }),
    records: createMap({ store, plugins, now, enqueue }),
    mappingRules: createMappingRules({ store, plugins, now, enqueue }),
    images: createImages({ store, now }),
    imageRules: createImageRules({ store, now }),
    vulnerabilities: {
      decide: createDecide({ store, now }),
      comment: createComment({ store, now }),
      importVex: createImportVex({ store, now }),
      ...createClock({ store, now }),
    },
    remediations: createRemediate({ store, now }),
    campaigns: createCampaigns({ store, now }),
    tickets: createTickets({ ...deliverDeps(options, store), ...ticketQueue }),
    changeRequests: createChangeRequests(deliverDeps(options, store)),
    slaPolicies: createSlaPolicies({ store, now }),
    policies: createPolicies({ store, now }),
    feeds: createFeeds(feedDeps(options, store), requestFeed),
    products: createOwn({ store, now }),
    notifications: createNotify({ ...deliverDeps(options, store), deliverSoon }),
    settings: createHubSettings({ store, now }),
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

/** What it takes to export; the same for the queue's workers and for tests. */
export function exportDeps(options: EngineOptions, store: Store, enqueueUpload: ExportDeps['enqueueUpload']): ExportDeps {
  const { database, plugins, log, publicUrl, now = () => new Date() } = options
  return composeExporting({
    database,
    store,
    plugins,
    now,
    log,
    publicUrl,
    enqueueUpload,
    open: (connection, plugin, signal) => open({ connection, plugin, signal, listener: unheard }, options),
  })
}

/** What it takes to read public feeds; the same for the queue's workers and for tests. */
export function feedDeps(options: EngineOptions, store: Store): FeedDeps {
  const { outbound, log, feeds = false, now = () => new Date() } = options
  return {
    store,
    now,
    log,
    reachable: feeds,
    fetch: (address, validators) => fetchFeed(outbound, address, validators),
    keep: (content) => keepFeed(content),
  }
}

/** What it takes to tell people; the same for the queue's workers and for tests. */
export function deliverDeps(options: EngineOptions, store: Store): DeliverDeps {
  const { plugins, log, publicUrl, now = () => new Date() } = options
  return {
    store,
    plugins,
    now,
    log,
    publicUrl,
    open: (connection, plugin, signal) =>
      open({ connection, plugin, signal, listener: unheard, maxWait: notifyPatience }, options).opened,
  }
}

function connectDeps(options: EngineOptions, store: Store, enqueue: Enqueue): ConnectDeps {
  const { plugins, sealer, now = () => new Date() } = options
  return {
    store,
    plugins,
    now,
    enqueue,
    tryOut: (plugin, settings) => tryOut(plugin, settings, options),
    seal: (connectionId, field, value) => sealer.seal(value, binding(connectionId, field)),
    unseal: (connectionId, field, sealed) => unseal(sealer, connectionId, field, sealed),
  }
}

function binding(connectionId: number, field: string) {
  return { connection: String(connectionId), field }
}

/** A secret in the clear. Throws a `config` fault naming the field when it does not open. */
export function unseal(sealer: Sealer, connectionId: number, field: string, sealed: string): string {
  try {
    return sealer.open(sealed, binding(connectionId, field))
  } catch (error) {
    if (error instanceof SealError) throw new Fault('config', error.message, { field }, error)
    throw error
  }
}

function open(
  { connection, plugin, signal, listener, maxWait }: Opening,
  { sealer, outbound, log }: Pick<EngineOptions, 'sealer' | 'outbound' | 'log'>,
): OpenedRun {
  const secrets = Object.fromEntries(
    Object.entries(connection.secrets).map(([field, sealed]) => [field, unseal(sealer, connection.id, field, sealed)]),
  )
  const { connector, counts, mask } = openConnection({
    plugin,
    config: connection.config,
    secrets,
    outbound,
    signal,
    log: {
      info(fields, message) {
        log.info(fields, message)
        listener.info(fields, message)
      },
      warn(fields, message) {
        log.warn(fields, message)
        listener.warn(fields, message)
      },
    },
    onRequest: ({ waitedMs }) => listener.waited(waitedMs),
    ...(maxWait !== undefined && { maxWait }),
  })
  return {
    opened: connector,
    mask,
    traffic: () => {
      const { requests, waitedMs } = counts()
      return { requests, waitedMs }
    },
  }
}

async function tryOut(
  plugin: Plugin,
  settings: Readonly<Record<string, unknown>>,
  { outbound, log }: EngineOptions,
): Promise<CheckOutcome> {
  const { connector } = openConnection({
    plugin,
    config: settings,
    secrets: {},
    outbound,
    signal: AbortSignal.timeout(checkPatience),
    log,
    maxWait: checkPatience / 2,
  })
  const { sees, identity, expiresAt, warnings } = await connector.check()
  return { sees, identity: identity ?? null, expiresAt: expiresAt ?? null, warnings }
}
