import { Button, Group, Skeleton } from '@mantine/core'
import { IconAlertTriangle, IconBan, IconCheck, IconShieldCheck, IconShieldX } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { rowsOf } from '../../api/pages.ts'
import type { AuditEvent } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { ToneLabel } from '../../components/tone.tsx'
import { formatCount } from '../../format/number.ts'
import { sentenceCase } from '../../format/words.ts'
import { AuditSearchBar } from './audit-search-bar.tsx'
import { objectPath } from './object-path.ts'
import { auditEventsQuery, useVerifyAuditLog } from './queries.ts'
import classes from './settings.module.css'

const route = getRouteApi('/settings')

/** Who did what. Each event carries a hash over the one before, so that a change to the past shows. */
export function AuditLog() {
  const search = route.useSearch()
  const list = useInfiniteQuery(auditEventsQuery(search))

  return (
    <Card title="Audit log" form="flush" aside={<Verify />}>
      <AuditSearchBar search={search} />
      {list.error !== null && (
        <ProblemNotice error={list.error} during="Loading the audit log" onRetry={() => void list.refetch()} />
      )}
      {list.isPending && <Skeleton height={320} m="md" />}
      {list.isSuccess && rowsOf(list.data).length === 0 && <p className={classes.empty}>Nothing fits.</p>}
      {rowsOf(list.data).map((event) => (
        <Event key={event.seq} event={event} />
      ))}
      {list.hasNextPage && (
        <Button
          variant="subtle"
          color="gray"
          fullWidth
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more
        </Button>
      )}
    </Card>
  )
}

function Event({ event }: { readonly event: AuditEvent }) {
  const page = objectPath(event.object)
  return (
    <details className={classes.details}>
      <summary>
        <span className={classes.event}>
          <span className={classes.dim}>
            <RelativeTime at={event.at} />
          </span>
          <span className={classes.cell}>{event.event}</span>
          <span className={classes.cell}>{event.actor.name}</span>
          <span className={classes.cell}>
            <code className={classes.code}>{event.object ?? ''}</code>
          </span>
          <Outcome outcome={event.outcome} />
        </span>
      </summary>
      {page !== null && (
        <Link to={page} className={classes.link}>
          Open {event.object}
        </Link>
      )}
      <pre className={classes.raw}>{JSON.stringify(event, null, 2)}</pre>
    </details>
  )
}

function Outcome({ outcome }: { readonly outcome: AuditEvent['outcome'] }) {
  if (outcome === 'done') {
    return (
      <ToneLabel tone="good" icon={IconCheck}>
        Done
      </ToneLabel>
    )
  }
  const warns = outcome !== 'failed'
  return (
    <ToneLabel tone={warns ? 'warning' : 'bad'} icon={outcome === 'refused' ? IconBan : IconAlertTriangle}>
      {sentenceCase(outcome)}
    </ToneLabel>
  )
}

function Verify() {
  const verify = useVerifyAuditLog()

  return (
    <Group gap="sm">
      <span role="status">
        {verify.isSuccess && verify.data.brokenAt === null && (
          <ToneLabel tone="good" icon={IconShieldCheck}>
            {formatCount(verify.data.events, 'event')}, chain intact
          </ToneLabel>
        )}
        {verify.isSuccess && verify.data.broken !== null && (
          <ToneLabel tone="bad" icon={IconShieldX}>
            {verify.data.broken.reason === 'altered' ? 'Altered at' : 'Events missing before'} event {verify.data.broken.seq},{' '}
            {verify.data.broken.event.event} of {verify.data.broken.event.actor.name}
          </ToneLabel>
        )}
        {verify.isError && (
          <ToneLabel tone="bad" icon={IconAlertTriangle}>
            The check did not work
          </ToneLabel>
        )}
      </span>
      <Button size="xs" variant="default" loading={verify.isPending} onClick={() => verify.mutate()}>
        Verify the chain
      </Button>
    </Group>
  )
}
