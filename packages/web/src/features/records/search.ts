import type { RecordCause } from '../../api/types.ts'
import { choice, choices, type RawSearch, text, texts } from '../../router/search-params.ts'
import { recordCauses } from './record-causes.ts'

export const recordTabs = ['all', 'NEW', 'GOOD', 'MISSING', 'STALE', 'IGNORED', 'ERROR'] as const
export type RecordTab = (typeof recordTabs)[number]

export interface RecordsSearch {
  readonly state?: RecordTab
  readonly cause?: readonly RecordCause[]
  readonly connection?: readonly string[]
  readonly q?: string
}

export function recordsSearch(raw: RawSearch): RecordsSearch {
  return {
    state: choice(raw['state'], recordTabs),
    cause: choices(raw['cause'], recordCauses),
    connection: texts(raw['connection']),
    q: text(raw['q']),
  }
}
