import { withoutEnd } from '@patchbay/sdk/shape'

/** A Git address taken apart, before any host's own rules. Holds no password. */
export interface GitAddress {
  /** `web` for http and https, whose ports name a server; `ssh` for everything else. */
  readonly transport: 'web' | 'ssh'
  /** User before the `@` of an SSH address; '' for the web, where it may be a secret. */
  readonly user: string
  /** Lower-case, internationalised names in their ASCII form, without trailing dot and `www.`. */
  readonly host: string
  /** As written, without leading zeros; '' when absent or the scheme's default. */
  readonly port: string
  /** Decoded, in Unicode NFC, none of them empty, `.` or `..`; without `.git`. */
  readonly segments: readonly string[]
}

/** Longer texts are no address of anything; the limit keeps the cost of nonsense small. */
const longest = 2048

const url = /^(?:scm:git:)?(?:git\+)?(https?|ssh|git):\/\/([^/?#\\]*)([^?#]*)(.*)$/is
const scp = /^(?:([^@/:\s]+)@)?(\[[0-9a-f:.]+\]|[^@/:\s[\]]+):(?!\/\/)([^?#]+)(.*)$/is
const bare = /^([a-z0-9-]+(?:\.[a-z0-9-]+)+(?::\d{1,5})?)(\/[^?#]+)/i

const defaultPorts: Readonly<Record<string, string>> = { https: '443', http: '80', ssh: '22', git: '9418' }

/**
 * Takes apart the forms of https://git-scm.com/docs/git-clone#_git_urls that name a server: URLs, the scp form
 * `user@host:path`, and a URL whose scheme was left out. `null` for anything else, local paths included.
 *
 * Credentials are dropped. Where they were not escaped (`https://user:pa/ss@host/…`) they cannot be told from the path, and
 * the whole text is refused rather than part of a secret kept.
 */
export function parseGitAddress(text: string): GitAddress | null {
  if (text.length > longest) return null
  const trimmed = text.toWellFormed().trim()
  return fromUrl(trimmed) ?? fromBare(trimmed) ?? fromScp(trimmed)
}

function fromUrl(text: string): GitAddress | null {
  const [, scheme = '', authority = '', path = '', rest = ''] = url.exec(text) ?? []
  if (scheme === '') return null
  const at = authority.lastIndexOf('@')
  const [, place = '', port = ''] = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(authority.slice(at + 1)) ?? []
  const isWeb = /^http/i.test(scheme)
  if (`${path}${rest}`.includes('@') && mayBePartOfSecret(authority, place)) return null
  const user = isWeb ? '' : userOf(authority.slice(0, Math.max(at, 0)))
  if (/^\d{0,5}$/.test(port)) {
    const kept = port.replace(/^0+/, '')
    return address(isWeb, user, place, kept === defaultPorts[scheme.toLowerCase()] ? '' : kept, path)
  }
  // `ssh://git@host:owner/name` is no valid URL, yet tools write it: the scp form with a scheme put before it.
  return isWeb || at === -1 ? null : address(false, user, place, '', `/${port}${path}`)
}

function fromScp(text: string): GitAddress | null {
  const [, user = '', place = '', path = '', rest = ''] = scp.exec(text) ?? []
  // Without a user or a dotted host this is a drive letter, a package URL or any other text with a colon.
  if (path === '' || (user === '' && !place.includes('.'))) return null
  if (`${path}${rest}`.includes('@')) return null
  return address(false, user, place, '', path)
}

function fromBare(text: string): GitAddress | null {
  const [, authority = '', path = ''] = bare.exec(text) ?? []
  if (path === '') return null
  const [place = '', port = ''] = authority.split(':')
  if (port !== '' && text.includes('@')) return null
  return address(true, '', place, port === defaultPorts['https'] ? '' : port, path)
}

/** An `@` further on is a path's own only behind a plain public host. */
function mayBePartOfSecret(authority: string, place: string): boolean {
  return /[@:]/.test(authority) || !place.includes('.')
}

function userOf(userinfo: string): string {
  const colon = userinfo.indexOf(':')
  return colon === -1 ? userinfo : userinfo.slice(0, colon)
}

function address(isWeb: boolean, user: string, place: string, port: string, path: string): GitAddress | null {
  const host = normaliseHost(place)
  const segments = readSegments(path)
  if (host === null || segments === null || segments.length === 0) return null
  return { transport: isWeb ? 'web' : 'ssh', user, host, port, segments }
}

/** Host name in the form it is compared by; `null` when it cannot be one. */
export function normaliseHost(text: string): string | null {
  if (!/^(\[[0-9a-f:.]+\]|[^\s/?#@:\\[\]]+)$/i.test(text)) return null
  try {
    const name = withoutEnd(new URL(`https://${text}`).hostname, '.').replace(/^(?:www\.)+(?=[^.]+\.)/, '')
    return name === '' ? null : name
  } catch {
    return null
  }
}

function readSegments(path: string): string[] | null {
  const raw = path.split('/').filter((segment) => segment !== '')
  if (raw.slice(0, 2).some((segment) => segment.includes('@'))) return null
  const segments: string[] = []
  for (const segment of raw.flatMap((text) => decode(text).split('/'))) {
    const name = segment.replace(/(?:\.git)+$/i, '')
    if (name === '..' || hasUnusableCharacter(name)) return null
    if (name !== '' && name !== '.') segments.push(name)
    // Nothing after `name.git` belongs to the repository's address.
    if (name !== segment) break
  }
  return segments
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment).normalize('NFC')
  } catch {
    return segment.normalize('NFC')
  }
}

function hasUnusableCharacter(segment: string): boolean {
  for (const character of segment) {
    if (character < ' ' || character === '\u007f' || character === '\\') return true
  }
  return false
}
