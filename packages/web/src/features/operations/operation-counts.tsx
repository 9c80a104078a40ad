import { Link } from '@tanstack/react-router'
import type { Operation } from '../../api/types.ts'
import { formatNumber } from '../../format/number.ts'
import classes from './operations.module.css'

interface OperationCountsProps {
  readonly operation: Operation
}

export function OperationCounts({ operation }: OperationCountsProps) {
  const { id, counts } = operation
  const shown = [
    ['Pages', counts.pages],
    ['Seen', counts.seen],
    ['New', counts.new],
    ['Changed', counts.changed],
    ['Unchanged', counts.unchanged],
    ['Closed', counts.closed],
    ['Re-opened', counts.reopened],
  ] as const

  return (
    <dl className={classes.counts}>
      {shown.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{formatNumber(count)}</dd>
        </div>
      ))}
      <div>
        <dt>Set aside</dt>
        <dd>
          {counts.setAside === 0 ? (
            formatNumber(0)
          ) : (
            <Link
              to="/operations/$operationId/rows"
              params={{ operationId: id }}
              search={{ list: 'set-aside' }}
              className={classes.link}
            >
              {formatNumber(counts.setAside)}
            </Link>
          )}
        </dd>
      </div>
    </dl>
  )
}
