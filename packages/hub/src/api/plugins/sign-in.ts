import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { AuditEntry, Caller, People, SignInAnswer } from '../../people/people.ts'
import { addressHeader } from '../../people/sign-in-library.ts'
import { headersOf } from '../headers.ts'
import { refuseUnknownAddress } from './problems.ts'

interface SignIn {
  readonly people: Pick<People, 'sessions' | 'audit'>
}

/** What may be asked of the sign-in library, and the event each leaves in the audit log; null: it changes nothing. */
const events: ReadonlyMap<string, string | null> = new Map([
  ['POST /sign-in/email', 'user.signed-in'],
  ['POST /sign-in/social', null],
  ['GET /callback/oidc', 'user.signed-in'],
  ['POST /sign-out', 'user.signed-out'],
  ['POST /two-factor/enable', 'user.two-factor-prepared'],
  ['POST /two-factor/verify-totp', 'user.two-factor-enabled'],
  ['POST /two-factor/verify-backup-code', 'user.signed-in'],
  ['POST /two-factor/disable', 'user.two-factor-disabled'],
  ['POST /two-factor/generate-backup-codes', 'user.backup-codes-renewed'],
])
const prefix = '/api/auth'

/** Sessions and passwords are the library's; here is only the way in, slowed down for guessers, and the audit log. */
export async function serveSignIn(app: FastifyInstance, { people }: SignIn): Promise<void> {
  app.route({
    method: ['GET', 'POST'],
    url: '/*',
    schema: { hide: true },
    config: { rateLimit: { max: 20, timeWindow: '1 minute' } },
    handler: async (request, reply) => {
      const event = events.get(`${request.method} ${pathOf(request)}`)
      if (event === undefined) return refuseUnknownAddress(request)
      const caller = event === null ? null : await people.sessions.find(headersOf(request))
      const answer = await people.sessions.answer(webRequest(request))
      const { response } = answer
      if (event !== null) await people.audit.append(await attempt(request, event, answer, caller))
      if (answer.user !== null && answer.roleChange !== null) await people.audit.append(roleChanged(request, answer))
      reply.code(response.status)
      for (const [name, value] of response.headers) if (name !== 'set-cookie') reply.header(name, value)
      for (const cookie of response.headers.getSetCookie()) reply.header('set-cookie', secured(cookie, request))
      return reply.serializer((body: unknown) => String(body)).send(await response.text())
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
  const headers = headersOf(request)
  headers.set(addressHeader, request.ip)
  return new Request(url, { method: request.method, headers, ...(body !== undefined && { body }) })
}

function pathOf(request: FastifyRequest): string {
  return new URL(request.url, 'http://hub').pathname.slice(prefix.length)
}

async function attempt(
  request: FastifyRequest,
  event: string,
  { response, user }: SignInAnswer,
  caller: Caller | null,
): Promise<AuditEntry> {
  const ok = response.ok || (response.status === 302 && beganSession(response))
  return {
    event: await eventOf(event, response, caller),
    outcome: ok ? 'done' : 'refused',
    actor: caller === null ? whoTried(request, user) : { ...caller.actor, name: caller.name },
    object: caller?.actor.id ?? user?.id ?? null,
    ip: request.ip,
    requestId: request.id,
  }
}

/** A password that is right may not be enough yet, and a code signs in or confirms, depending on who sends it. */
async function eventOf(event: string, response: Response, caller: Caller | null): Promise<string> {
  if (event === 'user.two-factor-enabled' && caller === null) return 'user.signed-in'
  if (event === 'user.signed-in' && response.ok && AskedForMore.safeParse(await bodyOf(response)).success) {
    return 'user.second-factor-asked'
  }
  return event
}

const AskedForMore = z.object({ twoFactorRedirect: z.literal(true) })

async function bodyOf(response: Response): Promise<unknown> {
  try {
    return await response.clone().json()
  } catch {
    return null
  }
}

function beganSession(response: Response): boolean {
  return response.headers.getSetCookie().some((cookie) => /session_token=[^;]/.test(cookie) && !/max-age=0/i.test(cookie))
}

function whoTried(request: FastifyRequest, user: SignInAnswer['user']): AuditEntry['actor'] {
  const { data } = z.object({ email: z.string().max(254) }).safeParse(request.body)
  if (data !== undefined) return { kind: 'user', id: data.email, name: data.email }
  return user === null ? { kind: 'user', id: 'unknown', name: 'unknown' } : { kind: 'user', ...user }
}

function roleChanged(request: FastifyRequest, { user, roleChange }: SignInAnswer): AuditEntry {
  return {
    event: 'user.updated',
    outcome: 'done',
    actor: { kind: 'system', id: 'oidc', name: 'groups of the organisation' },
    object: user?.id ?? null,
    before: { role: roleChange?.before },
    after: { role: roleChange?.after },
    ip: request.ip,
    requestId: request.id,
  }
}
