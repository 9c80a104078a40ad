import { mayActAs } from '../domain/role.ts'
import type { GlobalRole, Role } from '../usecases/browse/resources/people.ts'

/** The sign-in of the organisation, as the operator set it. */
export interface OidcSettings {
  /** What people call it, on the button. */
  readonly name: string
  /** Its OpenID Connect issuer, without a trailing slash. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly scopes: readonly string[]
  /** The claim that lists somebody's groups. */
  readonly groupsClaim: string
  /** Group to role; empty when roles are managed here. */
  readonly roleMapping: ReadonlyMap<string, Role>
  /** For whom none of the groups has a role; without it they are refused. */
  readonly defaultRole: GlobalRole | undefined
}

/** Id of the provider in the sign-in library; it is part of the address people come back to. */
export const oidcProvider = 'oidc'

/**
 * The role somebody gets by their groups: the highest of those mapped, else the default one. `null`: none, they stay out.
 * `known` is the role they have here already; it stays where no group is mapped to a role.
 */
export function roleOf(
  profile: Readonly<Record<string, unknown>>,
  { groupsClaim, roleMapping, defaultRole }: OidcSettings,
  known: GlobalRole | null,
): GlobalRole | null {
  if (roleMapping.size === 0 && known !== null) return known
  const roles = groupsIn(profile[groupsClaim]).flatMap((group) => roleMapping.get(group) ?? [])
  const highest = roles.reduce<Role | null>((best, role) => (best !== null && mayActAs(best, role) ? best : role), null)
  return highest ?? defaultRole ?? null
}

/** A list, or one group alone, as some providers send it. */
function groupsIn(claim: unknown): readonly string[] {
  if (typeof claim === 'string') return [claim]
  return Array.isArray(claim) ? claim.filter((group) => typeof group === 'string') : []
}
