import { Button, Modal, Stack, Textarea } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useState } from 'react'
import type { RemediationAction, RemediationDetail } from '../../api/types.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useMayOn } from '../session/queries.ts'
import view from '../vulnerabilities/vulnerabilities.module.css'
import { useAct } from './queries.ts'
import { RemediationDialog } from './remediation-dialog.tsx'
import classes from './remediations.module.css'
import { actionNames } from './words.ts'

interface RemediationActionsProps {
  readonly remediation: RemediationDetail
}

/** What can be done with it now; the most likely next step first. */
export function RemediationActions({ remediation }: RemediationActionsProps) {
  const may = useMayOn('writer')
  const act = useAct(remediation.id)
  const [dismissing, dismissal] = useDisclosure(false)
  const [editing, edit] = useDisclosure(false)
  const { actions, state } = remediation
  const steps = actions.filter((action) => action !== 'dismiss')

  return (
    <section aria-label="Next step">
      <h3 className={view.sectionTitle}>Next step</h3>
      {act.error !== null && <ProblemNotice error={act.error} kept="Nothing was changed." />}
      <p className={view.dim}>{advice(state)}</p>
      <div className={classes.actions}>
        {steps.map((action, index) => (
          <Button
            key={action}
            variant={index === 0 ? 'filled' : 'default'}
            disabled={!may}
            loading={act.isPending && act.variables.action === action}
            onClick={() => act.mutate({ action })}
          >
            {actionNames[action]}
          </Button>
        ))}
        {actions.includes('dismiss') && (
          <Button variant="default" disabled={!may} onClick={dismissal.open}>
            Dismiss…
          </Button>
        )}
        {state !== 'proposed' && (
          <Button variant="default" disabled={!may} onClick={edit.open}>
            Change
          </Button>
        )}
      </div>
      {dismissing && <Dismissal onClose={dismissal.close} act={act} />}
      {editing && <RemediationDialog remediation={remediation} onClose={edit.close} />}
    </section>
  )
}

function advice(state: RemediationDetail['state']): string {
  switch (state) {
    case 'proposed':
      return 'Found by the hub. Open it to have it done.'
    case 'open':
    case 'reopened':
      return 'Nobody has begun yet.'
    case 'in-progress':
      return 'Somebody is at it.'
    case 'in-review':
      return 'The change waits for review.'
    case 'awaiting-verification':
      return 'Merged. The next complete sync that no longer sees its vulnerabilities resolves it.'
    case 'resolved':
      return 'A scan proved it. It reopens by itself when a scanner sees one of its vulnerabilities again.'
    case 'dismissed':
      return 'It will not be done.'
  }
}

interface DismissalProps {
  readonly act: { readonly mutate: ReturnType<typeof useAct>['mutate']; readonly isPending: boolean }
  readonly onClose: () => void
}

function Dismissal({ act, onClose }: DismissalProps) {
  const [reason, setReason] = useState('')
  const action: RemediationAction = 'dismiss'

  return (
    <Modal opened onClose={onClose} title="Dismiss this remediation" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          const given = reason.trim()
          act.mutate({ action, ...(given !== '' && { reason: given }) }, { onSuccess: onClose })
        }}
      >
        <Stack gap="sm">
          <p className={view.dim}>Its vulnerabilities stay open, and are not proposed again.</p>
          <Textarea
            label="Reason"
            autosize
            minRows={2}
            maxLength={2000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            data-autofocus
          />
          <div className={view.buttons}>
            <Button type="submit" loading={act.isPending}>
              Dismiss
            </Button>
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
          </div>
        </Stack>
      </form>
    </Modal>
  )
}
