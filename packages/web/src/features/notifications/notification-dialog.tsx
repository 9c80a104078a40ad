import { Anchor, Button, Group, Modal, Skeleton, Stack } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import type { NotificationDetail } from '../../api/types.ts'
import { Facts } from '../../components/facts.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useMay } from '../session/queries.ts'
import { StateLabel, UrgencyLabel } from './labels.tsx'
import classes from './notifications.module.css'
import { notificationQuery, useResend } from './queries.ts'

interface NotificationDialogProps {
  readonly id: string
  readonly onClose: () => void
}

/** A message as it was told, and every try. */
export function NotificationDialog({ id, onClose }: NotificationDialogProps) {
  const { data, error, refetch } = useQuery(notificationQuery(id))
  const { history } = useRouter()

  /** Within the app, but for those who want it in a tab of its own. */
  function follow(event: MouseEvent, path: string): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    onClose()
    history.push(path)
  }

  const linked = (words: string, path: string) => (
    <Anchor href={path} inherit onClick={(event) => follow(event, path)}>
      {words}
    </Anchor>
  )

  return (
    <Modal opened onClose={onClose} title={data?.title ?? 'Message'} size={640} closeButtonProps={{ 'aria-label': 'Close' }}>
      {error !== null && <ProblemNotice error={error} onRetry={() => void refetch()} />}
      {data === undefined && error === null && <Skeleton height={240} />}
      {data !== undefined && (
        <Stack gap="md">
          {data.text !== null && <p className={classes.text}>{data.text}</p>}
          <Facts
            facts={[
              ...data.facts.map(({ label, value, path }) => ({
                name: label,
                value: path === null ? <span className={classes.lines}>{value}</span> : linked(value, path),
              })),
              { name: 'Urgency', value: <UrgencyLabel urgency={data.urgency} /> },
              { name: 'When', value: <RelativeTime at={data.at} /> },
              { name: 'Id at receivers', value: <code className={classes.code}>{data.messageId}</code> },
            ]}
          />
          <Anchor href={data.path} onClick={(event) => follow(event, data.path)}>
            Open the page it is about
          </Anchor>
          {data.deliveries.length === 0 && <p className={classes.text}>Nobody had asked to be told of it.</p>}
          {data.deliveries.map((delivery) => (
            <DeliveryLog key={delivery.connection.id} notification={id} delivery={delivery} />
          ))}
        </Stack>
      )}
    </Modal>
  )
}

interface DeliveryLogProps {
  readonly notification: string
  readonly delivery: NotificationDetail['deliveries'][number]
}

function DeliveryLog({ notification, delivery }: DeliveryLogProps) {
  const may = useMay('maintainer')
  const resend = useResend(notification)
  const { connection, state, nextTryAt, log } = delivery

  return (
    <section aria-label={connection.label} className={classes.delivery}>
      <Group justify="space-between">
        <Group gap="sm">
          <h3 className={classes.through}>{connection.label}</h3>
          <StateLabel state={state} />
          {nextTryAt !== null && log.length > 0 && (
            <span className={classes.dim}>
              next try <RelativeTime at={nextTryAt} />
            </span>
          )}
        </Group>
        <Button
          size="xs"
          variant="default"
          disabled={!may || state === 'waiting'}
          loading={resend.isPending}
          onClick={() => resend.mutate(connection.id)}
          aria-label={`Send again through ${connection.label}`}
        >
          Send again
        </Button>
      </Group>
      {resend.error !== null && <ProblemNotice error={resend.error} />}
      {log.length === 0 && <p className={classes.dim}>Not tried yet.</p>}
      <ol className={classes.tries}>
        {log.map(({ at, outcome, message }) => (
          <li key={at}>
            {outcome === 'delivered' ? 'Delivered' : 'Failed'} <RelativeTime at={at} />
            {message !== null && `: ${message}`}
          </li>
        ))}
      </ol>
    </section>
  )
}
