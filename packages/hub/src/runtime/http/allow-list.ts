import ipaddr from 'ipaddr.js'

/** Private addresses an operator opened on purpose. */
export interface AllowList {
  /** Whether this host was named, with this port or with none. */
  names(hostname: string, port: number): boolean
  /** Whether this address lies in one of the listed networks. */
  covers(address: string): boolean
  /** Whether any network is listed, so that a name may be opened by the address behind it. */
  readonly opensNetworks: boolean
}

interface Entry {
  readonly host: string
  readonly port: number | null
}

type Network = ReturnType<typeof ipaddr.parseCIDR>

const hostPattern = /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/

/**
 * Reads `PATCHBAY_ALLOW_HOSTS`: comma-separated hosts (`git.corp`, `10.1.2.3`, `::1`), hosts with a port
 * (`127.0.0.1:8080`, `[::1]:8080`) and networks (`10.0.0.0/8`). Throws an error naming an entry that is none of these.
 */
export function parseAllowList(text: string): AllowList {
  const entries: Entry[] = []
  const networks: Network[] = []

  for (const item of text.split(',').map((part) => part.trim().toLowerCase())) {
    if (item === '') continue
    if (item.includes('/')) networks.push(readNetwork(item))
    else entries.push(readEntry(item))
  }

  return {
    names: (hostname, port) => {
      const host = canonicalHost(hostname)
      return entries.some((entry) => entry.host === host && (entry.port === null || entry.port === port))
    },
    opensNetworks: networks.length > 0,
    covers: (address) => networks.some((network) => contains(network, address)),
  }
}

/** Lower case, without the brackets of an IPv6 literal and without the dot that ends a fully qualified name. */
export function canonicalHost(hostname: string): string {
  const bare = hostname.toLowerCase().replace(/^\[(.*)\]$/, '$1')
  return ipaddr.IPv6.isValid(bare) ? ipaddr.parse(bare).toString() : bare.replace(/\.$/, '')
}

function readNetwork(item: string): Network {
  try {
    return ipaddr.parseCIDR(item)
  } catch {
    throw problem(item)
  }
}

function readEntry(item: string): Entry {
  if (ipaddr.IPv6.isValid(item)) return { host: canonicalHost(item), port: null }

  const parts = /^(?<host>\[[0-9a-f:.]+\]|[^:[\]]+)(:(?<port>\d{1,5}))?$/.exec(item)?.groups
  const host = canonicalHost(parts?.['host'] ?? '')
  const port = parts?.['port'] === undefined ? null : Number(parts['port'])
  const numeric = /(^|\.)\d+$/.test(host)
  const known = ipaddr.IPv6.isValid(host) || (numeric ? ipaddr.IPv4.isValidFourPartDecimal(host) : hostPattern.test(host))
  if (!known || port === 0 || (port ?? 0) > 65_535) throw problem(item)
  return { host, port }
}

function contains([network, bits]: Network, text: string): boolean {
  const address = ipaddr.process(text)
  return address.kind() === network.kind() && address.match(network, bits)
}

function problem(item: string): Error {
  return new Error(
    `PATCHBAY_ALLOW_HOSTS: "${item}" is not a host, a host with a port, or a network. Examples: git.corp, 127.0.0.1:8080, 10.0.0.0/8.`,
  )
}
