import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'

/** Sends what the source yields as server-sent events; the signal aborts when the caller leaves or the server closes. */
export function sendEvents<R extends z.ZodType>(
  request: FastifyRequest,
  reply: FastifyReply,
  event: string,
  shape: R,
  source: (signal: AbortSignal) => AsyncIterable<z.output<R>>,
): FastifyReply {
  const leaving = new AbortController()
  reply.raw.once('close', () => leaving.abort())
  const signal = AbortSignal.any([leaving.signal, request.server.closing])
  return reply
    .header('content-type', 'text/event-stream; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .send(Readable.from(lines(event, shape, source(signal))))
}

async function* lines<R extends z.ZodType>(
  event: string,
  shape: R,
  source: AsyncIterable<z.output<R>>,
): AsyncGenerator<string> {
  // A comment at once, so that the caller knows the stream is open before anything happens.
  yield ': open\n\n'
  for await (const item of source) yield `event: ${event}\ndata: ${JSON.stringify(z.encode(shape, item))}\n\n`
}
