import { once } from 'node:events'
import { PassThrough } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { whenOver } from './when-over.ts'

/** Milliseconds of silence that no proxy on the way takes for the end. */
const beatEvery = 20_000

/** Sends what the source yields as server-sent events; the signal aborts when the caller leaves or the server closes. */
export function sendEvents<R extends z.ZodType>(
  request: FastifyRequest,
  reply: FastifyReply,
  event: string,
  shape: R,
  source: (signal: AbortSignal) => AsyncIterable<z.output<R>>,
): FastifyReply {
  const signal = AbortSignal.any([whenOver(reply), request.server.closing])
  const stream = new PassThrough()
  const text = (item: z.output<R>) => `event: ${event}\ndata: ${JSON.stringify(z.encode(shape, item))}\n\n`
  pour(stream, source(signal), text, signal).catch((error: unknown) => {
    request.log.error({ error }, 'A stream of events broke off')
    stream.destroy()
  })
  return (
    reply
      .header('content-type', 'text/event-stream; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('x-accel-buffering', 'no')
      // A connection kept for the next request would keep a server that closes.
      .header('connection', 'close')
      .send(stream)
  )
}

async function pour<T>(
  stream: PassThrough,
  source: AsyncIterable<T>,
  text: (item: T) => string,
  signal: AbortSignal,
): Promise<void> {
  // A comment at once, so that the caller knows the stream is open before anything happens.
  stream.write(': open\n\n')
  const beat = setInterval(() => stream.write(': still here\n\n'), beatEvery)
  try {
    for await (const item of source) {
      if (signal.aborted) break
      if (!stream.write(text(item))) await once(stream, 'drain', { signal }).catch(() => undefined)
    }
  } finally {
    clearInterval(beat)
    stream.end()
  }
}
