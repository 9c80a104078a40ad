import { Button, Stack, TextInput } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { fieldMessage } from '../../api/problem.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import view from '../vulnerabilities/vulnerabilities.module.css'
import { useWait } from './queries.ts'

interface WaitFormProps {
  readonly ids: readonly string[]
  /** What is said already, when that is to be changed. */
  readonly waiting?: { readonly reason: string; readonly until: string | null }
  readonly onDone: () => void
  readonly onCancel: () => void
}

/** What a vendor has to do, and until when the clocks of everything these remediations close stand still. */
export function WaitForm({ ids, waiting, onDone, onCancel }: WaitFormProps) {
  const wait = useWait(ids)
  const [reason, setReason] = useState(waiting?.reason ?? '')
  const [until, setUntil] = useState(waiting?.until?.slice(0, 10) ?? '')

  function submit(event: FormEvent): void {
    event.preventDefault()
    wait.mutate({ reason: reason.trim(), until: until === '' ? null : until }, { onSuccess: onDone })
  }

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        {wait.error !== null && <ProblemNotice error={wait.error} kept="Nothing was changed." />}
        <TextInput
          label="What is waited for"
          maxLength={2000}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={fieldMessage(wait.error, 'reason')}
          data-autofocus
        />
        <TextInput
          label="Until"
          description="The day is included. Leave it empty to let it go on by hand."
          type="date"
          min={new Date().toISOString().slice(0, 10)}
          value={until}
          onChange={(event) => setUntil(event.currentTarget.value)}
          error={fieldMessage(wait.error, 'until')}
        />
        <div className={view.buttons}>
          <Button type="submit" size="xs" loading={wait.isPending} disabled={reason.trim() === ''}>
            Stop the clocks
          </Button>
          <Button size="xs" variant="default" onClick={onCancel}>
            Cancel
          </Button>
        </div>
      </Stack>
    </form>
  )
}
