/** What people and tokens may do; each role may do everything the one before may. */
export const roles = ['reader', 'writer', 'maintainer', 'owner'] as const

export type RoleName = (typeof roles)[number]

/** What somebody may do with everything. `none` leaves the roles they have on single product types. */
export const globalRoles = ['none', ...roles] as const

export type GlobalRoleName = (typeof globalRoles)[number]

/** Whether a role covers another; each may do everything the one before may. */
export function mayActAs(role: GlobalRoleName, needed: GlobalRoleName): boolean {
  return globalRoles.indexOf(role) >= globalRoles.indexOf(needed)
}

/** The lesser of two roles. */
export function lowerRole<One extends GlobalRoleName, Other extends GlobalRoleName>(one: One, other: Other): One | Other {
  return mayActAs(one, other) ? other : one
}

/** The greater of two roles. */
export function higherRole<One extends GlobalRoleName, Other extends GlobalRoleName>(one: One, other: Other): One | Other {
  return mayActAs(one, other) ? one : other
}
