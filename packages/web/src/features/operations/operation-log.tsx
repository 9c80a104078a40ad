import { Box, Button, Skeleton, Switch } from '@mantine/core'
import { IconAlertTriangle, IconExclamationCircle } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useLayoutEffect, useRef, useState } from 'react'
import { countOf, rowsOf } from '../../api/pages.ts'
import type { Operation, OperationLogLine } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { formatBounded } from '../../format/number.ts'
import { formatFull, formatTimeOfDay } from '../../format/time.ts'
import classes from './operation-log.module.css'
import { isOver, operationLogQuery } from './queries.ts'
import { useLogFeed } from './use-log-feed.ts'

interface OperationLogProps {
  readonly operation: Operation
}

/** Pixels from the end that still count as being there. */
const atEnd = 40

/** What the run said of itself; while it goes on, what it says. */
export function OperationLog({ operation }: OperationLogProps) {
  const [troubleOnly, setTroubleOnly] = useState(false)
  const going = !isOver(operation)
  const heard = useLogFeed(operation.id, going)
  const list = useInfiniteQuery({ ...operationLogQuery(operation.id, troubleOnly), enabled: !going })
  const lines =
    going || list.data === undefined ? heard.filter((line) => !troubleOnly || line.level !== 'info') : rowsOf(list.data)
  const count = countOf(list.data)

  return (
    <Card
      title="Log"
      form="flush"
      aside={
        <Switch
          size="xs"
          label="Only warnings and errors"
          checked={troubleOnly}
          onChange={(event) => setTroubleOnly(event.currentTarget.checked)}
        />
      }
    >
      {list.error !== null && lines.length === 0 && (
        <ProblemNotice error={list.error} during="Loading the log" onRetry={() => void list.refetch()} />
      )}
      {!going && list.isPending && lines.length === 0 && <Skeleton height={120} m="md" />}
      <Lines lines={lines} following={going} />
      {lines.length === 0 && (going || !list.isPending) && <p className={classes.empty}>{nothing(operation, troubleOnly)}</p>}
      {!going && list.hasNextPage && (
        <Button
          variant="subtle"
          color="gray"
          fullWidth
          loading={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          Show more{count === undefined ? '' : ` of ${formatBounded(count)} lines`}
        </Button>
      )}
    </Card>
  )
}

function nothing(operation: Operation, troubleOnly: boolean): string {
  if (operation.emptiedAt !== null) return 'The log is older than the hub keeps logs. The counts stay.'
  if (troubleOnly) return 'There was no warning and no error.'
  return isOver(operation) ? 'The run said nothing.' : 'Nothing was said yet.'
}

interface LinesProps {
  readonly lines: readonly OperationLogLine[]
  readonly following: boolean
}

function Lines({ lines, following }: LinesProps) {
  const box = useRef<HTMLDivElement>(null)
  const stays = useRef(true)
  const shown = lines.length

  // The newest line stays in view unless somebody looks at older ones.
  useLayoutEffect(() => {
    if (following && stays.current && shown > 0) box.current?.scrollTo({ top: box.current.scrollHeight })
  }, [following, shown])

  if (shown === 0) return null
  return (
    <Box
      ref={box}
      className={classes.lines}
      role="log"
      aria-label="Log of the operation"
      aria-live={following ? 'polite' : 'off'}
      tabIndex={0}
      onScroll={({ currentTarget }) => {
        stays.current = currentTarget.scrollHeight - currentTarget.scrollTop - currentTarget.clientHeight < atEnd
      }}
    >
      {lines.map((line) => (
        <Line key={line.seq} line={line} />
      ))}
    </Box>
  )
}

function Line({ line: { at, level, message, fields } }: { readonly line: OperationLogLine }) {
  return (
    <div className={classes.line} data-level={level}>
      <time className={classes.time} dateTime={at} title={formatFull(at)}>
        {formatTimeOfDay(at)}
      </time>
      <span className={classes.level}>
        {level === 'warning' && <IconAlertTriangle size={14} aria-label="Warning" />}
        {level === 'error' && <IconExclamationCircle size={14} aria-label="Error" />}
      </span>
      <span className={classes.message}>
        {message}
        {Object.entries(fields).map(([name, value]) => (
          <span key={name} className={classes.field}>
            {name}={String(value)}
          </span>
        ))}
      </span>
    </div>
  )
}
