import { Button, Group, Table } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { NotificationSubscription } from '../../api/types.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { cadenceWords } from '../connections/cadence.ts'
import { useMay } from '../session/queries.ts'
import { urgencyOptions } from './labels.tsx'
import { eventsQuery, useRemoveSubscription } from './queries.ts'
import { severityOptions } from './subscription-draft.ts'

interface SubscriptionTableProps {
  readonly subscriptions: readonly NotificationSubscription[]
  readonly onEdit: (subscription: NotificationSubscription) => void
}

export function SubscriptionTable({ subscriptions, onEdit }: SubscriptionTableProps) {
  const may = useMay('maintainer')
  const events = useQuery(eventsQuery)
  const remove = useRemoveSubscription()
  const nameOf = (type: string) => events.data?.find((event) => event.type === type)?.label ?? type

  function ask({ id, connection }: NotificationSubscription): void {
    modals.openConfirmModal({
      title: `Remove the subscription of ${connection.label}?`,
      children: 'Nothing new is told by it. What waits to be delivered still arrives.',
      labels: { confirm: 'Remove', cancel: 'Cancel' },
      confirmProps: { color: 'red' },
      closeButtonProps: { 'aria-label': 'Close' },
      onConfirm: () => remove.mutate(id),
    })
  }

  return (
    <>
      {remove.error !== null && <ProblemNotice error={remove.error} />}
      <Table.ScrollContainer minWidth={860}>
        <Table verticalSpacing={8} horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Through</Table.Th>
              <Table.Th scope="col">Events</Table.Th>
              <Table.Th scope="col">From</Table.Th>
              <Table.Th scope="col">Concerns</Table.Th>
              <Table.Th scope="col">Digest</Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {subscriptions.map((subscription) => (
              <Table.Tr key={subscription.id}>
                <Table.Td>
                  <Link to="/integrations/$connectionId" params={{ connectionId: subscription.connection.id }}>
                    {subscription.connection.label}
                  </Link>
                </Table.Td>
                <Table.Td>{eventsOf(subscription, nameOf)}</Table.Td>
                <Table.Td>{thresholdsOf(subscription)}</Table.Td>
                <Table.Td>{placesOf(subscription)}</Table.Td>
                <Table.Td>{subscription.digest === null ? 'None' : cadenceWords(subscription.digest.cadence)}</Table.Td>
                <Table.Td>
                  <Group gap="xs" justify="flex-end" wrap="nowrap">
                    <Button
                      size="xs"
                      variant="default"
                      disabled={!may}
                      onClick={() => onEdit(subscription)}
                      aria-label={`Change the subscription of ${subscription.connection.label}`}
                    >
                      Change
                    </Button>
                    <Button
                      size="xs"
                      variant="default"
                      disabled={!may}
                      onClick={() => ask(subscription)}
                      aria-label={`Remove the subscription of ${subscription.connection.label}`}
                    >
                      Remove
                    </Button>
                  </Group>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </>
  )
}

function eventsOf({ types }: NotificationSubscription, nameOf: (type: string) => string): string {
  if (types === null) return 'All for operators'
  return types.length === 0 ? 'None' : types.map(nameOf).join(', ')
}

function thresholdsOf({ minimumUrgency, minimumSeverity }: NotificationSubscription): string {
  const urgency = urgencyOptions.find(({ value }) => value === minimumUrgency)?.label ?? ''
  const severity = severityOptions.find(({ value }) => value === minimumSeverity)?.label
  return severity === undefined ? urgency : `${urgency}; ${severity}`
}

function placesOf({ productTypes, products }: NotificationSubscription): string {
  if (productTypes === null && products === null) return 'Everything'
  return [...(productTypes ?? []), ...(products ?? [])].map(({ name }) => name).join(', ')
}
