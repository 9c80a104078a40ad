/** Something people asked to be told about. */
export interface Message {
  /** Unique, and the same when it is tried again. */
  readonly id: string
  /** `connection.needs-attention`, `record.missing`, … */
  readonly type: string
  /** ISO 8601 UTC. */
  readonly at: string
  readonly urgency: 'information' | 'warning' | 'critical'
  /** One line. */
  readonly title: string
  readonly text: string | null
  /** Page of the hub, where its own address is known. */
  readonly url: string | null
  /** For people, in this order. */
  readonly facts: readonly {
    readonly label: string
    readonly value: string
    /** Page of the hub that shows more of this one. */
    readonly url?: string
  }[]
  /** For machines; JSON. */
  readonly data: Readonly<Record<string, unknown>>
}
