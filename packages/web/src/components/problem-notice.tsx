import { Button } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { ApiProblem, describeProblem } from '../api/problem.ts'
import classes from './problem-notice.module.css'

interface ProblemNoticeProps {
  readonly error: unknown
  /** What the reader was trying to do: `Loading vulnerabilities`. */
  readonly during?: string
  /** What was not lost: `Your settings are still in the form.` */
  readonly kept?: string
  readonly onRetry?: () => void
}

/** What happened, what was not lost, what to do, and the request id to quote. What is not there is not worth another try. */
export function ProblemNotice({ error, during, kept, onRetry }: ProblemNoticeProps) {
  const problem = describeProblem(error)
  const isMissing = error instanceof ApiProblem && error.status === 404

  return (
    <div className={classes.root} role="alert">
      <IconAlertTriangle size={18} aria-hidden className={classes.icon} />
      <div className={classes.body}>
        <strong>{during === undefined || isMissing ? problem.detail : `${during} did not work`}</strong>
        {during !== undefined && <div>{isMissing ? 'It may have been removed, or the address is wrong.' : problem.detail}</div>}
        {problem.remedy !== null && <div>{problem.remedy}</div>}
        {kept !== undefined && <div className={classes.dim}>{kept}</div>}
        {problem.requestId !== null && (
          <div className={classes.dim}>
            Request <code className={classes.id}>{problem.requestId}</code>
          </div>
        )}
        {onRetry !== undefined && !isMissing && (
          <Button className={classes.retry} variant="default" size="xs" onClick={onRetry}>
            Try again
          </Button>
        )}
      </div>
    </div>
  )
}
