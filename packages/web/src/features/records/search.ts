import { choice, type RawSearch, text, texts } from '../../router/search-params.ts'

export const recordTabs = ['all', 'NEW', 'GOOD', 'MISSING', 'STALE', 'IGNORED', 'ERROR'] as const
export type RecordTab = (typeof recordTabs)[number]

export interface RecordsSearch {
  readonly state?: RecordTab
  readonly connection?: readonly string[]
  readonly q?: string
}

export function recordsSearch(raw: RawSearch): RecordsSearch {
  return { state: choice(raw['state'], recordTabs), connection: texts(raw['connection']), q: text(raw['q']) }
}
