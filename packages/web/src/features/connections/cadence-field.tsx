import { Group, Select, TextInput } from '@mantine/core'
import { useId } from 'react'
import { fieldMessage } from '../../api/problem.ts'
import { type CadenceDraft, type CadenceKind, everyWords } from './cadence.ts'
import classes from './connection-page.module.css'
import { NextRun } from './next-run.tsx'

const usual = [1, 2, 4, 6, 8, 12, 24, 48, 72, 168]

const kinds = [
  { value: 'hours', label: 'Every so many hours' },
  { value: 'daily', label: 'Daily at a time' },
  { value: 'cron', label: 'By a cron expression' },
] as const satisfies readonly { readonly value: CadenceKind; readonly label: string }[]

interface CadenceFieldProps {
  readonly label: string
  readonly description: string
  /** What it means that it never begins by itself. */
  readonly never?: string
  /** Where the hub names what is wrong with it, e.g. `schedule.sync`. */
  readonly field: string
  readonly draft: CadenceDraft
  readonly onChange: (draft: CadenceDraft) => void
  readonly next: string | null
  readonly error: unknown
  readonly disabled: boolean
}

/** When one kind of run begins by itself. */
export function CadenceField({
  label,
  description,
  never = 'Only when asked',
  field,
  draft,
  onChange,
  next,
  error,
  disabled,
}: CadenceFieldProps) {
  const legend = useId()

  return (
    <fieldset className={classes.fieldset} aria-labelledby={legend} disabled={disabled}>
      <div id={legend} className={classes.legend}>
        {label}
      </div>
      <div className={classes.dim}>{description}</div>
      <Group gap="sm" align="start" mt="xs">
        <Select
          aria-label={`${label}: how`}
          data={[{ value: 'never', label: never }, ...kinds]}
          value={draft.kind}
          onChange={(value) => onChange({ ...draft, kind: kinds.find((kind) => kind.value === value)?.value ?? 'never' })}
          allowDeselect={false}
          disabled={disabled}
        />
        {draft.kind === 'hours' && (
          <Select
            aria-label={`${label}: how often`}
            data={hoursOffered(draft.hours)}
            value={String(draft.hours)}
            onChange={(value) => onChange({ ...draft, hours: Number(value ?? draft.hours) })}
            allowDeselect={false}
            disabled={disabled}
            error={fieldMessage(error, `${field}.everyHours`)}
          />
        )}
        {draft.kind === 'daily' && (
          <TextInput
            type="time"
            aria-label={`${label}: time of day`}
            value={draft.time}
            onChange={(event) => onChange({ ...draft, time: event.currentTarget.value })}
            disabled={disabled}
            error={fieldMessage(error, `${field}.dailyAt`)}
          />
        )}
        {draft.kind === 'cron' && (
          <TextInput
            aria-label={`${label}: cron expression`}
            value={draft.cron}
            onChange={(event) => onChange({ ...draft, cron: event.currentTarget.value })}
            disabled={disabled}
            error={fieldMessage(error, `${field}.cron`)}
            autoComplete="off"
            spellCheck={false}
          />
        )}
        {(draft.kind === 'daily' || draft.kind === 'cron') && (
          <Select
            aria-label={`${label}: time zone`}
            data={zonesWith(draft.timeZone)}
            value={draft.timeZone}
            onChange={(value) => onChange({ ...draft, timeZone: value ?? draft.timeZone })}
            searchable
            limit={60}
            allowDeselect={false}
            nothingFoundMessage="No such time zone"
            disabled={disabled}
            error={fieldMessage(error, `${field}.timeZone`)}
          />
        )}
      </Group>
      {draft.kind === 'cron' && (
        <div className={classes.dim}>Five fields: minute, hour, day of the month, month, day of the week.</div>
      )}
      {next !== null && (
        <div className={classes.dim}>
          Next at <NextRun at={next} />
        </div>
      )}
    </fieldset>
  )
}

function hoursOffered(current: number) {
  const hours = [...new Set([...usual, current])].sort((a, b) => a - b)
  return hours.map((each) => ({ value: String(each), label: everyWords(each) }))
}

/** Those the browser knows, and the one that is set. */
function zonesWith(current: string): readonly string[] {
  return [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone'), current])]
}
