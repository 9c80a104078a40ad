import {
  IconAlertTriangle,
  IconCircleCheck,
  IconClockExclamation,
  IconHandStop,
  IconLink,
  IconUnlink,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { Summary } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { formatBounded, formatCount } from '../../format/number.ts'
import { feedsQuery } from '../priority/queries.ts'
import { StaleFeeds } from '../priority/stale-feeds.tsx'
import classes from './home.module.css'
import { useExpiring } from './use-expiring.ts'

interface NeedsHandProps {
  readonly summary: Summary
}

/** What waits for a person, most urgent first; each line leads to where it is done. */
export function NeedsHand({ summary }: NeedsHandProps) {
  const expiring = useExpiring()
  const { records, operations, connections, overdue } = summary
  const stale = (useQuery(feedsQuery).data ?? []).filter((feed) => feed.state === 'stale').length
  const calm =
    connections.attention.length +
      operations.awaitingConfirmation +
      records.NEW +
      records.STALE +
      records.ERROR +
      expiring.length +
      overdue.value +
      stale ===
    0

  return (
    <Card title="Needs a hand" form="flush">
      {connections.attention.map((connection) => (
        <Link
          key={connection.id}
          to="/integrations/$connectionId"
          params={{ connectionId: connection.id }}
          search={{ tab: connection.problem?.kind === 'credentials' ? 'settings' : 'health' }}
          className={classes.task}
        >
          <IconAlertTriangle size={17} className={classes.taskIcon} color="var(--pb-bad)" aria-hidden />
          <span className={classes.taskText}>
            {connection.label}
            <div className={classes.taskHint}>{connection.problem?.remedy ?? connection.problem?.message ?? 'Look at it'}</div>
          </span>
        </Link>
      ))}
      {expiring.map(({ id, label, nextStep }) => (
        <Link
          key={id}
          to="/integrations/$connectionId"
          params={{ connectionId: id }}
          search={{ tab: 'settings' }}
          className={classes.task}
        >
          <IconClockExclamation size={17} className={classes.taskIcon} color="var(--pb-warning)" aria-hidden />
          <span className={classes.taskText}>
            {label}
            <div className={classes.taskHint}>{nextStep}</div>
          </span>
        </Link>
      ))}
      {overdue.value > 0 && (
        <Link to="/vulnerabilities" search={{ overdue: true, sort: 'dueAt' }} className={classes.task}>
          <IconClockExclamation size={17} className={classes.taskIcon} color="var(--pb-bad)" aria-hidden />
          <span className={classes.taskText}>
            {formatBounded(overdue)} overdue
            <div className={classes.taskHint}>Their time to be fixed is over.</div>
          </span>
        </Link>
      )}
      <StaleFeeds />
      {operations.awaitingConfirmation > 0 && (
        <Link to="/operations" search={{ kind: ['sync'], state: ['complete'] }} className={classes.task}>
          <IconHandStop size={17} className={classes.taskIcon} color="var(--pb-warning)" aria-hidden />
          <span className={classes.taskText}>
            {formatCount(operations.awaitingConfirmation, 'sync')} to confirm
            <div className={classes.taskHint}>A vendor suddenly lists far fewer findings; nothing was closed.</div>
          </span>
        </Link>
      )}
      <RecordTasks records={records} />
      {calm && (
        <div className={classes.calm}>
          <IconCircleCheck size={17} color="var(--pb-good)" aria-hidden />
          Nothing waits for you.
        </div>
      )}
    </Card>
  )
}

/** Records that are not synced, and what is to be done about them. */
function RecordTasks({ records }: Pick<Summary, 'records'>) {
  return (
    <>
      {records.NEW > 0 && (
        <Link to="/records" search={{ state: 'NEW' }} className={classes.task}>
          <IconLink size={17} className={classes.taskIcon} color="var(--pb-accent)" aria-hidden />
          <span className={classes.taskText}>
            {formatCount(records.NEW, 'new record')} to map
            <div className={classes.taskHint}>They are not synced until they lead somewhere.</div>
          </span>
        </Link>
      )}
      {records.STALE > 0 && (
        <Link to="/records" search={{ state: 'STALE' }} className={classes.task}>
          <IconUnlink size={17} className={classes.taskIcon} color="var(--pb-warning)" aria-hidden />
          <span className={classes.taskText}>
            {formatCount(records.STALE, 'stale record')} to map again
            <div className={classes.taskHint}>What they were mapped to is gone.</div>
          </span>
        </Link>
      )}
      {records.ERROR > 0 && (
        <Link to="/records" search={{ state: 'ERROR' }} className={classes.task}>
          <IconAlertTriangle size={17} className={classes.taskIcon} color="var(--pb-warning)" aria-hidden />
          <span className={classes.taskText}>
            {formatCount(records.ERROR, 'record')} in error
            <div className={classes.taskHint}>Each says what is wrong with it.</div>
          </span>
        </Link>
      )}
    </>
  )
}
