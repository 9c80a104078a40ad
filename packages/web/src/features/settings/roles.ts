import type { GlobalRole, Role } from '../../api/types.ts'

const roles = ['reader', 'writer', 'maintainer', 'owner'] as const satisfies readonly Role[]

const meanings: Readonly<Record<GlobalRole, string>> = {
  none: 'None: only what roles on product types allow',
  reader: 'Reader: sees everything',
  writer: 'Writer: decides about vulnerabilities',
  maintainer: 'Maintainer: connects tools, maps records, manages products',
  owner: 'Owner: manages people',
}

const meaningsOnType: Readonly<Record<Role, string>> = {
  reader: 'Reader: sees its products',
  writer: 'Writer: decides about vulnerabilities',
  maintainer: 'Maintainer: changes its products',
  owner: 'Owner: gives roles on it',
}

const all = ['none', ...roles] as const

/** The roles up to the given one, for a select. */
export function roleOptions(highest: GlobalRole) {
  return all.slice(1, all.indexOf(highest) + 1).map((value) => ({ value, label: meanings[value] }))
}

/** What somebody may do with everything, also nothing. */
export const globalRoleOptions = [{ value: 'none', label: meanings.none }, ...roleOptions('owner')]

/** What somebody may do with one product type. */
export const typeRoleOptions = roles.map((value) => ({ value, label: meaningsOnType[value] }))

export function asRole(value: string | null): Role {
  return roles.find((role) => role === value) ?? 'reader'
}

export function asGlobalRole(value: string | null): GlobalRole {
  return value === 'none' ? 'none' : asRole(value)
}
