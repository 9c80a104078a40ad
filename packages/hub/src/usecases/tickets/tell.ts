import { textAt } from '@patchbay/sdk/shape'
import { tellingOf } from '../../domain/ticket-state.ts'
import type { Store, Writers } from '../../store/store.ts'
import type { UntoldEvent } from '../../store/tickets/shapes.ts'
import { commentText } from './texts.ts'
import { newMarker } from './ticket-deps.ts'

interface Deps {
  readonly store: Store
  readonly now: () => Date
  /** Address of the hub itself, where it is known. */
  readonly publicUrl: string | undefined
}

/** Tickets a transaction. */
const batch = 50

/** Puts in line what tickets have to be told of their remediations. Harmless to run as often as one likes. */
export async function tellTickets({ store, now, publicUrl }: Deps): Promise<void> {
  for (;;) {
    const events = await store.transact(async (write) => {
      const untold = await write.tickets.untold(batch)
      for (const event of untold) await tell(write, event, publicUrl, now())
      return untold
    })
    if (events.length === 0) return
  }
}

async function tell(write: Writers, event: UntoldEvent, publicUrl: string | undefined, now: Date): Promise<void> {
  const { ticketId, eventId, kind, actor, data } = event
  const telling = tellingOf({ kind, actor, trigger: textAt(data, 'trigger') })
  if (telling !== null) {
    const text = commentText(telling.about, data, publicUrl)
    await write.ticketTasks.add(ticketId, { kind: 'comment', marker: newMarker(), payload: { text } }, now)
    await write.ticketTasks.add(ticketId, { kind: 'move', marker: newMarker(), payload: { goal: telling.goal } }, now)
  }
  await write.tickets.told(ticketId, eventId)
}
