import classes from './severity.module.css'

export const severities = ['critical', 'high', 'medium', 'low', 'info', 'unknown'] as const
export type Severity = (typeof severities)[number]

const names: Readonly<Record<Severity, string>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'Info',
  unknown: 'Unknown',
}

const shapes: Readonly<Record<Severity, string>> = {
  critical: 'M6 .5 11.5 6 6 11.5.5 6Z',
  high: 'M6 1 11.4 10.6H.6Z',
  medium: 'M1.5 1.5h9v9h-9Z',
  low: 'M6 11 .6 1.4h10.8Z',
  info: 'M6 1.6a4.4 4.4 0 1 0 0 8.8 4.4 4.4 0 0 0 0-8.8Z',
  unknown: 'M6 1.6a4.4 4.4 0 1 0 0 8.8 4.4 4.4 0 0 0 0-8.8Z',
}

export function severityName(severity: Severity): string {
  return names[severity]
}

interface SeverityProps {
  readonly severity: Severity
  /** `mark` shows the shape only; the word stays for screen readers. */
  readonly form?: 'mark' | 'label'
}

/** Severity by colour and by shape: ◆ critical, ▲ high, ■ medium, ▼ low, ○ info, dotted ○ unknown. */
export function SeverityMark({ severity, form = 'mark' }: SeverityProps) {
  return (
    <span className={classes.root} data-severity={severity} title={form === 'mark' ? names[severity] : undefined}>
      <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true" className={classes.shape}>
        <path d={shapes[severity]} />
      </svg>
      <span className={form === 'mark' ? classes.hidden : undefined}>{names[severity]}</span>
    </span>
  )
}
