import { Button, Skeleton } from '@mantine/core'
import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { rowsOf } from '../../api/pages.ts'
import { SeverityTally } from '../../components/severity-counts.tsx'
import operations from '../operations/operations.module.css'
import { type RemediationFilters, remediationsQuery } from './queries.ts'
import { pendingStates } from './search.ts'
import { StateLabel } from './state-label.tsx'

interface RemediationListProps {
  readonly filters: RemediationFilters
  readonly empty: string
}

/** What is not over, in a card of another page: the few that close most. */
export function RemediationList({ filters, empty }: RemediationListProps) {
  const list = useInfiniteQuery(remediationsQuery({ state: pendingStates, ...filters }, '-priority', 8))
  const rows = rowsOf(list.data)
  if (list.isPending) return <Skeleton height={88} m="md" />
  if (rows.length === 0) return <div className={operations.line}>{empty}</div>

  return (
    <>
      {rows.map((remediation) => (
        <Link
          key={remediation.id}
          to="/remediations/$remediationId"
          params={{ remediationId: remediation.id }}
          className={operations.line}
        >
          <span className={operations.lineName}>
            {remediation.title}
            {filters.repository === undefined && <span className={operations.lineCounts}>{remediation.asset}</span>}
          </span>
          <SeverityTally counts={remediation.open} />
          <StateLabel state={remediation.state} />
        </Link>
      ))}
      {list.hasNextPage && (
        <Button
          variant="subtle"
          color="gray"
          fullWidth
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </>
  )
}
