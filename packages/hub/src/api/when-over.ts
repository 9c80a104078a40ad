import type { FastifyReply } from 'fastify'

/** Aborts once the answer has ended, however it ends. A caller may leave long before there is one: then it has aborted already. */
export function whenOver({ raw }: FastifyReply): AbortSignal {
  const over = new AbortController()
  if (raw.destroyed) over.abort()
  else raw.once('close', () => over.abort())
  return over.signal
}
