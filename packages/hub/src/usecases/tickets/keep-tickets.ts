import { carryOutTasks } from './carry-out.ts'
import { followTickets } from './follow.ts'
import { tellTickets } from './tell.ts'
import type { TicketDeps } from './ticket-deps.ts'

/** Keeps tickets and remediations in step: tells what happened here, does it over there, and reads what happened there. */
export async function keepTickets(deps: TicketDeps): Promise<void> {
  await tellTickets(deps)
  await carryOutTasks(deps)
  await followTickets(deps)
}
