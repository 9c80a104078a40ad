import { Button, Modal, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { rowsOf } from '../../api/pages.ts'
import type { RecordEvent, VendorRecord } from '../../api/types.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { actorName } from '../session/actor-name.ts'
import { eventSentence } from './event-sentence.ts'
import { recordHistoryQuery } from './queries.ts'
import { RecordStateLabel } from './record-states.tsx'
import classes from './records.module.css'
import type { RunRecordChanges } from './use-record-actions.ts'

interface RecordHistoryProps {
  readonly record: VendorRecord
  readonly may: boolean
  readonly onRun: RunRecordChanges
  readonly onClose: () => void
}

/** What became of a record: its states and its mappings, newest first. The last mapping can be taken back here. */
export function RecordHistory({ record, may, onRun, onClose }: RecordHistoryProps) {
  const history = useInfiniteQuery(recordHistoryQuery(record.id))

  return (
    <Modal
      opened
      onClose={onClose}
      title={`History of “${record.name}”`}
      size={560}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {history.error !== null && (
        <ProblemNotice error={history.error} during="Loading the history" onRetry={() => void history.refetch()} />
      )}
      {history.isPending && <Skeleton height={160} />}
      <ol className={classes.history}>
        {rowsOf(history.data).map((event) => (
          <li key={event.id} className={classes.event}>
            <span className={classes.eventWhat}>
              {event.kind === 'state' && <RecordStateLabel state={event.to} />}
              <span>{eventSentence(event)}</span>
            </span>
            <span className={classes.reason}>
              <RelativeTime at={event.at} />
              {event.by === null ? '' : ` by ${actorName(event.by)}`}
            </span>
            {isUndoable(event) && (
              <Button
                size="xs"
                variant="default"
                disabled={!may || record.state === 'IGNORED'}
                onClick={() => {
                  onRun([{ kind: 'undo', id: record.id }], `Took the mapping of ${record.name} back`)
                  onClose()
                }}
              >
                Take back
              </Button>
            )}
          </li>
        ))}
      </ol>
      {history.hasNextPage && (
        <Button
          variant="subtle"
          color="gray"
          fullWidth
          loading={history.isFetchingNextPage}
          onClick={() => void history.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </Modal>
  )
}

function isUndoable(event: RecordEvent): boolean {
  return event.kind === 'mapping' && event.undoable
}
