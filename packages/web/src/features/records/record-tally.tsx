import { Link } from '@tanstack/react-router'
import type { Connection } from '../../api/types.ts'
import { formatNumber } from '../../format/number.ts'
import { RecordStateLabel, recordStates } from './record-states.tsx'
import classes from './records.module.css'

interface RecordTallyProps {
  readonly counts: Connection['records']
  /** Only those of one connection. */
  readonly connection?: string
}

/** Records by state; each number leads to them. */
export function RecordTally({ counts, connection }: RecordTallyProps) {
  return (
    <ul className={classes.tally}>
      {recordStates.map((state) => (
        <li key={state}>
          <Link
            to="/records"
            search={{ state, connection: connection === undefined ? undefined : [connection] }}
            className={classes.tallyLink}
            data-zero={counts[state] === 0 || undefined}
          >
            <span className={classes.tallyCount}>{formatNumber(counts[state])}</span>
            <RecordStateLabel state={state} />
          </Link>
        </li>
      ))}
    </ul>
  )
}
