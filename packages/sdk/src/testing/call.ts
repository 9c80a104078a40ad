/** One request as a route sees it. */
export interface Call {
  readonly method: string
  /** Without the query and without the emulator's prefix. */
  readonly path: string
  /** Named segments of the route's pattern, decoded. */
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>
  /** Body as sent; empty when there was none. */
  readonly text: string
  /** Parsed JSON body; `undefined` when the body is empty or not JSON. */
  readonly body: unknown
  /** The body read as `application/x-www-form-urlencoded`. */
  readonly form: URLSearchParams
  /** Base URL of the emulator, prefix included: what absolute links are built from. */
  readonly url: string
  readonly now: Date
}

/** What a route answers. `body` is sent as JSON, `text` as it is; with neither the answer has no body. */
export interface Answer {
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly text?: string
}

/** Thrown anywhere below a route to answer at once, such as a filter that does not parse. */
export class EarlyAnswer extends Error {
  override readonly name = 'EarlyAnswer'
  readonly answer: Answer

  constructor(answer: Answer) {
    super(`answered ${answer.status}`)
    this.answer = answer
  }
}

/** One endpoint. `{name}` in the pattern takes one segment, `{name*}` the rest of the path. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly pattern: string
  readonly handle: (call: Call) => Answer | Promise<Answer>
}

/** Who a request says it comes from. */
export type Authorization =
  | { readonly kind: 'none' }
  | { readonly kind: 'bearer'; readonly token: string }
  | { readonly kind: 'basic'; readonly username: string; readonly password: string }
  /** Any other scheme, lower-case: `token` at GitHub and Snyk. */
  | { readonly kind: 'other'; readonly scheme: string; readonly value: string }

/** Reads the `Authorization` header. Schemes are compared without regard to case, as RFC 9110 has it. */
export function readAuthorization(headers: Readonly<Record<string, string>>): Authorization {
  const header = headers['authorization']?.trim() ?? ''
  if (header === '') return { kind: 'none' }
  const blank = header.indexOf(' ')
  const scheme = (blank < 0 ? '' : header.slice(0, blank)).toLowerCase()
  const value = header.slice(blank + 1).trim()
  if (scheme === 'bearer') return { kind: 'bearer', token: value }
  if (scheme !== 'basic') return { kind: 'other', scheme, value }
  const [username = '', ...password] = Buffer.from(value, 'base64').toString('utf8').split(':')
  return { kind: 'basic', username, password: password.join(':') }
}
