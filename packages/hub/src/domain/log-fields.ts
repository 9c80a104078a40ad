import { storable } from './storable.ts'

/** What is called like this is never logged, wherever it stands in the fields. */
export const secretNames = ['authorization', 'cookie', 'password', 'token', 'secret', 'secrets', 'databaseUrl'] as const

export type LogFields = Readonly<Record<string, string | number | boolean | null>>

const hidden: ReadonlySet<string> = new Set(secretNames)
const blot = '•••'
const mostFields = 20
/** Characters. */
const longestName = 60
const longestValue = 500

/** Fields of a log line as they are kept: flat, bounded, storable; what is deeper becomes JSON. */
export function logFields(fields: Readonly<Record<string, unknown>>): LogFields {
  return Object.fromEntries(
    Object.entries(fields)
      .filter(([, value]) => value !== undefined)
      .slice(0, mostFields)
      .map(([name, value]) => [cut(storable(name), longestName), hidden.has(name) ? blot : plain(value)]),
  )
}

/** At most so many characters, never half of one. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : `${text.slice(0, most - 1).toWellFormed()}…`
}

function plain(value: unknown): string | number | boolean | null {
  if (value === null || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (typeof value === 'string') return cut(storable(value), longestValue)
  return cut(storable(asJson(value)), longestValue)
}

function asJson(value: unknown): string {
  return JSON.stringify(value, (name, inner) => (hidden.has(name) ? blot : inner)) ?? String(value)
}
