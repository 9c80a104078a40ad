import { Link } from '@tanstack/react-router'
import type { Operation } from '../../api/types.ts'
import { RelativeTime } from '../../components/relative-time.tsx'
import { sentenceCase } from '../../format/words.ts'
import { ConnectorMarkOf } from '../connectors/connector-mark.tsx'
import { countsLine } from './counts-line.ts'
import { OperationStateLabel } from './operation-state.tsx'
import classes from './operations.module.css'

interface OperationLineProps {
  readonly operation: Operation
  /** Whose it is, for lists over all connections. */
  readonly withConnection?: boolean
}

/** One operation in a line that leads to its page. */
export function OperationLine({ operation, withConnection = false }: OperationLineProps) {
  return (
    <Link to="/operations/$operationId" params={{ operationId: operation.id }} className={classes.line}>
      {withConnection && operation.connection !== null && <ConnectorMarkOf connector={operation.connection.connector} />}
      <span className={classes.lineName}>
        {withConnection ? operation.connectionLabel : sentenceCase(operation.kind)}
        <span className={classes.lineCounts}>{countsLine(operation)}</span>
      </span>
      <OperationStateLabel operation={operation} />
      <span className={classes.lineTime}>
        <RelativeTime at={operation.endedAt ?? operation.startedAt ?? operation.requestedAt} />
      </span>
    </Link>
  )
}
