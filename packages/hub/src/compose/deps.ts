import { Fault, type Plugin } from '@patchbay/sdk'
import type { RenovateProgram } from '../config/renovate.ts'
import { keepFeed } from '../runtime/feeds/feed-file.ts'
import { fetchFeed } from '../runtime/feeds/fetch-feed.ts'
import type { Outbound } from '../runtime/http/outbound.ts'
import { openConnection } from '../runtime/open.ts'
import { SealError, type Sealer } from '../runtime/secrets/sealer.ts'
import type { ConnectionRow } from '../store/connections/writer.ts'
import type { Database } from '../store/database.ts'
import type { Store } from '../store/store.ts'
import type { CheckOutcome } from '../usecases/commands.ts'
import type { ConnectDeps } from '../usecases/connect.ts'
import type { ExportDeps } from '../usecases/export/export-deps.ts'
import type { FeedDeps } from '../usecases/feeds/feed-deps.ts'
import type { DeliverDeps } from '../usecases/notify/deliver.ts'
import type { OpenedRun, PerformDeps, VendorListener } from '../usecases/operations/perform.ts'
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
  /** The operator's Renovate, which may make changes. */
  readonly renovate?: RenovateProgram | undefined
  /** Address of the hub itself, where it is known: messages lead there. */
  readonly publicUrl?: string | undefined
  /** 0–1. */
  readonly random?: () => number
}

/** A connection to be opened, and who hears what it does. */
interface Opening {
  readonly connection: ConnectionRow
  readonly plugin: Plugin
  readonly signal: AbortSignal
  readonly listener: VendorListener
  /** Milliseconds one request may wait. */
  readonly maxWait?: number
}

export type Enqueue = (operationId: number) => Promise<void>

const checkPatience = 60_000
/** A receiver that asks for more is tried again later. */
const notifyPatience = 20_000

const unheard: VendorListener = { info: () => undefined, warn: () => undefined, waited: () => undefined }

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

/** What it takes to connect. */
export function connectDeps(options: EngineOptions, store: Store, enqueue: Enqueue): ConnectDeps {
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

/** Opens a connection, its secrets in the clear. */
export function open(
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
