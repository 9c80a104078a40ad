import { Button, Modal, Select, Stack } from '@mantine/core'
import { useState } from 'react'
import type { ChangePreview } from '../../api/types.ts'
import { ExternalLink } from '../../components/external-link.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import view from '../vulnerabilities/vulnerabilities.module.css'
import { useOpenChange, usePreviewChange } from './queries.ts'

interface ChangeDialogProps {
  readonly remediationId: string
  /** Never empty. */
  readonly platforms: readonly { readonly id: string; readonly label: string }[]
  readonly onClose: () => void
}

/** The diff first; pushing it is a second step. */
export function ChangeDialog({ remediationId, platforms, onClose }: ChangeDialogProps) {
  const [connectionId, choose] = useState(platforms[0]?.id ?? '')
  const preview = usePreviewChange(remediationId)
  const open = useOpenChange(remediationId)
  const shown = preview.data

  return (
    <Modal opened onClose={onClose} size="xl" title="Propose a change" closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="sm">
        <Select
          label="Platform"
          description="The connection the repository is on."
          allowDeselect={false}
          data={platforms.map(({ id, label }) => ({ value: id, label }))}
          value={connectionId}
          onChange={(value) => {
            choose(value ?? connectionId)
            preview.reset()
            open.reset()
          }}
        />
        {preview.error !== null && <ProblemNotice error={preview.error} during="Reading the manifests" />}
        {shown !== undefined && <Shown preview={shown} />}
        {open.error !== null && <ProblemNotice error={open.error} kept="The remediation stays as it was." />}
        {open.data !== undefined && (
          <p className={view.prose} role="status">
            <ExternalLink href={open.data.url}>{open.data.key}</ExternalLink> is {open.data.state}.
          </p>
        )}
        <div className={view.buttons}>
          {shown === undefined ? (
            <Button loading={preview.isPending} onClick={() => preview.mutate(connectionId)} data-autofocus>
              Show the diff
            </Button>
          ) : (
            <Button
              loading={open.isPending}
              disabled={open.data !== undefined || (shown.files.length === 0 && shown.request === null)}
              onClick={() => open.mutate({ connectionId, commit: shown.commit })}
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

function Shown({
  preview: { repository, branch, source, files, left, lockFiles, request },
}: {
  readonly preview: ChangePreview
}) {
  return (
    <>
      <p className={view.dim}>
        {repository}: <code>{source}</code> into <code>{branch}</code>. Nothing was pushed yet.
      </p>
      {request !== null && (
        <p className={view.prose}>
          There is one already: <ExternalLink href={request.url}>{request.key}</ExternalLink>, {request.state}.
        </p>
      )}
      {files.map(({ path, diff }) => (
        <pre key={path} className={view.raw}>
          {diff}
        </pre>
      ))}
      {lockFiles.length > 0 && (
        <ul className={view.prose} aria-label="Lock files to refresh">
          {lockFiles.map(({ path, command }) => (
            <li key={path}>
              <code>{path}</code> is not changed: run <code>{command}</code> on the branch before it is merged.
            </li>
          ))}
        </ul>
      )}
      {left.length > 0 && (
        <ul className={view.prose} aria-label="Left to you">
          {left.map(({ path, package: name, reason }) => (
            <li key={`${path} ${name}`}>
              <code>{path ?? name}</code> is left to you. {reason}
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
