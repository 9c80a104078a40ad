import { type RawSearch, text, texts } from '../../router/search-params.ts'

export interface RepositoriesSearch {
  readonly q?: string
  readonly product?: readonly string[]
  readonly connection?: readonly string[]
}

export function repositoriesSearch(raw: RawSearch): RepositoriesSearch {
  return { q: text(raw['q']), product: texts(raw['product']), connection: texts(raw['connection']) }
}
