import { choice, type RawSearch, text, texts } from '../../router/search-params.ts'
import type { ImageFilters } from './queries.ts'

export type ImagesSearch = ImageFilters

export function imagesSearch(raw: RawSearch): ImagesSearch {
  return {
    q: text(raw['q']),
    product: texts(raw['product']),
    repository: texts(raw['repository']),
    source: choice(raw['source'], ['known', 'unknown']),
  }
}
