import { type Dispatcher, EnvHttpProxyAgent, Pool } from 'undici'
import { type AllowList, parseAllowList } from './allow-list.ts'
import { type Clock, systemClock } from './clock.ts'
import { createGuard, type Guard, type Resolve, systemResolve } from './guard.ts'
import { createLanes, type Lanes } from './lane.ts'
import { createMemory, type Memory } from './memory.ts'
import { type ProxySettings, throughProxy } from './proxy.ts'

/** The way out of one process: sockets, guard and limits, shared by every HTTP client. */
export interface Outbound extends AsyncDisposable {
  readonly dispatcher: Dispatcher
  readonly guard: Guard
  readonly lanes: Lanes
  readonly memory: Memory
  readonly clock: Clock
  /** Waits for requests in flight, then closes the sockets. */
  close(): Promise<void>
}

export interface OutboundOptions {
  /** `PATCHBAY_ALLOW_HOSTS`. */
  readonly allowHosts?: string
  readonly clock?: Clock
  /** Where https leaves the network. Plain http, which only listed hosts may be asked in, goes directly. */
  readonly proxy?: ProxySettings
  /** Stands in for DNS in tests. */
  readonly resolve?: Resolve
  /** Bytes of remembered answers for conditional requests. Default 32 MiB. */
  readonly memoryBytes?: number
}

/** Create one per process and close it at the end. Throws when `allowHosts` cannot be read. */
export function createOutbound(options: OutboundOptions = {}): Outbound {
  const clock = options.clock ?? systemClock
  const allow: AllowList = parseAllowList(options.allowHosts ?? '')
  const guard = createGuard(allow, options.resolve ?? systemResolve)
  const agent = new EnvHttpProxyAgent({
    // Never the process's own environment: what is not in the settings is not in effect.
    httpProxy: '',
    httpsProxy: options.proxy?.url ?? '',
    noProxy: options.proxy?.except ?? '',
    // The client has a deadline of its own for the whole request.
    headersTimeout: 0,
    bodyTimeout: 0,
    // The agent that asks a proxy comes with the way through it; the one that asks directly comes with none.
    factory: (origin, { connect, ...pool }: Pool.Options) =>
      new Pool(origin, {
        ...pool,
        connect:
          typeof connect === 'function'
            ? guard.tunnel(new URL(origin), throughProxy(connect))
            : guard.connector(new URL(origin)),
      }),
  })
  const close = () => agent.close()

  return {
    dispatcher: agent,
    guard,
    lanes: createLanes(clock),
    memory: createMemory(options.memoryBytes ?? 32 * 1024 * 1024),
    clock,
    close,
    [Symbol.asyncDispose]: close,
  }
}
