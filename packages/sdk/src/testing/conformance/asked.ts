import type { Http, HttpAnswer, HttpRequest, MultipartForm } from '../../http.ts'
import { compilePattern } from '../router.ts'
import type { ListFacts } from '../world.ts'

/** A request as a connector makes it, before the client sees it. */
export interface Asked {
  readonly method: string
  /** Below the emulator's URL, as its endpoints are named. */
  readonly path: string
  /** Query and body, as the marks of lists are looked for in. */
  readonly text: string
  /** The same for the same request. */
  readonly key: string
}

/** An answer as the vendor sent it; of GraphQL, the whole document. */
export type Wire = HttpAnswer

/** What happens to requests on their way. */
export interface Hooks {
  /** An answer given here never reaches the vendor. */
  readonly before?: (asked: Asked) => Wire | undefined
  readonly after?: (asked: Asked, wire: Wire) => Wire
}

/** Where requests go: paths of a connector lie below its base URL, those of endpoints below the emulator's. */
export interface Places {
  readonly baseUrl: string
  readonly emulatorUrl: string
}

/** The same client, with somebody listening. */
export function tapHttp(http: Http, places: Places, hooks: Hooks): Http {
  async function pass(asked: Asked, send: () => Promise<Wire>): Promise<Wire> {
    const wire = hooks.before?.(asked) ?? (await send())
    return hooks.after?.(asked, wire) ?? wire
  }
  const tap = (method: string, request: HttpRequest, send: () => Promise<Wire>) => pass(read(method, request, places), send)

  return {
    get: (given) => {
      const request = typeof given === 'string' ? { path: given } : given
      return tap('GET', request, () => http.get(request))
    },
    post: (request) => tap('POST', request, () => http.post(request)),
    put: (request) => tap('PUT', request, () => http.put(request)),
    patch: (request) => tap('PATCH', request, () => http.patch(request)),
    delete: (request) => tap('DELETE', request, () => http.delete(request)),
    graphql: async (request) => {
      const content = { path: request.path, json: { query: request.query, variables: request.variables } }
      const wire = await tap('POST', content, async () => ({
        status: 200,
        headers: {},
        body: { data: await http.graphql(request) },
      }))
      return typeof wire.body === 'object' && wire.body !== null && 'data' in wire.body ? wire.body.data : undefined
    },
    upload: (request) => http.upload(request),
  }
}

function read(
  method: string,
  request: HttpRequest & { readonly json?: unknown; readonly form?: unknown; readonly multipart?: MultipartForm },
  { baseUrl, emulatorUrl }: Places,
): Asked {
  const base = new URL(baseUrl)
  const url = new URL(/^https?:/i.test(request.path) ? request.path : `${base.href.replace(/\/$/, '')}${request.path}`)
  const query = [...url.searchParams, ...Object.entries(request.query ?? {})].filter(([, value]) => value !== undefined)
  const body = JSON.stringify(request.json ?? request.form ?? request.multipart?.fields ?? null)
  const prefix = new URL(emulatorUrl).pathname.replace(/\/$/, '')
  const path = url.pathname.startsWith(prefix) ? url.pathname.slice(prefix.length) : url.pathname
  const text = [...query.map(([name, value]) => `${name}=${String(value)}`), body].join('\n')
  return { method, path, text, key: `${method} ${url.host} ${path}\n${text}` }
}

const patterns = new Map<string, RegExp>()

function patternOf(endpoint: string): RegExp {
  const known = patterns.get(endpoint) ?? compilePattern(endpoint.slice(endpoint.indexOf(' ') + 1))
  patterns.set(endpoint, known)
  return known
}

/** Whether a request asks for a page of that list. */
export function asksFor(list: ListFacts, asked: Pick<Asked, 'method' | 'path' | 'text'>): boolean {
  const fits = list.endpoints.some(
    (endpoint) => endpoint.startsWith(`${asked.method} `) && patternOf(endpoint).test(asked.path),
  )
  return fits && (list.marked === undefined || asked.text.includes(list.marked))
}
