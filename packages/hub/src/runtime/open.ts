import type {
  Context,
  Harvest,
  Opened,
  OpenedChangeRequests,
  OpenedExports,
  OpenedTickets,
  Page,
  Plugin,
  Snapshot,
  TicketNews,
  Transport,
  Written,
} from '@patchbay/sdk'
import { makeStorable } from '../domain/storable.ts'
import { bearerOf } from './http/bearer.ts'
import { createHttp } from './http/client.ts'
import type { Outbound } from './http/outbound.ts'
import type { RequestEvent } from './http/sender.ts'
import { createRedactor, type Redactor } from './redact.ts'

/** The part of a pino logger that connectors can reach. */
export interface Logger {
  info(fields: Readonly<Record<string, unknown>>, message: string): void
  warn(fields: Readonly<Record<string, unknown>>, message: string): void
}

/** What an operation asked of a vendor so far. */
export interface RequestCounts {
  readonly requests: number
  /** Tries after the first. */
  readonly retries: number
  /** Tries without an answer. */
  readonly unanswered: number
  readonly waitedMs: number
  /** How often each status came: `{ "200": 41, "429": 1 }`. */
  readonly statuses: Readonly<Record<string, number>>
}

export interface OpenOptions {
  readonly plugin: Plugin
  /** Settings without secrets. */
  readonly config: Readonly<Record<string, unknown>>
  /** Opened secrets by setting. */
  readonly secrets: Readonly<Record<string, string>>
  readonly outbound: Outbound
  readonly signal: AbortSignal
  readonly log: Logger
  /** Longest wait of one request, in milliseconds. Default 15 minutes. */
  readonly maxWait?: number
  readonly onRequest?: (event: RequestEvent) => void
}

/** A connector ready to run. */
export interface OpenedConnection {
  readonly connector: Opened
  counts(): RequestCounts
  /** A token that proves to the vendor who we are, for a program that speaks to it by itself. It is masked from then on. */
  bearer(): Promise<string>
  /** The text without a secret, also one learnt while running. */
  mask(text: string): string
}

/**
 * Opens a connection: settings and secrets together, with an HTTP client and a log of its own. Makes no request. Throws
 * `config` when the settings do not validate. No error or log line that comes out of it holds a secret.
 */
export function openConnection(options: OpenOptions): OpenedConnection {
  const { plugin, outbound, signal } = options
  const config = { ...options.config, ...options.secrets }
  const secrets = plugin.secrets.flatMap((name) => textOf(config[name])).concat(Object.values(options.secrets))
  const redactor = createRedactor(secrets)
  const log = contextLog(options.log, redactor)
  const counter = createCounter()

  function onRequest(event: RequestEvent): void {
    counter.count(event)
    options.onRequest?.(event)
  }

  function connect(transport: Transport): Context<unknown>['http'] {
    const { maxWait } = options
    return createHttp(transport, { outbound, signal, log, redactor, onRequest, ...(maxWait !== undefined && { maxWait }) })
  }

  try {
    const opened = plugin.open(config, { signal, log, connect })
    const bearer = async () => {
      const token = await bearerOf(opened.transport, connect, outbound.clock.now())
      redactor.add(token)
      return token
    }
    return { connector: withoutSecrets(opened, redactor, signal), counts: counter.counts, bearer, mask: redactor.text }
  } catch (error) {
    throw cleanError(redactor, signal, error)
  }
}

function textOf(value: unknown): readonly string[] {
  return typeof value === 'string' ? [value] : []
}

function contextLog(logger: Logger, redactor: Redactor): Context<unknown>['log'] {
  return {
    info: (message, fields = {}) => logger.info(redactor.fields(fields), redactor.text(message)),
    warn: (message, fields = {}) => logger.warn(redactor.fields(fields), redactor.text(message)),
  }
}

function createCounter(): { count(event: RequestEvent): void; counts(): RequestCounts } {
  const statuses = new Map<string, number>()
  let requests = 0
  let retries = 0
  let unanswered = 0
  let waitedMs = 0

  return {
    count: (event) => {
      requests += 1
      waitedMs += event.waitedMs
      if (event.attempt > 1) retries += 1
      if (event.status === null) unanswered += 1
      else statuses.set(String(event.status), (statuses.get(String(event.status)) ?? 0) + 1)
    },
    counts: () => ({ requests, retries, unanswered, waitedMs, statuses: Object.fromEntries(statuses) }),
  }
}

/** A connector may quote its settings in an error of its own; that is masked like everything else. */
function withoutSecrets(opened: Opened, redactor: Redactor, signal: AbortSignal): Opened {
  const { repositories, discover, sync, exports, notify, tickets, changeRequests } = opened
  const clean: Clean = async (act) => {
    try {
      return await act()
    } catch (error) {
      throw cleanError(redactor, signal, error)
    }
  }
  return {
    transport: opened.transport,
    check: () => clean(() => storable(opened.check())),
    ...(repositories && { repositories: () => harvest(redactor, signal, repositories, makeStorable) }),
    ...(discover && { discover: () => harvest(redactor, signal, discover, makeStorable) }),
    ...(sync && { sync: (scope) => harvest(redactor, signal, () => sync(scope), makeRestStorable) }),
    ...(exports && { exports: exportsWithoutSecrets(exports, redactor, clean) }),
    ...(notify && { notify: (message) => clean(() => notify(message)) }),
    ...(tickets && { tickets: ticketsWithoutSecrets(tickets, redactor, signal, clean) }),
    ...(changeRequests && { changeRequests: changeRequestsWithoutSecrets(changeRequests, clean) }),
  }
}

/** Throws what `act` threw, with its secrets masked. */
type Clean = <T>(act: () => Promise<T>) => Promise<T>

function exportsWithoutSecrets(
  { refuses, write, send, status }: OpenedExports,
  redactor: Redactor,
  clean: Clean,
): OpenedExports {
  return {
    refuses,
    ...(write && { write: (snapshot: Snapshot) => masked(write(snapshot), redactor) }),
    send: (upload) => clean(() => storable(send(upload))),
    ...(status && { status: (ticket) => clean(() => storable(status(ticket))) }),
  }
}

/** A tracker's secret that proves its calls stays readable: it is compared, and goes nowhere. */
function ticketsWithoutSecrets(tickets: OpenedTickets, redactor: Redactor, signal: AbortSignal, clean: Clean): OpenedTickets {
  return {
    ...tickets,
    create: (ticket) => clean(() => storable(tickets.create(ticket))),
    comment: (id, comment) => clean(() => tickets.comment(id, comment)),
    move: (id, to) => clean(() => storable(tickets.move(id, to))),
    read: (question) => newsWithoutSecrets(tickets.read(question), redactor, signal),
  }
}

/** What a file holds stays as it is: it is compared, changed and written back. */
function changeRequestsWithoutSecrets(requests: OpenedChangeRequests, clean: Clean): OpenedChangeRequests {
  return {
    refuses: requests.refuses,
    ...(requests.renovate && { renovate: requests.renovate }),
    head: (repository) => clean(() => storable(requests.head(repository))),
    list: (place, wants) => clean(() => requests.list(place, wants)),
    read: (place, path) => clean(() => requests.read(place, path)),
    find: (repository, source) => clean(() => storable(requests.find(repository, source))),
    open: (request) => clean(() => storable(requests.open(request))),
    status: (id) => clean(() => storable(requests.status(id))),
    comment: (id, comment) => clean(() => requests.comment(id, comment)),
  }
}

async function* newsWithoutSecrets(
  pages: AsyncIterable<readonly TicketNews[]>,
  redactor: Redactor,
  signal: AbortSignal,
): AsyncGenerator<readonly TicketNews[], void, void> {
  try {
    for await (const page of pages) {
      makeStorable(page)
      yield page
    }
  } catch (error) {
    throw cleanError(redactor, signal, error)
  }
}

/** A document is looked at by more people than may know the destination's secrets. */
async function* masked(pieces: AsyncIterable<Written>, redactor: Redactor): AsyncGenerator<Written, void, void> {
  for await (const piece of pieces) {
    if ('text' in piece) yield { ...piece, text: redactor.text(piece.text) }
    else yield { leftOut: { ...piece.leftOut, reason: redactor.text(piece.leftOut.reason) } }
  }
}

async function storable<T extends object | null>(answer: Promise<T>): Promise<T> {
  const value = await answer
  makeStorable(value)
  return value
}

/** All but the sightings, which are many: whoever writes them out to compare them sees there whether they need it. */
function makeRestStorable(page: object): void {
  const { items, ...rest } = { items: null, ...page }
  makeStorable(rest)
  Object.assign(page, rest)
}

async function* harvest<T, R extends object>(
  redactor: Redactor,
  signal: AbortSignal,
  start: () => Harvest<T, R>,
  clean: (value: Page<T> | R) => void,
): Harvest<T, R> {
  try {
    await using pages = start()
    for (;;) {
      const step = await pages.next()
      clean(step.value)
      if (step.done) return step.value
      yield step.value
    }
  } catch (error) {
    throw cleanError(redactor, signal, error)
  }
}

/** The reason of an abort passes untouched: whoever aborted wants to recognise it. */
function cleanError(redactor: Redactor, signal: AbortSignal, error: unknown): unknown {
  return signal.aborted && error === signal.reason ? error : redactor.error(error)
}
