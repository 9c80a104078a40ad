import { Button, Checkbox, Modal, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import type { ChangePreview, ChangeRequest } from '../../api/types.ts'
import { ExternalLink } from '../../components/external-link.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import view from '../vulnerabilities/vulnerabilities.module.css'
import { ChangeDiff } from './change-diff.tsx'
import { type Choice, useOpenChange, usePreviewChange } from './queries.ts'

interface ChangeDialogProps {
  readonly remediationId: string
  /** Never empty. */
  readonly platforms: readonly { readonly id: string; readonly label: string }[]
  readonly onClose: () => void
}

/** The diff first; pushing it is a second step. */
export function ChangeDialog({ remediationId, platforms, onClose }: ChangeDialogProps) {
  const [choice, choose] = useState<Choice>({ connectionId: platforms[0]?.id ?? '', by: 'patchbay', overrides: false })
  const preview = usePreviewChange(remediationId)
  const open = useOpenChange(remediationId)
  const shown = preview.data
  const isDone = open.data !== undefined
  const isEmpty = shown !== undefined && choice.by === 'patchbay' && shown.files.length === 0 && shown.request === null

  function look(next: Choice): void {
    choose(next)
    open.reset()
    preview.mutate(next)
  }

  return (
    <Modal opened onClose={onClose} size="xl" title="Propose a change" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="sm">
        <Select
          label="Platform"
          description="The connection the repository is on."
          allowDeselect={false}
          data={platforms.map(({ id, label }) => ({ value: id, label }))}
          value={choice.connectionId}
          onChange={(value) => {
            choose({ ...choice, connectionId: value ?? choice.connectionId })
            preview.reset()
            open.reset()
          }}
        />
        {preview.error !== null && <ProblemNotice error={preview.error} during="Reading the manifests" />}
        {shown !== undefined && <ChangeDiff preview={shown} />}
        <Ways choice={choice} shown={shown} isDisabled={preview.isPending || open.isPending || isDone} onChoose={look} />
        {open.error !== null && <ProblemNotice error={open.error} kept="Nothing more than that was done." />}
        {open.data !== undefined && <Outcome request={open.data} />}
        <div className={view.buttons}>
          {shown === undefined ? (
            <Button loading={preview.isPending} onClick={() => look(choice)} data-autofocus>
              Show the diff
            </Button>
          ) : (
            <Button
              loading={open.isPending}
              disabled={isDone || isEmpty || preview.isPending}
              onClick={() => open.mutate({ ...choice, commit: shown.commit })}
            >
              {shown.request === null ? 'Push and open the request' : `Take over ${shown.request.key}`}
            </Button>
          )}
          <Button variant="default" onClick={onClose}>
            Close
          </Button>
        </div>
      </Stack>
    </Modal>
  )
}

interface WaysProps {
  readonly choice: Choice
  readonly shown: ChangePreview | undefined
  readonly isDisabled: boolean
  readonly onChoose: (choice: Choice) => void
}

/** Other ways to make the change, as far as there are any. */
function Ways({ choice, shown, isDisabled, onChoose }: WaysProps) {
  const canOverride = choice.by === 'patchbay' && (choice.overrides || (shown?.overridable.length ?? 0) > 0)
  const canRenovate = choice.by === 'renovate' || shown?.makers.includes('renovate') === true
  return (
    <>
      {canOverride && (
        <Checkbox
          label="Force it with an override"
          description="Nothing here declares it, so whatever brings it is told to use the newer version. Test it before you merge."
          checked={choice.overrides}
          disabled={isDisabled}
          onChange={({ currentTarget: { checked } }) => onChoose({ ...choice, overrides: checked })}
        />
      )}
      {canRenovate && (
        <Checkbox
          label="Let Renovate make the change"
          description="It refreshes lock files as well, and takes some minutes. What it would do is shown first."
          checked={choice.by === 'renovate'}
          disabled={isDisabled}
          onChange={({ currentTarget: { checked } }) => onChoose({ ...choice, by: checked ? 'renovate' : 'patchbay' })}
        />
      )}
    </>
  )
}

function Outcome({ request: { key, url, state, source, madeBy } }: { readonly request: ChangeRequest }) {
  return (
    <p className={view.prose} role="status">
      {key !== null && (
        <>
          <ExternalLink href={url}>{key}</ExternalLink> is {state}.
        </>
      )}
      {key === null && madeBy === 'renovate' && 'Renovate comes to it within a minute and takes a few.'}
      {key === null && madeBy === 'patchbay' && (
        <>
          The platform has not answered yet. <code>{source}</code> is tried again by itself.
        </>
      )}
    </p>
  )
}
