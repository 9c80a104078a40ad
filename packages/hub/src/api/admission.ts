import { roleOn, sightOf } from '../domain/access.ts'
import { notFound, Problem } from '../domain/problem.ts'
import { nounOf } from '../domain/public-id.ts'
import { type GlobalRoleName, mayActAs, type RoleName } from '../domain/role.ts'
import type { Caller } from '../people/people.ts'
import type { Browse } from '../usecases/browse/browse.ts'
import type { Services } from './services.ts'

/**
 * Lets a caller through whose role on the product type of each object is high enough. What they do not even see is not there for
 * them.
 */
export async function admitTo(
  ids: readonly string[],
  needed: RoleName,
  caller: Caller,
  { productTypesOf }: Pick<Browse, 'productTypesOf'>,
): Promise<void> {
  if (mayActAs(caller.role, needed)) return
  if (ids.length === 0) throw roleTooLow(needed, caller.role)
  const types = await productTypesOf(ids)
  for (const id of ids) {
    const role = roleOn(caller, types.get(id) ?? null)
    if (!mayActAs(role, 'reader')) throw notFound(nounOf(id), id)
    if (!mayActAs(role, needed)) throw roleTooLow(needed, role)
  }
}

/** The services as far as the caller sees: what belongs to other product types is not there. */
export function servicesFor(caller: Caller | null, services: Services): Services {
  const sight = caller === null ? null : sightOf(caller)
  return sight === null ? services : { ...services, browse: services.browse.within(sight) }
}

export function roleTooLow(needed: RoleName, role: GlobalRoleName): Problem {
  const has = role === 'none' ? 'you have none' : `you are ${role}`
  return new Problem('forbidden', `This takes the role ${needed}; ${has}.`, {
    code: 'role-too-low',
    remedy: 'Ask an owner for the role, or use another token.',
  })
}
