import { type RawSearch, text, texts } from '../../router/search-params.ts'

export interface ProductsSearch {
  readonly q?: string
  readonly productType?: readonly string[]
}

export function productsSearch(raw: RawSearch): ProductsSearch {
  return { q: text(raw['q']), productType: texts(raw['productType']) }
}
