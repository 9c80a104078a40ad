import { type Answer, type Call, type Clock, createTokenBook, printJwt, readAuthorization } from '@patchbay/sdk/testing'
import { failed, fieldError } from './emulator-graphql.ts'

/** A service account of the tenant. */
export interface WizAccount {
  readonly clientId: string
  readonly clientSecret: string
  readonly scopes: readonly string[]
}

const account = (letter: string, scopes: readonly string[]): WizAccount => ({
  clientId: letter.repeat(53),
  clientSecret: `secret${letter.repeat(58)}`,
  scopes,
})

export const accounts = {
  /** May upload and follow what becomes of it. */
  exporter: account('e', ['create:external_data_ingestion', 'read:system_activities']),
  /** May upload, and never learns what becomes of it. */
  uploader: account('u', ['create:external_data_ingestion']),
  /** May look at activities only. */
  watcher: account('w', ['read:issues', 'read:system_activities']),
  /** Made for something else. */
  stranger: account('s', ['read:issues']),
} as const

export type WizAccounts = typeof accounts

export interface WizAccess {
  /** `POST /oauth/token`. */
  exchange(call: Call): Answer
  /** The account behind a call, or what it is turned away with. */
  signIn(call: Call): WizAccount | Answer
  revoke(): void
}

export interface AccessBehaviour {
  /** Seconds a token lives: 86,400 in the documentation, 900 seen in Gov. */
  tokenLifetime: number
  /** How a bad token is turned away. */
  badToken: 'status' | 'body'
}

export function createAccess(clock: Clock, behaviour: AccessBehaviour): WizAccess {
  const tokens = createTokenBook(clock, (claims) => printJwt(claims, { dc: 'us17', encodedScopes: 'opaque' }))

  return {
    exchange: ({ form }) => {
      const wellFormed = form.get('grant_type') === 'client_credentials' && form.get('audience') === 'wiz-api'
      const known = Object.values(accounts).find(
        ({ clientId, clientSecret }) => clientId === form.get('client_id') && clientSecret === form.get('client_secret'),
      )
      if (!wellFormed || known === undefined) return refusal
      const { token } = tokens.issue(known.clientId, behaviour.tokenLifetime)
      const body = {
        access_token: token,
        refresh_token: 'eyJ-unused',
        expires_in: behaviour.tokenLifetime,
        token_type: 'Bearer',
      }
      return { status: 200, body }
    },
    signIn: ({ headers }) => {
      const authorization = readAuthorization(headers)
      const reading = authorization.kind === 'bearer' ? tokens.read(authorization.token) : { kind: 'unknown' as const }
      const known = Object.values(accounts).find(
        ({ clientId }) => reading.kind === 'good' && clientId === reading.claims.subject,
      )
      return known ?? failed(behaviour.badToken === 'status' ? 401 : 200, 'UNAUTHENTICATED', 'Unauthenticated')
    },
    revoke: tokens.revokeAll,
  }
}

const refusal: Answer = { status: 401, body: { error: 'access_denied', error_description: 'Unauthorized' } }

/** Throws the service's words unless the account has one of the scopes. */
export function requireScope({ scopes }: WizAccount, needed: readonly string[]): void {
  if (needed.some((scope) => scopes.includes(scope))) return
  throw fieldError(
    'UNAUTHORIZED',
    `access denied, at least one of the following is required: [${needed.join(' ')}], your permissions: [${scopes.join(' ')}]`,
  )
}
