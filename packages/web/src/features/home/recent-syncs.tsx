import { Skeleton } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Card } from '../../components/card.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { OperationLine } from '../operations/operation-line.tsx'
import { recentSyncsQuery } from '../operations/queries.ts'
import classes from './home.module.css'

/** The last syncs, with what each did and what it left out. */
export function RecentSyncs() {
  const { data: syncs, error, refetch } = useQuery(recentSyncsQuery)

  return (
    <Card title="Last syncs" aside={<Link to="/operations">All operations</Link>} form="flush">
      {error !== null && <ProblemNotice error={error} during="Loading the last syncs" onRetry={() => void refetch()} />}
      {syncs === undefined && error === null && <Skeleton height={220} m="md" />}
      {syncs?.length === 0 && <div className={classes.calm}>The first sync starts after a record is mapped.</div>}
      {syncs?.map((operation) => (
        <OperationLine key={operation.id} operation={operation} withConnection />
      ))}
    </Card>
  )
}
