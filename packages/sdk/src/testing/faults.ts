import { compilePattern } from './router.ts'

/** What goes wrong, once a rule fires. Several firing rules add up: slow and then 503. */
export type FaultAction =
  /** Answers without asking the route. Without `body` the vendor's own error shape is used. */
  | {
      readonly kind: 'status'
      readonly status: number
      readonly body?: unknown
      readonly headers?: Readonly<Record<string, string>>
      /** Seconds, or an HTTP date. */
      readonly retryAfter?: number | string
    }
  /** Drops the connection; `after` the route has done its work, which is how a write happens twice. */
  | { readonly kind: 'reset'; readonly when?: 'before' | 'after' }
  /** Sends the first half of the JSON as if it were whole. */
  | { readonly kind: 'truncate' }
  /** A proxy's page instead of the API's answer. */
  | { readonly kind: 'html'; readonly status?: number }
  | { readonly kind: 'empty'; readonly status?: number }
  /** JSON of at least that many bytes, sent in pieces. */
  | { readonly kind: 'oversize'; readonly bytes: number }
  | { readonly kind: 'slow'; readonly milliseconds: number }
  /** Changes the route's JSON: an unknown enum value, a missing or an extra field, a wrong cursor. */
  | { readonly kind: 'edit'; readonly edit: (body: unknown) => unknown }
  /** Every token handed out so far stops working, and the request goes on with one of them. */
  | { readonly kind: 'revoke' }
  /** Something happens at the vendor once the answer is made up: a scan that finishes while somebody reads page by page. */
  | { readonly kind: 'meanwhile'; readonly run: () => void }

/** When something goes wrong. A rule with neither method nor path fits every request. */
export interface FaultRule {
  readonly method?: string
  /** A route's pattern (`/v1/namespaces/{ns}/findings`) or a test for the path. */
  readonly path?: string | RegExp
  /** A text the query has to contain, decoded. */
  readonly query?: string
  /** A text the body has to contain, such as the name of a GraphQL operation. */
  readonly body?: string
  /** The first fitting request that is hit, counted from 1. Default 1. */
  readonly nth?: number
  /** How many fitting requests are hit from there on. Default 1; `Infinity` for all. */
  readonly count?: number
  readonly action: FaultAction
}

export interface ArmedFault {
  /** How often it has fired. */
  readonly fired: number
  remove(): void
}

/** The switchboard of an emulator. */
export interface Faults {
  add(rule: FaultRule): ArmedFault
  clear(): void
  /** Rules that have never fired: a test that armed them tests nothing. */
  readonly unused: readonly FaultRule[]
}

interface Entry {
  readonly rule: FaultRule
  readonly pattern: RegExp | undefined
  seen: number
  fired: number
}

interface FaultTarget {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly text: string
}

/** The board and the question the host asks it for each request. */
export interface FaultBoard extends Faults {
  firing(request: FaultTarget): readonly FaultAction[]
}

export function createFaultBoard(): FaultBoard {
  const entries = new Set<Entry>()

  return {
    add: (rule) => {
      const pattern = typeof rule.path === 'string' ? compilePattern(rule.path) : rule.path
      const entry: Entry = { rule, pattern, seen: 0, fired: 0 }
      entries.add(entry)
      return {
        get fired() {
          return entry.fired
        },
        remove: () => {
          entries.delete(entry)
        },
      }
    },
    clear: () => entries.clear(),
    get unused() {
      return [...entries].filter((entry) => entry.fired === 0).map((entry) => entry.rule)
    },
    firing: (request) => [...entries].filter((entry) => fires(entry, request)).map((entry) => entry.rule.action),
  }
}

function fires(entry: Entry, request: FaultTarget): boolean {
  const { rule, pattern } = entry
  if (rule.method !== undefined && rule.method !== request.method) return false
  if (pattern !== undefined && !new RegExp(pattern.source, pattern.flags.replace('g', '')).test(request.path)) return false
  if (rule.query !== undefined && ![...request.query].some(([key, value]) => `${key}=${value}`.includes(rule.query ?? ''))) {
    return false
  }
  if (rule.body !== undefined && !request.text.includes(rule.body)) return false
  entry.seen += 1
  if (entry.seen < (rule.nth ?? 1) || entry.fired >= (rule.count ?? 1)) return false
  entry.fired += 1
  return true
}
