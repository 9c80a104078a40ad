import { Button, Skeleton, Table } from '@mantine/core'
import { IconMailOff } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { rowsOf } from '../../api/pages.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { DeliveryLabel, UrgencyLabel } from './labels.tsx'
import { NotificationDialog } from './notification-dialog.tsx'
import { notificationsQuery } from './queries.ts'

interface NotificationLogProps {
  /** Only what was told through this connection. */
  readonly connection?: string
}

/** What there was to tell in the last 30 days, and what came of it. */
export function NotificationLog({ connection }: NotificationLogProps) {
  const list = useInfiniteQuery(notificationsQuery(connection ?? null))
  const [opened, setOpened] = useState<string | null>(null)
  const rows = rowsOf(list.data)

  return (
    <Card title="Messages of the last 30 days" form="flush">
      {list.error !== null && <ProblemNotice error={list.error} onRetry={() => void list.refetch()} />}
      {list.isPending && <Skeleton height={160} m="md" />}
      {list.data !== undefined && rows.length === 0 && (
        <EmptyState icon={IconMailOff} title="No messages yet">
          Each message is kept here, with every try to deliver it.
        </EmptyState>
      )}
      {rows.length > 0 && (
        <Table.ScrollContainer minWidth={connection === undefined ? 640 : 440}>
          <Table verticalSpacing={8} horizontalSpacing="md">
            <Table.Thead>
              <Table.Tr>
                <Table.Th scope="col">Message</Table.Th>
                {connection === undefined && <Table.Th scope="col">Urgency</Table.Th>}
                <Table.Th scope="col">When</Table.Th>
                <Table.Th scope="col">Outcome</Table.Th>
                <Table.Td />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((notification) => (
                <Table.Tr key={notification.id}>
                  <Table.Td>{notification.title}</Table.Td>
                  {connection === undefined && (
                    <Table.Td>
                      <UrgencyLabel urgency={notification.urgency} />
                    </Table.Td>
                  )}
                  <Table.Td>
                    <RelativeTime at={notification.at} />
                  </Table.Td>
                  <Table.Td>
                    <DeliveryLabel notification={notification} />
                  </Table.Td>
                  <Table.Td ta="right">
                    <Button
                      size="xs"
                      variant="default"
                      onClick={() => setOpened(notification.id)}
                      aria-label={`Show “${notification.title}”`}
                    >
                      Show
                    </Button>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {list.hasNextPage && (
        <Button variant="subtle" fullWidth loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          Show older ones
        </Button>
      )}
      {opened !== null && <NotificationDialog id={opened} onClose={() => setOpened(null)} />}
    </Card>
  )
}
