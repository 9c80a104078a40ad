import { join } from 'node:path'
import { z } from 'zod'
import heapOptions from '../packages/hub/bin/heap-options.json' with { type: 'json' }
import { Child } from './child.ts'
import { Latency } from './latency.ts'
import type { Options } from './options.ts'
import type { Place } from './place.ts'
import type { Server } from './postgres.ts'
import { Ran, Size } from './questions.ts'

const Bare = z.object({ rows: z.number(), seconds: z.number() })

/**
 * One sync. CPU time in seconds. Beside an embedded database the hub's is that of its main thread, and the database's that of
 * all other threads of the process; `null` where the system does not tell.
 */
export interface Sync extends z.output<typeof Ran> {
  readonly cpu: { readonly hub: number; readonly emulator: number; readonly database: number | null }
}

/** Everything measured on one database. */
export interface Measured {
  readonly database: 'embedded' | 'postgres'
  readonly first: Sync
  readonly identical: Sync | null
  readonly changed: Sync | null
  readonly bare: z.output<typeof Bare> | null
  readonly latencies: readonly Latency[]
  readonly size: Size
  /** Largest memory of the hub's process, and largest heap and buffers of its main thread alone, in bytes. */
  readonly memory: { readonly process: number; readonly mainThread: number }
}

interface Places {
  readonly database: Measured['database']
  readonly place: Place
  readonly server: Server | null
}

/** A share of the findings that changes between two syncs. */
export const changedShare = 0.01
/** Rows of one bare upsert: as many as the hub writes in one transaction. */
const bareBatch = 500

export async function measure(options: Options, { database, place, server }: Places, say: Say): Promise<Measured> {
  const wants = (phase: Options['only'][number]) => options.only.includes(phase)
  const profileOf = (title: string) =>
    options.profile === undefined ? null : join(options.profile, `${database} ${title}.cpuprofile`)
  const synced = await (async () => {
    await using emulator = new Child('emulator-process.ts', options)
    // As the launcher starts it.
    await using hub = new Child('hub-process.ts', place, [...heapOptions, ...options.node])

    async function sync(title: string): Promise<Sync> {
      const cpu = async () => {
        const [ofHub, ofEmulator] = await Promise.all([hub.usage(), emulator.usage()])
        const own = server === null ? ofHub.mainThreadSeconds : ofHub.cpuSeconds
        const ofDatabase = server === null ? ofHub.cpuSeconds - ofHub.mainThreadSeconds : server.cpuSeconds()
        return { hub: own, emulator: ofEmulator.cpuSeconds, database: ofDatabase }
      }
      const before = await cpu()
      const ran = await hub.ask('runNext', profileOf(title), Ran)
      const after = await cpu()
      if (ran.state !== 'complete') throw new Error(`The ${title} ended ${ran.state}: ${JSON.stringify(ran.problem)}`)
      say(`${database}: ${title} ${Math.round(ran.counts.seen / ran.seconds)} findings/s`)
      const spent = (who: 'hub' | 'emulator') => after[who] - before[who]
      const inDatabase = after.database === null || before.database === null ? null : after.database - before.database
      return { ...ran, cpu: { hub: spent('hub'), emulator: spent('emulator'), database: inDatabase } }
    }

    const config = await emulator.ask('place', null, z.record(z.string(), z.string()))
    await hub.ask('connect', { connector: 'endor-labs', config }, z.unknown())
    await hub.ask('runNext', null, Ran)
    const first = await sync('first sync')
    const size = await hub.ask('size', null, Size)
    const again = async (title: string) => {
      await hub.ask('request', null, z.unknown())
      return sync(title)
    }
    const identical = wants('resync') ? await again('identical re-sync') : null
    if (wants('change')) await emulator.ask('change', changedShare, z.unknown())
    const changed = wants('change') ? await again('re-sync with changes') : null
    const memory = { process: (await hub.usage()).peakBytes, mainThread: await hub.ask('heap', null, z.number()) }
    const latencies = wants('pages') ? await readDuringSync(options, hub, place) : []
    return { database, first, size, identical, changed, memory, latencies }
  })()
  if (!wants('bare')) return { ...synced, bare: null }

  await using bareProcess = new Child('bare-process.ts', place)
  const bare = await bareProcess.ask('run', bareBatch, Bare)
  say(`${database}: bare upsert ${Math.round(bare.rows / bare.seconds)} rows/s`)
  return { ...synced, bare }
}

/**
 * Reads while syncs run. From an API process of its own where the database is a server; an embedded database has but one
 * process, where reads and syncs compete.
 */
async function readDuringSync(options: Options, hub: Child, place: Place): Promise<readonly Latency[]> {
  await using api = place.databaseUrl === undefined ? null : new Child('api-process.ts', place)
  const state = { reading: true }
  const syncing = (async () => {
    while (state.reading) {
      await hub.ask('request', null, z.unknown())
      await hub.ask('runNext', null, Ran)
    }
  })()
  const latencies = await (api ?? hub).ask('read', options.samples, z.array(Latency))
  state.reading = false
  await hub.ask('cancel', null, z.unknown())
  await syncing
  return latencies
}

export type Say = (line: string) => void
