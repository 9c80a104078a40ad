import { kinds, severities } from '@patchbay/sdk'
import { defaultRules, type ImportRules } from '../domain/import-rules.ts'
import { Problem } from '../domain/problem.ts'
import type { Schedule } from './commands.ts'

export const defaultSchedule: Schedule = { syncEveryHours: 6, discoverEveryHours: 24 }

/** The stored schedule; what is missing or unreadable falls back to the default. */
export function parseSchedule(stored: unknown): Schedule {
  const given = asObject(stored)
  return {
    syncEveryHours: hours(given['syncEveryHours'], defaultSchedule.syncEveryHours),
    discoverEveryHours: hours(given['discoverEveryHours'], defaultSchedule.discoverEveryHours),
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

/** Refuses what `parseSchedule` would silently mend. */
export function checkedSchedule(schedule: Schedule): Schedule {
  for (const [field, value] of Object.entries(schedule)) {
    if (value === null || (Number.isInteger(value) && value >= 1 && value <= 168)) continue
    throw new Problem('invalid', `"${value}" is not a number of hours from 1 to 168.`, {
      code: 'schedule-invalid',
      field: `schedule.${field}`,
      remedy: 'Give whole hours from 1 to 168, or null for never.',
    })
  }
  return schedule
}

/** Refuses rules that would import nothing or name a family nobody knows. */
export function checkedRules(rules: ImportRules): ImportRules {
  const unknown = rules.kinds.find((kind) => !kinds.includes(kind))
  if (unknown !== undefined) {
    throw new Problem('invalid', `There is no kind of finding "${unknown}".`, {
      code: 'rules-invalid',
      field: 'rules.kinds',
      remedy: `Choose from ${kinds.join(', ')}.`,
    })
  }
  if (rules.kinds.length === 0) {
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

function hours(value: unknown, fallback: number | null): number | null {
  if (value === null) return null
  return typeof value === 'number' && Number.isInteger(value) && value >= 1 ? value : fallback
}
