import { Button, Progress, Skeleton } from '@mantine/core'
import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { rowsOf } from '../../api/pages.ts'
import type { Operation } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { Facts } from '../../components/facts.tsx'
import { Page } from '../../components/page.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { TroubleNotice } from '../../components/trouble-notice.tsx'
import { useNow } from '../../components/use-now.ts'
import { formatDuration } from '../../format/time.ts'
import { sentenceCase } from '../../format/words.ts'
import { actorName } from '../session/actor-name.ts'
import { useMay } from '../session/queries.ts'
import { Comparison } from './comparison.tsx'
import { FilteredReasons } from './filtered-reasons.tsx'
import { HeldSnapshot } from './held-snapshot.tsx'
import { OperationCounts } from './operation-counts.tsx'
import { OperationLog } from './operation-log.tsx'
import { OperationNotes } from './operation-notes.tsx'
import { OperationStateLabel } from './operation-state.tsx'
import classes from './operations.module.css'
import { isOver, operationNotesQuery, operationQuery, useCancelOperation } from './queries.ts'
import { recordsWord } from './records-word.ts'

const route = getRouteApi('/operations/$operationId')

export function OperationPage() {
  const { operationId } = route.useParams()
  const { data: operation, error, refetch } = useQuery(operationQuery(operationId))

  return (
    <Page
      title={operation === undefined ? 'Operation' : `${sentenceCase(operation.kind)} of ${operation.connectionLabel}`}
      trail={<Link to="/operations">Operations</Link>}
      lead={operation && <OperationStateLabel operation={operation} form="soft" />}
      actions={operation && <CancelButton operation={operation} />}
    >
      {error !== null && <ProblemNotice error={error} during="Loading the operation" onRetry={() => void refetch()} />}
      {operation === undefined ? error === null && <Skeleton height={280} radius={10} /> : <Body operation={operation} />}
    </Page>
  )
}

function Body({ operation }: { readonly operation: Operation }) {
  const notes = useInfiniteQuery(operationNotesQuery(operation.id))

  return (
    <>
      {operation.awaitsConfirmation && <HeldSnapshot operation={operation} />}
      {operation.problem !== null && <TroubleNotice trouble={operation.problem} />}
      {!isOver(operation) && <LiveProgress operation={operation} />}
      <div className={classes.grid}>
        <div className={classes.stack}>
          <Card title="Counts">
            <OperationCounts operation={operation} />
          </Card>
          {isOver(operation) && operation.startedAt !== null && <Comparison operation={operation} />}
          <Card title="Notes" form="flush">
            <OperationNotes
              notes={rowsOf(notes.data)}
              state={notes.isPending ? 'loading' : 'ready'}
              onMore={notes.hasNextPage ? () => void notes.fetchNextPage() : null}
            />
          </Card>
        </div>
        <div className={classes.stack}>
          <Card title="Left out by the import rules">
            <FilteredReasons filtered={operation.counts.filtered} operationId={operation.id} />
          </Card>
          <Card title="Facts">
            <OperationFacts operation={operation} />
          </Card>
        </div>
      </div>
      <OperationLog key={operation.id} operation={operation} />
    </>
  )
}

function LiveProgress({ operation }: { readonly operation: Operation }) {
  const { done, total, message } = operation.progress
  const percent = done === null || total === null || total === 0 ? null : Math.min(100, (done / total) * 100)

  return (
    <Card label="Progress">
      <div className={classes.progress}>
        <Progress.Root className={classes.progressBar} size="sm" transitionDuration={120}>
          <Progress.Section value={percent ?? 100} animated={percent === null} aria-label="Progress of the operation" />
        </Progress.Root>
        <span className={classes.dim} aria-live="polite">
          {percent === null ? '' : `${done} of ${total} · `}
          {message ?? (operation.state === 'queued' ? 'Waiting for its turn' : 'Working')}
        </span>
      </div>
    </Card>
  )
}

function CancelButton({ operation }: { readonly operation: Operation }) {
  const may = useMay('maintainer')
  const cancel = useCancelOperation()
  if (isOver(operation)) return null

  return (
    <Button
      variant="default"
      disabled={!may || operation.cancelRequested}
      loading={cancel.isPending}
      onClick={() => cancel.mutate(operation.id)}
    >
      {operation.cancelRequested ? 'Stopping after this page' : 'Cancel'}
    </Button>
  )
}

function OperationFacts({ operation }: { readonly operation: Operation }) {
  const now = useNow()
  const { startedAt, endedAt } = operation
  const duration = startedAt === null ? null : Date.parse(endedAt ?? new Date(now).toISOString()) - Date.parse(startedAt)

  return (
    <Facts
      facts={[
        {
          name: 'Connection',
          value:
            operation.connection === null ? (
              `${operation.connectionLabel} (removed)`
            ) : (
              <Link
                to="/integrations/$connectionId"
                params={{ connectionId: operation.connection.id }}
                className={classes.link}
              >
                {operation.connectionLabel}
              </Link>
            ),
        },
        ...(operation.records === null ? [] : [{ name: 'Records', value: recordsWord(operation.records) }]),
        {
          name: 'Started by',
          value: operation.requestedBy === null ? sentenceCase(operation.trigger) : actorName(operation.requestedBy),
        },
        { name: 'Asked for', value: <RelativeTime at={operation.requestedAt} /> },
        { name: 'Started', value: startedAt === null ? 'Not yet' : <RelativeTime at={startedAt} /> },
        { name: 'Ended', value: endedAt === null ? 'Not yet' : <RelativeTime at={endedAt} /> },
        ...(duration === null ? [] : [{ name: 'Took', value: formatDuration(duration) }]),
        ...coverageFacts(operation.coverage),
        ...(operation.emptiedAt === null
          ? []
          : [
              {
                name: 'Log and lists',
                value: (
                  <>
                    Removed <RelativeTime at={operation.emptiedAt} />
                  </>
                ),
              },
            ]),
        { name: 'Id', value: <code>{operation.id}</code> },
      ]}
    />
  )
}

function coverageFacts(coverage: Operation['coverage']) {
  if (coverage === null) return []
  const missing = coverage['missing']
  const kind = coverage['kind']
  return [
    ...(typeof kind === 'string' ? [{ name: 'Coverage', value: sentenceCase(kind) }] : []),
    ...(typeof missing === 'string' ? [{ name: 'Missing', value: missing }] : []),
  ]
}
