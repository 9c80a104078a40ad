import { type Answer, type Call, EarlyAnswer, readAuthorization } from '@patchbay/sdk/testing'

/** Who may call, and as what. */
export interface DojoUser {
  readonly name: string
  readonly token: string
  /** Superusers and staff may do everything; the others what they are authorized for, which here is nothing. */
  readonly staff: boolean
}

export const users = {
  admin: { name: 'admin', token: 'a1'.repeat(20), staff: true },
  guest: { name: 'guest', token: 'b2'.repeat(20), staff: false },
} as const satisfies Record<string, DojoUser>

export const expiredToken = 'c3'.repeat(20)

/** Throws the server's 403: the first authenticator is the session one, so it never says 401. */
export function signIn({ headers }: Call): DojoUser {
  const authorization = readAuthorization(headers)
  const token = authorization.kind === 'other' && authorization.scheme === 'token' ? authorization.value : null
  if (token === null) throw new EarlyAnswer(denied('Authentication credentials were not provided.'))
  if (token === expiredToken) throw new EarlyAnswer(denied('API token has expired.'))
  const user = Object.values(users).find((one) => one.token === token)
  if (user === undefined) throw new EarlyAnswer(denied('Invalid token.'))
  return user
}

export function denied(detail: string): Answer {
  return { status: 403, body: { detail } }
}
