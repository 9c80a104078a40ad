import { z } from 'zod'
import type { Context, Coverage, Page } from '../../../connector.ts'
import { Fault } from '../../../fault.ts'
import type { Sighting } from '../../../model/sighting.ts'
import { defineConnector, type Plugin } from '../../../plugin.ts'
import type { Transport } from '../../../transport.ts'
import type { ConformanceWorld } from '../../world.ts'
import { type Config, config, type Sample, sample, sync } from './connector.ts'

/** One way to get a connector wrong, and the check that has to notice. */
export interface Flaw {
  readonly name: string
  /** Title of the check. */
  readonly caught: string
  readonly plugin: Plugin
  readonly world?: (world: ConformanceWorld) => ConformanceWorld
  readonly folder?: string
}

export type Sync = NonNullable<Sample['sync']>

export function broken(changes: Partial<Sample>): Plugin {
  return defineConnector({ ...sample, ...changes })
}

export const good = broken({})
export const manifest = (changes: Partial<Sample['manifest']>) => broken({ manifest: { ...sample.manifest, ...changes } })
export const transport = (change: (transport: Transport, given: Config) => Transport) =>
  broken({ transport: (given) => change(sample.transport(given), given) })

/** The same connector as far as its settings are concerned. */
export function settings(changes: Readonly<Record<string, z.ZodType>>): Plugin {
  const { configSchema, secrets, validate } = defineConnector({
    manifest: sample.manifest,
    config: z.object({ ...config.shape, ...changes }),
    transport: () => ({ baseUrl: 'https://sample.example', auth: { kind: 'none' } }),
    check: async () => ({ sees: '', warnings: [] }),
  })
  return { ...good, configSchema, secrets, validate }
}

/** The same sync with every page changed on its way. */
export function pagesChanged(change: (page: Page<Sighting>, context: Context<Config>) => Page<Sighting>): Plugin {
  async function* changed(context: Context<Config>, scope: Parameters<Sync>[1]): ReturnType<Sync> {
    const harvest = sync(context, scope)
    for (;;) {
      const step = await harvest.next()
      if (step.done) return step.value
      yield change(step.value, context)
    }
  }
  return broken({ sync: changed })
}

export const itemsChanged = (change: (item: Sighting) => Sighting) =>
  pagesChanged((page) => ({ ...page, items: page.items.map(change) }))

/** The same sync, whose failures are taken for its end. */
export function endedBy(isEnd: (error: unknown) => boolean, coverage: Coverage<never> = { kind: 'complete' }): Plugin {
  async function* ending(context: Context<Config>, scope: Parameters<Sync>[1]): ReturnType<Sync> {
    try {
      return yield* sync(context, scope)
    } catch (error) {
      if (isEnd(error)) return coverage
      throw error
    }
  }
  return broken({ sync: ending })
}

export const isFaultOf =
  (...kinds: readonly string[]) =>
  (error: unknown) =>
    error instanceof Fault && kinds.includes(error.kind)
