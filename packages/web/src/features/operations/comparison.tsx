import { Skeleton, Table } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { Operation, OperationComparison } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { formatCount, formatDifference, formatNumber } from '../../format/number.ts'
import { changeName } from './change-words.ts'
import classes from './operations.module.css'
import { operationComparisonQuery } from './queries.ts'
import { reasonName } from './reason-words.ts'

interface ComparisonProps {
  readonly operation: Operation
}

/** A run beside the one before it; what it changed leads to the findings or records themselves. */
export function Comparison({ operation }: ComparisonProps) {
  const { data, error, refetch } = useQuery(operationComparisonQuery(operation.id))

  return (
    <Card title="Compared with the run before" form="flush" aside={data && <Before comparison={data} />}>
      {error !== null && <ProblemNotice error={error} during="Comparing" onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={200} m="md" />}
      {data !== undefined && <Counts comparison={data} />}
      {data !== undefined && data.passedOver > 0 && (
        <p className={classes.aside}>
          {formatCount(data.passedOver, 'run')} in between failed or stopped early; what changed there is listed there.
        </p>
      )}
    </Card>
  )
}

function Before({ comparison: { previous } }: { readonly comparison: OperationComparison }) {
  if (previous === null) return 'There is none to compare with.'
  return (
    <Link to="/operations/$operationId" params={{ operationId: previous.id }} className={classes.link}>
      {previous.endedAt === null ? previous.id : <RelativeTime at={previous.endedAt} />}
    </Link>
  )
}

interface Row {
  readonly id: string
  readonly name: ReactNode
  readonly count: { readonly now: number; readonly before: number | null; readonly difference: number | null }
}

function Counts({ comparison }: { readonly comparison: OperationComparison }) {
  const { counts, filtered, changes, operation, previous } = comparison
  const compared: Readonly<Record<string, Row['count'] | undefined>> = counts
  const changed: readonly Row[] = changes.map(({ change, counted, listed }) => ({
    id: change,
    name:
      listed.value === 0 ? (
        changeName(change)
      ) : (
        <Link
          to="/operations/$operationId/rows"
          params={{ operationId: operation }}
          search={{ list: 'changes', change: [change] }}
          className={classes.link}
        >
          {changeName(change)}
        </Link>
      ),
    count: compared[change] ?? { now: counted, before: null, difference: null },
  }))
  const all: readonly Row[] = [
    { id: 'seen', name: 'Seen', count: counts.seen },
    { id: 'unchanged', name: 'Unchanged', count: counts.unchanged },
    ...changed,
    { id: 'set-aside', name: 'Set aside', count: counts.setAside },
    ...Object.entries(filtered).map(([reason, count]) => ({
      id: `filtered ${reason}`,
      name: `Left out: ${reasonName(reason)}`,
      count,
    })),
  ]
  // Without a run before, the counts alone stand beside it on the page already.
  const alone = previous === null
  const rows = alone ? changed : all

  return (
    <Table.ScrollContainer minWidth={320}>
      <Table verticalSpacing={6} horizontalSpacing="md">
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{alone ? 'Change' : 'Count'}</Table.Th>
            <Table.Th scope="col" ta="end">
              This run
            </Table.Th>
            {!alone && (
              <Table.Th scope="col" ta="end">
                Before
              </Table.Th>
            )}
            {!alone && (
              <Table.Th scope="col" ta="end">
                Difference
              </Table.Th>
            )}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(({ id, name, count }) => (
            <Table.Tr key={id}>
              <Table.Td>{name}</Table.Td>
              <Table.Td ta="end">{formatNumber(count.now)}</Table.Td>
              {!alone && <Table.Td ta="end">{count.before === null ? '–' : formatNumber(count.before)}</Table.Td>}
              {!alone && <Table.Td ta="end">{count.difference === null ? '–' : formatDifference(count.difference)}</Table.Td>}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
