import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Trouble } from '../api/types.ts'
import classes from './problem-notice.module.css'

interface TroubleNoticeProps {
  readonly trouble: Trouble
  readonly action?: ReactNode
}

/** What is wrong with a connection or a run, and what to do about it. */
export function TroubleNotice({ trouble, action }: TroubleNoticeProps) {
  return (
    <div className={classes.root}>
      <IconAlertTriangle size={18} aria-hidden className={classes.icon} />
      <div className={classes.body}>
        <strong>{trouble.message}</strong>
        {trouble.remedy !== null && <div>{trouble.remedy}</div>}
        {trouble.field !== null && <div className={classes.dim}>Look at the setting “{trouble.field}”.</div>}
        <div className={classes.dim}>Findings that are already here stay as they are.</div>
        {action !== undefined && <div className={classes.retry}>{action}</div>}
      </div>
    </div>
  )
}
