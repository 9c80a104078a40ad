import { IconLink } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import type { RowSelectionState } from '@tanstack/react-table'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { rowsOf } from '../../api/pages.ts'
import type { VendorRecord } from '../../api/types.ts'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useMay } from '../session/queries.ts'
import { MapDialog } from './map-dialog.tsx'
import { type RecordFilters, recordsQuery } from './queries.ts'
import { RecordActionBar } from './record-action-bar.tsx'
import { recordColumns } from './record-columns.tsx'
import { RecordHistory } from './record-history.tsx'
import { UnmapDialog } from './unmap-dialog.tsx'
import { type RunRecordChanges, useRecordActions } from './use-record-actions.ts'

interface RecordQueueProps {
  readonly filters: RecordFilters
  readonly withConnection?: boolean
  /** What an empty list says; by default what a record is. */
  readonly empty?: ReactNode
  /** `card` for a list in a card of another page. */
  readonly form?: 'fill' | 'card'
}

/** Records with the suggested match beside each; one by one or many at once. */
export function RecordQueue({ filters, withConnection = true, empty = <NoRecords />, form = 'fill' }: RecordQueueProps) {
  const may = useMay('maintainer')
  const list = useInfiniteQuery(recordsQuery(filters))
  const actions = useRecordActions()
  const [selected, setSelected] = useState<RowSelectionState>({})
  const [dialog, setDialog] = useState<Dialog | null>(null)
  const rows = rowsOf(list.data)
  const chosen = rows.filter((record) => selected[record.id])

  const open = useCallback((kind: Dialog['kind']) => (record: VendorRecord) => setDialog({ kind, records: [record] }), [])
  const columns = useMemo(
    () =>
      recordColumns({
        withConnection,
        may,
        run: actions.run,
        onMap: open('map'),
        onUnmap: open('unmap'),
        onHistory: open('history'),
      }),
    [withConnection, may, actions.run, open],
  )
  const run: RunRecordChanges = (steps, sentence) => {
    actions.run(steps, sentence)
    setSelected({})
    setDialog(null)
  }

  if (list.error !== null && list.data === undefined) {
    return <ProblemNotice error={list.error} during="Loading the records" onRetry={() => void list.refetch()} />
  }
  return (
    <>
      {actions.error !== null && <ProblemNotice error={actions.error} kept="The other records were changed as asked." />}
      <DataTable
        label="Records"
        columns={columns}
        rows={rows}
        rowId={(record) => record.id}
        rowName={(record) => record.name}
        height={52}
        form={form}
        onActivate={(record) => open(may && record.state !== 'IGNORED' ? 'map' : 'history')(record)}
        state={list.isPending ? 'loading' : 'ready'}
        selection={may ? { ids: selected, onChange: setSelected } : undefined}
        more={{ has: list.hasNextPage && !list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
        empty={empty}
      />
      {chosen.length > 0 && (
        <RecordActionBar
          records={chosen}
          pending={actions.pending}
          onClear={() => setSelected({})}
          onRun={run}
          onMap={(records) => setDialog({ kind: 'map', records })}
          onUnmap={(records) => setDialog({ kind: 'unmap', records })}
        />
      )}
      {dialog !== null && <RecordDialog dialog={dialog} may={may} onRun={run} onClose={() => setDialog(null)} />}
    </>
  )
}

interface Dialog {
  readonly kind: 'map' | 'unmap' | 'history'
  readonly records: readonly VendorRecord[]
}

interface RecordDialogProps {
  readonly dialog: Dialog
  readonly may: boolean
  readonly onRun: RunRecordChanges
  readonly onClose: () => void
}

function RecordDialog({ dialog: { kind, records }, may, onRun, onClose }: RecordDialogProps) {
  const [first] = records
  if (kind === 'map') return <MapDialog records={records} onClose={onClose} onMap={onRun} />
  if (kind === 'unmap') return <UnmapDialog records={records} onClose={onClose} onRun={onRun} />
  return first && <RecordHistory record={first} may={may} onRun={onRun} onClose={onClose} />
}

function NoRecords() {
  return (
    <EmptyState icon={IconLink} title="No records here">
      A record is one project as a scanner sees it. After a tool is connected, discover lists its projects here, each with the
      repository it most likely belongs to.
    </EmptyState>
  )
}
