import { Button, Checkbox, Modal, NumberInput, Stack, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { describeProblem, fieldMessage } from '../../api/problem.ts'
import type { SlaDays, SlaPolicy } from '../../api/types.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { severityName } from '../../components/severity.tsx'
import { formatNumber } from '../../format/number.ts'
import { formatDay } from '../../format/time.ts'
import { sentenceCase } from '../../format/words.ts'
import integration from '../integrations/integrations.module.css'
import records from '../records/records.module.css'
import classes from './policies.module.css'
import { scopeOf } from './policy-values.ts'
import { type Scope, slaPreviewQuery, useSaveSlaPolicy } from './queries.ts'
import { ScopeSelect } from './scope-select.tsx'
import { criticalities, daysOf, deadlineSeverities, defaultDays, withDays } from './sla-days.ts'

interface SlaDialogProps {
  /** `null` creates one. */
  readonly policy: SlaPolicy | null
  readonly onClose: () => void
}

/** Days by severity and criticality, and whom they would hit. */
export function SlaDialog({ policy, onClose }: SlaDialogProps) {
  const save = useSaveSlaPolicy(policy?.id ?? null)
  const [name, setName] = useState(policy?.name ?? '')
  const [days, setDays] = useState<SlaDays>(policy?.days ?? { severities: {}, criticalities: {} })
  const [scope, setScope] = useState(policy?.product?.id ?? policy?.productType?.id ?? '')
  const [apply, setApply] = useState(false)

  function submit(event: FormEvent): void {
    event.preventDefault()
    save.mutate({ name: name.trim(), days, ...scopeOf(scope), apply }, { onSuccess: onClose })
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={policy === null ? 'New SLA policy' : 'Change the SLA policy'}
      size={640}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form noValidate onSubmit={submit}>
        <Stack gap="sm">
          {save.error !== null && <ProblemNotice error={save.error} kept="What you entered is still here." />}
          <TextInput
            label="Name"
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            error={fieldMessage(save.error, 'name')}
            data-autofocus
          />
          <ScopeSelect
            value={scope}
            known={policy?.product ?? policy?.productType ?? null}
            onChange={setScope}
            disabled={policy !== null}
          />
          <DaysGrid days={days} onChange={setDays} />
          <Effect days={days} scope={scopeOf(scope)} />
          <Checkbox
            label="Grant these days also to what is there already"
            description="Otherwise they count for what is found from now on."
            checked={apply}
            onChange={(event) => setApply(event.currentTarget.checked)}
          />
          <div className={integration.footer}>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={save.isPending} disabled={name.trim() === ''}>
              Save
            </Button>
          </div>
        </Stack>
      </form>
    </Modal>
  )
}

const lines = ['all', ...criticalities] as const

interface DaysGridProps {
  readonly days: SlaDays
  readonly onChange: (days: SlaDays) => void
}

function DaysGrid({ days, onChange }: DaysGridProps) {
  return (
    <table className={classes.days}>
      <caption>Days from detection. 0 is no deadline; what is empty is up to the next policy.</caption>
      <thead>
        <tr>
          <th scope="col">Products</th>
          {deadlineSeverities.map((severity) => (
            <th key={severity} scope="col">
              {severityName(severity)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line}>
            <th scope="row">{line === 'all' ? 'All' : `${sentenceCase(line)} ones`}</th>
            {deadlineSeverities.map((severity) => (
              <td key={severity}>
                <NumberInput
                  aria-label={`Days for ${severity}, ${line === 'all' ? 'all products' : `${line} products`}`}
                  placeholder={line === 'all' ? String(defaultDays[severity]) : ''}
                  min={0}
                  max={999}
                  allowDecimal={false}
                  hideControls
                  value={daysOf(days, line, severity) ?? ''}
                  onChange={(value) => onChange(withDays(days, line, severity, value === '' ? null : Number(value)))}
                />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** So many of whom it hits are named. */
const named = 6

function dayOf(due: string | null): string {
  return due === null ? 'never' : formatDay(due)
}

function Effect({ days, scope }: { readonly days: SlaDays; readonly scope: Scope }) {
  const [settled] = useDebouncedValue(days, 700)
  const { data, error } = useQuery(slaPreviewQuery(settled, scope))

  return (
    <section className={records.preview} aria-live="polite" aria-label="Whom these days would hit">
      {error !== null && describeProblem(error).detail}
      {error === null && data === undefined && 'Looking through what is open…'}
      {error === null && data !== undefined && (
        <>
          <strong>{formatNumber(data.moved)}</strong> of {formatNumber(data.open)} open would have other days;{' '}
          {formatNumber(data.newlyOverdue)} would be overdue at once, {formatNumber(data.noLongerOverdue)} no longer.
          <ul className={records.effects}>
            {data.sample.slice(0, named).map(({ id, name, product, dueAt, dueThen }) => (
              <li key={id}>
                {name}
                {product !== null && ` in ${product}`}: due {dayOf(dueThen)} rather than {dayOf(dueAt)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
