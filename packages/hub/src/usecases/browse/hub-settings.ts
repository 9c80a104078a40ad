import type { SettingReader } from '../../store/settings/reader.ts'
import { readHubSettings } from '../hub-settings.ts'
import type { Browse } from './browse.ts'

export function browseHubSettings(reader: Pick<SettingReader, 'all'>): Browse['settings'] {
  return async () => readHubSettings(await reader.all())
}
