import type { IncomingMessage } from 'node:http'

/** A request read to its end. */
export interface Received {
  readonly method: string
  /** Below the emulator's prefix; `undefined` when the request went elsewhere. */
  readonly path: string | undefined
  readonly fullPath: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** Parsed JSON; `undefined` when the body is empty or not JSON. */
  readonly body: unknown
}

export async function receive(
  request: IncomingMessage,
  place: { readonly url: string; readonly prefix: string },
): Promise<Received> {
  const target = new URL(request.url ?? '/', place.url)
  const text = await readText(request)
  return {
    method: request.method ?? 'GET',
    path: below(place.prefix, target.pathname),
    fullPath: target.pathname,
    query: target.searchParams,
    headers: plainHeaders(request),
    text,
    body: parseJson(text),
  }
}

function plainHeaders(request: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(', ') : (value ?? '')]),
  )
}

function below(prefix: string, path: string): string | undefined {
  if (prefix === '') return path
  return path.startsWith(`${prefix}/`) ? path.slice(prefix.length) : undefined
}

async function readText(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(Buffer.from(piece))
  return Buffer.concat(pieces).toString('utf8')
}

function parseJson(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
