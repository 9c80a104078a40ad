import type { Setting, SettingsSchema, SettingValue } from './read-settings.ts'

export type SettingsValues = Readonly<Record<string, SettingValue>>

/** The settings a chosen way asks for, in the order of the form. */
export function settingsOf(schema: SettingsSchema, way: number): readonly Setting[] {
  return [...(schema.alternatives[way]?.settings ?? []), ...schema.settings]
}

/** What the form starts with: saved settings, else defaults. Secrets always start empty. */
export function initialValues(schema: SettingsSchema, saved: Readonly<Record<string, unknown>>): SettingsValues {
  const all = [...schema.settings, ...schema.alternatives.flatMap((each) => each.settings)]
  return Object.fromEntries(
    all.map((setting) => [setting.name, setting.secret ? '' : savedValue(setting, saved[setting.name])]),
  )
}

function savedValue(setting: Setting, saved: unknown): SettingValue {
  if (Array.isArray(saved)) return saved.filter((each) => typeof each === 'string')
  if (typeof saved === 'string' || typeof saved === 'number' || typeof saved === 'boolean') return saved
  return setting.initial
}

/** The first way one of whose settings is saved already. */
export function initialWay(schema: SettingsSchema, savedNames: readonly string[]): number {
  const found = schema.alternatives.findIndex((way) => way.settings.some((setting) => savedNames.includes(setting.name)))
  return Math.max(0, found)
}

/** What is sent: filled-in settings only. A secret left empty is left out, and so keeps its value. */
export function collectConfig(settings: readonly Setting[], values: SettingsValues): Record<string, unknown> {
  return Object.fromEntries(
    settings.flatMap((setting) => {
      const value = values[setting.name]
      if (value === undefined || value === '' || (Array.isArray(value) && value.length === 0)) return []
      const trimmed = typeof value === 'string' && setting.control.kind !== 'text' ? value : trim(value)
      return [[setting.name, trimmed]]
    }),
  )
}

function trim(value: SettingValue): SettingValue {
  return typeof value === 'string' ? value.trim() : value
}

/** Required settings that are still empty, by name. Saved secrets may stay empty. */
export function missingSettings(
  settings: readonly Setting[],
  values: SettingsValues,
  savedSecrets: readonly string[],
): Readonly<Record<string, string>> {
  const missing = settings.filter((setting) => {
    if (!setting.required || (setting.secret && savedSecrets.includes(setting.name))) return false
    const value = values[setting.name]
    return value === undefined || value === '' || (Array.isArray(value) && value.length === 0)
  })
  return Object.fromEntries(missing.map((setting) => [setting.name, `${setting.title} is required.`]))
}
