import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Operation } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { sentenceCase } from '../../format/words.ts'
import operations from '../operations/operations.module.css'
import { connectionFaultsQuery } from './queries.ts'

interface ConnectionFaultsProps {
  readonly connection: string
}

/** What went wrong lately, the last first; nothing when nothing did. */
export function ConnectionFaults({ connection }: ConnectionFaultsProps) {
  const { data: faults = [] } = useQuery(connectionFaultsQuery(connection))
  if (faults.length === 0) return null

  return (
    <Card title="Last faults" form="flush">
      {faults.map((operation) => (
        <Link
          key={operation.id}
          to="/operations/$operationId"
          params={{ operationId: operation.id }}
          className={operations.line}
        >
          <span className={operations.lineName}>
            {`${sentenceCase(operation.kind)} ${operation.state}`}
            <span className={operations.lineCounts}>{faultOf(operation)}</span>
          </span>
          <span className={operations.lineTime}>
            <RelativeTime at={operation.endedAt ?? operation.requestedAt} />
          </span>
        </Link>
      ))}
    </Card>
  )
}

function faultOf({ problem, coverage }: Operation): string {
  if (problem !== null) return problem.message
  const missing = coverage?.['missing']
  return Array.isArray(missing) && missing.length > 0 ? missing.join(' ') : 'Only a part was read.'
}
