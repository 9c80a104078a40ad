import type { FastifyInstance, FastifyRequest } from 'fastify'
import { highestRole } from '../../domain/access.ts'
import { Problem } from '../../domain/problem.ts'
import { mayActAs } from '../../domain/role.ts'
import type { Caller, People } from '../../people/people.ts'
import { roleTooLow } from '../admission.ts'
import type { Permission } from '../call.ts'
import { headersOf } from '../headers.ts'

/** Finds out who is calling, and lets nobody through whom the route does not allow. A route without a permission is refused. */
export function authenticate(
  app: FastifyInstance,
  people: Pick<People, 'sessions' | 'tokens'>,
  origins: readonly string[],
): void {
  app.decorateRequest('caller', null)
  app.addHook('onRequest', async (request) => {
    const { permission, withinProductTypes = false, beforeSecondFactor = false } = request.routeOptions.config
    if (permission === undefined) throw new Error(`Route ${request.routeOptions.url} states no permission`)
    if (permission === 'public') return
    request.caller = await identify(request, people, origins)
    admit(request.caller, { permission, withinProductTypes, beforeSecondFactor })
  })
}

async function identify(
  request: FastifyRequest,
  people: Pick<People, 'sessions' | 'tokens'>,
  origins: readonly string[],
): Promise<Caller | null> {
  const { authorization } = request.headers
  if (authorization !== undefined) {
    const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
    const caller = token === undefined ? null : await people.tokens.find(token)
    if (caller !== null) return caller
    throw new Problem('unauthenticated', 'The token is not known, has expired or was revoked.', {
      code: 'token-not-accepted',
      remedy: 'Create a new one with `patchbay token create` or under Settings.',
    })
  }
  if (request.headers.cookie === undefined) return null
  const caller = await people.sessions.find(headersOf(request))
  if (caller !== null) refuseForeignOrigin(request, origins)
  return caller
}

interface Gate {
  readonly permission: Exclude<Permission, 'public'>
  readonly withinProductTypes: boolean
  readonly beforeSecondFactor: boolean
}

function admit(caller: Caller | null, { permission, withinProductTypes, beforeSecondFactor }: Gate): void {
  if (caller === null) {
    throw new Problem('unauthenticated', 'Sign in first, or send an API token.', {
      code: 'not-signed-in',
      remedy: 'Send `Authorization: Bearer <token>`, or sign in at /sign-in.',
    })
  }
  if (caller.session?.secondFactorNeeded === true && !beforeSecondFactor) {
    throw new Problem('forbidden', 'This hub wants a second factor of everybody who signs in with a password.', {
      code: 'second-factor-needed',
      remedy: 'Set it up in the web app: it asks for it after signing in.',
    })
  }
  if (permission === 'signed-in') return
  const role = withinProductTypes ? highestRole(caller) : caller.role
  if (!mayActAs(role, permission)) throw roleTooLow(permission, role)
}

/** A browser sends cookies along with requests other sites make. Changes are accepted only from our own pages. */
function refuseForeignOrigin(request: FastifyRequest, origins: readonly string[]): void {
  if (request.method === 'GET' || request.method === 'HEAD') return
  const { origin } = request.headers
  const site = request.headers['sec-fetch-site']
  const own = origin === undefined ? site === 'same-origin' : origins.includes(origin) || isOwnHost(request, origin)
  if (own && (site === undefined || site === 'same-origin')) return
  throw new Problem('forbidden', 'This change did not come from a page of this hub.', {
    code: 'foreign-origin',
    remedy: 'Programs should send an API token instead of a cookie.',
  })
}

/** The scheme does not count: a proxy in front may have ended TLS. */
function isOwnHost(request: FastifyRequest, origin: string): boolean {
  const from = URL.parse(origin)
  return from !== null && from.host === URL.parse(`${from.protocol}//${request.host}`)?.host
}
