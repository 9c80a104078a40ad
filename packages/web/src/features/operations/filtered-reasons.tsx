import { Link } from '@tanstack/react-router'
import { formatNumber } from '../../format/number.ts'
import classes from './operations.module.css'
import { reasonSentence } from './reason-words.ts'

interface FilteredReasonsProps {
  readonly filtered: Readonly<Record<string, number>>
  /** The operation whose rows these are; each number then leads to them. */
  readonly operationId?: string
}

/** Why a finding is not here: what the import rules left out, by reason. */
export function FilteredReasons({ filtered, operationId }: FilteredReasonsProps) {
  const reasons = Object.entries(filtered)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
  if (reasons.length === 0) return <span className={classes.dim}>Nothing was left out.</span>

  return (
    <ul className={classes.reasons}>
      {reasons.map(([reason, count]) => (
        <li key={reason}>
          {operationId === undefined ? (
            <>
              <strong>{formatNumber(count)}</strong> {reasonSentence(reason)}
            </>
          ) : (
            <Link
              to="/operations/$operationId/rows"
              params={{ operationId }}
              search={{ list: 'filtered', reason: [reason] }}
              className={classes.link}
            >
              <strong>{formatNumber(count)}</strong> {reasonSentence(reason)}
            </Link>
          )}
        </li>
      ))}
    </ul>
  )
}
