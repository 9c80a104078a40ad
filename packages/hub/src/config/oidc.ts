import { withoutEnd } from '@patchbay/sdk/shape'
import { type GlobalRoleName, globalRoles, type RoleName, roles } from '../domain/role.ts'
import type { Reader } from './read.ts'

const needed = ['PATCHBAY_OIDC_ISSUER', 'PATCHBAY_OIDC_CLIENT_ID', 'PATCHBAY_OIDC_CLIENT_SECRET'] as const

/** The sign-in of the organisation. */
export interface OidcConfig {
  /** `PATCHBAY_OIDC_NAME`: what people call it. */
  readonly name: string
  /** `PATCHBAY_OIDC_ISSUER`, without a trailing slash. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** `PATCHBAY_OIDC_SCOPES`, separated by spaces or commas. */
  readonly scopes: readonly string[]
  /** `PATCHBAY_OIDC_GROUPS_CLAIM`. */
  readonly groupsClaim: string
  /** `PATCHBAY_OIDC_ROLE_MAPPING`: group to role. */
  readonly roleMapping: ReadonlyMap<string, RoleName>
  /** `PATCHBAY_OIDC_DEFAULT_ROLE`. */
  readonly defaultRole: GlobalRoleName | undefined
}

/** Reads `PATCHBAY_OIDC_…`; `undefined` when none of them is set. */
export function readOidc(read: Reader): OidcConfig | undefined {
  const [issuer, clientId, clientSecret] = needed.map((name) => read.text(name))
  if (issuer === undefined && clientId === undefined && clientSecret === undefined) return undefined
  for (const name of needed) {
    if (read.text(name) === undefined) read.refuse(name, `is missing; ${needed.join(', ')} go together`)
  }
  if (issuer !== undefined && !isIssuer(issuer)) {
    read.refuse('PATCHBAY_OIDC_ISSUER', `is "${issuer}", but must be like https://login.example.com/tenant`)
  }
  return {
    name: read.text('PATCHBAY_OIDC_NAME') ?? 'single sign-on',
    issuer: withoutEnd(issuer ?? '', '/'),
    clientId: clientId ?? '',
    clientSecret: clientSecret ?? '',
    scopes: (read.text('PATCHBAY_OIDC_SCOPES') ?? 'openid profile email').split(/[\s,]+/),
    groupsClaim: read.text('PATCHBAY_OIDC_GROUPS_CLAIM') ?? 'groups',
    roleMapping: roleMapping(read),
    defaultRole: read.oneOf('PATCHBAY_OIDC_DEFAULT_ROLE', globalRoles),
  }
}

function isIssuer(text: string): boolean {
  const url = URL.parse(text)
  return url !== null && /^https?:$/.test(url.protocol) && url.search === '' && url.hash === ''
}

/** `security-owners=owner,security=writer`. What follows the last `=` is the role: names of groups may hold some. */
function roleMapping(read: Reader): ReadonlyMap<string, RoleName> {
  const name = 'PATCHBAY_OIDC_ROLE_MAPPING'
  const pairs = (read.text(name) ?? '').split(',').filter((pair) => pair.trim() !== '')
  return new Map(
    pairs.flatMap((pair) => {
      const at = pair.lastIndexOf('=')
      const group = pair.slice(0, Math.max(at, 0)).trim()
      const role = roles.find((known) => known === pair.slice(at + 1).trim())
      if (group !== '' && role !== undefined) return [[group, role] as const]
      read.refuse(name, `has "${pair.trim()}", but must be like security-owners=owner,security=writer`)
      return []
    }),
  )
}
