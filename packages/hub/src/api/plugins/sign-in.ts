import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { People } from '../../people/people.ts'
import { headersOf } from '../headers.ts'

interface SignIn {
  readonly people: Pick<People, 'sessions' | 'audit'>
}

const signInPath = '/api/auth/sign-in/email'

/** Sessions and passwords are the library's; here is only the way in, slowed down for guessers, and the audit log. */
export async function serveSignIn(app: FastifyInstance, { people }: SignIn): Promise<void> {
  app.route({
    method: ['GET', 'POST'],
    url: '/*',
    schema: { hide: true },
    config: { rateLimit: { max: 20, timeWindow: '1 minute', keyGenerator: (request: FastifyRequest) => request.ip } },
    handler: async (request, reply) => {
      const answer = await people.sessions.answer(webRequest(request))
      if (pathOf(request) === signInPath) await people.audit.append(signInAttempt(request, answer.ok))
      reply.code(answer.status)
      for (const [name, value] of answer.headers) if (name !== 'set-cookie') reply.header(name, value)
      for (const cookie of answer.headers.getSetCookie()) reply.header('set-cookie', secured(cookie, request))
      return reply.serializer((body: unknown) => String(body)).send(await answer.text())
    },
  })
}

/** Over TLS a cookie never travels without it, whether or not an address was configured. */
function secured(cookie: string, request: FastifyRequest): string {
  return request.protocol === 'https' && !/; *secure/i.test(cookie) ? `${cookie}; Secure` : cookie
}

function webRequest(request: FastifyRequest): Request {
  const url = new URL(request.url, `${request.protocol}://${request.host}`)
  const body = request.body === undefined ? undefined : JSON.stringify(request.body)
  return new Request(url, { method: request.method, headers: headersOf(request), ...(body !== undefined && { body }) })
}

function pathOf(request: FastifyRequest): string {
  return new URL(request.url, 'http://hub').pathname
}

function signInAttempt(request: FastifyRequest, ok: boolean) {
  const { data } = z.object({ email: z.string().max(254) }).safeParse(request.body)
  const email = data?.email ?? 'unknown'
  return {
    event: 'user.signed-in',
    outcome: ok ? ('done' as const) : ('refused' as const),
    actor: { kind: 'user' as const, id: email, name: email },
    object: null,
    ip: request.ip,
    requestId: request.id,
  }
}
