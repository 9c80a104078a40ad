/** One request as it arrived, without secrets. */
export interface LoggedRequest {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
  /** Pattern of the route that took it; `undefined` when none did. */
  readonly route: string | undefined
  /** `null` while the answer is under way or when the connection was dropped on purpose. */
  readonly status: number | null
}

/** What was asked, oldest first. Only the newest are kept; `total` counts them all. */
export interface RequestLog {
  readonly all: readonly LoggedRequest[]
  readonly total: number
  to(path: string | RegExp): readonly LoggedRequest[]
  clear(): void
}

const kept = 10_000
const secretHeader = /^(authorization|cookie|proxy-authorization)$|token|secret|api-?key/
const secretField = /secret|password|token|private_?key|^key$/i

type Arrived = Omit<LoggedRequest, 'status'>
type Entry = Arrived & { status: number | null }

/** The log and the host's way of writing to it. */
export function createRequestLog(): { readonly log: RequestLog; readonly add: (request: Arrived) => Entry } {
  let requests: Entry[] = []
  let total = 0

  const log: RequestLog = {
    get all() {
      return requests
    },
    get total() {
      return total
    },
    to: (path) => requests.filter((request) => (typeof path === 'string' ? request.path === path : path.test(request.path))),
    clear: () => {
      requests = []
      total = 0
    },
  }
  const add = (request: Arrived) => {
    const entry = { ...request, status: null }
    total += 1
    requests.push(entry)
    if (requests.length > 2 * kept) requests = requests.slice(-kept)
    return entry
  }
  return { log, add }
}

export function redactHeaders(headers: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, secretHeader.test(name) ? '[redacted]' : value]),
  )
}

/** Blanks secrets by the names of their fields, at any depth. */
export function redactBody(body: unknown): unknown {
  if (Array.isArray(body)) return body.map(redactBody)
  if (typeof body !== 'object' || body === null) return body
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      secretField.test(name) && typeof value === 'string' ? '[redacted]' : redactBody(value),
    ]),
  )
}
