import { IconArrowsDiff } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { rowsOf } from '../../api/pages.ts'
import type { Operation, OperationChange } from '../../api/types.ts'
import type { Column } from '../../components/data-table/column.ts'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MiddleText } from '../../components/middle-text.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SeverityMark } from '../../components/severity.tsx'
import { changedThings, changeName } from './change-words.ts'
import classes from './operations.module.css'
import { type ChangeKind, operationChangesQuery } from './queries.ts'

const change: Column<OperationChange> = {
  id: 'change',
  header: 'Change',
  width: '112px',
  cell: (row) => changeName(row.change),
}

const ofFindings: readonly Column<OperationChange>[] = [
  change,
  {
    id: 'severity',
    header: 'Severity',
    width: '104px',
    fromWidth: 460,
    cell: (row) => row.finding !== null && <SeverityMark severity={row.finding.severity} form="label" />,
  },
  { id: 'name', header: 'Finding', width: 'minmax(160px, 2fr)', cell: (row) => row.name },
  {
    id: 'record',
    header: 'Record',
    width: 'minmax(110px, 1fr)',
    fromWidth: 620,
    cell: (row) => row.record !== null && <MiddleText>{row.record.name}</MiddleText>,
  },
  {
    id: 'id',
    header: 'Id at the scanner',
    width: 'minmax(110px, 1fr)',
    fromWidth: 560,
    cell: (row) => (
      <code>
        <MiddleText>{row.finding?.externalId ?? ''}</MiddleText>
      </code>
    ),
  },
  {
    id: 'now',
    header: 'Now',
    width: '84px',
    fromWidth: 760,
    cell: (row) => (row.finding?.presence === 'present' ? 'Present' : 'Absent'),
  },
]

const ofRecords: readonly Column<OperationChange>[] = [
  change,
  { id: 'name', header: 'Name', width: 'minmax(160px, 2fr)', cell: (row) => <MiddleText>{row.name}</MiddleText> },
  {
    id: 'formerly',
    header: 'Formerly',
    width: 'minmax(120px, 2fr)',
    fromWidth: 560,
    cell: (row) => row.formerName !== null && <MiddleText>{row.formerName}</MiddleText>,
  },
  {
    id: 'what',
    header: 'What',
    width: '110px',
    fromWidth: 460,
    cell: (row) => (row.repository === null ? 'Record' : 'Repository'),
  },
]

interface ChangesTableProps {
  readonly operation: Operation
  readonly changes: readonly ChangeKind[] | undefined
}

/** What a run changed; a finding leads to its vulnerability. */
export function ChangesTable({ operation, changes }: ChangesTableProps) {
  const navigate = useNavigate()
  const list = useInfiniteQuery(operationChangesQuery(operation.id, changes))
  const discovers = operation.kind === 'discover'
  // A scanner may list one finding on two pages.
  const rows = discovers ? rowsOf(list.data) : [...new Map(rowsOf(list.data).map((row) => [placeOf(row), row])).values()]

  if (list.error !== null && list.data === undefined) {
    return <ProblemNotice error={list.error} during="Loading what changed" onRetry={() => void list.refetch()} />
  }
  return (
    <>
      <p className={classes.missing}>
        {discovers
          ? 'Names are as they were then.'
          : 'Findings are shown as they are now. One that was deleted since is counted, but not listed.'}
      </p>
      <DataTable
        label={`${changedThings(operation)} this run changed`}
        columns={discovers ? ofRecords : ofFindings}
        rows={rows}
        rowId={placeOf}
        rowName={(row) => row.name}
        state={list.isPending ? 'loading' : 'ready'}
        onActivate={discovers ? undefined : (row) => open(row)}
        more={{ has: list.hasNextPage && !list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
        empty={
          <EmptyState icon={IconArrowsDiff} title="Nothing changed">
            What a sync finds new, changed, re-opened or closed is listed here, and what a discover finds new, renamed or gone.
          </EmptyState>
        }
      />
    </>
  )

  function open({ finding }: OperationChange): void {
    if (finding === null) return
    void navigate({ to: '/vulnerabilities/$vulnerabilityId', params: { vulnerabilityId: finding.vulnerabilityId } })
  }
}

function placeOf({ change, name, finding, record, repository }: OperationChange): string {
  return [change, finding?.id ?? record?.id ?? repository?.id ?? '', name].join(' ')
}
