import { Button, Group, Table } from '@mantine/core'
import { modals } from '@mantine/modals'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { NotificationSubscription } from '../../api/types.ts'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useMay } from '../session/queries.ts'
import { urgencyOptions } from './labels.tsx'
import { eventsQuery, useRemoveSubscription } from './queries.ts'

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
      <Table.ScrollContainer minWidth={720}>
        <Table verticalSpacing={8} horizontalSpacing="md">
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">Through</Table.Th>
              <Table.Th scope="col">Events</Table.Th>
              <Table.Th scope="col">Urgency</Table.Th>
              <Table.Th scope="col">Product types</Table.Th>
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
                <Table.Td>{subscription.types?.map(nameOf).join(', ') ?? 'All'}</Table.Td>
                <Table.Td>{urgencyOptions.find(({ value }) => value === subscription.minimumUrgency)?.label}</Table.Td>
                <Table.Td>{subscription.productTypes?.map(({ name }) => name).join(', ') ?? 'All'}</Table.Td>
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
