import ipaddr from 'ipaddr.js'

/**
 * What may be connected to. `public` always; `private` when an operator opened it; `never` whatever the operator says,
 * because the credentials of the machine itself are handed out there.
 */
export type Standing = 'public' | 'private' | 'never'

// Link-local as a whole is never opened, which covers 169.254.169.254 (AWS, Azure, Google, DigitalOcean, Oracle),
// 169.254.170.2 and .23 (AWS containers), 169.254.42.42 (Scaleway) and 169.254.0.23 (Tencent). These are the others:
const metadataAddresses = new Set([
  'fd00:ec2::254', // AWS
  'fd00:ec2::23', // AWS EKS pod identity
  'fd20:ce::254', // Google Cloud
  'fd00:42::42', // Scaleway
  '100.100.100.200', // Alibaba Cloud
  '168.63.129.16', // Azure wire server
  '192.0.0.192', // Oracle Cloud
])

const metadataNames = new Set([
  'metadata',
  'metadata.google.internal',
  'metadata.goog',
  'metadata.azure.internal',
  'metadata.tencentyun.com',
  'instance-data',
  'instance-data.ec2.internal',
])

/** Whether a host name is one that clouds answer metadata on. Expects a canonical name. */
export function isMetadataName(host: string): boolean {
  return metadataNames.has(host)
}

/**
 * Judges one resolved address by the IANA special-purpose registries (RFC 6890). Addresses that carry an IPv4 address
 * inside (IPv4-mapped, NAT64, 6to4 …) are judged by what they carry as well. Text that is no address is `never`.
 */
export function standing(text: string): Standing {
  if (!ipaddr.isValid(text)) return 'never'
  const address = ipaddr.parse(text)
  return address.kind() === 'ipv4' ? standingOfFour(address) : standingOfSix(address)
}

type Address = ReturnType<typeof ipaddr.parse>

function standingOfFour(address: Address): Standing {
  if (address.range() === 'linkLocal' || metadataAddresses.has(address.toString())) return 'never'
  return address.range() === 'unicast' ? 'public' : 'private'
}

function standingOfSix(address: Address): Standing {
  const bytes = address.toByteArray()
  const range = address.range()
  // Compared without its zone: fe80::1%eth0.
  const bare = ipaddr.fromByteArray(bytes).toString()
  if (range === 'linkLocal' || metadataAddresses.has(bare)) return 'never'

  const inner = carriedFour(range, bytes)
  if (inner !== null) {
    const innerStanding = standingOfFour(inner)
    // On an IPv6-only network DNS64 turns every public IPv4 host into 64:ff9b::/96, so that form is as good as what it carries.
    const transparent = range === 'ipv4Mapped' || bare.startsWith('64:ff9b::')
    if (innerStanding === 'never') return 'never'
    return transparent ? innerStanding : 'private'
  }

  // ipaddr.js calls everything it has no name for "unicast"; only 2000::/3 has been given out (RFC 4291, section 2.4).
  const allocated = ((bytes[0] ?? 0) & 0xe0) === 0x20
  return allocated && range === 'unicast' ? 'public' : 'private'
}

/** The IPv4 address a translated or tunnelled IPv6 address stands for, or `null`. */
function carriedFour(range: string, bytes: readonly number[]): Address | null {
  if (range === '6to4') return ipaddr.fromByteArray(bytes.slice(2, 6))
  const compatible = bytes.slice(0, 12).every((byte) => byte === 0) && range === 'unicast'
  const translated = range === 'ipv4Mapped' || range === 'rfc6145' || range === 'rfc6052' || compatible
  return translated ? ipaddr.fromByteArray(bytes.slice(12)) : null
}
