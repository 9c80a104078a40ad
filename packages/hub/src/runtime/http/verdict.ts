import { Fault, type FaultKind, type Transport } from '@patchbay/sdk'
import type { Parsed } from './parse-json.ts'
import { vendorMessage } from './vendor-message.ts'
import { retryAfter, untilReset } from './wait.ts'
import type { WireAnswer } from './wire.ts'

/** What to make of an answer. */
export type Verdict =
  | { readonly kind: 'good' }
  | { readonly kind: 'failed'; readonly fault: Fault }
  /** `wait` in milliseconds, where the vendor says how long; `limited` when it is about a rate limit. */
  | { readonly kind: 'again'; readonly fault: Fault; readonly wait: number | undefined; readonly limited: boolean }

/** The part of a transport that says what an answer means. */
export type Rules = Pick<Transport, 'classify' | 'leastPause' | 'rateHeaders' | 'retryStatuses'>

/** What the verdict depends on besides the answer. */
export interface Question {
  readonly method: string
  readonly url: URL
  /** Whether the vendor may safely see it twice. */
  readonly repeatable: boolean
  readonly now: number
  /** Masks secrets. */
  readonly clean: (text: string) => string
}

const defaultRetryStatuses: readonly number[] = [408, 425, 429, 500, 502, 503, 504]
// Both say that the request was turned away before it did anything.
const turnedAway = new Set([429, 503])

/** Judges one answer: the rules' `classify` first, then the status. */
export function judge(answer: WireAnswer, json: Parsed, rules: Rules, question: Question): Verdict {
  const { status, headers } = answer
  if (status === 304) return { kind: 'good' }
  const fault = (kind: FaultKind) =>
    statusFault(kind, answer, question, vendorMessage(answer.text, json?.value, question.clean))

  const wait = retryAfter(headers, question.now) ?? untilReset(headers, rules.rateHeaders, question.now)
  const named = rules.classify?.({ status, headers, body: json === null ? answer.text : json.value })
  if (named === 'retry') return { kind: 'again', fault: fault('throttled'), wait, limited: true }
  if (named !== undefined) return { kind: 'failed', fault: fault(named) }
  if (status >= 200 && status < 300) return { kind: 'good' }

  // Some vendors say 403 for rate limits as well; then one of these headers tells how long. A lack of permission has neither.
  const limited = status === 429 || (status === 403 && wait !== undefined)
  const retried = (rules.retryStatuses ?? defaultRetryStatuses).includes(status === 403 && limited ? 429 : status)
  const kind = limited ? 'throttled' : kindOf(status, question)
  if (retried && (question.repeatable || limited || turnedAway.has(status)))
    return { kind: 'again', fault: fault(kind), wait, limited }
  return { kind: 'failed', fault: fault(kind) }
}

function kindOf(status: number, question: Question): FaultKind {
  if (status === 401) return 'credentials'
  if (status === 402 || status === 403 || status === 451) return 'permission'
  if (status === 404 || status === 410) return 'missing'
  if (status === 408 || status === 425 || status >= 500) return 'unreachable'
  // What a GET asks for comes from the settings; a document we sent was made by the connector.
  if ((status === 400 || status === 422) && question.method === 'GET') return 'config'
  return 'contract'
}

const remedies: Partial<Record<FaultKind, string>> = {
  credentials: 'Check that the key is complete, not expired and not revoked, and enter it again.',
  permission: 'Give the key the permissions named in the connector’s instructions, or use one that has them.',
}

function statusFault(kind: FaultKind, answer: WireAnswer, { method, url, clean }: Question, words: string): Fault {
  const said = words === '' ? '.' : `: ${words}`
  const message = `${url.host} answered ${answer.status} to ${method} ${clean(url.pathname)}${said}`
  const remedy = remedies[kind]
  return new Fault(kind, message, { status: answer.status, ...(remedy !== undefined && { remedy }) })
}
