import { Button, Modal } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { ActionBar } from '../../components/action-bar.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { formatCount } from '../../format/number.ts'
import { useResume } from './queries.ts'
import { WaitForm } from './wait-form.tsx'

interface WaitBarProps {
  readonly ids: readonly string[]
  readonly onClear: () => void
}

/** The API takes at most this many at once. */
const most = 1000

/** What can be done with the remediations chosen in the list. */
export function WaitBar({ ids, onClear }: WaitBarProps) {
  const [opened, dialog] = useDisclosure(false)
  const resume = useResume(ids)
  if (ids.length === 0) return null
  const tooMany = ids.length > most

  function finish(): void {
    dialog.close()
    onClear()
  }

  return (
    <>
      <ActionBar count={ids.length} onClear={onClear}>
        <Button size="xs" disabled={tooMany} onClick={dialog.open}>
          {tooMany ? `At most ${most} at once` : 'Wait for a vendor…'}
        </Button>
        <Button
          size="xs"
          variant="default"
          disabled={tooMany}
          loading={resume.isPending}
          onClick={() => resume.mutate(undefined, { onSuccess: onClear })}
        >
          Go on
        </Button>
      </ActionBar>
      {resume.error !== null && <ProblemNotice error={resume.error} kept="Nothing was changed." />}
      <Modal
        opened={opened}
        onClose={dialog.close}
        title={`Wait for a vendor with ${formatCount(ids.length, 'remediation')}`}
        closeButtonProps={{ 'aria-label': 'Close' }}
      >
        <WaitForm ids={ids} onDone={finish} onCancel={dialog.close} />
      </Modal>
    </>
  )
}
