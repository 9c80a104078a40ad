import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api, done } from '../../api/client.ts'
import { paging } from '../../api/pages.ts'
import type { Digest, EventType, NotificationSubscription, Urgency } from '../../api/types.ts'

export const subscriptionsQuery = queryOptions({
  queryKey: ['notification-subscriptions'],
  queryFn: async () =>
    (await answer(api.GET('/api/v1/notification-subscriptions', { params: { query: { limit: 200 } } }))).items,
})

export const eventsQuery = queryOptions({
  queryKey: ['notifications', 'events'],
  queryFn: async () => (await answer(api.GET('/api/v1/notifications/events'))).items,
  staleTime: Number.POSITIVE_INFINITY,
})

/** Newest first; of one connection, or of all. */
export function notificationsQuery(connection: string | null) {
  return infiniteQueryOptions({
    queryKey: ['notifications', 'list', connection],
    queryFn: ({ pageParam }) => {
      const filter = connection === null ? {} : { connection: [connection] }
      return answer(api.GET('/api/v1/notifications', { params: { query: { limit: 50, cursor: pageParam, ...filter } } }))
    },
    ...paging,
    refetchInterval: 15_000,
  })
}

export function notificationQuery(id: string) {
  return queryOptions({
    queryKey: ['notifications', 'one', id],
    queryFn: () => answer(api.GET('/api/v1/notifications/{id}', { params: { path: { id } } })),
    refetchInterval: 5_000,
  })
}

export interface SubscriptionTerms {
  /** `null`: all. */
  readonly types: EventType[] | null
  readonly minimumUrgency: Urgency
  readonly minimumSeverity: NotificationSubscription['minimumSeverity']
  /** `null` with `productIds`: all. */
  readonly productTypeIds: string[] | null
  readonly productIds: string[] | null
  readonly digest: Digest | null
}

/** Creates a subscription of a connection, or changes the one with this id. */
export function useSaveSubscription(id: string | null) {
  return useRefreshing(({ connectionId, ...terms }: SubscriptionTerms & { readonly connectionId: string }) =>
    answer(
      id === null
        ? api.POST('/api/v1/notification-subscriptions', { body: { connectionId, ...terms } })
        : api.PATCH('/api/v1/notification-subscriptions/{id}', { params: { path: { id } }, body: terms }),
    ),
  )
}

export function useRemoveSubscription() {
  return useRefreshing((id: string) =>
    done(api.DELETE('/api/v1/notification-subscriptions/{id}', { params: { path: { id } } })),
  )
}

export function useResend(id: string) {
  return useRefreshing((connectionId: string) =>
    answer(api.POST('/api/v1/notifications/{id}/resend', { params: { path: { id } }, body: { connectionId } })),
  )
}

export function useTestMessage(connectionId: string) {
  return useRefreshing(() =>
    done(api.POST('/api/v1/connections/{id}/test-message', { params: { path: { id: connectionId } } })),
  )
}

function useRefreshing<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const client = useQueryClient()
  return useMutation({
    mutationFn,
    onSettled: async () => {
      const keys = ['notification-subscriptions', 'notifications', 'connections']
      await Promise.all(keys.map((key) => client.invalidateQueries({ queryKey: [key] })))
    },
  })
}
