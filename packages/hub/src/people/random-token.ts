import { createHash, randomBytes } from 'node:crypto'

/** 256 random bits, which nobody can guess; so a plain hash of them is all that needs keeping. */
export function randomToken(prefix: string): string {
  return prefix + randomBytes(32).toString('base64url')
}

export function hashOfToken(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}
