import type { ServerResponse } from 'node:http'
import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { Answer } from './call.ts'
import type { FaultAction } from './faults.ts'

const compress = promisify(gzip)
const worthCompressing = 1024

/** How an answer goes over the wire. */
export interface Delivery {
  readonly gzip: boolean
  readonly truncate: boolean
}

/** Writes an answer. Resolves when the last byte is handed to the socket or the caller has hung up. */
export async function deliver(response: ServerResponse, answer: Answer, delivery: Delivery): Promise<void> {
  const json = answer.body !== undefined
  const whole = json ? JSON.stringify(answer.body) : (answer.text ?? '')
  const sent = Buffer.from(delivery.truncate ? whole.slice(0, Math.ceil(whole.length / 2)) : whole)
  const headers: Record<string, string | number> = { ...answer.headers }
  if (json && headers['content-type'] === undefined) headers['content-type'] = 'application/json; charset=utf-8'

  const packed = delivery.gzip && sent.length > worthCompressing ? await compress(sent, { level: 1 }) : undefined
  if (packed) headers['content-encoding'] = 'gzip'
  const bytes = packed ?? sent
  if (answer.status !== 204 && answer.status !== 304) headers['content-length'] = bytes.length
  response.writeHead(answer.status, headers)
  await new Promise<void>((resolve) => {
    response.once('close', resolve)
    response.end(bytes, () => resolve())
  })
}

/** Valid JSON of at least that many bytes, written piece by piece so that nobody has to hold it. */
export async function deliverOversize(response: ServerResponse, bytes: number): Promise<void> {
  const piece = 'x'.repeat(64 * 1024)
  response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
  response.write('{"padding":"')
  for (let sent = 0; sent < bytes && !response.destroyed; sent += piece.length) {
    if (!response.write(piece)) await drained(response)
  }
  response.end('"}')
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      response.off('drain', go)
      response.off('close', go)
      resolve()
    }
    response.on('drain', go)
    response.on('close', go)
  })
}

/** The answer a fault puts in the place of the route's own, if it does. */
export function replacement(action: FaultAction, words: (status: number) => Answer): Answer | undefined {
  if (action.kind === 'html') {
    const page = '<!doctype html><html><head><title>Bad gateway</title></head><body><h1>502</h1></body></html>'
    return { status: action.status ?? 200, headers: { 'content-type': 'text/html' }, text: page }
  }
  if (action.kind === 'empty') return { status: action.status ?? 200 }
  if (action.kind !== 'status') return undefined

  const usual = words(action.status)
  const retry: Record<string, string> = action.retryAfter === undefined ? {} : { 'retry-after': String(action.retryAfter) }
  return {
    ...(action.body === undefined ? usual : { body: action.body }),
    status: action.status,
    headers: { ...usual.headers, ...retry, ...action.headers },
  }
}
