import type { Product } from '../../api/types.ts'
import { choices, type RawSearch, text, texts } from '../../router/search-params.ts'

export const criticalities = ['critical', 'high', 'medium', 'low'] as const satisfies readonly Product['criticality'][]

export interface ProductsSearch {
  readonly q?: string
  readonly productType?: readonly string[]
  readonly criticality?: readonly Product['criticality'][]
}

export function productsSearch(raw: RawSearch): ProductsSearch {
  return { q: text(raw['q']), productType: texts(raw['productType']), criticality: choices(raw['criticality'], criticalities) }
}
