import { randomBytes } from 'node:crypto'
import { connectorsFolder } from '@patchbay/connectors/folder'
import { z } from 'zod'
import { createBrowse } from '../packages/hub/src/compose/browse.ts'
import { createCommands } from '../packages/hub/src/compose/commands.ts'
import { createPerformer } from '../packages/hub/src/compose/engine.ts'
import { createOutbound } from '../packages/hub/src/runtime/http/outbound.ts'
import { loadConnectors } from '../packages/hub/src/runtime/loader.ts'
import { parseKeys } from '../packages/hub/src/runtime/secrets/key.ts'
import { createSealer } from '../packages/hub/src/runtime/secrets/sealer.ts'
import { openDatabase } from '../packages/hub/src/store/database.ts'
import { migrate } from '../packages/hub/src/store/migrate.ts'
import { createStore } from '../packages/hub/src/store/store.ts'
import { answer } from './answer.ts'
import { ownUsage } from './child.ts'
import { readsOf, sample } from './latency.ts'
import { Place } from './place.ts'
import { profiled } from './profile.ts'
import { databaseSize, operationOf, vulnerabilitiesIn, walBytes } from './questions.ts'

/** The hub without queue and web server: operations run when the benchmark asks for them. */
const place = Place.parse(JSON.parse(process.argv[2] ?? '{}'))
const owner = { id: 'bench', kind: 'user' } as const
const database = await openDatabase({ ...place, applicationName: 'patchbay', poolSize: 10 })
await migrate(database)

const waiting: number[] = []
const enqueue = async (operationId: number) => {
  if (!waiting.includes(operationId)) waiting.push(operationId)
}
const options = {
  database,
  plugins: await loadConnectors([connectorsFolder]),
  sealer: createSealer(parseKeys(`bench:${randomBytes(32).toString('base64')}`)),
  outbound: createOutbound({ allowHosts: '127.0.0.1' }),
  log: { info: () => undefined, warn: console.warn, error: console.error },
  now: () => new Date(),
}
const store = createStore(database.kysely)
const nothing = async () => undefined
const commands = createCommands(options, store, {
  operation: enqueue,
  upload: nothing,
  feed: nothing,
  notifications: nothing,
  tickets: nothing,
  ticket: nothing,
})
const perform = createPerformer(options, store, enqueue, () => false)

const Connect = z.object({ connector: z.string(), config: z.record(z.string(), z.string()) })

let connectionId = 0
let running = 0
let peakHeap = 0
setInterval(() => {
  const { heapTotal, external } = process.memoryUsage()
  peakHeap = Math.max(peakHeap, heapTotal + external)
}, 100).unref()

async function runNext(profile: string | null): Promise<unknown> {
  const operationId = waiting.shift()
  if (operationId === undefined) throw new Error('No operation is waiting.')
  running = operationId
  const wal = await walBytes(database.pool)
  const started = performance.now()
  await profiled(profile, () => perform(operationId))
  const seconds = (performance.now() - started) / 1000
  return { seconds, walBytes: (await walBytes(database.pool)) - wal, ...(await operationOf(database.pool, operationId)) }
}

answer(
  {
    connect: async (input) => {
      const { connector, config } = Connect.parse(input)
      const made = await commands.connections.create({ connector, label: connector, config }, owner)
      connectionId = made.connectionId
    },
    request: async () => {
      await commands.operations.request(connectionId, 'sync', owner)
    },
    waiting: () => waiting.length > 0,
    vulnerabilities: () => vulnerabilitiesIn(database.pool),
    runNext: (input) => runNext(z.string().nullable().parse(input)),
    cancel: () => commands.operations.cancel(running, owner),
    read: async (rounds) => sample(await readsOf(createBrowse(options)), z.number().parse(rounds)),
    size: () => databaseSize(database.pool),
    heap: () => peakHeap,
    usage: ownUsage,
  },
  async () => {
    await options.outbound.close()
    await database.close()
  },
)
