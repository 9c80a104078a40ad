import type { SlaDays } from '../../api/types.ts'

export const deadlineSeverities = ['critical', 'high', 'medium', 'low'] as const
export const criticalities = ['critical', 'high', 'medium', 'low'] as const

export type DeadlineSeverity = (typeof deadlineSeverities)[number]

/** What the hub grants where no policy says anything. */
export const defaultDays: Readonly<Record<DeadlineSeverity, number>> = { critical: 3, high: 14, medium: 30, low: 90 }

/** The days of one line of the form: for all products, or those of a criticality. */
export function daysOf(
  days: SlaDays,
  criticality: (typeof criticalities)[number] | 'all',
  severity: DeadlineSeverity,
): number | null {
  const line = criticality === 'all' ? days.severities : days.criticalities[criticality]
  return line?.[severity] ?? null
}

/** The same days with one cell changed; `null` leaves it to the next policy. */
export function withDays(
  days: SlaDays,
  criticality: (typeof criticalities)[number] | 'all',
  severity: DeadlineSeverity,
  value: number | null,
): SlaDays {
  const { [severity]: _, ...rest } = (criticality === 'all' ? days.severities : days.criticalities[criticality]) ?? {}
  const line = value === null ? rest : { ...rest, [severity]: value }
  if (criticality === 'all') return { ...days, severities: line }
  const { [criticality]: __, ...others } = days.criticalities
  const empty = Object.keys(line).length === 0
  return { ...days, criticalities: empty ? others : { ...others, [criticality]: line } }
}

/** `critical 3, high 14; critical products: critical 1`. */
export function daysLine({ severities, criticalities: special }: SlaDays): string {
  const line = (days: SlaDays['severities']) =>
    Object.entries(days)
      .map(([severity, number]) => `${severity} ${number === 0 ? 'none' : number}`)
      .join(', ')
  const lines = Object.entries(special).map(([criticality, days]) => `${criticality} products: ${line(days ?? {})}`)
  return [line(severities), ...lines].filter((text) => text !== '').join('; ')
}
