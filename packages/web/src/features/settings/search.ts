import { choice, type RawSearch, text } from '../../router/search-params.ts'

export const settingsTabs = [
  'account',
  'general',
  'feeds',
  'deadlines',
  'policies',
  'tokens',
  'service-accounts',
  'users',
  'notifications',
  'audit',
  'configuration',
] as const
export type SettingsTab = (typeof settingsTabs)[number]

export const outcomes = ['done', 'refused', 'failed', 'unknown'] as const

/** What the audit log is looked through for. */
export interface AuditSearch {
  readonly event?: string
  readonly actor?: string
  readonly object?: string
  readonly outcome?: (typeof outcomes)[number]
  /** Days, as `2026-11-28`. */
  readonly from?: string
  readonly to?: string
}

export interface SettingsSearch extends AuditSearch {
  readonly tab?: SettingsTab
}

export function settingsSearch(raw: RawSearch): SettingsSearch {
  return {
    tab: choice(raw['tab'], settingsTabs),
    event: text(raw['event']),
    actor: text(raw['actor']),
    object: text(raw['object']),
    outcome: choice(raw['outcome'], outcomes),
    from: day(raw['from']),
    to: day(raw['to']),
  }
}

function day(value: unknown): string | undefined {
  const given = text(value)
  return given !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(given) && !Number.isNaN(Date.parse(given)) ? given : undefined
}

/** As the API takes it: days in local time, the last one included. */
export function auditQuery({ event, actor, object, outcome, from, to }: AuditSearch) {
  return {
    event,
    actor,
    object,
    outcome,
    from: from === undefined ? undefined : startOf(from, 0),
    to: to === undefined ? undefined : startOf(to, 1),
  }
}

function startOf(text: string, daysLater: number): string {
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number)
  return new Date(year, month - 1, date + daysLater).toISOString()
}
