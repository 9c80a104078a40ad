import { formatNumber } from '../../format/number.ts'
import { sentenceCase } from '../../format/words.ts'
import classes from './operations.module.css'

const sentences: Readonly<Record<string, string>> = {
  'no-cve': 'had no CVE',
  'below-minimum-severity': 'were below the minimum severity',
  'kind-not-selected': 'were of a kind that is not imported',
  'already-resolved': 'were already resolved in the scanner',
  'on-another-branch': 'were on another branch',
  'of-an-unmapped-record': 'belong to a record that is not mapped',
  'demo-application': 'belong to a demo application of the vendor',
}

interface FilteredReasonsProps {
  readonly filtered: Readonly<Record<string, number>>
}

/** Why a finding is not here: what the import rules left out, by reason. */
export function FilteredReasons({ filtered }: FilteredReasonsProps) {
  const reasons = Object.entries(filtered)
    .filter(([, count]) => count > 0)
    .sort(([, a], [, b]) => b - a)
  if (reasons.length === 0) return <span className={classes.dim}>Nothing was left out.</span>

  return (
    <ul className={classes.reasons}>
      {reasons.map(([reason, count]) => (
        <li key={reason}>
          <strong>{formatNumber(count)}</strong> {sentences[reason] ?? sentenceCase(reason).toLowerCase()}
        </li>
      ))}
    </ul>
  )
}
