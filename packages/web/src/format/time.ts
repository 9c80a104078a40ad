const units = [
  ['year', 31_536_000],
  ['month', 2_592_000],
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const

const relative = new Intl.RelativeTimeFormat(undefined, { style: 'short' })
/** Only days have names: `yesterday`. "Last mo." says less than "1 mo. ago". */
const relativeDay = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto', style: 'short' })
const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'full', timeStyle: 'long' })
const day = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' })
const moment = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' })
const timeOfDay = new Intl.DateTimeFormat(undefined, {
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
})
const shortDay = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric' })

/** `5 min. ago`, `in 3 hr.`; within a minute, `just now`. */
export function formatRelative(iso: string, now: number): string {
  const seconds = Math.round((Date.parse(iso) - now) / 1000)
  for (const [unit, size] of units) {
    if (Math.abs(seconds) >= size) return (unit === 'day' ? relativeDay : relative).format(Math.trunc(seconds / size), unit)
  }
  return 'just now'
}

/** `3d`, `5h`: an age for narrow columns. */
export function formatAge(iso: string, now: number): string {
  const seconds = Math.max(0, Math.round((now - Date.parse(iso)) / 1000))
  if (seconds < 3_600) return `${Math.max(1, Math.floor(seconds / 60))}m`
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)}h`
  if (seconds < 31_536_000) return `${Math.floor(seconds / 86_400)}d`
  return `${(seconds / 31_536_000).toFixed(1)}y`
}

/** The full local time and UTC, for a tooltip. */
export function formatFull(iso: string): string {
  const date = new Date(iso)
  return `${local.format(date)}\n${date
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC')}`
}

/** `29 Nov 2026, 02:30`, local time. */
export function formatMoment(iso: string): string {
  return moment.format(new Date(iso))
}

/** `09:30:05`, local time. */
export function formatTimeOfDay(iso: string): string {
  return timeOfDay.format(new Date(iso))
}

export function formatDay(iso: string): string {
  return day.format(new Date(iso))
}

/** `12 Mar`: for the axis of a chart. */
export function formatShortDay(iso: string): string {
  return shortDay.format(new Date(iso))
}

/** `4 s`, `2 min 5 s`, `1 h 12 min`. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000))
  if (seconds < 60) return `${seconds} s`
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`
  return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`
}
