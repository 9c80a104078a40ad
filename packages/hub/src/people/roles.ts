import { Role } from '../usecases/browse/resources/people.ts'

/** Whether a role covers another; each may do everything the one before may. */
export function mayActAs(role: Role, needed: Role): boolean {
  return Role.options.indexOf(role) >= Role.options.indexOf(needed)
}

/** The lesser of two roles. */
export function lowerRole(one: Role, other: Role): Role {
  return mayActAs(one, other) ? other : one
}
