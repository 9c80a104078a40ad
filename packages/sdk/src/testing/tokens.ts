import { randomBytes } from 'node:crypto'
import type { Clock } from './clock.ts'

/** What a token stands for; how it looks is the vendor's business. */
export interface TokenClaims {
  readonly subject: string
  readonly issuedAt: Date
  readonly expiresAt: Date
  /** Unique per token. */
  readonly id: string
}

export type TokenReading =
  | { readonly kind: 'good'; readonly claims: TokenClaims }
  | { readonly kind: 'expired' | 'revoked' | 'unknown' }

/** Short-lived tokens of one emulator. */
export interface TokenBook {
  issue(subject: string, seconds: number): { readonly token: string; readonly claims: TokenClaims }
  read(token: string): TokenReading
  /** Everything issued so far stops working. */
  revokeAll(): void
}

/** `print` gives a token the vendor's look; it has to put `id` somewhere. */
export function createTokenBook(clock: Clock, print: (claims: TokenClaims) => string): TokenBook {
  const issued = new Map<string, TokenClaims>()
  const revoked = new Set<string>()

  return {
    issue: (subject, seconds) => {
      const issuedAt = clock.now()
      const claims = {
        subject,
        issuedAt,
        expiresAt: new Date(issuedAt.getTime() + seconds * 1000),
        id: randomBytes(16).toString('hex'),
      }
      const token = print(claims)
      issued.set(token, claims)
      return { token, claims }
    },
    read: (token) => {
      const claims = issued.get(token)
      if (!claims) return { kind: 'unknown' }
      if (revoked.has(claims.id)) return { kind: 'revoked' }
      return claims.expiresAt <= clock.now() ? { kind: 'expired' } : { kind: 'good', claims }
    },
    revokeAll: () => {
      for (const claims of issued.values()) revoked.add(claims.id)
    },
  }
}

/** A token that looks like a JWT and carries the claims clients read (`sub`, `iat`, `exp`); the signature is random. */
export function printJwt(claims: TokenClaims, extra: Readonly<Record<string, unknown>> = {}): string {
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const payload = {
    sub: claims.subject,
    iat: Math.floor(claims.issuedAt.getTime() / 1000),
    exp: Math.floor(claims.expiresAt.getTime() / 1000),
    jti: claims.id,
    ...extra,
  }
  return `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(payload)}.${randomBytes(32).toString('base64url')}`
}
