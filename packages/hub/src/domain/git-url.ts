import { type GitAddress, normaliseHost, parseGitAddress } from './git-address.ts'
import knownHosts from './git-hosts.json' with { type: 'json' }

/** A repository's address in the one spelling by which addresses are compared. */
export interface CanonicalUrl {
  /** `host[:port]/path`, percent-encoded; lower-case where the host ignores case. With `https://` before it, it is an address again. */
  readonly key: string
  /**
   * Where letter case counts: the key without it, marked with `~` so that it meets its like only. To be stored and looked up
   * beside `key`. `null` where `key` ignores case already.
   */
  readonly anyCaseKey: string | null
  readonly host: string
  /** Path as written, without what the host does not need. */
  readonly path: string
  /** For people: host and path in the letter case they were given in. Never contains credentials. */
  readonly display: string
}

/** Where a repository lives, once the host's own ways of writing it are undone. */
interface Place {
  readonly host: string
  readonly port: string
  readonly segments: readonly string[]
  readonly ignoresCase: boolean
}

type KnownHost = (typeof knownHosts)[number]

const collectionsHost = 'dev.azure.com'
const oldCollectionsDomain = '.visualstudio.com'
const collectionsSshHosts: ReadonlySet<string> = new Set(['ssh.dev.azure.com', 'vs-ssh.visualstudio.com'])

/** Pages below a repository. Hosts that nest repositories reserve these names, so none of them is a repository's own. */
const pages: ReadonlySet<string> = new Set(['-', 'blame', 'blob', 'commits', 'raw', 'tree'])

/**
 * Brings any address of a repository into one spelling; `null` when the text is not one. Never throws.
 *
 * - Scheme, user, password, query, fragment, `.git`, empty segments and pages below the repository (`/tree/main`) are dropped.
 * - Ports: default ports are dropped. The port of an SSH address is dropped too: it says nothing about the port of the same
 *   server's web address, so the two are never compared. A web port that is not the default stays in the key.
 * - Letter case: ignored on hosts known to ignore it (`git-hosts.json`, and layouts only such servers use). Elsewhere it
 *   counts, because a plain Git server may hold `Team/app` and `team/app`; `matchRecord` compares without case as its last try.
 */
export function canonicalRepositoryUrl(text: string): CanonicalUrl | null {
  const address = parseGitAddress(text)
  if (address === null) return null
  const place = locate(address)
  if (place === null || place.segments.length === 0) return null
  const host = place.port === '' ? place.host : `${place.host}:${place.port}`
  const path = place.segments.join('/')
  const anyCase = `${host}/${encodePath(path.toLowerCase().normalize('NFC'))}`
  return {
    key: place.ignoresCase ? anyCase : `${host}/${encodePath(path)}`,
    anyCaseKey: place.ignoresCase ? null : `~${anyCase}`,
    host: place.host,
    path,
    display: `${host}/${path}`,
  }
}

/** Host by which a platform is recognised, whichever of its addresses is given: its API's, its SSH server's, with a port or without. */
export function canonicalHost(text: string): string | null {
  const host = normaliseHost(text.trim().replace(/:\d+$/, ''))
  if (host === null) return null
  if (isCollectionsHost(host)) return collectionsHost
  return findKnownHost(host)?.name ?? host
}

function locate(address: GitAddress): Place | null {
  if (isCollectionsHost(address.host)) return locateInCollections(address)
  const known = findKnownHost(address.host)
  if (known !== null) return locateOnKnownHost(address, known)
  return locateUnderMarker(address) ?? locateInProjectLayout(address) ?? locateAnywhere(address)
}

function isCollectionsHost(host: string): boolean {
  return host === collectionsHost || collectionsSshHosts.has(host) || host.endsWith(oldCollectionsDomain)
}

/**
 * Repositories in collections, by old and new addresses, web and SSH
 * (https://learn.microsoft.com/azure/devops/repos/git/use-ssh-keys-to-authenticate; `_ssh` was in use in 2017).
 * The project may be left out when the repository has its name.
 */
function locateInCollections(address: GitAddress): Place | null {
  const { segments } = address
  if (collectionsSshHosts.has(address.host) && segments[0]?.toLowerCase() === 'v3') {
    return collectionPlace(segments[1], segments[2], segments[3])
  }
  const marker = markerPosition(segments)
  if (marker === -1) return null
  const repository = segments.slice(marker + 1).find((segment) => !/^_(optimized|full)$/i.test(segment))
  const organization = organizationOf(address)
  const owned = address.host === collectionsHost ? segments.slice(1, marker) : segments.slice(0, marker)
  const project = owned.find((segment) => segment.toLowerCase() !== 'defaultcollection')
  return collectionPlace(organization, project ?? repository, repository)
}

function organizationOf(address: GitAddress): string | undefined {
  if (address.host === collectionsHost) return address.segments[0]
  if (collectionsSshHosts.has(address.host)) return address.user || undefined
  return address.host.slice(0, -oldCollectionsDomain.length)
}

function collectionPlace(organization?: string, project?: string, repository?: string): Place | null {
  if (organization === undefined || project === undefined || repository === undefined) return null
  if ([organization, project, repository].some(isMarker)) return null
  return { host: collectionsHost, port: '', segments: [organization, project, '_git', repository], ignoresCase: true }
}

function markerPosition(segments: readonly string[]): number {
  return segments.findIndex(isMarker)
}

function isMarker(segment: string): boolean {
  return /^_(git|ssh)$/i.test(segment)
}

function findKnownHost(host: string): { readonly rules: KnownHost; readonly name: string; readonly isApi: boolean } | null {
  for (const rules of knownHosts) {
    if (rules.sshHosts.includes(host)) return { rules, name: rules.host, isApi: false }
    const isApi = host.startsWith('api.')
    const name = isApi ? host.slice(4) : host
    if (name === rules.host && !rules.subdomains) return { rules, name, isApi }
    if (rules.subdomains && name.endsWith(`.${rules.host}`)) return { rules, name, isApi }
  }
  return null
}

function locateOnKnownHost(address: GitAddress, known: NonNullable<ReturnType<typeof findKnownHost>>): Place | null {
  const { rules, name, isApi } = known
  const prefix = isApi ? rules.apiPath : []
  if (prefix === null || !startsWith(address.segments, prefix)) return null
  const segments = address.segments.slice(prefix.length)
  const repository = rules.depth === null ? withoutPages(withoutApiPath(segments)) : segments.slice(0, rules.depth)
  if (repository.length < 2) return null
  return { host: name, port: address.transport === 'web' ? address.port : '', segments: repository, ignoresCase: true }
}

/** A server with collections on its own host: `https://host/tfs/collection/project/_git/name`. */
function locateUnderMarker(address: GitAddress): Place | null {
  const marker = markerPosition(address.segments)
  const repository = address.segments[marker + 1]
  if (marker === -1 || repository === undefined || isMarker(repository)) return null
  return { ...webPlace(address), segments: [...address.segments.slice(0, marker), '_git', repository], ignoresCase: true }
}

/**
 * Servers that put repositories into projects: clone address `[/context]/scm/PROJECT/name`, web address
 * `[/context]/projects/PROJECT/repos/name`, `[/context]/users/someone/repos/name` for personal ones, SSH on port 7999. All
 * become `host/scm/project/name`. The context is dropped, as SSH has none, and so is 7990, the default port of the web.
 */
function locateInProjectLayout(address: GitAddress): Place | null {
  const found = projectBehindPort(address) ?? projectInPath(withoutPages(address.segments))
  if (found === null) return null
  const { host, port } = webPlace(address)
  return { host, port: port === '7990' ? '' : port, segments: ['scm', ...found], ignoresCase: true }
}

function projectBehindPort({ transport, port, segments }: GitAddress): readonly string[] | null {
  return transport === 'ssh' && port === '7999' && segments.length === 2 ? segments : null
}

function projectInPath(segments: readonly string[]): readonly string[] | null {
  const scm = segments.length - 3
  if ((scm === 0 || scm === 1) && segments[scm]?.toLowerCase() === 'scm') return segments.slice(scm + 1)
  const repos = segments.findIndex((segment, index) => index >= 2 && segment.toLowerCase() === 'repos')
  const owners = segments[repos - 2]?.toLowerCase()
  const owner = segments[repos - 1]
  const repository = segments[repos + 1]
  if (owner === undefined || repository === undefined) return null
  if (owners === 'projects') return [owner, repository]
  return owners === 'users' ? [`~${owner}`, repository] : null
}

function locateAnywhere(address: GitAddress): Place | null {
  const segments = withoutPages(withoutApiPath(address.segments))
  if (segments.length === 0) return null
  return { ...webPlace(address), segments, ignoresCase: false }
}

function webPlace({ host, port, transport }: GitAddress): { readonly host: string; readonly port: string } {
  return { host, port: transport === 'web' ? port : '' }
}

/** Addresses of two common APIs, by which scanners pass repositories on: `/api/v3/repos/owner/name`, `/api/v4/projects/group%2Fname`. */
function withoutApiPath(segments: readonly string[]): readonly string[] {
  if (startsWith(segments, ['api', 'v3', 'repos'])) return segments.slice(3, 5)
  if (!startsWith(segments, ['api', 'v4', 'projects'])) return segments
  // Some of them name a project by number, which is not an address.
  return /^\d+$/.test(segments[3] ?? '') ? [] : segments.slice(3)
}

function withoutPages(segments: readonly string[]): readonly string[] {
  for (let index = 2; index < segments.length - 1; index += 1) {
    if (isPage(segments, index)) return segments.slice(0, index)
  }
  return segments
}

function isPage(segments: readonly string[], index: number): boolean {
  const segment = segments[index]?.toLowerCase() ?? ''
  if (segment === 'src') return ['branch', 'commit', 'tag'].includes(segments[index + 1]?.toLowerCase() ?? '')
  return pages.has(segment)
}

function startsWith(segments: readonly string[], prefix: readonly string[]): boolean {
  return prefix.every((segment, index) => segments[index]?.toLowerCase() === segment)
}

/** Percent-encodes what cannot stand in a URL's path, so that a key is ASCII and reads back as itself. */
function encodePath(path: string): string {
  return encodeURI(path).replace(/[?#]/g, encodeURIComponent).replaceAll('@', '%40')
}
