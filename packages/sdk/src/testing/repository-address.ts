import { createHash } from 'node:crypto'

/** Host and path of a clone address in any of git's spellings. */
export interface RepositoryAddress {
  readonly host: string
  /** Without slash at the start and without `.git`. */
  readonly path: string
}

/** Reads `https://host/owner/name.git`, `ssh://git@host:22/owner/name`, `git@host:owner/name.git`. */
export function parseCloneUrl(text: string): RepositoryAddress | undefined {
  const scp = /^(?:[\w.-]+@)?([\w.-]+):(?!\/\/)(.+)$/.exec(text)
  if (scp?.[1] && scp[2]) return { host: scp[1].toLowerCase(), path: cleanPath(scp[2]) }
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  const path = cleanPath(url.pathname)
  return url.hostname === '' || path === '' ? undefined : { host: url.hostname.toLowerCase(), path }
}

function cleanPath(path: string): string {
  return path.replace(/^\/+|\/+$/g, '').replace(/\.git$/i, '')
}

/** A platform id made of an address: the same for the same address, and small enough for every JSON reader. */
export function deriveRepositoryId(address: string): number {
  return 100_000_000 + (createHash('sha256').update(address.toLowerCase()).digest().readUInt32BE(0) % 900_000_000)
}

/** A commit id made of an address, for data that names none. */
export function deriveCommit(address: string): string {
  return createHash('sha1').update(`commit of ${address.toLowerCase()}`).digest('hex')
}
