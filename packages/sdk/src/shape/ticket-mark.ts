import type { NewTicket, TicketComment } from '../model/ticket.ts'
import { ticketMarkdown } from './ticket-markdown.ts'

/** The label of every ticket of ours, in trackers whose tickets are Markdown. */
export const ticketLabel = 'patchbay'

/** Milliseconds that a tracker's clock may differ from ours. */
const clockSkew = 5 * 60_000

/** An invisible comment in Markdown by which another try finds what was written: labels can be taken away. */
export function ticketMark({ marker }: Pick<TicketComment, 'marker'>): string {
  return `<!-- ${ticketLabel}:${marker} -->`
}

/** Text as Markdown of at most so many characters, and the mark below it. */
export function markedMarkdown(written: Pick<TicketComment, 'marker' | 'text'>, most: number): string {
  return `${ticketMarkdown(written.text, most)}\n\n${ticketMark(written)}`
}

/** When it can have been written at the earliest, by the tracker's clock: ISO 8601 UTC. */
export function earliestWritten({ since }: Pick<TicketComment, 'since'>): string {
  return new Date(new Date(since).getTime() - clockSkew).toISOString()
}

/** Ours, those asked for, and how urgent it is: for trackers that have no field for that. */
export function ticketLabels({ labels = [], priority }: Pick<NewTicket, 'labels' | 'priority'>): readonly string[] {
  return [ticketLabel, ...labels, ...(priority === undefined ? [] : [priority])]
}
