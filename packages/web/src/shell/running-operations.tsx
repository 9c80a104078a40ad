import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { runningOperationsQuery } from '../features/operations/queries.ts'
import classes from './shell.module.css'

/** How many operations run right now; leads to them. */
export function RunningOperations() {
  const { data } = useQuery(runningOperationsQuery)
  const running = data?.items.filter((operation) => operation.state === 'running').length ?? 0
  if (data === undefined || data.items.length === 0) return null

  return (
    <Link to="/operations" search={{ state: ['queued', 'running'] }} className={classes.running}>
      <span className={classes.pulse} aria-hidden />
      {running > 0 ? `${running} running` : `${data.items.length} waiting`}
    </Link>
  )
}
