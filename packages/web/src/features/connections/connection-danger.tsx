import { Button } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import type { Connection } from '../../api/types.ts'
import { useMay } from '../session/queries.ts'
import classes from './connection-page.module.css'
import { usePause } from './queries.ts'
import { RemoveDialog } from './remove-dialog.tsx'

interface ConnectionDangerProps {
  readonly connection: Connection
}

/** What stops a connection, for a while or for good. */
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
