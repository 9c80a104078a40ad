import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { Http, Transport } from '@patchbay/sdk'
import { createRedactor } from '../../redact.ts'
import { createHttp, type HttpOptions } from '../client.ts'
import type { Clock } from '../clock.ts'
import { createOutbound, type Outbound, type OutboundOptions } from '../outbound.ts'
import type { RequestEvent } from '../sender.ts'

/** One request as the server saw it. */
export interface Seen {
  readonly method: string
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

export type Reply = (response: ServerResponse, seen: Seen) => void

export interface LocalServer extends AsyncDisposable {
  readonly url: string
  readonly port: number
  readonly seen: Seen[]
}

/** A real server on the loopback interface. `reply` answers; one reply per request when a list is given, the last for the rest. */
export async function serve(reply: Reply | readonly Reply[]): Promise<LocalServer> {
  const seen: Seen[] = []
  const server = createServer(async (request, response) => {
    let body = ''
    for await (const chunk of request) body += chunk
    const entry = { method: request.method ?? '', path: request.url ?? '', headers: request.headers, body }
    const number = seen.push(entry)
    const chosen = typeof reply === 'function' ? reply : (reply[number - 1] ?? reply.at(-1))
    chosen?.(response, entry)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0

  return {
    url: `http://127.0.0.1:${port}`,
    port,
    seen,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export function json(value: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  return (response) => response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value))
}

export function text(value: string | Uint8Array, status = 200, headers: Record<string, string> = {}): Reply {
  return (response) => response.writeHead(status, { 'content-type': 'text/plain', ...headers }).end(value)
}

/** A clock that jumps instead of waiting, and remembers for how long it was asked to. */
export interface TestClock extends Clock {
  readonly slept: number[]
  advance(milliseconds: number): void
}

export function testClock(random = 1, start = Date.parse('2026-01-01T00:00:00.000Z')): TestClock {
  const slept: number[] = []
  let now = start
  return {
    slept,
    now: () => now,
    random: () => random,
    sleep: async (milliseconds, signal) => {
      signal.throwIfAborted()
      slept.push(milliseconds)
      now += milliseconds
    },
    advance: (milliseconds) => {
      now += milliseconds
    },
  }
}

export interface LogLine {
  readonly level: 'info' | 'warn'
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>> | undefined
}

export interface Client extends AsyncDisposable {
  readonly http: Http
  readonly clock: TestClock
  readonly outbound: Outbound
  readonly events: RequestEvent[]
  readonly logs: LogLine[]
  readonly abort: AbortController
}

interface ClientOptions extends Partial<Pick<HttpOptions, 'maxWait'>>, Omit<OutboundOptions, 'clock'> {
  readonly secrets?: readonly string[]
  readonly clock?: TestClock
  readonly outbound?: Outbound
}

/** A client that may reach the loopback interface, with everything it reports collected. */
export function client(transport: Partial<Transport> & { readonly baseUrl: string }, options: ClientOptions = {}): Client {
  const clock = options.clock ?? testClock()
  const outbound = options.outbound ?? createOutbound({ allowHosts: '127.0.0.1', ...options, clock })
  const events: RequestEvent[] = []
  const logs: LogLine[] = []
  const abort = new AbortController()
  const log = (level: LogLine['level']) => (message: string, fields?: LogLine['fields']) =>
    void logs.push({ level, message, fields })
  const http = createHttp(
    { auth: { kind: 'none' }, ...transport },
    {
      outbound,
      signal: abort.signal,
      log: { info: log('info'), warn: log('warn') },
      redactor: createRedactor(options.secrets ?? []),
      onRequest: (event) => events.push(event),
      ...(options.maxWait !== undefined && { maxWait: options.maxWait }),
    },
  )
  const close = async () => {
    if (options.outbound === undefined) await outbound.close()
  }
  return { http, clock, outbound, events, logs, abort, [Symbol.asyncDispose]: close }
}
