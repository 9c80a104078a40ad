import { createHash } from 'node:crypto'
import { type Auth, Fault, type HttpAnswer, type TokenExchange } from '@patchbay/sdk'
import { signAssertion } from './assertion.ts'
import { readSigningKey, type Signable, signBody } from './webhook-signature.ts'

/** Proves who we are, request by request. */
export interface Authorizer {
  /** The headers for one try. An exchange makes one request for all who ask at the same time. */
  headers(request: Signable): Promise<Readonly<Record<string, string>>>
  /**
   * Called with the headers a vendor refused. `true` when the next ones will be different, so that one more try makes sense.
   */
  discard(refused: Readonly<Record<string, string>>): boolean
}

/** What an exchange needs from the client. */
export interface ExchangePort {
  readonly now: () => number
  /** Sends the exchange request; faults on anything but a good answer. */
  readonly post: (exchange: TokenExchange, headers: Readonly<Record<string, string>>) => Promise<HttpAnswer>
  /** Told about every secret made on the way. */
  readonly learn: (secret: string) => void
}

type SigningAuth = Extract<Auth, { kind: 'standard-webhooks' }>

const defaultLifetime = 3000
const defaultRenewBefore = 300

export function createAuthorizer(auth: Auth, port: ExchangePort): Authorizer {
  if (auth.kind === 'exchange') return exchanging(auth, port)
  if (auth.kind === 'standard-webhooks') return signing(auth.secret, port)
  const headers = fixedHeaders(auth)
  for (const value of Object.values(headers)) port.learn(value.replace(/^(Basic|Bearer) /, ''))
  return { headers: async () => headers, discard: () => false }
}

/** Each try carries a signature of its own, made when it is sent. */
function signing(secret: string, port: ExchangePort): Authorizer {
  port.learn(secret)
  const key = readSigningKey(secret)
  return { headers: async (request) => signBody(request, key, port.now()), discard: () => false }
}

/** Tells credentials apart without being them. */
export function fingerprint(auth: Auth): string {
  return createHash('sha256').update(JSON.stringify(auth)).digest('hex')
}

function fixedHeaders(auth: Exclude<Auth, TokenExchange | SigningAuth>): Readonly<Record<string, string>> {
  switch (auth.kind) {
    case 'none':
      return {}
    case 'bearer':
      return { authorization: `Bearer ${sendable(auth.token)}` }
    case 'header':
      return { [auth.name.toLowerCase()]: sendable(auth.value) }
    case 'basic':
      return { authorization: `Basic ${Buffer.from(`${auth.username}:${auth.password}`).toString('base64')}` }
  }
}

/** Throws `credentials` for what no HTTP header can carry: the usual sign of a key pasted with a line break. */
function sendable(value: string): string {
  if (value !== '' && /^[\t\x20-\x7e\x80-\xff]+$/.test(value)) return value
  throw new Fault('credentials', 'The key is empty or holds characters no key has, such as a line break. Copy it again.')
}

interface Token {
  readonly headers: Readonly<Record<string, string>>
  /** Milliseconds since the epoch. */
  readonly renewAt: number
}

function exchanging(auth: TokenExchange, port: ExchangePort): Authorizer {
  let current: Promise<Token> | null = null
  let settled: Token | null = null

  async function renew(): Promise<Token> {
    const headers: Record<string, string> = {}
    if (auth.assertion) {
      const assertion = signAssertion(auth.assertion, port.now())
      port.learn(assertion)
      headers['authorization'] = `Bearer ${assertion}`
    }
    const asked = port.now()
    const answer = await port.post(auth, headers)
    const token = readToken(auth, answer.body, asked)
    port.learn(token.value)
    return { headers: { authorization: `Bearer ${sendable(token.value)}` }, renewAt: token.renewAt }
  }

  async function fetchToken(): Promise<Token> {
    try {
      settled = await renew()
      return settled
    } finally {
      current = null
    }
  }

  return {
    headers: async () => {
      if (settled !== null && settled.renewAt > port.now()) return settled.headers
      current ??= fetchToken()
      return (await current).headers
    },
    discard: (refused) => {
      // Somebody else may have renewed it since; then theirs is worth a try as it is.
      if (settled?.headers === refused) settled = null
      return true
    },
  }
}

function readToken(auth: TokenExchange, body: unknown, asked: number): { readonly value: string; readonly renewAt: number } {
  let answer: ReturnType<TokenExchange['read']>
  try {
    answer = auth.read(body)
  } catch (error) {
    if (error instanceof Fault) throw error
    throw new Fault('contract', 'The answer to the token request is not what the vendor documents.', {}, error)
  }
  if (typeof answer.token !== 'string' || answer.token === '') {
    throw new Fault('contract', 'The answer to the token request holds no token.')
  }
  const lifetime = lifetimeOf(auth, answer, asked)
  // A token that lives shorter than the margin would otherwise be renewed for every request.
  const margin = Math.min((auth.renewBefore ?? defaultRenewBefore) * 1000, lifetime / 2)
  return { value: answer.token, renewAt: asked + lifetime - margin }
}

/** Milliseconds from now. */
function lifetimeOf(auth: TokenExchange, answer: ReturnType<TokenExchange['read']>, asked: number): number {
  const fallback = (auth.fallbackLifetime ?? defaultLifetime) * 1000
  const told = answer.lifetime === undefined ? Date.parse(answer.expiresAt ?? '') - asked : answer.lifetime * 1000
  return Number.isFinite(told) && told > 0 ? told : fallback
}
