import { Link } from '@tanstack/react-router'
import type { SeverityCounts } from '../api/types.ts'
import { formatCompact, formatNumber } from '../format/number.ts'
import { SeverityMark, severities, severityName } from './severity.tsx'
import classes from './severity-counts.module.css'

interface SeverityTallyProps {
  readonly counts: SeverityCounts
}

/** Open vulnerabilities by severity, in one cell of a list. Zeros are left out. */
export function SeverityTally({ counts }: SeverityTallyProps) {
  const present = severities.filter((severity) => counts[severity] > 0)
  if (present.length === 0) return <span className={classes.none}>None open</span>

  return (
    <span className={classes.tally}>
      {present.map((severity) => (
        <span
          key={severity}
          className={classes.part}
          title={`${formatNumber(counts[severity])} ${severityName(severity).toLowerCase()}`}
        >
          <SeverityMark severity={severity} />
          {formatCompact(counts[severity])}
        </span>
      ))}
    </span>
  )
}

interface SeverityTilesProps extends SeverityTallyProps {
  /** What the list behind each tile is narrowed to besides the severity. */
  readonly narrowed?: Readonly<Partial<Record<'repository' | 'image' | 'product', readonly string[]>>>
}

/** Open vulnerabilities by severity; each tile leads to them. */
export function SeverityTiles({ counts, narrowed = {} }: SeverityTilesProps) {
  return (
    <ul className={classes.tiles} aria-label="Open vulnerabilities by severity">
      {severities
        .filter((severity) => severity !== 'unknown' || counts.unknown > 0)
        .map((severity) => (
          <li key={severity}>
            <Link to="/vulnerabilities" search={{ ...narrowed, severity: [severity] }} className={classes.tile}>
              <SeverityMark severity={severity} form="label" />
              <span className={classes.number} data-zero={counts[severity] === 0 || undefined}>
                {formatNumber(counts[severity])}
              </span>
            </Link>
          </li>
        ))}
    </ul>
  )
}
