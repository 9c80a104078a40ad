import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { ActionBar } from '../../components/action-bar.tsx'
import { formatCount } from '../../format/number.ts'
import { CreateRemediations } from '../remediations/create-remediations.tsx'
import { DecideForm } from './decide-form.tsx'
import { useDecide } from './queries.ts'

interface DecideBarProps {
  readonly ids: readonly string[]
  readonly onClear: () => void
}

/** The API decides on at most this many at once. */
const most = 1000

export function DecideBar({ ids, onClear }: DecideBarProps) {
  const [opened, dialog] = useDisclosure(false)
  const decide = useDecide()
  const takeBack = useDecide()
  if (ids.length === 0) return null

  function finish(): void {
    dialog.close()
    onClear()
  }

  return (
    <>
      <ActionBar count={ids.length} onClear={onClear}>
        <Button size="xs" disabled={ids.length > most} onClick={dialog.open}>
          {ids.length > most ? `At most ${most} at once` : 'Decide…'}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={ids.length > most}
          loading={takeBack.isPending}
          onClick={() => takeBack.mutate({ ids, values: { decision: 'none' } }, { onSuccess: onClear })}
        >
          Take decisions back
        </Button>
        <CreateRemediations ids={ids} />
      </ActionBar>
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={`Decide on ${formatCount(ids.length, 'vulnerability', 'vulnerabilities')}`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <DecideForm ids={ids} decide={decide} onDone={finish} onCancel={dialog.close} />
      </Modal>
    </>
  )
}
