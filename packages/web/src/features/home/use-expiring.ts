import { useQuery } from '@tanstack/react-query'
import { connectionsQuery } from '../connections/queries.ts'

export interface Expiring {
  readonly id: string
  readonly label: string
  /** Whole days; negative once they are over. */
  readonly daysLeft: number
  readonly nextStep: string | null
}

/** Working connections whose credentials run out soon, the next one first. What is broken already says so itself. */
export function useExpiring(): readonly Expiring[] {
  const { data: connections = [] } = useQuery(connectionsQuery)
  return connections
    .flatMap(({ id, label, state, nextStep, credentialsExpireInDays: daysLeft }) =>
      daysLeft === null || state === 'attention' || state === 'paused' ? [] : [{ id, label, daysLeft, nextStep }],
    )
    .sort((a, b) => a.daysLeft - b.daysLeft)
}
