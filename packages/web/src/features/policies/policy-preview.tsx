import { useQuery } from '@tanstack/react-query'
import { describeProblem } from '../../api/problem.ts'
import { formatCount, formatNumber } from '../../format/number.ts'
import records from '../records/records.module.css'
import type { PolicyValues } from './policy-values.ts'
import { policyPreviewQuery } from './queries.ts'

interface PolicyPreviewProps {
  /** `null` while somebody types. */
  readonly values: PolicyValues | null
  readonly complete: boolean
  readonly id: string | null
}

const named = 6

/** What saving it would change. */
export function PolicyPreview({ values, complete, id }: PolicyPreviewProps) {
  const draft = values === null ? null : { ...values, name: values.name || 'preview', reason: values.reason || 'preview' }
  const { data, error } = useQuery({ ...policyPreviewQuery(draft ?? empty, id), enabled: draft !== null })

  return (
    <section className={records.preview} aria-live="polite" aria-label="What this policy would change">
      {!complete && 'Give a condition to see what it would change.'}
      {complete && error !== null && describeProblem(error).detail}
      {complete && error === null && data === undefined && 'Looking through what is open…'}
      {complete && error === null && data !== undefined && (
        <>
          <strong>
            {data.required > 0
              ? `Would require ${formatCount(data.required, 'vulnerability', 'vulnerabilities')}`
              : `Would dismiss ${formatCount(data.dismissed, 'vulnerability', 'vulnerabilities')}`}
          </strong>
          {` of ${formatNumber(data.looked)}${data.whole ? '' : ' looked at, and there are more'}.`}
          {data.released > 0 && ` Would open ${formatNumber(data.released)} again.`}
          {data.decidedByPeople > 0 && ` ${formatNumber(data.decidedByPeople)} more fit, but people decided on them.`}
          <ul className={records.effects}>
            {data.sample.slice(0, named).map((one) => (
              <li key={one.id}>
                {one.name}, risk {one.riskScore}: {one.title}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

const empty: PolicyValues = {
  name: '',
  action: 'dismiss',
  decision: null,
  reason: '',
  conditions: {},
  productId: null,
  productTypeId: null,
  expiresAt: null,
}
