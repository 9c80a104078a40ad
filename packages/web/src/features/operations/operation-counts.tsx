import type { Operation } from '../../api/types.ts'
import { formatNumber } from '../../format/number.ts'
import classes from './operations.module.css'

interface OperationCountsProps {
  readonly counts: Operation['counts']
}

export function OperationCounts({ counts }: OperationCountsProps) {
  const shown = [
    ['Pages', counts.pages],
    ['Seen', counts.seen],
    ['New', counts.new],
    ['Changed', counts.changed],
    ['Unchanged', counts.unchanged],
    ['Closed', counts.closed],
    ['Re-opened', counts.reopened],
    ['Set aside', counts.setAside],
  ] as const

  return (
    <dl className={classes.counts}>
      {shown.map(([name, count]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{formatNumber(count)}</dd>
        </div>
      ))}
    </dl>
  )
}
