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
  if (format === 'csv') yield line(columns.map(([title]) => title))
  for await (const event of events) {
    yield format === 'csv' ? line(columns.map(([, value]) => value(event))) : `${JSON.stringify(event)}\n`
  }
}

function jsonOrNothing(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value)
}

function line(values: readonly unknown[]): string {
  return `${values.map(cell).join(',')}\r\n`
}

/** Spreadsheets run what begins like a formula; an apostrophe makes it text (OWASP, CSV injection). */
function cell(value: unknown): string {
  const text = value === null || value === undefined ? '' : String(value)
  const inert = /^[\s\0]*[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(inert) ? `"${inert.replaceAll('"', '""')}"` : inert
}
