import { createPrivateKey, type KeyObject, sign } from 'node:crypto'
import { Fault, type TokenExchange } from '@patchbay/sdk'

/** Seconds the assertion is dated back, so that a vendor whose clock is behind does not find it issued in the future. */
const backdate = 60

/** A JWT (RFC 7519) signed with RS256, issued now. Throws `credentials` when the key cannot be read. `now` in milliseconds. */
export function signAssertion(assertion: NonNullable<TokenExchange['assertion']>, now: number): string {
  const issued = Math.floor(now / 1000) - backdate
  const header = encode({ alg: assertion.algorithm, typ: 'JWT' })
  const payload = encode({ iat: issued, exp: issued + assertion.lifetime, iss: assertion.issuer })
  const signature = sign('RSA-SHA256', Buffer.from(`${header}.${payload}`), readKey(assertion.privateKey))
  return `${header}.${payload}.${signature.toString('base64url')}`
}

function readKey(pem: string): KeyObject {
  try {
    // Pasted from an environment variable or a JSON file, line breaks often arrive as backslash and n.
    const key = createPrivateKey(pem.replaceAll('\\n', '\n'))
    if (key.asymmetricKeyType === 'rsa') return key
  } catch {
    // OpenSSL's reason is about its own decoders; the message below is what helps.
  }
  throw new Fault(
    'credentials',
    'The private key cannot be read. It must be a whole RSA key in PEM form, from "-----BEGIN" to "-----END".',
    {
      field: 'privateKey',
    },
  )
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
