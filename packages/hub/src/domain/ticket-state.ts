import type { TicketGoal, TicketState } from '@patchbay/sdk'
import { nextState, type RemediationAction, type RemediationState, type RemediationTrigger } from './remediation-state.ts'

/** Who acts when a ticket was moved over there. What comes from a ticket is not sent back to it. */
export const ticketActor = 'TICKET'

/**
 * What follows for a remediation when its ticket changes over there; `null` for nothing, also where the remediation cannot go that way any
 * more. A closed ticket is no proof: only a scan resolves.
 */
export function actionOfTicket(change: {
  readonly from: TicketState | null
  readonly to: TicketState
  readonly remediation: RemediationState
}): RemediationAction | null {
  const { from, to, remediation } = change
  if (from === to) return null
  const wish = wishOf(change)
  return wish !== null && nextState(remediation, wish) !== null ? wish : null
}

function wishOf({ from, to, remediation }: Parameters<typeof actionOfTicket>[0]): RemediationAction | null {
  if (to === 'done') return 'merge'
  if (to === 'wont-do') return 'dismiss'
  // Opened again over there: what closing it had led to is taken back.
  if (from === 'wont-do' && remediation === 'dismissed') return 'restore'
  if (from === 'done' && remediation === 'awaiting-verification') return 'rework'
  return to === 'in-progress' ? 'start' : null
}

/** What a ticket is told, and where it is moved. */
export interface Telling {
  readonly about: 'verified' | 'reappeared' | 'left' | 'dismissed' | 'restored'
  readonly goal: TicketGoal
}

const tellings: Partial<Readonly<Record<RemediationTrigger, Telling>>> = {
  verified: { about: 'verified', goal: 'done' },
  reappeared: { about: 'reappeared', goal: 'open' },
  obsolete: { about: 'dismissed', goal: 'wont-do' },
  dismiss: { about: 'dismissed', goal: 'wont-do' },
  restore: { about: 'restored', goal: 'open' },
  revived: { about: 'restored', goal: 'open' },
}

/** What the ticket of a remediation is told of an event; `null` for nothing. What people do day by day they see in either place. */
export function tellingOf(event: {
  readonly kind: string
  readonly trigger: string | null
  readonly actor: string | null
}): Telling | null {
  if (event.actor === ticketActor) return null
  if (event.kind === 'left') return { about: 'left', goal: 'open' }
  if (event.kind !== 'state') return null
  const [, telling] = Object.entries(tellings).find(([trigger]) => trigger === event.trigger) ?? []
  return telling ?? null
}
