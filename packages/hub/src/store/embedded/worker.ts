import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { ensureCluster } from './cluster.ts'
import { Engine } from './engine.ts'
import { Housekeeping } from './housekeeping.ts'
import { Server } from './server.ts'
import type { Report } from './supervisor.ts'

/** The thread of the embedded database. It says `ready` when clients may come; any message to it means: shut down. */
const { folder, socketPath, idleInTransaction, restarted } = z
  .object({ folder: z.string(), socketPath: z.string(), idleInTransaction: z.number(), restarted: z.boolean() })
  .parse(workerData)

/** A backend that has died inside of WebAssembly still looks alive: leave at once, the log is replayed by the next one. */
function giveUp(reason: string): void {
  tell({ kind: 'broken', reason })
  process.exit(1)
}

function tell(report: Report): void {
  parentPort?.postMessage(report)
}

/** A folder that was removed or unmounted under a running hub must not come back as an empty one. */
function requireCluster(): void {
  if (existsSync(join(folder, 'PG_VERSION'))) return
  tell({ kind: 'gone', reason: `its folder ${folder} is no longer there` })
  process.exit(1)
}

if (restarted) requireCluster()
else await ensureCluster(folder)
const engine = await Engine.open(folder, giveUp)
const server = new Server(engine, { socketPath, idleInTransaction, onBroken: giveUp })
await server.listen()
const housekeeping = new Housekeeping(server, engine, (error) => tell({ kind: 'trouble', reason: String(error) }))
housekeeping.start()
setInterval(requireCluster, 1_000)

parentPort?.once('message', async () => {
  await housekeeping.stop()
  await server.close()
  await engine.close()
  process.exit(0)
})
tell({ kind: 'ready' })
