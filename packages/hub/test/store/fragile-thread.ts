import { parentPort, workerData } from 'node:worker_threads'

/** A thread for the supervisor's test: counts its starts, and ends unasked whenever its fuse is lit. */
const [starts, fuse] = [0, 1]
const cells = new Int32Array(workerData.memory)

Atomics.add(cells, starts, 1)
parentPort?.once('message', () => process.exit(0))
parentPort?.postMessage({ kind: 'ready' })

const lit = Atomics.waitAsync(cells, fuse, 0)
if (lit.async) await lit.value
Atomics.store(cells, fuse, 0)
process.exit(1)
