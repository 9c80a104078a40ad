import type { Content } from './model/snapshot.ts'

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
  /** Where the answer is no JSON, or says nothing that matters: `body` is its text, whatever it is. */
  readonly answer?: 'text'
}

export interface HttpAnswer {
  readonly status: number
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** Parsed JSON; of a request for `text`, the text. Where JSON was asked for, a body that is none raises `contract`. */
  readonly body: unknown
}

/** A form with a file in it (`multipart/form-data`, RFC 7578). */
export interface MultipartForm {
  readonly fields: readonly (readonly [name: string, value: string])[]
  readonly file: { readonly field: string; readonly name: string; readonly content: Content }
}

/**
 * The only way out of a connector. Built by the runtime from the connector's `Transport`: pinned to its host, retrying,
 * rate-limited, redacted, aborted with the run. Every failure is a `Fault`.
 */
export interface Http {
  get(request: HttpRequest | string): Promise<HttpAnswer>
  post(
    request: HttpRequest & {
      readonly json?: unknown
      readonly form?: Readonly<Record<string, string>>
      readonly multipart?: MultipartForm
    },
  ): Promise<HttpAnswer>
  /** `content` goes out as it is, with its length, and is read anew for every try. */
  put(request: HttpRequest & { readonly json?: unknown; readonly content?: Content }): Promise<HttpAnswer>
  patch(request: HttpRequest & { readonly json?: unknown }): Promise<HttpAnswer>
  delete(request: HttpRequest): Promise<HttpAnswer>
  /** POST of a GraphQL document; `errors` in the answer raise `contract` unless the transport's `classify` names them. Returns `data`. */
  graphql(request: { readonly path: string; readonly query: string; readonly variables?: unknown }): Promise<unknown>
  /**
   * Puts a file to an address the vendor handed out for it (a presigned URL), which may be on another host: exactly as given, without
   * our credentials, without compression, with its length, following no redirect. The same guard applies as to every request.
   * Tried again on network failures and 5xx; any other status than 2xx is a `Fault` with `details.status`.
   */
  upload(request: { readonly url: string; readonly content: Content; readonly timeout?: number }): Promise<void>
}
