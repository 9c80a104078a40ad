import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { rowsOf } from '../../api/pages.ts'
import { formatCount } from '../../format/number.ts'
import view from '../vulnerabilities/vulnerabilities.module.css'
import { remediationsQuery } from './queries.ts'
import { StateLabel } from './state-label.tsx'

interface ClosingRemediationProps {
  readonly vulnerabilityId: string
}

/** The change that closes a vulnerability, and what else it closes; nothing where there is none. */
export function ClosingRemediation({ vulnerabilityId }: ClosingRemediationProps) {
  const list = useInfiniteQuery(remediationsQuery({ vulnerability: [vulnerabilityId] }, '-priority', 1))
  const [remediation] = rowsOf(list.data)
  if (remediation === undefined) return null

  const others = remediation.vulnerabilities - 1
  return (
    <div className={view.facts}>
      <Link to="/remediations/$remediationId" params={{ remediationId: remediation.id }} className={view.link}>
        {remediation.title}
      </Link>
      <StateLabel state={remediation.state} />
      {others > 0 && <span>closes {formatCount(others, 'more', 'more')}</span>}
    </div>
  )
}
