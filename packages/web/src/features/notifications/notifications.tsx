import { Button, Skeleton, Stack } from '@mantine/core'
import { IconBell, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { NotificationSubscription } from '../../api/types.ts'
import { Card } from '../../components/card.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ButtonLink } from '../../components/links.tsx'
import { ProblemNotice } from '../../components/problem-notice.tsx'
import { useMay } from '../session/queries.ts'
import { NotificationLog } from './notification-log.tsx'
import { subscriptionsQuery } from './queries.ts'
import { SubscriptionDialog } from './subscription-dialog.tsx'
import { SubscriptionTable } from './subscription-table.tsx'
import { useTellers } from './use-tellers.ts'

/** Who is told of what, and what came of it. */
export function Notifications() {
  const may = useMay('maintainer')
  const subscriptions = useQuery(subscriptionsQuery)
  const tellers = useTellers()
  const [edited, setEdited] = useState<NotificationSubscription | null | undefined>()

  return (
    <Stack gap="md">
      <Card
        title="Who is told of what"
        form="flush"
        aside={
          <Button
            size="xs"
            leftSection={<IconPlus size={14} />}
            disabled={!may || tellers === undefined || tellers.length === 0}
            onClick={() => setEdited(null)}
          >
            New subscription
          </Button>
        }
      >
        {subscriptions.error !== null && (
          <ProblemNotice error={subscriptions.error} onRetry={() => void subscriptions.refetch()} />
        )}
        {subscriptions.data === undefined && subscriptions.error === null && <Skeleton height={120} m="md" />}
        {subscriptions.data?.length === 0 && (
          <EmptyState
            icon={IconBell}
            title="Nobody is told anything yet"
            action={tellers?.length === 0 ? <ButtonLink to="/integrations">Open the integrations</ButtonLink> : undefined}
          >
            Connect a chat under Integrations, and people hear when a connection stops working, records go missing, a deadline
            is missed or a critical vulnerability is new.
          </EmptyState>
        )}
        {subscriptions.data !== undefined && subscriptions.data.length > 0 && (
          <SubscriptionTable subscriptions={subscriptions.data} onEdit={setEdited} />
        )}
      </Card>
      <NotificationLog />
      {edited !== undefined && (
        <SubscriptionDialog subscription={edited} tellers={tellers ?? []} onClose={() => setEdited(undefined)} />
      )}
    </Stack>
  )
}
