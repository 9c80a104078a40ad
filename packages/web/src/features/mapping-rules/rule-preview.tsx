import { useQuery } from '@tanstack/react-query'
import { describeProblem } from '../../api/problem.ts'
import { formatCount } from '../../format/number.ts'
import records from '../records/records.module.css'
import { rulePreviewQuery } from './queries.ts'
import type { RuleValues } from './rule-values.ts'

interface RulePreviewProps {
  /** `null` while it is not complete. */
  readonly draft: RuleValues | null
  readonly rule: string | null
  readonly automatic: boolean
}

const named = 6

/** Which records a rule would map now. */
export function RulePreview({ draft, rule, automatic }: RulePreviewProps) {
  const { data, error } = useQuery({ ...rulePreviewQuery(draft, rule, automatic), enabled: draft !== null })

  return (
    <section className={records.preview} aria-live="polite" aria-label="What this rule would map">
      {draft === null && 'Give a condition and a product to see which records it would map.'}
      {draft !== null && error !== null && describeProblem(error).detail}
      {draft !== null && error === null && data === undefined && 'Looking through the records…'}
      {draft !== null && data !== undefined && (
        <>
          <strong>
            {data.count === 0 ? 'No record would be mapped now.' : `Would map ${formatCount(data.count, 'record')} now:`}
          </strong>
          <ul className={records.effects}>
            {data.items.slice(0, named).map(({ record, connection, from, product, created }) => (
              <li key={record.id}>
                {record.name} ({connection.label}){from === null ? '' : `, out of ${from.name},`} to {product}
                {created ? ', a new product' : ''}
              </li>
            ))}
            {data.count > named && <li>and {formatCount(data.count - named, 'more', 'more')}</li>}
          </ul>
        </>
      )}
    </section>
  )
}
