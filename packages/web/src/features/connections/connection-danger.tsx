import { Button, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { Connection } from '../../api/types.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import integration from '../integrations/integrations.module.css'
import { useMay } from '../session/queries.ts'
import classes from './connection-page.module.css'
import { usePause, useRemoveConnection } from './queries.ts'

interface ConnectionDangerProps {
  readonly connection: Connection
}

export function ConnectionDanger({ connection }: ConnectionDangerProps) {
  const may = useMay('maintainer')
  const [opened, dialog] = useDisclosure(false)
  const pause = usePause(connection.id)
  const paused = connection.state === 'paused'

  return (
    <>
      <section className={classes.danger} aria-label={paused ? 'Resume' : 'Pause'}>
        <div>
          <h2>{paused ? 'Resume this connection' : 'Pause this connection'}</h2>
          <p>
            {paused
              ? 'It runs on its schedules again.'
              : 'Nothing runs by itself until it is resumed. Its findings stay as they are.'}
          </p>
        </div>
        <Button
          variant="default"
          disabled={!may}
          loading={pause.isPending}
          onClick={() => pause.mutate(paused ? 'resume' : 'pause')}
        >
          {paused ? 'Resume' : 'Pause'}
        </Button>
      </section>
      <section className={classes.danger} aria-label="Remove">
        <div>
          <h2>Remove this connection</h2>
          <p>Its credentials are deleted. You choose whether its findings stay, closed, or go for good.</p>
        </div>
        <Button color="red" variant="light" disabled={!may} onClick={dialog.open}>
          Remove…
        </Button>
      </section>
      {opened && <RemoveDialog connection={connection} onClose={dialog.close} />}
    </>
  )
}

interface RemoveDialogProps {
  readonly connection: Connection
  readonly onClose: () => void
}

function RemoveDialog({ connection, onClose }: RemoveDialogProps) {
  const navigate = useNavigate()
  const remove = useRemoveConnection(connection.id)
  const [findings, setFindings] = useState<'keep' | 'delete'>('keep')
  const [typed, setTyped] = useState('')
  const sure = findings === 'keep' || typed === connection.label

  return (
    <Modal opened onClose={onClose} title={`Remove “${connection.label}”?`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <Stack gap="md">
        {remove.error !== null && <ProblemNotice error={remove.error} kept="The connection is still here." />}
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
