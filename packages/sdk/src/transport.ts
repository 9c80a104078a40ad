/**
 * How to prove who we are, as data. The runtime does the signing, the waiting and the renewing. `standard-webhooks` signs each body
 * with the time of the try (https://www.standardwebhooks.com); the request gives `webhook-id`, the secret is `whsec_` and base64.
 */
export type Auth =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'header'; readonly name: string; readonly value: string }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  | { readonly kind: 'standard-webhooks'; readonly secret: string }
  | TokenExchange

/** Trade long-lived credentials for a short-lived bearer token; renewed before it expires and once on a 401. */
export interface TokenExchange {
  readonly kind: 'exchange'
  /** Path below the base URL, or an absolute `https` URL when tokens come from another host. */
  readonly url: string
  readonly method: 'POST'
  readonly body?: { readonly json: unknown } | { readonly form: Readonly<Record<string, string>> }
  /** Signs a short JWT that is sent as bearer of the exchange request itself (RFC 7523 style; GitHub Apps). */
  readonly assertion?: {
    readonly algorithm: 'RS256'
    readonly issuer: string
    /** PEM, PKCS#1 or PKCS#8. */
    readonly privateKey: string
    /** At most this long, in seconds. */
    readonly lifetime: number
  }
  /**
   * Reads the vendor's answer. `expiresAt` ISO 8601, or `lifetime` in seconds from now for vendors that say `expires_in`;
   * without either the token is renewed after `fallbackLifetime` seconds.
   */
  readonly read: (answer: unknown) => { readonly token: string; readonly expiresAt?: string; readonly lifetime?: number }
  /** Seconds. Default 3000. */
  readonly fallbackLifetime?: number
  /** Renew this many seconds before expiry. Default 300. */
  readonly renewBefore?: number
}

/** Which response headers tell how much of a rate limit is left. Names are matched without regard to case. */
export interface RateHeaders {
  readonly remaining: string
  readonly reset: string
  /** Whether `reset` is an epoch second or seconds from now. */
  readonly resetUnit: 'epoch-seconds' | 'delta-seconds'
}

/** A vendor's way of being spoken to, as data. Nothing here does anything; the runtime builds the HTTP client from it. */
export interface Transport {
  /** `https://host[:port][/prefix]`. Every request stays on this host. */
  readonly baseUrl: string
  readonly auth: Auth
  readonly headers?: Readonly<Record<string, string>>
  /** Requests in flight to the host at once. Default 4. */
  readonly concurrency?: number
  /** Requests per window, for vendors that publish a limit but send no headers. */
  readonly budget?: { readonly requests: number; readonly seconds: number }
  readonly rateHeaders?: RateHeaders
  /** Seconds a rate limit lasts at least where the answer does not say how long. Default 0: a few seconds, growing. */
  readonly leastPause?: number
  /** Statuses tried again with backoff. Default 408, 425, 429, 500, 502, 503, 504. */
  readonly retryStatuses?: readonly number[]
  /** Tries of one request in all. Default 5. */
  readonly attempts?: number
  /** Milliseconds one request may take. Default 60,000. */
  readonly timeout?: number
  /** Largest answer accepted, in bytes after decompression. Default 64 MiB. */
  readonly maxResponseBytes?: number
  /**
   * Vendors that answer a rate limit with 403 or bury faults in a 200. Return the fault kind such an answer really is,
   * `retry` to wait and try again, or `undefined` to let the status decide. `body` is the parsed JSON, or text.
   */
  readonly classify?: (answer: {
    readonly status: number
    readonly headers: Readonly<Record<string, string>>
    readonly body: unknown
  }) => 'retry' | 'credentials' | 'permission' | 'missing' | 'config' | undefined
}
