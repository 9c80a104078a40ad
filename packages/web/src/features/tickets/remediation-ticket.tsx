import { Button, Menu } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { RemediationState, Ticket } from '../../api/types.ts'
import { ExternalLink } from '../../components/external-link.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { useMayOn } from '../session/queries.ts'
import view from '../vulnerabilities/vulnerabilities.module.css'
import { ticketQuery, trackersQuery, useOpenTicket, useUnlinkTicket } from './queries.ts'
import { TicketLabel } from './ticket-label.tsx'
import classes from './tickets.module.css'

interface RemediationTicketProps {
  readonly remediation: { readonly id: string; readonly state: RemediationState }
}

/** The ticket of a remediation, or the way to one. Nothing where no tracker is connected. */
export function RemediationTicket({ remediation: { id, state } }: RemediationTicketProps) {
  const { data: ticket, error, refetch } = useQuery(ticketQuery(id))
  const { data: trackers } = useQuery(trackersQuery)
  if (error !== null) return <ProblemNotice error={error} during="Loading the ticket" onRetry={() => void refetch()} />
  if (ticket === undefined || trackers === undefined) return null
  if (ticket === null && (trackers.items.length === 0 || state === 'resolved' || state === 'dismissed')) return null

  return (
    <section aria-label="Ticket">
      <h3 className={view.sectionTitle}>Ticket</h3>
      {ticket === null ? <OpenTicket remediationId={id} trackers={trackers.items} /> : <LinkedTicket ticket={ticket} />}
    </section>
  )
}

interface OpenTicketProps {
  readonly remediationId: string
  readonly trackers: readonly { readonly id: string; readonly label: string }[]
}

function OpenTicket({ remediationId, trackers }: OpenTicketProps) {
  const may = useMayOn('writer')
  const open = useOpenTicket(remediationId)
  const [only, ...others] = trackers

  return (
    <>
      {open.error !== null && <ProblemNotice error={open.error} kept="No ticket was opened." />}
      {only !== undefined && others.length === 0 ? (
        <Button variant="default" disabled={!may} loading={open.isPending} onClick={() => open.mutate(only.id)}>
          Open a ticket in {only.label}
        </Button>
      ) : (
        <Menu position="bottom-start" withinPortal={false}>
          <Menu.Target>
            <Button variant="default" disabled={!may} loading={open.isPending}>
              Open a ticket…
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {trackers.map(({ id, label }) => (
              <Menu.Item key={id} onClick={() => open.mutate(id)}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
    </>
  )
}

function LinkedTicket({ ticket }: { readonly ticket: Ticket }) {
  const may = useMayOn('writer')
  const open = useOpenTicket(ticket.remediation.id)
  const unlink = useUnlinkTicket(ticket.remediation.id)
  const { standing, key, url, seenAt, waiting, problem, connection } = ticket
  const isStuck = problem !== null && standing !== 'gone'

  return (
    <div className={classes.ticket}>
      <div className={classes.line}>
        {key !== null && (
          <strong>
            <ExternalLink href={url}>{key}</ExternalLink>
          </strong>
        )}
        <TicketLabel ticket={ticket} />
      </div>
      <p className={view.dim}>
        {connection.label}
        {seenAt !== null && (
          <>
            {' '}
            · looked at <RelativeTime at={seenAt} />
          </>
        )}
        {key !== null && waiting > 0 && ' · changes are on their way there'}
      </p>
      {isStuck && (
        <p className={classes.problem}>
          <strong>{problem.message}</strong> {problem.remedy}
        </p>
      )}
      {open.error !== null && <ProblemNotice error={open.error} kept="Nothing was changed." />}
      {unlink.error !== null && <ProblemNotice error={unlink.error} kept="The ticket is still linked." />}
      <div className={view.buttons}>
        {isStuck && (
          <Button
            size="xs"
            variant="default"
            disabled={!may}
            loading={open.isPending}
            onClick={() => open.mutate(connection.id)}
          >
            Try again
          </Button>
        )}
        <Button size="xs" variant="default" disabled={!may} loading={unlink.isPending} onClick={() => unlink.mutate(undefined)}>
          Unlink
        </Button>
      </div>
    </div>
  )
}
