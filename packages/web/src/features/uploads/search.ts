import { choice, choices, type RawSearch, texts } from '../../router/search-params.ts'

export const uploadTabs = ['sent', 'next', 'exporters', 'profiles'] as const
export type UploadTab = (typeof uploadTabs)[number]

export const uploadStates = ['pending', 'in-progress', 'success', 'skipped', 'failure', 'timed-out', 'not-sent'] as const

export interface UploadsSearch {
  readonly tab?: UploadTab
  readonly state?: readonly (typeof uploadStates)[number][]
  readonly exporter?: readonly string[]
}

export function uploadsSearch(raw: RawSearch): UploadsSearch {
  return {
    tab: choice(raw['tab'], uploadTabs),
    state: choices(raw['state'], uploadStates),
    exporter: texts(raw['exporter']),
  }
}
