import { Button } from '@mantine/core'
import { modals } from '@mantine/modals'
import type { Operation } from '../../api/types.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useMay } from '../session/queries.ts'
import classes from './operations.module.css'
import { useConfirmOperation } from './queries.ts'

interface HeldSnapshotProps {
  readonly operation: Operation
}

/** A complete answer that dropped so much that nothing was closed yet. */
export function HeldSnapshot({ operation }: HeldSnapshotProps) {
  const may = useMay('maintainer')
  const confirm = useConfirmOperation()

  function ask(): void {
    modals.openConfirmModal({
      title: 'Close what vanished?',
      children:
        'Everything this run did not see is closed as absent. If the vendor lists it again, it opens again. The notes say which records it concerns.',
      labels: { confirm: 'Close it', cancel: 'Not now' },
      closeButtonProps: { 'aria-label': 'Close' },
      onConfirm: () => confirm.mutate(operation.id),
    })
  }

  return (
    <>
      {confirm.error !== null && <ProblemNotice error={confirm.error} kept="Nothing was closed." />}
      <section className={classes.hold} aria-label="Waiting for confirmation">
        <div>
          <strong>The vendor suddenly lists far fewer findings</strong>
          <p>
            That happens when somebody fixed a lot, and also when a token lost its rights. Nothing was closed. Look at the notes
            below, then decide.
          </p>
        </div>
        <Button disabled={!may} loading={confirm.isPending} onClick={ask}>
          Close what vanished…
        </Button>
      </section>
    </>
  )
}
