import { hostname } from 'node:os'
import { Fault, type Plugin } from '@patchbay/sdk'
import type { Handlers } from '../jobs/catalog.ts'
import { createQueue } from '../jobs/queue.ts'
import type { Outbound } from '../runtime/http/outbound.ts'
import { openConnection } from '../runtime/open.ts'
import { SealError, type Sealer } from '../runtime/secrets/sealer.ts'
import type { ConnectionRow } from '../store/connections/writer.ts'
import type { Database } from '../store/database.ts'
import { createStore, type Store } from '../store/store.ts'
import type { CheckOutcome, Commands } from '../usecases/commands.ts'
import { type ConnectDeps, createConnect } from '../usecases/connect.ts'
import { createDecide, expireDecisions } from '../usecases/decide.ts'
import { createMap } from '../usecases/map/map-record.ts'
import { createMappingRules } from '../usecases/map/mapping-rules.ts'
import { createOperate } from '../usecases/operate.ts'
import { type PerformDeps, perform, silence } from '../usecases/operations/perform.ts'
import { startDue, takeBack } from '../usecases/operations/start-due.ts'
import { createOwn } from '../usecases/own.ts'
import { resealAll } from '../usecases/secrets.ts'
import { createDictionary } from '../usecases/sync/dictionary.ts'

export interface EngineOptions {
  readonly database: Database
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly sealer: Sealer
  readonly outbound: Outbound
  readonly log: PerformDeps['log']
  readonly now?: () => Date
  /** 0–1. */
  readonly random?: () => number
}

/** The hub without its surfaces: commands, and the work behind them. */
export interface Engine {
  readonly commands: Commands
  /** Takes work from the queue from now on. */
  work(): Promise<void>
  /** Finishes the pages in hand, puts unfinished operations back in line and stops. */
  stop(): Promise<void>
}

type Enqueue = (operationId: number) => Promise<void>

const checkPatience = 60_000

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
  const state = { stopping: false }
  const enqueue = (operationId: number) => queue.send('run-operation', { operationId })
  const run = createPerformer(options, store, enqueue, () => state.stopping)
  const due = {
    store,
    plugins,
    now,
    enqueue: (operationId: number, urgency: 'now' | 'scheduled') =>
      urgency === 'now' ? enqueue(operationId) : queue.send('run-scheduled-operation', { operationId }),
  }
  const handlers: Handlers = {
    'run-operation': ({ operationId }) => run(operationId),
    'run-scheduled-operation': ({ operationId }) => run(operationId),
    'start-due-operations': () => startDue(due),
    'expire-decisions': async () => {
      await expireDecisions({ store, now })
    },
  }

  return {
    commands: createCommands(options, store, enqueue),
    async work() {
      await reseal(options, store, enqueue)
      // Nobody else can be running anything on an embedded database: whatever says so died.
      await takeBack({ store }, new Date(now().getTime() - (database.embedded ? 0 : silence)))
      await queue.work(handlers)
      await startDue(due)
    },
    async stop() {
      state.stopping = true
      await queue.stop()
    },
  }
}

/** Everything that changes something, over a store. */
export function createCommands(options: EngineOptions, store: Store, enqueue: Enqueue): Commands {
  const { plugins, now = () => new Date() } = options
  return {
    connections: createConnect(connectDeps(options, store, enqueue)),
    operations: createOperate({ store, plugins, now, enqueue }),
    records: createMap({ store, plugins, now, enqueue }),
    mappingRules: createMappingRules({ store, plugins, now, enqueue }),
    vulnerabilities: createDecide({ store, now }),
    products: createOwn({ store, now }),
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
    open: (connection, plugin, signal) => open(connection, plugin, signal, options),
  }
  return (operationId) => perform(deps, operationId)
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

function unseal(sealer: Sealer, connectionId: number, field: string, sealed: string): string {
  try {
    return sealer.open(sealed, binding(connectionId, field))
  } catch (error) {
    if (error instanceof SealError) throw new Fault('config', error.message, { field }, error)
    throw error
  }
}

function open(connection: ConnectionRow, plugin: Plugin, signal: AbortSignal, { sealer, outbound, log }: EngineOptions) {
  const secrets = Object.fromEntries(
    Object.entries(connection.secrets).map(([field, sealed]) => [field, unseal(sealer, connection.id, field, sealed)]),
  )
  const { connector, counts } = openConnection({ plugin, config: connection.config, secrets, outbound, signal, log })
  return {
    opened: connector,
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
