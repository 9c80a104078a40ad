import { Button } from '@mantine/core'
import type { VendorRecord } from '../../api/types.ts'
import { ActionBar } from '../../components/action-bar.tsx'
import { acceptSteps } from './accept-steps.ts'
import type { RunRecordChanges } from './use-record-actions.ts'

interface RecordActionBarProps {
  readonly records: readonly VendorRecord[]
  readonly pending: boolean
  readonly onClear: () => void
  readonly onRun: RunRecordChanges
  readonly onMap: (open: readonly VendorRecord[]) => void
  readonly onUnmap: (mapped: readonly VendorRecord[]) => void
}

export function RecordActionBar({ records, pending, onClear, onRun, onMap, onUnmap }: RecordActionBarProps) {
  const accept = acceptSteps(records)
  const ignorable = records.filter((record) => record.state !== 'IGNORED')
  const ignored = records.filter((record) => record.state === 'IGNORED')
  const mapped = ignorable.filter((record) => record.mapping !== null)
  const synced = records.filter((record) => record.state === 'GOOD')

  return (
    <ActionBar count={records.length} onClear={onClear}>
      {accept.length > 0 && (
        <Button size="xs" loading={pending} onClick={() => onRun(accept, 'Mapped as suggested')}>
          Accept {accept.length === 1 ? 'the suggestion' : `${accept.length} suggestions`}
        </Button>
      )}
      {ignorable.length > 0 && (
        <Button size="xs" variant="default" disabled={pending} onClick={() => onMap(ignorable)}>
          Map to…
        </Button>
      )}
      {synced.length > 0 && (
        <Button
          size="xs"
          variant="default"
          disabled={pending}
          onClick={() =>
            onRun(
              synced.map(({ id }) => ({ kind: 'sync', id })),
              'Sync asked for',
            )
          }
        >
          Sync now
        </Button>
      )}
      {mapped.length > 0 && (
        <Button size="xs" variant="default" disabled={pending} onClick={() => onUnmap(mapped)}>
          Unmap…
        </Button>
      )}
      {ignorable.length > 0 && (
        <Button
          size="xs"
          variant="default"
          disabled={pending}
          onClick={() =>
            onRun(
              ignorable.map(({ id }) => ({ kind: 'ignore', id })),
              'Ignored',
            )
          }
        >
          Ignore
        </Button>
      )}
      {ignored.length > 0 && (
        <Button
          size="xs"
          variant="default"
          disabled={pending}
          onClick={() =>
            onRun(
              ignored.map(({ id }) => ({ kind: 'restore', id })),
              'Restored',
            )
          }
        >
          Restore
        </Button>
      )}
    </ActionBar>
  )
}
