import { useMemo, useState } from 'react'
import { ApiProblem } from '../../../api/problem.ts'
import { readSettings, type SettingValue } from './read-settings.ts'
import {
  collectConfig,
  initialValues,
  initialWay,
  missingSettings,
  type SettingsValues,
  settingsOf,
} from './settings-values.ts'

interface SettingsInput {
  /** The connector's JSON Schema. */
  readonly schema: unknown
  readonly saved: Readonly<Record<string, unknown>>
  readonly savedSecrets: readonly string[]
}

/** State of a settings form: what is entered, what is missing, and what to send. */
export function useSettings({ schema: source, saved, savedSecrets }: SettingsInput) {
  const schema = useMemo(() => readSettings(source), [source])
  const [way, setWay] = useState(() => initialWay(schema, [...Object.keys(saved), ...savedSecrets]))
  const [values, setValues] = useState<SettingsValues>(() => initialValues(schema, saved))
  const [missing, setMissing] = useState<Readonly<Record<string, string>>>({})
  const settings = settingsOf(schema, way)

  function setValue(name: string, value: SettingValue): void {
    setValues({ ...values, [name]: value })
    setMissing(Object.fromEntries(Object.entries(missing).filter(([field]) => field !== name)))
  }

  /** What to send; `null` when something required is empty, which is then said at its field. */
  function collect(): Record<string, unknown> | null {
    const found = missingSettings(settings, values, savedSecrets)
    setMissing(found)
    return Object.keys(found).length > 0 ? null : collectConfig(settings, values)
  }

  /** Messages by setting: what is missing, and what the hub said about `config.<name>`. */
  function problems(error: unknown): Readonly<Record<string, string>> {
    const fields = error instanceof ApiProblem ? error.fields : []
    const named = fields.map(({ field, message }) => [field.replace(/^config\./, ''), message])
    return { ...Object.fromEntries(named), ...missing }
  }

  return { form: { schema, way, onWay: setWay, values, onValue: setValue }, collect, problems }
}

/** Once the messages are drawn, the cursor goes to the first field that is wrong. */
export function focusFirstProblem(form: HTMLFormElement | null): void {
  requestAnimationFrame(() => form?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
}
