import type { Account, Coverage, Harvest, Scope } from '../../connector.ts'
import type { Opened, Plugin } from '../../plugin.ts'
import type { Transport } from '../../transport.ts'
import { type ClientEvent, type CreateClient, providedClient } from '../client.ts'
import { type Clock, createClock } from '../clock.ts'
import type { Tenant } from '../tenant.ts'
import type { ConformanceWorld, StartConformanceWorld, WorldConfig } from '../world.ts'
import { type Hooks, tapHttp } from './asked.ts'
import { drain, type Outcome } from './outcome.ts'

export const verbs = ['repositories', 'discover', 'sync'] as const

export type Verb = (typeof verbs)[number]

/** One run of one verb with one set of settings. */
export interface Errand {
  /** Position among the world's ways. */
  readonly way: number
  readonly verb: Verb
  /** For `sync`. */
  readonly scope?: Scope<unknown>
}

export interface LogLine {
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

export interface SessionOptions {
  readonly way?: number
  /** Settings instead of the way's own. */
  readonly config?: (world: ConformanceWorld) => WorldConfig
  readonly rowsPerPage?: number
  /** A world that is already there and outlives the session, instead of a fresh one. Trouble others left in it is cleared. */
  readonly world?: ConformanceWorld
  readonly hooks?: (world: ConformanceWorld) => Hooks
  readonly transport?: (transport: Transport) => Transport
}

/** An emulated vendor, a real client and the connector between them. */
export interface Session extends AsyncDisposable {
  readonly world: ConformanceWorld
  readonly opened: Opened
  readonly clock: Clock
  readonly abort: AbortController
  /** Everything the connector and the client logged. */
  readonly lines: readonly LogLine[]
  readonly events: readonly ClientEvent[]
  /** Milliseconds of each wait. */
  readonly slept: readonly number[]
  /** Secrets among the settings it was opened with. */
  readonly secrets: readonly string[]
  /** Tokens the vendor issued on the way. */
  readonly issued: readonly string[]
  check(): Promise<Account>
  start(errand: Errand): Harvest<unknown, Coverage<unknown>>
  run(errand: Errand): Promise<Outcome>
}

/** What sessions are made of. */
export interface Kit {
  readonly plugin: Plugin
  readonly startWorld: StartConformanceWorld
  readonly tenant: Tenant
  readonly createClient?: CreateClient
}

/** A moment like any other; nothing in a conformance run depends on the machine's clock. */
export const beginning = '2026-11-28T12:00:00.000Z'

export async function startWorld({ startWorld, tenant }: Kit, rowsPerPage?: number): Promise<ConformanceWorld> {
  return startWorld({ tenant, clock: createClock(beginning), ...(rowsPerPage !== undefined && { rowsPerPage }) })
}

export async function openSession(kit: Kit, options: SessionOptions = {}): Promise<Session> {
  const world = options.world ?? (await startWorld(kit, options.rowsPerPage))
  const { clock, faults } = world.emulator
  faults.clear()
  const lines: LogLine[] = []
  const events: ClientEvent[] = []
  const slept: number[] = []
  const issued: string[] = []
  const abort = new AbortController()
  const config = options.config?.(world) ?? world.ways[options.way ?? 0]?.config ?? {}
  const secrets = kit.plugin.secrets.flatMap((name) => (typeof config[name] === 'string' ? [config[name]] : []))
  const log = (message: string, fields: Readonly<Record<string, unknown>> = {}) => void lines.push({ message, fields })
  const client = await (kit.createClient ?? providedClient())({
    clock: jumping(clock, slept),
    secrets,
    signal: abort.signal,
    log: { info: log, warn: log },
    onRequest: (event) => events.push(event),
  })

  async function close(): Promise<void> {
    await client.close()
    if (options.world === undefined) await world.emulator.close()
  }

  function connect(given: Transport) {
    const transport = options.transport?.(given) ?? given
    const http = client.connect(overhear(transport, issued))
    const places = { baseUrl: transport.baseUrl, emulatorUrl: world.emulator.url }
    return options.hooks === undefined ? http : tapHttp(http, places, options.hooks(world))
  }

  try {
    const opened = kit.plugin.open(config, { signal: abort.signal, log: { info: log, warn: log }, connect })
    const start = (errand: Errand) => startVerb(opened, errand)
    return {
      lines,
      events,
      slept,
      world,
      opened,
      clock,
      abort,
      secrets,
      issued,
      check: () => opened.check(),
      start,
      run: (errand) => drain(start(errand)),
      [Symbol.asyncDispose]: close,
    }
  } catch (error) {
    await close()
    throw error
  }
}

type Started = Harvest<unknown, Coverage<unknown>>

function startVerb(opened: Opened, { verb, scope }: Errand): Started {
  const start: Readonly<Record<Verb, () => Started | undefined>> = {
    repositories: () => opened.repositories?.(),
    discover: () => opened.discover?.(),
    sync: () => scope && opened.sync?.(scope),
  }
  const started = start[verb]()
  if (started === undefined) throw new Error(`The connector has no verb "${verb}", or there is nothing for it to read.`)
  return started
}

/** Waits move the emulator's clock, so that limits and tokens run out when they should. */
function jumping(clock: Clock, slept: number[]) {
  return {
    now: () => clock.now().getTime(),
    random: () => 0.5,
    sleep: async (milliseconds: number, signal: AbortSignal) => {
      signal.throwIfAborted()
      slept.push(milliseconds)
      clock.advance(milliseconds)
    },
  }
}

/** Notes the tokens an exchange brings: they are secrets like the settings. */
function overhear(transport: Transport, issued: string[]): Transport {
  const { auth } = transport
  if (auth.kind !== 'exchange') return transport
  return {
    ...transport,
    auth: {
      ...auth,
      read: (answer) => {
        const read = auth.read(answer)
        issued.push(read.token)
        return read
      },
    },
  }
}
