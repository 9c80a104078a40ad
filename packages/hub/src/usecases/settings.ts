import { kinds, severities } from '@patchbay/sdk'
import { defaultRules, type ImportRules } from '../domain/import-rules.ts'
import { Problem } from '../domain/problem.ts'
import { type Cadence, checkedCadence, readCadence, type Schedule } from '../domain/schedule.ts'

export const defaultSchedule: Schedule = { discover: { everyHours: 24 }, sync: { everyHours: 6 } }

/** The stored schedule; what is missing or unreadable falls back to the default. */
export function parseSchedule(stored: unknown): Schedule {
  const given = asObject(stored)
  return {
    discover: cadenceOr(given['discover'], defaultSchedule.discover),
    sync: cadenceOr(given['sync'], defaultSchedule.sync),
  }
}

/** The stored import rules; what is missing or unreadable falls back to the default. */
export function parseRules(stored: unknown): ImportRules {
  const given = asObject(stored)
  const wanted = given['kinds']
  const minimum = given['minimumSeverity']
  return {
    kinds: Array.isArray(wanted) ? kinds.filter((kind) => wanted.includes(kind)) : defaultRules.kinds,
    cveRequired: typeof given['cveRequired'] === 'boolean' ? given['cveRequired'] : defaultRules.cveRequired,
    minimumSeverity:
      severities.flatMap((severity) => (severity !== 'unknown' && severity === minimum ? [severity] : []))[0] ?? null,
  }
}

/** Import rules as a scan profile stores them: only those it sets. */
export function parseProfileRules(stored: unknown): Partial<ImportRules> {
  const given = asObject(stored)
  const { kinds: wanted, cveRequired, minimumSeverity } = parseRules(stored)
  return {
    ...(given['kinds'] !== undefined && { kinds: wanted }),
    ...(given['cveRequired'] !== undefined && { cveRequired }),
    ...(given['minimumSeverity'] !== undefined && { minimumSeverity }),
  }
}

/** The schedule as a scan profile stores it; `sync: null` where its records are read only when their connections are. */
export function parseProfileSchedule(stored: unknown): Pick<Schedule, 'sync'> {
  return { sync: readCadence(asObject(stored)['sync']) ?? null }
}

/** Refuses what `parseSchedule` would silently mend. */
export function checkedSchedule(schedule: Schedule): Schedule {
  return {
    discover: checkedCadence(schedule.discover, 'schedule.discover'),
    sync: checkedCadence(schedule.sync, 'schedule.sync'),
  }
}

/** The end of the credentials as a person gave it. Refuses what is no time, and what is over: there is nothing to warn of. */
export function checkedExpiry(given: string | null, now: Date): Date | null {
  if (given === null) return null
  const end = new Date(given)
  if (end > now) return end
  throw new Problem('invalid', `"${given}" is not a time to come.`, {
    code: 'expiry-invalid',
    field: 'credentialsExpireAt',
    remedy: 'Give the time at which the credentials end, or null when nobody knows.',
  })
}

/** Refuses rules that would import nothing or name a family nobody knows. */
export function checkedRules<Rules extends Partial<ImportRules>>(rules: Rules): Rules {
  const unknown = rules.kinds?.find((kind) => !kinds.includes(kind))
  if (unknown !== undefined) {
    throw new Problem('invalid', `There is no kind of finding "${unknown}".`, {
      code: 'rules-invalid',
      field: 'rules.kinds',
      remedy: `Choose from ${kinds.join(', ')}.`,
    })
  }
  if (rules.kinds?.length === 0) {
    throw new Problem('invalid', 'No kind of finding is selected, so nothing would be imported.', {
      code: 'rules-invalid',
      field: 'rules.kinds',
      remedy: 'Select at least one kind, or pause the connection.',
    })
  }
  return rules
}

function asObject(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function cadenceOr(stored: unknown, fallback: Cadence): Cadence {
  const cadence = readCadence(stored)
  return cadence === undefined ? fallback : cadence
}
