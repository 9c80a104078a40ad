import type { FastifyInstance } from 'fastify'
import { Problem } from '../../domain/problem.ts'
import { databaseId } from '../../domain/public-id.ts'
import type { Commands } from '../../usecases/commands.ts'

interface Hooks {
  readonly commands: Pick<Commands, 'tickets'>
}

/** Calls a minute from one address: a tracker makes one for every change of every issue. */
const limit = 600

/**
 * Where trackers call when something changed over there. Not an operation of the API: nobody signs in, the call is proved by the
 * connection's own secret, over the body byte for byte. It changes nothing but when a ticket is looked at, so it leaves no audit event.
 */
export async function receiveTicketCalls(app: FastifyInstance, { commands }: Hooks): Promise<void> {
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  app.post<{ Params: { connectionId: string } }>(
    '/:connectionId',
    { config: { rateLimit: { max: limit, timeWindow: '1 minute' } }, schema: { hide: true } },
    async (request, reply) => {
      const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
      const connectionId = knownId(request.params.connectionId)
      const call = { connectionId, headers: request.headers, body }
      const outcome = connectionId === 0 ? 'unproved' : await commands.tickets.receive(call)
      // Whether there is such a connection is told nobody who cannot sign for it.
      if (outcome === 'unproved') throw unproved()
      return reply.code(202).send({ outcome })
    },
  )
}

/** 0 for what is no id. */
function knownId(text: string): number {
  try {
    return databaseId('connection', text)
  } catch {
    return 0
  }
}

function unproved(): Problem {
  return new Problem('unauthenticated', 'Nothing proves that this call comes from the tracker of a connection.', {
    code: 'call-not-proved',
    remedy: 'Enter the same secret in the tracker and in the settings of the connection, and check the address.',
  })
}
