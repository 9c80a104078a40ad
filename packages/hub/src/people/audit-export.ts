import { csvLine } from '../domain/csv-line.ts'
import type { AuditEvent } from '../usecases/browse/resources/people.ts'

type AuditFormat = 'jsonl' | 'csv'

const columns: readonly (readonly [title: string, value: (event: AuditEvent) => unknown])[] = [
  ['seq', (event) => event.seq],
  ['at', (event) => event.at],
  ['event', (event) => event.event],
  ['outcome', (event) => event.outcome],
  ['actor_kind', (event) => event.actor.kind],
  ['actor_id', (event) => event.actor.id],
  ['actor_name', (event) => event.actor.name],
  ['object', (event) => event.object],
  ['before', (event) => jsonOrNothing(event.before)],
  ['after', (event) => jsonOrNothing(event.after)],
  ['ip', (event) => event.ip],
  ['request_id', (event) => event.requestId],
  ['hash', (event) => event.hash],
]

/** The text of an export, a line at a time. CSV is RFC 4180 with a line of titles. */
export async function* auditLines(events: AsyncIterable<AuditEvent>, format: AuditFormat): AsyncGenerator<string> {
  if (format === 'csv') yield csvLine(columns.map(([title]) => title))
  for await (const event of events) {
    yield format === 'csv' ? csvLine(columns.map(([, value]) => value(event))) : `${JSON.stringify(event)}\n`
  }
}

function jsonOrNothing(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}
