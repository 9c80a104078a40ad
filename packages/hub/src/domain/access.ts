import { type GlobalRoleName, higherRole, mayActAs, type RoleName } from './role.ts'

/** What somebody may do: with everything, and beyond that with the products of single types. */
export interface Access {
  readonly role: GlobalRoleName
  /** By database id of the product type. */
  readonly productTypes: ReadonlyMap<number, RoleName>
}

/** Kinds of things that belong to a product type, by way of their product. */
export const ownedNouns = [
  'vulnerability',
  'finding',
  'remediation',
  'change request',
  'repository',
  'image',
  'product',
  'product type',
  'record',
  'upload',
] as const

export type Owned = (typeof ownedNouns)[number]

/** Ids of the product types whose products somebody sees; `null`: everything. */
export type Sight = readonly number[] | null

/** What somebody sees at all. */
export function sightOf({ role, productTypes }: Access): Sight {
  return mayActAs(role, 'reader') ? null : [...productTypes.keys()]
}

/** The role somebody has on what belongs to a product type. What belongs to none is only for those with a role on everything. */
export function roleOn({ role, productTypes }: Access, productTypeId: number | null): GlobalRoleName {
  return higherRole(role, (productTypeId === null ? undefined : productTypes.get(productTypeId)) ?? 'none')
}

/** The highest role somebody has on anything. */
export function highestRole({ role, productTypes }: Access): GlobalRoleName {
  return [...productTypes.values()].reduce<GlobalRoleName>(higherRole, role)
}
