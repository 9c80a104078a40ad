import { NumberInput, Select, Switch, TagsInput, Textarea, TextInput } from '@mantine/core'
import type { ReactNode } from 'react'
import { SecretInput } from '../../../components/secret-input.tsx'
import type { Setting, SettingValue } from './read-settings.ts'
import classes from './settings-form.module.css'

interface SettingFieldProps {
  readonly setting: Setting
  readonly value: SettingValue
  readonly onChange: (value: SettingValue) => void
  readonly problem: string | undefined
  /** A secret that is saved; it is never shown, and stays when the field is left empty. */
  readonly saved: boolean
  readonly disabled: boolean
}

export function SettingField(props: SettingFieldProps) {
  const { setting, value, onChange, problem, saved } = props
  const { control } = setting
  const required = setting.required && !saved
  const shared = {
    label: <Label setting={setting} required={required} />,
    description: setting.help,
    error: problem,
    disabled: props.disabled,
    'data-setting': setting.name,
    autoComplete: 'off',
    spellCheck: false,
  }
  const placeholder = saved ? 'Saved. Leave empty to keep it.' : exampleText(setting)

  if (control.kind === 'switch') {
    return (
      <Switch
        label={setting.title}
        description={setting.help}
        error={problem}
        disabled={props.disabled}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    )
  }
  if (control.kind === 'choice') {
    return (
      <Select
        {...shared}
        data={[...control.options]}
        value={typeof value === 'string' && value !== '' ? value : null}
        onChange={(next) => onChange(next ?? '')}
        clearable={!setting.required}
        placeholder="Choose…"
      />
    )
  }
  if (control.kind === 'number') {
    return (
      <NumberInput
        {...shared}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(next)}
        min={control.minimum}
        max={control.maximum}
        allowDecimal={!control.whole}
        placeholder={placeholder}
      />
    )
  }
  if (control.kind === 'list') {
    return (
      <TagsInput {...shared} value={Array.isArray(value) ? [...value] : []} onChange={onChange} placeholder={placeholder} />
    )
  }
  const text = typeof value === 'string' ? value : String(value)
  if (control.form === 'block') {
    return (
      <Textarea
        {...shared}
        autosize
        minRows={3}
        maxRows={8}
        placeholder={placeholder}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        classNames={setting.secret ? { input: classes.masked } : {}}
      />
    )
  }
  if (setting.secret) {
    return (
      <SecretInput
        secretName={setting.title}
        {...shared}
        autoComplete="new-password"
        placeholder={placeholder}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value)}
        visibilityToggleButtonProps={{ 'aria-label': `Show or hide ${setting.title}` }}
      />
    )
  }
  return (
    <TextInput
      {...shared}
      inputMode={control.type}
      placeholder={placeholder}
      value={text}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

interface LabelProps {
  readonly setting: Setting
  readonly required: boolean
}

function Label({ setting, required }: LabelProps): ReactNode {
  return (
    <>
      {setting.title}
      {!required && <span className={classes.optional}> optional</span>}
    </>
  )
}

function exampleText(setting: Setting): string | undefined {
  return setting.example === null || setting.secret ? undefined : `e.g. ${setting.example}`
}
