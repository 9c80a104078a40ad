import { type Context, Fault } from '@patchbay/sdk'
import type { Redactor } from '../redact.ts'
import type { Clock } from './clock.ts'
import { type Lane, tooLong } from './lane.ts'
import { networkFailure } from './network-fault.ts'
import type { Outbound } from './outbound.ts'
import { ContentFailure, type Outgoing } from './outgoing.ts'
import { type Parsed, parseJson } from './parse-json.ts'
import { judge, type Rules, type Verdict } from './verdict.ts'
import { backoff, retryAfter, untilReset } from './wait.ts'
import type { Signable } from './webhook-signature.ts'
import { send, type WireAnswer } from './wire.ts'

/** One try of one request, for counting. */
export interface RequestEvent {
  readonly method: string
  /** Without the values of query parameters that look like secrets. */
  readonly url: string
  /** `null` when there was no answer. */
  readonly status: number | null
  readonly durationMs: number
  /** Time spent waiting before this try: for a place, a rate limit or a retry. */
  readonly waitedMs: number
  /** Counts from 1. */
  readonly attempt: number
}

/** What a sender works with. */
export interface SenderOptions {
  readonly outbound: Outbound
  readonly redactor: Redactor
  readonly signal: AbortSignal
  readonly log: Context<unknown>['log']
  /** Longest wait of one request for rate limits and retries together, in milliseconds. */
  readonly maxWait: number
  readonly onRequest?: (event: RequestEvent) => void
}

type Headers = Readonly<Record<string, string>>

/** A request with everything decided but when to send it. */
export interface Call {
  readonly method: string
  readonly url: URL
  /** Path and query to the letter, where the address is signed. */
  readonly target?: string | undefined
  /** Default `follow`, on the same host. */
  readonly redirects?: 'follow' | 'refuse' | undefined
  readonly headers: Headers
  readonly body?: Outgoing | undefined
  readonly timeout: number
  readonly maxBytes: number
  readonly attempts: number
  /** Whether the vendor may safely see it twice. */
  readonly repeatable: boolean
  readonly rules: Rules
  readonly lane: () => Lane
  readonly budget: { readonly requests: number; readonly seconds: number } | undefined
  /** Asked before every try. */
  readonly authorize: (request: Signable) => Promise<Headers>
  /** Told which headers were refused; `true` when a try with new ones makes sense. */
  readonly discard: (refused: Headers) => boolean
}

/** A good answer; `json` is `null` when the body is not JSON. */
export interface Delivered {
  readonly answer: WireAnswer
  readonly json: Parsed
}

type Outcome = Exclude<Verdict, { kind: 'good' }> | { readonly kind: 'delivered'; readonly delivered: Delivered }

/** Where a call stands when it is tried. */
interface Progress {
  /** Counts from 1. */
  readonly attempt: number
  /** Milliseconds just slept. */
  readonly slept: number
  /** Milliseconds it may still wait. */
  readonly patience: number
  readonly authorization: Headers
}

/** Sends until there is a good answer, a final fault, or no patience left. */
export async function deliver(call: Call, options: SenderOptions): Promise<Delivered> {
  const { clock } = options.outbound
  let renewed = false
  let mayHaveArrived = false
  let patience = options.maxWait
  let slept = 0

  for (let attempt = 1; ; attempt++) {
    const authorization = await call.authorize(call)
    const { outcome, waited } = await tryOnce(call, options, { attempt, slept, patience, authorization })
    patience -= waited
    slept = 0
    if (outcome.kind === 'delivered') return outcome.delivered
    if (outcome.kind === 'failed') {
      if (outcome.fault.kind !== 'credentials' || renewed || !call.discard(authorization)) {
        throw inAll(outcome.fault, mayHaveArrived)
      }
      renewed = true
      continue
    }

    slept = outcome.wait || unasked(call, outcome, attempt, clock)
    if (outcome.limited || outcome.wait) call.lane().pause(clock.now() + slept)
    if (attempt >= call.attempts || slept > patience) {
      throw inAll(exhausted(outcome, slept, attempt < call.attempts), mayHaveArrived)
    }
    mayHaveArrived ||= outcome.fault.details.arrived !== false
    // To be asked to wait, and to wait, is how vendors and clients get along.
    options.log[outcome.limited ? 'info' : 'warn']('A vendor request will be tried again', {
      host: call.url.host,
      fault: outcome.fault.kind,
      status: outcome.fault.details.status,
      attempt,
      waitMs: slept,
    })
    await clock.sleep(slept, options.signal)
    patience -= slept
  }
}

/** Milliseconds to wait where the vendor does not say how long. */
function unasked({ rules }: Call, { limited }: { readonly limited: boolean }, attempt: number, clock: Clock): number {
  if (!limited) return backoff(attempt, 'transient', clock)
  return 1000 * (rules.leastPause ?? 0) + backoff(attempt, 'limited', clock)
}

async function tryOnce(
  call: Call,
  options: SenderOptions,
  { attempt, slept, patience, authorization }: Progress,
): Promise<{ readonly outcome: Outcome; readonly waited: number }> {
  const { outbound, redactor, signal } = options
  const { clock } = outbound
  const queued = clock.now()
  const lane = call.lane()
  const { waited, leave } = await lane.enter({ budget: call.budget, maxWait: patience, signal })
  const started = clock.now()
  let answer: WireAnswer | null = null
  try {
    answer = await send(outbound, { ...call, headers: { ...call.headers, ...authorization }, body: call.body, signal })
    pace(answer, call, lane, clock.now())
  } catch (error) {
    return { outcome: failureOutcome(error, call, signal), waited }
  } finally {
    leave()
    options.onRequest?.({
      method: call.method,
      url: redactor.text(shownUrl(call.url)),
      status: answer?.status ?? null,
      durationMs: clock.now() - started,
      waitedMs: slept + started - queued,
      attempt,
    })
  }
  return { outcome: answerOutcome(answer, call, clock.now(), redactor.text), waited }
}

function answerOutcome(answer: WireAnswer, call: Call, now: number, clean: (text: string) => string): Outcome {
  const json = parseJson(answer.text)
  const { method, url, repeatable } = call
  const verdict = judge(answer, json, call.rules, { method, url, repeatable, now, clean })
  return verdict.kind === 'good' ? { kind: 'delivered', delivered: { answer, json } } : verdict
}

/** Slows everybody in the lane down when a good answer says so: nothing left of the limit, or a `Retry-After` of its own. */
function pace(answer: WireAnswer, call: Call, lane: Lane, now: number): void {
  const good = answer.status < 300
  const wait = Math.max(
    untilReset(answer.headers, call.rules.rateHeaders, now) ?? 0,
    (good ? retryAfter(answer.headers, now) : undefined) ?? 0,
  )
  if (wait > 0) lane.pause(now + wait)
}

function failureOutcome(error: unknown, call: Call, signal: AbortSignal): Outcome {
  signal.throwIfAborted()
  if (error instanceof Fault || error instanceof ContentFailure) throw error
  const failure = networkFailure(error, call.url.host, call.timeout)
  if (failure === undefined) throw error
  const { fault, passing, delivered } = failure
  if (!passing || !(call.repeatable || delivered === 'never')) return { kind: 'failed', fault }
  return { kind: 'again', fault, wait: undefined, limited: false }
}

/** What is thrown instead of trying again. `impatient` when there were tries left but the wait is too long. */
function exhausted(outcome: Extract<Outcome, { kind: 'again' }>, wait: number, impatient: boolean): Fault {
  const { fault } = outcome
  const asked = impatient && (outcome.limited || outcome.wait !== undefined)
  if (!asked && fault.kind !== 'throttled') return fault
  const patience = tooLong(wait)
  const message = asked ? `${fault.message} ${patience.message}` : fault.message
  return new Fault('throttled', message, { ...fault.details, retryAfter: patience.details.retryAfter }, fault.cause)
}

/** The fault of the last try as that of all: what one of them may have delivered is not certainly undelivered. */
function inAll(fault: Fault, mayHaveArrived: boolean): Fault {
  if (!mayHaveArrived || fault.details.arrived === undefined) return fault
  const { arrived, ...details } = fault.details
  return new Fault(fault.kind, fault.message, details, fault.cause)
}

const secretName = /token|key|secret|passw|sig|auth|credential|code|session/i

function shownUrl(url: URL): string {
  const shown = new URL(url)
  for (const name of new Set(shown.searchParams.keys())) {
    if (secretName.test(name)) shown.searchParams.set(name, '[redacted]')
  }
  return shown.href
}
