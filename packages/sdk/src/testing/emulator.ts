import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'
import { type Answer, type Call, EarlyAnswer, type Route } from './call.ts'
import { type Clock, createClock } from './clock.ts'
import { deliver, deliverOversize, replacement } from './deliver.ts'
import { createFaultBoard, type FaultAction, type Faults } from './faults.ts'
import { type Received, receive } from './receive.ts'
import { createRequestLog, type RequestLog, redactBody, redactHeaders } from './request-log.ts'
import { createRouter, type Match } from './router.ts'

/** What a vendor's emulator has to say; everything else is the same for all. */
export interface EmulatorOptions {
  readonly routes: readonly Route[]
  /** The vendor's error body for a status, used for unknown paths, wrong methods and `status` faults. */
  readonly words: (status: number) => Answer
  /** Runs before the route: authentication, limits, required headers. An answer ends the request there. */
  readonly gate?: (call: Call) => Answer | undefined
  /** Runs after the route or the gate: rate-limit headers, request ids, ETags. */
  readonly finish?: (call: Call, answer: Answer) => Answer
  /** Makes every token handed out so far useless; what the `revoke` fault does. */
  readonly revoke?: () => void
  /** Path all routes lie below, such as `/api/v3`. */
  readonly prefix?: string
  readonly clock?: Clock
  /** Most rows of a page, whatever the query asks for in that parameter. Small pages make many out of little data. */
  readonly pageSize?: { readonly parameter: string; readonly most: number | undefined }
  /** Milliseconds every answer takes longer. */
  readonly latency?: number
  /** Whether answers are compressed for callers that accept gzip. Default true. */
  readonly gzip?: boolean
  /** Default 0, any free port. */
  readonly port?: number
}

/** A vendor's API on the loopback interface. */
export interface Emulator extends AsyncDisposable {
  /** Base URL, prefix included, without a slash at the end. */
  readonly url: string
  readonly clock: Clock
  readonly faults: Faults
  readonly requests: RequestLog
  /** Every endpoint offered, as `GET /v1/…`. */
  readonly endpoints: readonly string[]
  /** Throws what a route threw while serving: a bug in the emulator fails the test that met it. */
  close(): Promise<void>
}

/** Starts a server on 127.0.0.1. */
export async function createEmulator(options: EmulatorOptions): Promise<Emulator> {
  const clock = options.clock ?? createClock()
  const faults = createFaultBoard()
  const { log, add } = createRequestLog()
  const route = createRouter(options.routes)
  const bugs: unknown[] = []
  let url = ''

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const received = await receive(request, { url, prefix: options.prefix ?? '' })
    const match = received.path === undefined ? { kind: 'none' as const } : route(received.method, received.path)
    const actions = faults.firing({ ...received, path: received.path ?? received.fullPath })
    const logged = add({
      method: received.method,
      path: received.path ?? received.fullPath,
      query: Object.fromEntries(received.query),
      headers: redactHeaders(received.headers),
      body: redactBody(received.body),
      route: match.kind === 'route' ? match.route.pattern : undefined,
    })

    await pause(options, actions)
    if (actions.some((action) => action.kind === 'reset' && action.when !== 'after')) return drop(request)
    const answer = await answerTo(options, toCall(options, received, match, url, clock), match, actions)
    for (const action of actions) if (action.kind === 'meanwhile') action.run()
    if (actions.some((action) => action.kind === 'reset')) return drop(request)
    logged.status = answer.status
    const oversize = actions.find((action) => action.kind === 'oversize')
    if (oversize) return deliverOversize(response, oversize.bytes)
    await deliver(response, answer, {
      gzip: (options.gzip ?? true) && /\bgzip\b/.test(received.headers['accept-encoding'] ?? ''),
      truncate: actions.some((action) => action.kind === 'truncate'),
    })
  }

  const server = createServer((request, response) => {
    serve(request, response).catch((error: unknown) => {
      if (request.socket.destroyed) return
      bugs.push(error)
      const { status, body } = options.words(500)
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body ?? null))
    })
  })
  url = `http://127.0.0.1:${await listen(server, options.port ?? 0)}${options.prefix ?? ''}`

  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= stop(server).then(() => {
      if (bugs.length > 0) throw bugs[0]
    })
    return closing
  }
  const endpoints = options.routes.map(({ method, pattern }) => `${method} ${pattern}`)
  return { url, clock, faults, requests: log, endpoints, close, [Symbol.asyncDispose]: close }
}

async function pause(options: EmulatorOptions, actions: readonly FaultAction[]): Promise<void> {
  let milliseconds = options.latency ?? 0
  for (const action of actions) {
    if (action.kind === 'slow') milliseconds += action.milliseconds
    if (action.kind === 'revoke') options.revoke?.()
  }
  if (milliseconds > 0) await wait(milliseconds, undefined, { ref: false })
}

function toCall({ pageSize }: EmulatorOptions, received: Received, match: Match, url: string, clock: Clock): Call {
  return {
    method: received.method,
    path: received.path ?? received.fullPath,
    params: match.kind === 'route' ? match.params : {},
    query: clampPage(received.query, pageSize),
    headers: received.headers,
    text: received.text,
    body: received.body,
    form: new URLSearchParams(received.text),
    url,
    now: clock.now(),
  }
}

function clampPage(query: URLSearchParams, limit: EmulatorOptions['pageSize']): URLSearchParams {
  if (limit?.most === undefined) return query
  const asked = Number(query.get(limit.parameter))
  const clamped = new URLSearchParams(query)
  clamped.set(limit.parameter, String(asked > 0 ? Math.min(asked, limit.most) : limit.most))
  return clamped
}

async function answerTo(options: EmulatorOptions, call: Call, match: Match, actions: readonly FaultAction[]): Promise<Answer> {
  for (const action of actions) {
    const replaced = replacement(action, options.words)
    if (replaced) return replaced
  }
  const plain = options.gate?.(call) ?? (await routed(options, call, match))
  const finished = options.finish?.(call, plain) ?? plain
  const edits = actions.filter((action) => action.kind === 'edit')
  if (edits.length === 0) return finished
  return { ...finished, body: edits.reduce((body: unknown, { edit }) => edit(body), finished.body) }
}

async function routed(options: EmulatorOptions, call: Call, match: Match): Promise<Answer> {
  if (match.kind === 'none') return options.words(404)
  if (match.kind === 'other-method') return options.words(405)
  try {
    return await match.route.handle(call)
  } catch (error) {
    if (error instanceof EarlyAnswer) return error.answer
    throw error
  }
}

function drop(request: IncomingMessage): void {
  request.socket.resetAndDestroy()
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => {
      server.removeListener('error', reject)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
