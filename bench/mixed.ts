import { z } from 'zod'
import heapOptions from '../packages/hub/bin/heap-options.json' with { type: 'json' }
import { Child } from './child.ts'
import type { Say } from './measure.ts'
import type { Options } from './options.ts'
import type { Place } from './place.ts'
import { Ran } from './questions.ts'

const Vendor = z.object({ connector: z.string(), config: z.record(z.string(), z.string()) })
type Vendor = z.output<typeof Vendor>

/** What one scanner's first sync, or several, cost. */
export interface Written {
  readonly sightings: number
  readonly seconds: number
  /** Vulnerabilities there are afterwards. */
  readonly vulnerabilities: number
}

/** Several scanners over the same repositories. */
export interface Mixed {
  readonly database: 'embedded' | 'postgres'
  /** Each into a hub of its own, where it meets nobody. */
  readonly alone: readonly (Written & { readonly connector: string })[]
  /** All into one hub, one after the other, where their sightings merge. */
  readonly together: Written
}

/** `place` makes an empty database; each hub gets one. */
export async function measureMixed(
  options: Options,
  database: Mixed['database'],
  place: () => Promise<Place & AsyncDisposable>,
  say: Say,
): Promise<Mixed> {
  const settings = { projects: options.mixedProjects, findings: options.mixedFindings }
  await using emulators = new Child('mixed-emulators-process.ts', settings)
  const sourceControl = await emulators.ask('sourceControl', null, Vendor)
  const vendors = await emulators.ask('scanners', null, z.array(Vendor))
  const writeAll = (some: readonly Vendor[]) => write(options, place, [sourceControl, ...some])
  // The emulators work out what each scanner sees when they are first asked; that is not to count for one side only.
  await writeAll(vendors)

  const together = await writeAll(vendors)
  say(
    `${database}: ${together.sightings} sightings of ${vendors.length} scanners into ${together.vulnerabilities} vulnerabilities, ${rate(together)}`,
  )
  const alone: (Written & { connector: string })[] = []
  for (const vendor of vendors) {
    const written = await writeAll([vendor])
    say(`${database}: ${written.sightings} sightings of ${vendor.connector} alone, ${rate(written)}`)
    alone.push({ connector: vendor.connector, ...written })
  }
  return { database, alone, together }
}

async function write(
  options: Options,
  place: () => Promise<Place & AsyncDisposable>,
  vendors: readonly Vendor[],
): Promise<Written> {
  await using own = await place()
  await using hub = new Child('hub-process.ts', own, [...heapOptions, ...options.node])
  let [sightings, seconds] = [0, 0]
  for (const vendor of vendors) {
    await hub.ask('connect', vendor, z.unknown())
    while (await hub.ask('waiting', null, z.boolean())) {
      const ran = await hub.ask('runNext', null, Ran)
      if (ran.state !== 'complete')
        throw new Error(`A ${ran.kind} of ${vendor.connector} ended ${ran.state}: ${JSON.stringify(ran.problem)}`)
      if (ran.kind !== 'sync') continue
      sightings += ran.counts.new
      seconds += ran.seconds
    }
  }
  return { sightings, seconds, vulnerabilities: await hub.ask('vulnerabilities', null, z.number()) }
}

function rate({ sightings, seconds }: Written): string {
  return `${Math.round(sightings / seconds)} sightings/s`
}
