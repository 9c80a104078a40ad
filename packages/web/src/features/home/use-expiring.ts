import { useQuery } from '@tanstack/react-query'
import { useNow } from '../../components/use-now.ts'
import { connectionsQuery } from '../connections/queries.ts'

export interface Expiring {
  readonly id: string
  readonly label: string
  /** ISO 8601. */
  readonly expiresAt: string
}

const twoWeeks = 14 * 86_400_000

/** Working connections whose credentials run out within two weeks, the next one first. */
export function useExpiring(): readonly Expiring[] {
  const now = useNow()
  const { data: connections = [] } = useQuery(connectionsQuery)
  return connections
    .flatMap(({ id, label, state, credentialsExpireAt }) =>
      credentialsExpireAt === null || state === 'attention' ? [] : [{ id, label, expiresAt: credentialsExpireAt }],
    )
    .filter(({ expiresAt }) => Date.parse(expiresAt) - now < twoWeeks)
    .sort((a, b) => Date.parse(a.expiresAt) - Date.parse(b.expiresAt))
}
