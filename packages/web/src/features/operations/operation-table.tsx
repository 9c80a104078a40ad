import { IconActivity } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { rowsOf } from '../../api/pages.ts'
import type { Operation } from '../../api/types.ts'
import type { Column } from '../../components/data-table/column.ts'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MiddleText } from '../../components/middle-text.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { formatDuration } from '../../format/time.ts'
import { sentenceCase } from '../../format/words.ts'
import { ConnectorMarkOf } from '../connectors/connector-mark.tsx'
import { actorName } from '../session/actor-name.ts'
import { countsLine } from './counts-line.ts'
import { OperationStateLabel } from './operation-state.tsx'
import classes from './operations.module.css'
import { type OperationFilters, operationsQuery } from './queries.ts'

interface OperationTableProps {
  readonly filters: OperationFilters
  readonly withConnection: boolean
}

const columns: readonly Column<Operation>[] = [
  { id: 'state', header: 'State', width: '116px', cell: (operation) => <OperationStateLabel operation={operation} /> },
  { id: 'kind', header: 'Operation', width: '80px', fromWidth: 480, cell: (operation) => sentenceCase(operation.kind) },
  {
    id: 'connection',
    header: 'Connection',
    width: 'minmax(80px, 1.2fr)',
    cell: (operation) => (
      <>
        {operation.connection !== null && <ConnectorMarkOf connector={operation.connection.connector} />}
        <MiddleText>{operation.connectionLabel}</MiddleText>
      </>
    ),
  },
  {
    id: 'counts',
    header: 'What it did',
    width: 'minmax(0, 2.4fr)',
    fromWidth: 560,
    cell: (operation) => <span className={classes.cellDim}>{countsLine(operation)}</span>,
  },
  {
    id: 'trigger',
    header: 'Started by',
    width: 'minmax(110px, 1fr)',
    fromWidth: 860,
    cell: (operation) => startedBy(operation),
  },
  { id: 'took', header: 'Took', width: '90px', align: 'end', fromWidth: 760, cell: (operation) => took(operation) },
  {
    id: 'at',
    header: 'When',
    width: '96px',
    align: 'end',
    cell: (operation) => <RelativeTime at={operation.endedAt ?? operation.startedAt ?? operation.requestedAt} />,
  },
]

/** Of one connection: what was run is said on a phone too. */
const columnsOfOne = columns
  .filter((column) => column.id !== 'connection')
  .map((column) => (column.id === 'kind' ? { ...column, fromWidth: 0 } : column))

function startedBy(operation: Operation): string {
  if (operation.trigger === 'user') return operation.requestedBy === null ? 'Somebody' : actorName(operation.requestedBy)
  return { schedule: 'Schedule', connect: 'Connecting', 'follow-up': 'Follow-up' }[operation.trigger]
}

function took({ startedAt, endedAt }: Operation): string {
  return startedAt === null || endedAt === null ? '' : formatDuration(Date.parse(endedAt) - Date.parse(startedAt))
}

export function OperationTable({ filters, withConnection }: OperationTableProps) {
  const navigate = useNavigate()
  const list = useInfiniteQuery(operationsQuery(filters))

  if (list.error !== null && list.data === undefined) {
    return <ProblemNotice error={list.error} during="Loading the operations" onRetry={() => void list.refetch()} />
  }
  return (
    <DataTable
      label="Operations"
      columns={withConnection ? columns : columnsOfOne}
      rows={rowsOf(list.data)}
      rowId={(operation) => operation.id}
      rowName={(operation) => `${operation.kind} of ${operation.connectionLabel}`}
      state={list.isPending ? 'loading' : 'ready'}
      onActivate={(operation) => void navigate({ to: '/operations/$operationId', params: { operationId: operation.id } })}
      more={{ has: list.hasNextPage && !list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
      empty={
        <EmptyState icon={IconActivity} title="No operations">
          Each discover, sync and check shows up here with its progress, its counts and what it noted. Connect a tool, or loosen
          the filters.
        </EmptyState>
      }
    />
  )
}
