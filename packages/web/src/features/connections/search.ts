import { choice, type RawSearch } from '../../router/search-params.ts'

export const connectionTabs = ['health', 'records', 'operations', 'settings', 'rules', 'schedule', 'tickets', 'danger'] as const
export type ConnectionTab = (typeof connectionTabs)[number]

export interface ConnectionSearch {
  readonly tab?: ConnectionTab
}

export function connectionSearch(raw: RawSearch): ConnectionSearch {
  return { tab: choice(raw['tab'], connectionTabs) }
}
