import { createHash, scryptSync } from 'node:crypto'

/** A key that seals secrets. `bytes` are 32. */
export interface Key {
  /** Written into every sealed value, so that the right key is found again. */
  readonly id: string
  readonly bytes: Buffer
}

/** The first seals; all of them open. */
export interface KeyRing {
  readonly current: Key
  readonly older: readonly Key[]
}

const shortestPassphrase = 16
// Every process must come to the same key, and they share nothing but the passphrase; so the salt is fixed. The cost (128 MiB,
// OWASP's first choice for scrypt) is what stands against guessing.
const scryptSalt = 'patchbay secret key 1'
const scryptCost = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 }

/**
 * Reads `PATCHBAY_SECRET_KEY`: one or several entries separated by commas, the current key first. An entry is `id:base64`
 * of 32 bytes, or a passphrase of at least 16 characters without comma or colon. Throws an error that says which entry is
 * wrong and why, without quoting it.
 */
export function parseKeys(text: string, source = 'PATCHBAY_SECRET_KEY'): KeyRing {
  const entries = text.split(/[,\n]/).map((entry) => entry.trim())
  const keys = entries.filter((entry) => entry !== '').map((entry, index) => readEntry(entry, `${source}, entry ${index + 1}`))
  return ringOf(keys, source)
}

/** Joins keys to a ring. Throws when there is none or when two share an id. */
export function ringOf(keys: readonly Key[], source: string): KeyRing {
  const [current, ...older] = keys
  if (current === undefined) throw new Error(`${source} holds no key. Leave it out to have one made, or give it one.`)
  const twice = keys.find((key, index) => keys.findIndex((other) => other.id === key.id) !== index)
  if (twice !== undefined)
    throw new Error(`${source} holds two keys with the id "${twice.id}". Every key needs an id of its own.`)
  return { current, older }
}

function readEntry(entry: string, where: string): Key {
  if (!entry.includes(':')) return fromPassphrase(entry, where)
  const [id = '', encoded = '', ...rest] = entry.split(':')
  if (!/^[A-Za-z0-9_-]{1,32}$/.test(id)) {
    throw new Error(`${where}: the id before the colon must be 1 to 32 letters, digits, "-" or "_".`)
  }
  if (rest.length > 0 || !/^[A-Za-z0-9+/_-]+={0,2}$/.test(encoded)) {
    throw new Error(`${where}: what follows "${id}:" is not base64. A passphrase must not contain a colon.`)
  }
  const bytes = Buffer.from(encoded, 'base64')
  if (bytes.length !== 32) {
    throw new Error(
      `${where}: the key "${id}" has ${bytes.length} bytes, but 32 are needed. "openssl rand -base64 32" makes one.`,
    )
  }
  return { id, bytes }
}

function fromPassphrase(passphrase: string, where: string): Key {
  if (passphrase.length < shortestPassphrase) {
    throw new Error(
      `${where}: a passphrase needs at least ${shortestPassphrase} characters; this one has ${passphrase.length}.`,
    )
  }
  const bytes = scryptSync(passphrase.normalize('NFC'), scryptSalt, 32, scryptCost)
  const id = `p-${createHash('sha256').update('key id').update(bytes).digest('hex').slice(0, 12)}`
  return { id, bytes }
}
