import { Button, Modal, Radio, Skeleton, Stack, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Connection } from '../../api/types.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import integration from '../integrations/integrations.module.css'
import { removalQuery, useRemoveConnection } from './queries.ts'
import { removalLines } from './removal-lines.ts'

interface RemoveDialogProps {
  readonly connection: Connection
  readonly onClose: () => void
}

/** Says what goes with a connection, lets choose what becomes of its findings, and removes it. */
export function RemoveDialog({ connection, onClose }: RemoveDialogProps) {
  const navigate = useNavigate()
  const remove = useRemoveConnection(connection.id)
  const removal = useQuery(removalQuery(connection.id))
  const [findings, setFindings] = useState<'keep' | 'delete'>('keep')
  const [typed, setTyped] = useState('')
  const sure = findings === 'keep' || typed === connection.label

  return (
    <Modal opened onClose={onClose} title={`Remove “${connection.label}”?`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        {remove.error !== null && <ProblemNotice error={remove.error} kept="The connection is still here." />}
        {removal.error !== null && (
          <ProblemNotice error={removal.error} during="Counting what goes" onRetry={() => void removal.refetch()} />
        )}
        <Radio.Group
          label="Its findings"
          value={findings}
          onChange={(value) => setFindings(value === 'delete' ? 'delete' : 'keep')}
        >
          <Stack gap="xs" mt="xs">
            <Radio
              value="keep"
              label="Keep them, closed"
              description="They close with the reason “connection removed”. Decisions and history stay."
            />
            <Radio value="delete" label="Delete them for good" description="With their history. This cannot be undone." />
          </Stack>
        </Radio.Group>
        <section aria-label="What happens" aria-live="polite">
          {removal.data === undefined ? (
            removal.error === null && <Skeleton height={84} />
          ) : (
            <ul className={integration.warnings}>
              {removalLines(removal.data, findings).map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
        </section>
        {findings === 'delete' && (
          <TextInput
            label={`Type “${connection.label}” to delete the findings`}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
          />
        )}
        <div className={integration.footer}>
          <Button variant="default" onClick={onClose} data-autofocus>
            Cancel
          </Button>
          <Button
            color="red"
            disabled={!sure}
            loading={remove.isPending}
            onClick={() => remove.mutate(findings, { onSuccess: () => navigate({ to: '/integrations' }) })}
          >
            Remove
          </Button>
        </div>
      </Stack>
    </Modal>
  )
}
