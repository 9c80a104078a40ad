import { SegmentedControl, Stack } from '@mantine/core'
import type { Setting, SettingsSchema, SettingValue } from './read-settings.ts'
import { SettingField } from './setting-field.tsx'
import { type SettingsValues, settingsOf } from './settings-values.ts'

interface SettingsFormProps {
  readonly schema: SettingsSchema
  readonly way: number
  readonly onWay: (way: number) => void
  readonly values: SettingsValues
  readonly onValue: (name: string, value: SettingValue) => void
  /** Messages by setting. */
  readonly problems: Readonly<Record<string, string>>
  /** Names of the secrets that are saved. */
  readonly savedSecrets: readonly string[]
  readonly disabled?: boolean
}

/** The settings of any connector, drawn from its JSON Schema. */
export function SettingsForm(props: SettingsFormProps) {
  const { schema, way } = props

  function field(setting: Setting) {
    return (
      <SettingField
        key={setting.name}
        setting={setting}
        value={props.values[setting.name] ?? setting.initial}
        onChange={(value) => props.onValue(setting.name, value)}
        problem={props.problems[setting.name]}
        saved={setting.secret && props.savedSecrets.includes(setting.name)}
        disabled={props.disabled ?? false}
      />
    )
  }

  return (
    <Stack gap="md">
      {schema.alternatives.length > 1 && (
        <SegmentedControl
          aria-label="How to connect"
          value={String(way)}
          onChange={(value) => props.onWay(Number(value))}
          data={schema.alternatives.map((each, index) => ({ value: String(index), label: each.title }))}
        />
      )}
      {settingsOf(schema, way).map(field)}
    </Stack>
  )
}
