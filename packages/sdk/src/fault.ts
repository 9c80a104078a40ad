/** The closed set of things that can go wrong outside our own code. Anything else is a bug and fails the run loudly. */
export const faultKinds = [
  'config',
  'credentials',
  'permission',
  'missing',
  'throttled',
  'unreachable',
  'contract',
  'refused',
] as const

export type FaultKind = (typeof faultKinds)[number]

/** What each fault means for the run and for people. */
export interface FaultPolicy {
  /** Whether the HTTP client or the scheduler may try again without anybody changing something. */
  readonly retried: boolean
  /** Who has to act: the operator who owns the connection, the vendor, or the author of the connector. */
  readonly tells: 'operator' | 'vendor' | 'author'
}

export const faultPolicies: Readonly<Record<FaultKind, FaultPolicy>> = {
  /** A setting is wrong: namespace, organisation, address. */
  config: { retried: false, tells: 'operator' },
  /** The key is wrong, revoked or expired. */
  credentials: { retried: false, tells: 'operator' },
  /** The key is good but may not do this. */
  permission: { retried: false, tells: 'operator' },
  /** The thing asked for is not there. */
  missing: { retried: false, tells: 'operator' },
  /** The vendor limits us for longer than a run can wait. */
  throttled: { retried: true, tells: 'vendor' },
  /** No network, DNS, TLS, time-out or a server error that outlasted the retries. */
  unreachable: { retried: true, tells: 'vendor' },
  /** The answer is not what the vendor's contract says: not JSON, truncated, a required field missing. */
  contract: { retried: false, tells: 'author' },
  /** We refused: a private address, another host, an answer over the size cap. */
  refused: { retried: false, tells: 'operator' },
}

/** Facts that help whoever has to act. Never holds a secret. */
export interface FaultDetails {
  /** The config field to look at, when one is known. */
  readonly field?: string
  /** What to do about it, in the user's words. */
  readonly remedy?: string
  /** Path into the vendor's answer, for `contract`. */
  readonly path?: string
  /** HTTP status, where there was one. */
  readonly status?: number
  /** Seconds until trying again makes sense, for `throttled`. */
  readonly retryAfter?: number
  /** `false` when the request cannot have reached the other side: no name, no connection. Otherwise nobody knows. */
  readonly arrived?: false
}

/** The only error a connector throws on purpose. */
export class Fault extends Error {
  override readonly name = 'Fault'
  readonly kind: FaultKind
  readonly details: FaultDetails

  constructor(kind: FaultKind, message: string, details: FaultDetails = {}, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause })
    this.kind = kind
    this.details = details
  }

  get policy(): FaultPolicy {
    return faultPolicies[this.kind]
  }
}
