import { hash } from 'node:crypto'

/** Reads unambiguously next to others: every text carries its length, so no separator can be forged by content. */
export function packed(value: string | number | boolean | null | undefined): string {
  if (value === null || value === undefined) return '-'
  if (typeof value === 'string') return `${value.length}:${value}`
  return `${value};`
}

/** A list of texts of which the order does not matter. */
export function packedSet(values: readonly string[]): string {
  if (values.length === 0) return '0['
  if (values.length === 1) return `1[${packed(values[0])}`
  return `${values.length}[${values.toSorted().map(packed).join('')}`
}

/** First 128 bits of SHA-256 over the UTF-8 of a text, written as a UUID so that a database keeps it in 16 bytes. */
export function digest(text: string): string {
  const hex = hash('sha256', text, 'hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20, 32)}`
}
