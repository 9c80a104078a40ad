import type { Remediation } from '../../api/types.ts'
import type { Column } from '../../components/data-table/column.ts'
import { MiddleText } from '../../components/middle-text.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { SeverityMark } from '../../components/severity.tsx'
import { SeverityTally } from '../../components/severity-counts.tsx'
import classes from './remediations.module.css'
import { StateLabel } from './state-label.tsx'
import { modeNames } from './words.ts'

export const remediationColumns: readonly Column<Remediation>[] = [
  {
    id: 'priority',
    header: 'Priority',
    width: '88px',
    sorts: [{ value: '-priority', direction: 'descending' }],
    cell: (row) => <SeverityMark severity={row.priority} form="label" />,
  },
  { id: 'title', header: 'Change', width: 'minmax(200px, 2.4fr)', cell: (row) => <MiddleText>{row.title}</MiddleText> },
  {
    id: 'asset',
    header: 'Where',
    width: 'minmax(110px, 1.2fr)',
    fromWidth: 590,
    cell: (row) => <MiddleText>{row.asset}</MiddleText>,
  },
  {
    id: 'closes',
    header: 'Closes',
    width: 'minmax(120px, 1fr)',
    fromWidth: 520,
    cell: (row) => <SeverityTally counts={row.open} />,
  },
  { id: 'state', header: 'State', width: '140px', fromWidth: 690, cell: (row) => <StateLabel state={row.state} /> },
  {
    id: 'mode',
    header: 'How',
    width: '130px',
    fromWidth: 1180,
    cell: (row) => <span className={classes.dim}>{modeNames[row.mode]}</span>,
  },
  {
    id: 'owner',
    header: 'Owner',
    width: 'minmax(80px, 0.7fr)',
    fromWidth: 1040,
    cell: (row) => <span className={classes.dim}>{row.owner ?? ''}</span>,
  },
  {
    id: 'due',
    header: 'Due',
    width: '96px',
    align: 'end',
    fromWidth: 820,
    sorts: [{ value: 'dueAt', direction: 'ascending' }],
    cell: (row) => <Due remediation={row} />,
  },
]

function Due({ remediation: { dueAt, isOverdue, waiting } }: { readonly remediation: Remediation }) {
  if (waiting !== null) return <span className={classes.dim}>waiting</span>
  if (dueAt === null) return null
  return (
    <span className={isOverdue ? classes.overdue : undefined}>
      <RelativeTime at={dueAt} />
    </span>
  )
}
