import type { Note } from './oddity.ts'

const form = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:[.,](\d{1,12}))?(?:([Zz])|([+-])(\d\d):?(\d\d))$/
// What most answers hold is already in our form; days after the 28th need the calendar.
const canonical = /^(?:199\d|20\d\d|2100)-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/
const earliest = Date.UTC(1990, 0, 1)
const latest = Date.UTC(2101, 0, 1)

/**
 * An RFC 3339 instant with any sub-second width, as ISO 8601 UTC with milliseconds (further digits are cut off, as
 * JavaScript's own dates do). Blank is `null`. What cannot be read, and what no scanner can mean (before 1990, after 2100;
 * a Go zero time is year 1), is `null` and noted.
 */
export function instant(text: string | null | undefined, path: string, note: Note): string | null {
  if (text === null || text === undefined || text === '') return null
  if (canonical.test(text)) return text
  const milliseconds = read(text)
  if (milliseconds === null || milliseconds < earliest || milliseconds >= latest) {
    note(path, text)
    return null
  }
  return new Date(milliseconds).toISOString()
}

function read(text: string): number | null {
  const parts = form.exec(text.trim())
  if (parts === null) return null
  const [, year, month, day, hour, minute, second, fraction, , sign, offsetHours, offsetMinutes] = parts
  const days = Number(day)
  // A leap second is RFC 3339 and is no JavaScript date: the second before it.
  const seconds = Math.min(Number(second), 59)
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) return null

  const local = Date.UTC(Number(year), Number(month) - 1, days, Number(hour), Number(minute), seconds, thousandths(fraction))
  const rolledOver = new Date(local).getUTCDate() !== days || Number(month) < 1 || Number(month) > 12
  if (rolledOver) return null
  if (sign === undefined) return local

  const offset = (Number(offsetHours) * 60 + Number(offsetMinutes)) * 60_000
  return sign === '-' ? local + offset : local - offset
}

function thousandths(fraction: string | undefined): number {
  return fraction === undefined ? 0 : Number(fraction.slice(0, 3).padEnd(3, '0'))
}
