import type { Severity } from '@patchbay/sdk'
import type { TicketTemplate } from './ticket-template.ts'

/** What tickets of one connection are like, where that is not what the hub says for all. */
export interface TicketSettings {
  readonly title?: string | undefined
  readonly text?: string | undefined
  /** On every ticket, beside those the connector needs itself. */
  readonly labels?: readonly string[] | undefined
  /** The tracker's own word for how urgent work is. */
  readonly priorities?: Readonly<Partial<Record<Severity, string>>> | undefined
}

/** How a new ticket of a connection looks. */
interface TicketLook {
  readonly template: TicketTemplate
  readonly labels: readonly string[]
  /** `null`: the tracker's usual one. */
  readonly priority: string | null
}

/** A connection's own settings over those of the hub, for work of that urgency. */
export function ticketLook(hub: TicketTemplate, own: TicketSettings | null, priority: Severity): TicketLook {
  return {
    template: { title: own?.title ?? hub.title, text: own?.text ?? hub.text },
    labels: own?.labels ?? [],
    priority: own?.priorities?.[priority] ?? null,
  }
}
