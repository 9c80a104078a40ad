import { Fault, type Query } from '@patchbay/sdk'
import { withoutEnd } from '@patchbay/sdk/shape'
import { portOf } from './guard.ts'

/** Reads a transport's base URL. Throws `config` when it is none. */
export function readBase(baseUrl: string): URL {
  const base = URL.canParse(baseUrl) ? new URL(baseUrl) : null
  if (base === null || !/^https?:$/.test(base.protocol)) {
    throw new Fault('config', `"${baseUrl}" is not an address. It should look like https://host.example.`, { field: 'baseUrl' })
  }
  base.hash = ''
  base.search = ''
  base.pathname = withoutEnd(base.pathname, '/')
  return base
}

/**
 * The address of one request: a path below the base URL, or an absolute one on the same host (a `next` link).
 * Throws `refused` for anything that leaves the host or climbs out of the base path.
 */
export function targetOf(base: URL, path: string, query: Query = {}): URL {
  const prefix = base.pathname.replace(/\/$/, '')
  const absolute = /^[a-z][a-z\d+.-]*:/i.test(path)
  const url = absolute ? pinned(base, parse(path)) : new URL(`${base.origin}${prefix}${path.startsWith('/') ? '' : '/'}${path}`)
  if (!absolute && prefix !== '' && url.pathname !== prefix && !url.pathname.startsWith(`${prefix}/`)) {
    throw new Fault('refused', `The path "${path}" leads out of ${base.origin}${prefix}.`)
  }

  for (const [name, value] of Object.entries(query)) {
    if (value === undefined) continue
    for (const item of Array.isArray(value) ? value : [value]) url.searchParams.append(name, String(item))
  }
  url.hash = ''
  return url
}

/** Where a redirect leads. Throws `refused` when that is another host, and `contract` when it is nowhere. */
export function redirectTarget(base: URL, from: URL, location: string | undefined): URL {
  if (location === undefined || !URL.canParse(location, from.href)) {
    throw new Fault('contract', `${from.host} answered with a redirect that leads nowhere.`)
  }
  return pinned(base, new URL(location, from))
}

/** Throws `refused` unless `url` is on the host of `base`. Never steps down from https to http. */
function pinned(base: URL, url: URL): URL {
  if (url.host === base.host && url.protocol === 'http:' && base.protocol === 'https:') {
    // Servers behind a TLS proxy often write http:// into their next links.
    url.protocol = 'https:'
  }
  const upgraded = base.protocol === 'http:' && url.protocol === 'https:' && url.host === base.host
  const same = url.protocol === base.protocol && url.hostname === base.hostname && portOf(url) === portOf(base)
  if (!(same || upgraded) || url.username !== '' || url.password !== '') {
    throw new Fault(
      'refused',
      `${base.host} pointed to ${url.host}, which would send the key to another host. The request was not made.`,
      {
        remedy: 'Check the base URL. If the service has moved, enter its new address.',
      },
    )
  }
  return url
}

function parse(address: string): URL {
  if (URL.canParse(address)) return new URL(address)
  throw new Fault('refused', 'A link that cannot be read as an address was not followed.')
}
