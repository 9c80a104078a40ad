/** Query values; `undefined` ones are left out, lists repeat the key. */
export type Query = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>

export interface HttpRequest {
  /** Path below the base URL (`/v1/projects`), or an absolute URL on the same host (a `next` link). */
  readonly path: string
  readonly query?: Query
  readonly headers?: Readonly<Record<string, string>>
  /** Milliseconds; overrides the transport's. */
  readonly timeout?: number
  /** `true` sends `If-None-Match` for a GET seen before and serves the remembered body on 304. */
  readonly conditional?: boolean
}

export interface HttpAnswer {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** Parsed JSON. A body that is not JSON raises `contract`. */
  readonly body: unknown
}

/**
 * The only way out of a connector. Built by the runtime from the connector's `Transport`: pinned to its host, retrying,
 * rate-limited, redacted, aborted with the run. Every failure is a `Fault`.
 */
export interface Http {
  get(request: HttpRequest | string): Promise<HttpAnswer>
  post(
    request: HttpRequest & { readonly json?: unknown; readonly form?: Readonly<Record<string, string>> },
  ): Promise<HttpAnswer>
  put(request: HttpRequest & { readonly json?: unknown }): Promise<HttpAnswer>
  patch(request: HttpRequest & { readonly json?: unknown }): Promise<HttpAnswer>
  delete(request: HttpRequest): Promise<HttpAnswer>
  /** POST of a GraphQL document; `errors` in the answer raise `contract` unless the transport's `classify` names them. Returns `data`. */
  graphql(request: { readonly path: string; readonly query: string; readonly variables?: unknown }): Promise<unknown>
}
