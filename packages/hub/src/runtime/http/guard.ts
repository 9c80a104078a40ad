import { lookup as systemLookup } from 'node:dns/promises'
import { isIP, type LookupFunction } from 'node:net'
import { Fault } from '@patchbay/sdk'
import { buildConnector } from 'undici'
import { isMetadataName, standing } from './address.ts'
import { type AllowList, canonicalHost } from './allow-list.ts'

/** Every address a name stands for, as text. Rejects with the system's error when there is none. */
export type Resolve = (hostname: string) => Promise<readonly string[]>

/** Keeps requests away from the machine, its network and the cloud's metadata (OWASP SSRF prevention, case 2). */
export interface Guard {
  /** Throws `refused` for what an address shows without asking DNS. */
  inspect(url: URL): void
  /** Opens connections to one origin, only to addresses that were checked on the way. */
  connector(origin: URL): buildConnector.connector
  /** The same through a proxy. It is the proxy that looks names up, so only what the address itself shows is checked. */
  tunnel(origin: URL, open: buildConnector.connector): buildConnector.connector
}

const connectTimeout = 10_000

export const systemResolve: Resolve = async (hostname) => {
  const found = await systemLookup(hostname, { all: true })
  return found.map((entry) => entry.address)
}

/** `allow` opens private addresses and plain http; nothing opens the metadata addresses. */
export function createGuard(allow: AllowList, resolve: Resolve = systemResolve): Guard {
  return {
    inspect: (url) => inspect(url, allow),
    connector: (origin) => inspected(origin, allow, guardedConnector(origin, allow, resolve)),
    tunnel: (origin, open) => inspected(origin, allow, open),
  }
}

function inspect(url: URL, allow: AllowList): void {
  const host = canonicalHost(url.hostname)
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw new Fault('refused', `"${url.protocol}//${url.host}" was refused: only https addresses can be reached.`)
  }
  if (url.username !== '' || url.password !== '') {
    throw new Fault('refused', `The address of ${url.host} holds a user name or password. Leave it out.`)
  }
  if (isMetadataName(host)) throw metadataFault(host)
  if (isIP(host) !== 0) {
    admit(url, host, allow)
    return
  }
  // A name may still turn out to lie in a listed network; the connector decides that.
  if (url.protocol === 'http:' && !allow.opensNetworks && !allow.names(host, portOf(url))) throw plainFault(url)
}

/** Throws unless connections from `origin` may go to `address`. */
function admit(origin: URL, address: string, allow: AllowList): void {
  const verdict = standing(address)
  if (verdict === 'never') throw metadataFault(address)

  const opened = allow.names(origin.hostname, portOf(origin)) || allow.names(address, portOf(origin)) || allow.covers(address)
  if (opened) return
  if (verdict === 'private') throw privateFault(origin, address)
  if (origin.protocol === 'http:') throw plainFault(origin)
}

/**
 * The addresses a name resolved to are checked and then handed to the socket as they are, so a name that changes its
 * address between check and connection (DNS rebinding) gains nothing. One bad address spoils the answer.
 */
function guardedConnector(origin: URL, allow: AllowList, resolve: Resolve): buildConnector.connector {
  const lookup: LookupFunction = (hostname, options, callback) => {
    resolve(hostname).then(
      (addresses) => {
        try {
          for (const address of addresses) admit(origin, address, allow)
        } catch (error) {
          return callback(asError(error), '')
        }
        const family = options.family === 4 || options.family === 6 ? options.family : 0
        const usable = addresses
          .map((address) => ({ address, family: isIP(address) }))
          .filter((entry) => entry.family !== 0 && (family === 0 || entry.family === family))
        const [first] = usable
        if (first === undefined) return callback(noAddress(hostname), '')
        if (options.all) return callback(null, usable)
        callback(null, first.address, first.family)
      },
      (error) => callback(asError(error), ''),
    )
  }
  return buildConnector({ lookup, timeout: connectTimeout })
}

function inspected(origin: URL, allow: AllowList, connect: buildConnector.connector): buildConnector.connector {
  return (options, callback) => {
    try {
      inspect(origin, allow)
    } catch (error) {
      // Sockets to a literal address ask no lookup, so this is the only check they get.
      return callback(asError(error), null)
    }
    connect(options, callback)
  }
}

export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port)
  return url.protocol === 'http:' ? 80 : 443
}

function asError(value: unknown): Error {
  return value instanceof Error ? value : new Error(String(value))
}

function noAddress(hostname: string): Error {
  return Object.assign(new Error(`getaddrinfo ENOTFOUND ${hostname}`), { code: 'ENOTFOUND' })
}

function metadataFault(host: string): Fault {
  return new Fault(
    'refused',
    `${host} is an address where clouds hand out the credentials of this machine. It can never be reached.`,
    { remedy: 'Enter the address of the vendor’s own server.' },
  )
}

function privateFault(origin: URL, address: string): Fault {
  const host = canonicalHost(origin.hostname)
  const leads = host === canonicalHost(address) ? `${host} is` : `${host} leads to ${address},`
  return new Fault('refused', `${leads} a private or reserved address, and is not on the list of allowed hosts.`, {
    remedy: `If this server is meant to be reached, add "${origin.host}" to PATCHBAY_ALLOW_HOSTS and restart Patchbay.`,
  })
}

function plainFault(url: URL): Fault {
  return new Fault(
    'refused',
    `${url.host} was refused: the address starts with http://, which would send the key in the clear.`,
    {
      remedy: `Use https://, or add "${url.host}" to PATCHBAY_ALLOW_HOSTS and restart Patchbay.`,
    },
  )
}
