import type { SnapshotRepository } from './snapshot.ts'

/** What a ticket means, whatever its tracker calls it. */
export const ticketStates = ['open', 'in-progress', 'done', 'wont-do'] as const

export type TicketState = (typeof ticketStates)[number]

/** A ticket as its tracker describes it. */
export interface Ticket {
  /** The tracker's own id; one word, the same for as long as the ticket exists. */
  readonly id: string
  /** What people call it: `SEC-24`, `acme/shop#12`. */
  readonly key: string
  /** Its page, `https` only; `null` where the tracker gives no such address. */
  readonly url: string | null
  readonly state: TicketState
  /** The tracker's own word: `In Review`. */
  readonly word: string
}

/** A piece of a line. Its text is data: shown as it is, never read as markup, and mentioning nobody. */
export interface TicketSpan {
  readonly text: string
  /** Where it leads, `https` or `http`. */
  readonly url?: string
  readonly as?: 'strong' | 'code'
}

export type TicketLine = readonly TicketSpan[]

export type TicketBlock =
  | { readonly kind: 'paragraph'; readonly line: TicketLine }
  | { readonly kind: 'list'; readonly lines: readonly TicketLine[] }
  | { readonly kind: 'code'; readonly text: string }

/** Text of a ticket or comment, as a small document that each connector renders in its tracker's markup. */
export type TicketText = readonly TicketBlock[]

/** Where a ticket belongs; `null` for work that is in no single repository. */
export interface TicketPlace {
  readonly repository: SnapshotRepository | null
}

/** What is written to a tracker once, however often it is tried. */
interface Marked {
  /** Found in what was written, so that another try finds it: `[a-z0-9]{8,40}`, unlike every other one. */
  readonly marker: string
  /** ISO 8601 UTC; the first try cannot have been earlier. */
  readonly since: string
  readonly text: TicketText
}

export interface NewTicket extends Marked, TicketPlace {
  /** One line. */
  readonly title: string
  /** Put on it beside those the connector needs itself; without blanks and commas. */
  readonly labels?: readonly string[]
  /** How urgent it is, in the tracker's own word. A tracker without priorities takes it for a label. Absent: its usual one. */
  readonly priority?: string
}

export type TicketComment = Marked

/** Where the hub moves a ticket by itself. */
export type TicketGoal = Exclude<TicketState, 'in-progress'>

/** Which tickets are asked about. */
export interface TicketQuestion {
  /** `Ticket.id`. Never empty. */
  readonly ids: readonly string[]
  /** ISO 8601 UTC: only what may have changed since then. `null`: every one is answered, those that are gone too. */
  readonly since: string | null
}

export type TicketNews = { readonly kind: 'ticket'; readonly ticket: Ticket } | { readonly kind: 'gone'; readonly id: string }

/** What proves that a call comes from the tracker, as data: the hub compares. Header names are lower-case. */
export type TicketProof =
  /** An HMAC-SHA256 of the body as it came, in hex after the prefix. */
  | { readonly kind: 'hmac-sha256'; readonly header: string; readonly prefix: string; readonly secret: string }
  /** The secret itself. */
  | { readonly kind: 'token'; readonly header: string; readonly secret: string }
