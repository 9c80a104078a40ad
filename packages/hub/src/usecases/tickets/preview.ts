/** A ticket that is not opened; its text as Markdown. */
export interface TicketPreview {
  readonly title: string
  readonly text: string
  readonly labels: string[]
  /** The tracker's own word; `null` for its usual one. */
  readonly priority: string | null
}
