import { choice, type RawSearch } from '../../router/search-params.ts'

export const settingsTabs = ['tokens', 'users', 'audit'] as const
export type SettingsTab = (typeof settingsTabs)[number]

export interface SettingsSearch {
  readonly tab?: SettingsTab
}

export function settingsSearch(raw: RawSearch): SettingsSearch {
  return { tab: choice(raw['tab'], settingsTabs) }
}
