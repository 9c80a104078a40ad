import { Button, Stack, TextInput } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../api/problem.ts'
import type { VulnerabilityDetail } from '../../api/types.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { formatCount } from '../../format/number.ts'
import { formatDay } from '../../format/time.ts'
import { actorName } from '../session/actor-name.ts'
import { useMayOn } from '../session/queries.ts'
import { type ClockChange, useTurnClock } from './queries.ts'
import { timeLeftWords } from './time-left.ts'
import classes from './vulnerabilities.module.css'

interface DeadlineProps {
  readonly vulnerability: VulnerabilityDetail
}

type Form = 'wait' | 'exempt'

/** By when it has to be fixed, and what stops or moves that. */
export function Deadline({ vulnerability }: DeadlineProps) {
  const may = useMayOn('writer')
  const turn = useTurnClock(vulnerability.id)
  const [form, setForm] = useState<Form | null>(null)
  const { dueAt, waitingSince, overdue, sla } = vulnerability
  const { exemption } = sla

  return (
    <section className={classes.section} aria-label="Deadline">
      <h3 className={classes.sectionTitle}>Deadline</h3>
      <div className={classes.decided}>
        <strong className={overdue ? classes.exploited : undefined}>{timeLeftWords(vulnerability)}</strong>
        {dueAt !== null && <span> · due {formatDay(dueAt)}</span>}
        {sla.days !== null && sla.days > 0 && <p className={classes.dim}>{formatCount(sla.days, 'day')} from detection</p>}
        {waitingSince !== null && (
          <p className={classes.dim}>
            Waiting for a vendor since <RelativeTime at={waitingSince} />
            {sla.waitingFor !== null && (
              <>
                , with{' '}
                <Link to="/remediations/$remediationId" params={{ remediationId: sla.waitingFor }} className={classes.link}>
                  its remediation
                </Link>
              </>
            )}
          </p>
        )}
        {exemption !== null && (
          <p className={classes.dim}>
            Exception until {formatDay(exemption.until)}
            {exemption.by !== null && ` by ${actorName(exemption.by)}`}: {exemption.reason}
          </p>
        )}
      </div>
      {turn.error !== null && form === null && <ProblemNotice error={turn.error} />}
      {form === null ? (
        <div className={classes.buttons}>
          {waitingSince === null && (
            <Button size="xs" variant="default" disabled={!may} onClick={() => setForm('wait')}>
              Wait for a vendor…
            </Button>
          )}
          {waitingSince !== null && sla.waitingFor === null && (
            <Button
              size="xs"
              variant="default"
              disabled={!may}
              loading={turn.isPending}
              onClick={() => turn.mutate({ action: 'resume' })}
            >
              Go on
            </Button>
          )}
          <Button size="xs" variant="default" disabled={!may} onClick={() => setForm('exempt')}>
            {exemption === null ? 'Grant more time…' : 'Change the exception…'}
          </Button>
        </div>
      ) : (
        <ClockForm
          form={form}
          error={turn.error}
          pending={turn.isPending}
          onSubmit={(change) => turn.mutate(change, { onSuccess: () => setForm(null) })}
          onCancel={() => setForm(null)}
        />
      )}
    </section>
  )
}

interface ClockFormProps {
  readonly form: Form
  readonly error: unknown
  readonly pending: boolean
  readonly onSubmit: (change: ClockChange) => void
  readonly onCancel: () => void
}

function ClockForm({ form, error, pending, onSubmit, onCancel }: ClockFormProps) {
  const [reason, setReason] = useState('')
  const [until, setUntil] = useState('')

  function submit(event: FormEvent): void {
    event.preventDefault()
    if (form === 'wait') onSubmit({ action: 'wait', reason: reason.trim() })
    else onSubmit({ action: 'exempt', reason: reason.trim(), until: until === '' ? null : `${until}T23:59:59.999Z` })
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {error !== null && <ProblemNotice error={error} kept="Nothing was changed." />}
        {form === 'exempt' && (
          <TextInput
            label="Not due before"
            description="Leave it empty to take an exception back."
            type="date"
            min={new Date().toISOString().slice(0, 10)}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
            error={fieldMessage(error, 'until')}
          />
        )}
        <TextInput
          label="Reason"
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={fieldMessage(error, 'reason')}
        />
        <div className={classes.buttons}>
          <Button type="submit" size="xs" loading={pending} disabled={reason.trim() === ''}>
            {form === 'wait' ? 'Stop the clock' : 'Save'}
          </Button>
          <Button size="xs" variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </Stack>
    </form>
  )
}
