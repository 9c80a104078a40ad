import { type RawSearch, text } from '../../router/search-params.ts'

export interface ExplainSearch {
  readonly connection?: string
  /** The vendor's id of the finding, or the address of its page there. */
  readonly id?: string
}

export function explainSearch(raw: RawSearch): ExplainSearch {
  return { connection: text(raw['connection']), id: text(raw['id']) }
}
