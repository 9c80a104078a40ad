import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { Key, KeyRing } from './key.ts'

/** What a sealed value belongs to. It opens nowhere else. */
export interface Binding {
  readonly connection: string
  readonly field: string
}

/** Seals secrets for the database. */
export interface Sealer {
  seal(secret: string, binding: Binding): string
  /** Throws `SealError` when the value is damaged, belongs elsewhere or was sealed by an unknown key. */
  open(sealed: string, binding: Binding): string
  /** Whether another key than the current one sealed it. */
  needsReseal(sealed: string): boolean
  /** The same secret under the current key. */
  reseal(sealed: string, binding: Binding): string
}

/** Why a sealed value does not open. */
export class SealError extends Error {
  override readonly name = 'SealError'
  readonly reason: 'malformed' | 'unknown-key' | 'not-authentic'

  constructor(reason: SealError['reason'], message: string) {
    super(message)
    this.reason = reason
  }
}

const version = 'pb1'
const cipher = 'aes-256-gcm'
const nonceBytes = 12
const tagBytes = 16

/**
 * AES-256-GCM (NIST SP 800-38D) with a random nonce. A sealed value reads `pb1.<key id>.<nonce>.<ciphertext and tag>`, the
 * last two in base64url; version, connection and field are authenticated with it.
 */
export function createSealer(keys: KeyRing): Sealer {
  const byId = new Map([keys.current, ...keys.older].map((key) => [key.id, key]))

  function seal(secret: string, binding: Binding): string {
    const nonce = randomBytes(nonceBytes)
    const encryption = createCipheriv(cipher, keys.current.bytes, nonce, { authTagLength: tagBytes })
    encryption.setAAD(bound(binding))
    const sealed = Buffer.concat([encryption.update(secret, 'utf8'), encryption.final(), encryption.getAuthTag()])
    return [version, keys.current.id, nonce.toString('base64url'), sealed.toString('base64url')].join('.')
  }

  function open(sealed: string, binding: Binding): string {
    const { keyId, nonce, content, tag } = take(sealed, binding)
    const decryption = createDecipheriv(cipher, keyOf(keyId, binding).bytes, nonce, { authTagLength: tagBytes })
    decryption.setAAD(bound(binding))
    decryption.setAuthTag(tag)
    try {
      return Buffer.concat([decryption.update(content), decryption.final()]).toString('utf8')
    } catch {
      throw new SealError(
        'not-authentic',
        `The secret "${binding.field}" does not open: it was changed, copied from another connection, or sealed by another key called "${keyId}". Enter it again.`,
      )
    }
  }

  function keyOf(id: string, binding: Binding): Key {
    const key = byId.get(id)
    if (key !== undefined) return key
    throw new SealError(
      'unknown-key',
      `The secret "${binding.field}" was sealed by the key "${id}", which is not among the keys given (${[...byId.keys()].join(', ')}). Add it to PATCHBAY_SECRET_KEY after the current one.`,
    )
  }

  return {
    seal,
    open,
    needsReseal: (sealed) => sealed.split('.')[1] !== keys.current.id,
    reseal: (sealed, binding) => seal(open(sealed, binding), binding),
  }
}

interface Parts {
  readonly keyId: string
  readonly nonce: Buffer
  readonly content: Buffer
  readonly tag: Buffer
}

function take(sealed: string, binding: Binding): Parts {
  const [found, keyId = '', nonceText = '', contentText = '', ...rest] = sealed.split('.')
  const nonce = Buffer.from(nonceText, 'base64url')
  const content = Buffer.from(contentText, 'base64url')
  if (found !== version || keyId === '' || rest.length > 0 || nonce.length !== nonceBytes || content.length < tagBytes) {
    throw new SealError(
      'malformed',
      `The stored secret "${binding.field}" is not a sealed value of a version this Patchbay reads.`,
    )
  }
  return { keyId, nonce, content: content.subarray(0, -tagBytes), tag: content.subarray(-tagBytes) }
}

/** JSON keeps the parts apart: a separator could move between them. */
function bound({ connection, field }: Binding): Buffer {
  return Buffer.from(JSON.stringify([version, connection, field]))
}
