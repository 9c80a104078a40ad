import type { z } from 'zod'
import type { Unreadable } from '../connector.ts'
import { Fault } from '../fault.ts'
import { isRecord } from './blank.ts'
import { cleanText } from './text.ts'

/** Rows of one page that fit the schema, and those that do not, each with its vendor id and the field's path. */
export interface Reading<Row> {
  readonly items: readonly Row[]
  readonly unreadable: readonly Unreadable[]
}

/** Reads each row by itself, so that one odd row does not sink the page. `target` is the `Target.ref` the rows belong to. */
export function readRows<Row>(
  schema: z.ZodType<Row>,
  rows: readonly unknown[],
  idOf: (row: unknown) => string | null,
  target?: string,
): Reading<Row> {
  const items: Row[] = []
  const unreadable: Unreadable[] = []
  for (const row of rows) {
    const parsed = schema.safeParse(row)
    if (parsed.success) items.push(parsed.data)
    else unreadable.push({ externalId: safeId(idOf, row), ...(target !== undefined && { target }), ...complaint(parsed.error) })
  }
  return { items, unreadable }
}

/** Reads an answer that is useless unless it fits; otherwise a `contract` fault naming the field's path in `what`. */
export function readAnswer<T>(schema: z.ZodType<T>, answer: unknown, what: string): T {
  const parsed = schema.safeParse(answer)
  if (parsed.success) return parsed.data
  const { path, message } = complaint(parsed.error)
  throw new Fault('contract', `${what} has an unexpected form at "${path}": ${message}`, { path })
}

/** The vendor's id under a key of the row, for `idOf`: text, or a number in decimal. */
export function idAt(key: string): (row: unknown) => string | null {
  return (row) => {
    const id = isRecord(row) && Object.hasOwn(row, key) ? row[key] : undefined
    if (typeof id === 'number') return String(id)
    return typeof id === 'string' && id !== '' ? id : null
  }
}

function safeId(idOf: (row: unknown) => string | null, row: unknown): string | null {
  const id = idOf(row)
  return id === null ? null : cleanText(id, 200)
}

function complaint(error: z.ZodError): { readonly path: string; readonly message: string } {
  const [first] = error.issues
  if (first === undefined) return { path: '(row)', message: error.message }
  return { path: first.path.map(String).join('.') || '(row)', message: first.message }
}
