import type { Role } from '../../api/types.ts'

export const roles = ['reader', 'writer', 'maintainer', 'owner'] as const satisfies readonly Role[]

const meanings: Readonly<Record<Role, string>> = {
  reader: 'Reader: sees everything',
  writer: 'Writer: decides, maps, starts runs',
  maintainer: 'Maintainer: connects tools, manages products',
  owner: 'Owner: manages people',
}

/** The roles up to the given one, for a select. */
export function roleOptions(highest: Role) {
  return roles.slice(0, roles.indexOf(highest) + 1).map((value) => ({ value, label: meanings[value] }))
}

export function asRole(value: string | null): Role {
  return roles.find((role) => role === value) ?? 'reader'
}
