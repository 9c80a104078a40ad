import { z } from 'zod'
import { Problem } from '../domain/problem.ts'
import type { Order } from './order.ts'

const Cursor = z.tuple([z.string()]).rest(z.string().nullable())

/** The place of a row in an order, opaque to callers. */
export function cursorOf(order: Order, place: readonly (string | null)[]): string {
  return Buffer.from(JSON.stringify([order.name, ...place])).toString('base64url')
}

/** The place a cursor stands for. One of another order, or one that was not given out here, is an `invalid` problem. */
export function readCursor(order: Order, cursor: string): readonly (string | null)[] {
  const [name, ...place] = parse(cursor)
  if (name !== order.name) {
    throw new Problem('invalid', `This cursor belongs to the order "${name}", not "${order.name}".`, {
      code: 'cursor-of-another-sort',
      field: 'cursor',
      remedy: 'Leave the cursor out to begin again, or keep the sort of the page before.',
    })
  }
  const fits =
    place.length === order.keys.length &&
    order.keys.every((key, index) => isValue(key.type, place[index] ?? null, key.nullable === true))
  if (!fits) throw notACursor()
  return place
}

function parse(cursor: string): z.output<typeof Cursor> {
  try {
    return Cursor.parse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')))
  } catch {
    throw notACursor()
  }
}

function isValue(type: Order['keys'][number]['type'], value: string | null, nullable: boolean): boolean {
  if (value === null) return nullable
  if (type === 'text') return !value.includes('\0')
  if (type === 'timestamptz') return isMoment(value)
  return (type === 'smallint' ? /^-?\d{1,4}$/ : /^-?\d{1,15}$/).test(value)
}

/** As PostgreSQL writes it: `2026-11-28 09:30:00.123456+00`. */
function isMoment(value: string): boolean {
  const [, day, time] = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)(\.\d{1,6})?[+-]\d\d(:\d\d){0,2}$/.exec(value) ?? []
  return day !== undefined && !Number.isNaN(Date.parse(`${day}T${time}Z`))
}

function notACursor(): Problem {
  return new Problem('invalid', 'This is not a cursor of this list.', {
    code: 'cursor-invalid',
    field: 'cursor',
    remedy: 'Use nextCursor of the page before as it is, or leave it out to begin again.',
  })
}
