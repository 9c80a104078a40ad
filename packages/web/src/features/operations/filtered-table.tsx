import { IconFilter } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { countOf, rowsOf } from '../../api/pages.ts'
import type { FilteredFinding, Operation } from '../../api/types.ts'
import type { Column } from '../../components/data-table/column.ts'
import { DataTable } from '../../components/data-table/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { MiddleText } from '../../components/middle-text.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { SeverityMark } from '../../components/severity.tsx'
import { type BoundedCount, formatBounded, formatNumber } from '../../format/number.ts'
import { sentenceCase } from '../../format/words.ts'
import classes from './operations.module.css'
import { operationFilteredQuery } from './queries.ts'
import { reasonName } from './reason-words.ts'

const columns: readonly Column<FilteredFinding>[] = [
  {
    id: 'severity',
    header: 'Severity',
    width: '104px',
    fromWidth: 470,
    cell: (row) => <SeverityMark severity={row.severity} form="label" />,
  },
  { id: 'name', header: 'Finding', width: 'minmax(160px, 2fr)', cell: (row) => row.name },
  { id: 'kind', header: 'Kind', width: '110px', fromWidth: 620, cell: (row) => sentenceCase(row.kind) },
  { id: 'reason', header: 'Why', width: 'minmax(130px, 1fr)', cell: (row) => reasonName(row.reason) },
  {
    id: 'record',
    header: 'Record',
    width: 'minmax(110px, 1fr)',
    fromWidth: 760,
    cell: (row) => <MiddleText>{row.record.name}</MiddleText>,
  },
  {
    id: 'id',
    header: 'Id at the scanner',
    width: 'minmax(110px, 1fr)',
    fromWidth: 560,
    cell: (row) => (
      <code>
        <MiddleText>{row.externalId}</MiddleText>
      </code>
    ),
  },
]

interface FilteredTableProps {
  readonly operation: Operation
  readonly reasons: readonly string[] | undefined
}

/** What import rules left out of an operation, as far as it is still known; a row leads to its explanation. */
export function FilteredTable({ operation, reasons }: FilteredTableProps) {
  const navigate = useNavigate()
  const list = useInfiniteQuery(operationFilteredQuery(operation.id, reasons))
  const { connection } = operation
  // A scanner may list one finding on two pages.
  const rows = [...new Map(rowsOf(list.data).map((row) => [placeOf(row), row])).values()]

  if (list.error !== null && list.data === undefined) {
    return <ProblemNotice error={list.error} during="Loading what was left out" onRetry={() => void list.refetch()} />
  }
  return (
    <>
      <Missing left={leftOut(operation, reasons)} listed={countOf(list.data)} />
      <DataTable
        label="Left out by the import rules"
        columns={columns}
        rows={rows}
        rowId={placeOf}
        rowName={(row) => row.name}
        state={list.isPending ? 'loading' : 'ready'}
        onActivate={
          connection === null
            ? undefined
            : (row) => void navigate({ to: '/explain', search: { connection: connection.id, id: row.externalId } })
        }
        more={{ has: list.hasNextPage && !list.isFetchingNextPage, load: () => void list.fetchNextPage() }}
        empty={
          <EmptyState icon={IconFilter} title="Nothing listed here">
            What the import rules leave out of a sync is listed here, each with the rule, until a later sync reads the same
            records again.
          </EmptyState>
        }
      />
    </>
  )
}

function placeOf({ record, externalId }: FilteredFinding): string {
  return `${record.id} ${externalId}`
}

function leftOut({ counts }: Operation, reasons: readonly string[] | undefined): number {
  return Object.entries(counts.filtered)
    .filter(([reason]) => reasons === undefined || reasons.includes(reason))
    .reduce((sum, [, count]) => sum + count, 0)
}

/** The count stays, the list does not: says so where they differ. */
function Missing({ left, listed }: { readonly left: number; readonly listed: BoundedCount | undefined }) {
  if (listed === undefined || listed.relation !== 'exact' || listed.value >= left) return null
  return (
    <p className={classes.missing}>
      {formatNumber(left)} were left out, {formatBounded(listed)} of them are listed. The others were replaced by a later sync
      of the same records, or held back by the scanner because the rules ask it to.
    </p>
  )
}
