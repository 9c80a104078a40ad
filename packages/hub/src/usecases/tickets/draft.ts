import { ticketLook } from '../../domain/ticket-settings.ts'
import { fillTemplate } from '../../domain/ticket-template.ts'
import type { Writers } from '../../store/store.ts'
import type { WorkFacts } from '../../store/tickets/shapes.ts'
import type { TicketSettings } from '../browse/resources/ticket-settings.ts'
import { severityOf } from '../browse/values.ts'
import { readHubSettings } from '../hub-settings.ts'
import type { TicketDraft } from './stored-task.ts'
import { ticketValues } from './texts.ts'

interface Subject {
  readonly remediationId: number
  readonly facts: WorkFacts
  /** What the tracker's connection says of its tickets. */
  readonly own: TicketSettings | null
  /** Address of the hub itself, where it is known. */
  readonly publicUrl: string | undefined
}

/** What a ticket for a remediation says, by the template of its connection over that of the hub. */
export async function draftTicket(write: Writers, { remediationId, facts, own, publicUrl }: Subject): Promise<TicketDraft> {
  const open = await write.tickets.openVulnerabilities(remediationId)
  const { tickets } = readHubSettings(await write.settings.all())
  const { template, labels, priority } = ticketLook(tickets, own, severityOf(facts.priority))
  return {
    ...fillTemplate(template, ticketValues({ remediationId, facts, open, publicUrl })),
    repository: facts.repository,
    ...(labels.length > 0 && { labels }),
    ...(priority !== null && { priority }),
  }
}
