import { useDisclosure } from '@mantine/hooks'
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
import { useRecordActions } from './use-record-actions.ts'

interface RecordQueueProps {
  readonly filters: RecordFilters
  readonly withConnection?: boolean
  /** What an empty list says; by default what a record is. */
  readonly empty?: ReactNode
}

/** Records with the suggested match beside each; one by one or many at once. */
export function RecordQueue({ filters, withConnection = true, empty = <NoRecords /> }: RecordQueueProps) {
  const may = useMay('writer')
  const list = useInfiniteQuery(recordsQuery(filters))
  const actions = useRecordActions()
  const [selected, setSelected] = useState<RowSelectionState>({})
  const [toMap, setToMap] = useState<readonly VendorRecord[]>([])
  const [opened, dialog] = useDisclosure(false)
  const rows = rowsOf(list.data)
  const chosen = rows.filter((record) => selected[record.id])

  const openDialog = useCallback(
    (record: VendorRecord) => {
      setToMap([record])
      dialog.open()
    },
    [dialog.open],
  )
  const columns = useMemo(
    () => recordColumns({ withConnection, may, run: actions.run, onMap: openDialog }),
    [withConnection, may, actions.run, openDialog],
  )

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
        onActivate={may ? openDialog : undefined}
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
          onRun={(steps, sentence) => {
            actions.run(steps, sentence)
            setSelected({})
          }}
          onMap={() => {
            setToMap(chosen)
            dialog.open()
          }}
        />
      )}
      {opened && (
        <MapDialog
          records={toMap}
          onClose={dialog.close}
          onMap={(steps, sentence) => {
            actions.run(steps, sentence)
            setSelected({})
            dialog.close()
          }}
        />
      )}
    </>
  )
}

function NoRecords() {
  return (
    <EmptyState icon={IconLink} title="No records here">
      A record is one project as a scanner sees it. After a tool is connected, discover lists its projects here, each with the
      repository it most likely belongs to.
    </EmptyState>
  )
}
