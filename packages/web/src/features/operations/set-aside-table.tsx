import { IconRowRemove } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { countOf, rowsOf } from '../../api/pages.ts'
import type { Operation, OperationNote } from '../../api/types.ts'
import type { Column } from '../../components/data-table/column.ts'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MiddleText } from '../../components/middle-text.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { formatNumber } from '../../format/number.ts'
import classes from './operations.module.css'
import { operationNotesQuery } from './queries.ts'

const columns: readonly Column<OperationNote>[] = [
  {
    id: 'id',
    header: 'Id at the scanner',
    width: 'minmax(120px, 1fr)',
    cell: (note) => (
      <code>
        <MiddleText>{note.externalId ?? 'unknown'}</MiddleText>
      </code>
    ),
  },
  { id: 'field', header: 'Field', width: 'minmax(100px, 1fr)', fromWidth: 560, cell: (note) => <code>{note.path}</code> },
  { id: 'message', header: 'What is wrong with it', width: 'minmax(160px, 3fr)', cell: (note) => note.message },
  { id: 'target', header: 'Record', width: 'minmax(100px, 1fr)', fromWidth: 720, cell: (note) => note.target },
]

/** Rows of the scanner that could not be read. */
export function SetAsideTable({ operation }: { readonly operation: Operation }) {
  const list = useInfiniteQuery(operationNotesQuery(operation.id, 'set-aside'))
  const listed = countOf(list.data)
  const { setAside } = operation.counts

  if (list.error !== null && list.data === undefined) {
    return <ProblemNotice error={list.error} during="Loading the rows" onRetry={() => void list.refetch()} />
  }
  return (
    <>
      {listed !== undefined && listed.value < setAside && (
        <p className={classes.missing}>
          {formatNumber(setAside)} rows were set aside; the first {formatNumber(listed.value)} are written down.
        </p>
      )}
      <DataTable
        label="Set aside"
        columns={columns}
        rows={rowsOf(list.data)}
        rowId={(note) => String(note.seq)}
        rowName={(note) => note.externalId ?? note.message}
        state={list.isPending ? 'loading' : 'ready'}
        more={{ has: list.hasNextPage && !list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
        empty={
          <EmptyState icon={IconRowRemove} title="No row was set aside">
            A row of the scanner that cannot be read is listed here with the field that is wrong. Nothing of its record closes
            until it can be read.
          </EmptyState>
        }
      />
    </>
  )
}
