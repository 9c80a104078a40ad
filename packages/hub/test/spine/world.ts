import { randomBytes } from 'node:crypto'
import { connectorsFolder } from '@patchbay/connectors/folder'
import type { Plugin } from '@patchbay/sdk'
import { createCommands, createPerformer, type EngineOptions } from '../../src/compose/engine.ts'
import { createOutbound } from '../../src/runtime/http/outbound.ts'
import { loadConnectors } from '../../src/runtime/loader.ts'
import { parseKeys } from '../../src/runtime/secrets/key.ts'
import { createSealer } from '../../src/runtime/secrets/sealer.ts'
import type { Database } from '../../src/store/database.ts'
import { createStore } from '../../src/store/store.ts'
import type { Commands } from '../../src/usecases/commands.ts'

export const tester = { id: 'tester', kind: 'user' } as const

/** The hub without queue and surfaces: what is requested runs when the test says so. */
export interface World {
  readonly database: Database
  readonly commands: Commands
  /** Runs everything that waits, and what that leads to, until nothing does. */
  settle(): Promise<void>
  /** Operations that wait to be run. */
  readonly waiting: readonly number[]
  /** Runs one operation as another worker would. */
  run(operationId: number): Promise<void>
  stop(): void
}

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

export async function createWorld(
  database: Database,
  options: {
    readonly now?: () => Date
    readonly plugins?: ReadonlyMap<string, Plugin>
    readonly log?: EngineOptions['log']
  } = {},
): Promise<World> {
  const state = { stopping: false }
  const waiting: number[] = []
  const engine: EngineOptions = {
    database,
    plugins: options.plugins ?? (await loadConnectors([connectorsFolder])),
    sealer: createSealer(parseKeys(`t:${randomBytes(32).toString('base64')}`)),
    outbound: createOutbound({ allowHosts: '127.0.0.1' }),
    log: options.log ?? silent,
    ...(options.now && { now: options.now }),
    random: () => 0.5,
  }
  const store = createStore(database.kysely)
  const enqueue = async (operationId: number) => {
    if (!waiting.includes(operationId)) waiting.push(operationId)
  }
  const run = createPerformer(engine, store, enqueue, () => state.stopping)
  return {
    database,
    commands: createCommands(engine, store, enqueue),
    waiting,
    run,
    async settle() {
      for (let id = waiting.shift(); id !== undefined; id = waiting.shift()) await run(id)
    },
    stop() {
      state.stopping = true
    },
  }
}
