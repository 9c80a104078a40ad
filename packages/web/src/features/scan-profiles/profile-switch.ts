import type { ScanProfile } from '../../api/types.ts'

/** What may choose a scan profile. */
export type Chooser = 'product' | 'product-type'

/** A choice that is about to change; `null` is no choice. */
export interface ProfileSwitch {
  readonly of: Chooser
  readonly id: string
  readonly from: string | null
  readonly to: string | null
}

/** Who chose a profile once this one does too, or no longer does: the part of the profile that is to be previewed. */
export function choosersAfter(
  { products, productTypes }: Pick<ScanProfile, 'products' | 'productTypes'>,
  of: Chooser,
  id: string,
  joins: boolean,
): { readonly products: string[] } | { readonly productTypes: string[] } {
  const others = (of === 'product' ? products : productTypes).map((each) => each.id).filter((each) => each !== id)
  const after = joins ? [...others, id] : others
  return of === 'product' ? { products: after } : { productTypes: after }
}

/** Where findings go that did not, and where they no longer go; empty when that stays as it is. */
export function destinationsWords(
  from: Pick<ScanProfile, 'exporters'> | undefined,
  to: Pick<ScanProfile, 'exporters'> | undefined,
): string {
  if (from === undefined || to === undefined) return ''
  const added = without(to.exporters, from.exporters)
  const dropped = without(from.exporters, to.exporters)
  const said = [
    ...(added.length === 0 ? [] : [`go to ${added.join(', ')}`]),
    ...(dropped.length === 0 ? [] : [`no longer go to ${dropped.join(', ')}`]),
  ]
  return said.length === 0 ? '' : `Findings ${said.join(' and ')}.`
}

function without(some: ScanProfile['exporters'], others: ScanProfile['exporters']): readonly string[] {
  return some.filter(({ id }) => !others.some((other) => other.id === id)).map(({ label }) => label)
}
