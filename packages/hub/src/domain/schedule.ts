import { Cron } from 'croner'
import { Problem } from './problem.ts'

/** When one kind of run begins by itself. `null`: never. Times of day and cron expressions are those of an IANA time zone. */
export type Cadence =
  | null
  | { readonly everyHours: number }
  | { readonly dailyAt: string; readonly timeZone: string }
  | { readonly cron: string; readonly timeZone: string }

/** When a connection runs by itself: each kind of run has a cadence of its own. */
export interface Schedule {
  readonly discover: Cadence
  readonly sync: Cadence
}

export type ScheduledKind = keyof Schedule

const hour = 3_600_000

/**
 * When it runs next; always after `now`, `null` never. A time of day that daylight saving leaves out runs at the first moment
 * after the gap, one that comes twice runs the first time. `jitter`, 0–1, moves a run every so many hours by up to a twentieth
 * of the interval either way (0.5 not at all), so that connections made together do not run together; the others keep to
 * their minute.
 */
export function nextAfter(cadence: Cadence, now: Date, jitter: number): Date | null {
  if (cadence === null) return null
  if ('everyHours' in cadence) return new Date(now.getTime() + cadence.everyHours * hour * (0.95 + jitter * 0.1))
  return clockOf(cadence).nextRun(now)
}

/** Refuses what would never run or cannot be understood. `field` is where it was given, e.g. `schedule.sync`. */
export function checkedCadence(cadence: Cadence, field: string): Cadence {
  if (cadence === null) return cadence
  if ('everyHours' in cadence) {
    checkHours(cadence.everyHours, `${field}.everyHours`)
    return cadence
  }
  if (!isTimeZone(cadence.timeZone)) {
    throw refused(
      `There is no time zone "${cadence.timeZone}".`,
      `${field}.timeZone`,
      'Give an IANA name like Europe/Berlin or UTC.',
    )
  }
  if ('cron' in cadence) checkCron(cadence.cron, cadence.timeZone, `${field}.cron`)
  else checkTimeOfDay(cadence.dailyAt, `${field}.dailyAt`)
  return cadence
}

/** A cadence as it was stored; `undefined` when it is none, or none any more. */
export function readCadence(stored: unknown): Cadence | undefined {
  const cadence = shaped(stored)
  if (cadence === undefined) return undefined
  try {
    return checkedCadence(cadence, 'stored')
  } catch (error) {
    if (error instanceof Problem) return undefined
    throw error
  }
}

/** Whether two cadences say the same. */
export function sameCadence(a: Cadence, b: Cadence): boolean {
  if (a === null || b === null) return a === b
  const others = Object.entries(b)
  return Object.keys(a).length === others.length && others.every(([key, value]) => Reflect.get(a, key) === value)
}

type ClockTime = Exclude<Cadence, null | { readonly everyHours: number }>

function clockOf(cadence: ClockTime): Cron {
  return parsed('cron' in cadence ? cadence.cron : dailyCron(cadence.dailyAt), cadence.timeZone)
}

/** Lists and ranges of hours count as times of day too, so that daylight saving neither skips nor doubles them. */
function parsed(expression: string, timezone: string): Cron {
  return new Cron(expression, { timezone, mode: '5-part', fixedTimeRule: 'no-wildcard' })
}

function dailyCron(timeOfDay: string): string {
  const [hours = '', minutes = ''] = timeOfDay.split(':')
  return `${Number(minutes)} ${Number(hours)} * * *`
}

function checkHours(hours: number, field: string): void {
  if (Number.isInteger(hours) && hours >= 1 && hours <= 168) return
  throw refused(
    `"${hours}" is not a number of hours from 1 to 168.`,
    field,
    'Give whole hours from 1 to 168, or null for never.',
  )
}

function checkTimeOfDay(time: string, field: string): void {
  if (/^([01]\d|2[0-3]):[0-5]\d$/.test(time)) return
  throw refused(`"${time}" is not a time of day.`, field, 'Give hours and minutes from 00:00 to 23:59, like 02:30.')
}

const fiveFields = 'Give five fields: minute, hour, day of the month, month, day of the week, like "0 3 * * 1-5".'

function checkCron(expression: string, timeZone: string, field: string): void {
  if (!/^\s*\S+(\s+\S+){4}\s*$/.test(expression)) {
    throw refused(`"${expression}" is not a cron expression of five fields.`, field, fiveFields)
  }
  if (firstRun(expression, timeZone, field) !== null) return
  throw refused(`"${expression}" never comes: there is no such day.`, field, 'Give a day that exists, or null for never.')
}

/** Any moment will do to tell whether there is a run at all; this one is fixed so that the answer always is the same. */
const anyMoment = new Date(0)

function firstRun(expression: string, timeZone: string, field: string): Date | null {
  try {
    return parsed(expression, timeZone).nextRun(anyMoment)
  } catch (error) {
    const why = error instanceof Error ? error.message.replace(/^CronPattern: /, '').replace(/\.$/, '') : String(error)
    throw refused(`"${expression}" is not a cron expression: ${why}.`, field, fiveFields)
  }
}

/** By name only: an offset like +02:00 knows no daylight saving, and few people mean that. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}

function shaped(stored: unknown): Cadence | undefined {
  if (stored === null) return null
  if (typeof stored !== 'object') return undefined
  const given: Readonly<Record<string, unknown>> = { ...stored }
  const { everyHours, dailyAt, cron, timeZone } = given
  if (typeof everyHours === 'number') return { everyHours }
  if (typeof timeZone !== 'string') return undefined
  if (typeof dailyAt === 'string') return { dailyAt, timeZone }
  return typeof cron === 'string' ? { cron, timeZone } : undefined
}

function refused(message: string, field: string, remedy: string): Problem {
  return new Problem('invalid', message, { code: 'schedule-invalid', field, remedy })
}
