import type { Cadence } from '../../api/types.ts'

export type CadenceKind = 'never' | 'hours' | 'daily' | 'cron'

/** What a form holds: every kind keeps what was entered for it while another one is chosen. */
export interface CadenceDraft {
  readonly kind: CadenceKind
  readonly hours: number
  readonly time: string
  readonly cron: string
  readonly timeZone: string
}

/** A saved cadence as a form shows it; `here` is the time zone to offer first. */
export function draftOf(cadence: Cadence, here: string): CadenceDraft {
  const blank = { kind: 'never', hours: 6, time: '02:30', cron: '0 3 * * 1-5', timeZone: here } as const
  if (cadence === null) return blank
  if ('everyHours' in cadence) return { ...blank, kind: 'hours', hours: cadence.everyHours }
  const { timeZone } = cadence
  if ('cron' in cadence) return { ...blank, kind: 'cron', cron: cadence.cron, timeZone }
  return { ...blank, kind: 'daily', time: cadence.dailyAt, timeZone }
}

/** What to save of a form. Whether it makes sense is for the hub to say. */
export function cadenceOf({ kind, hours, time, cron, timeZone }: CadenceDraft): Cadence {
  switch (kind) {
    case 'never':
      return null
    case 'hours':
      return { everyHours: hours }
    case 'daily':
      return { dailyAt: time, timeZone }
    case 'cron':
      return { cron, timeZone }
  }
}

/** `Every 6 hours`, `Daily at 02:30, Europe/Berlin`. */
export function cadenceWords(cadence: Cadence): string {
  if (cadence === null) return 'Only when asked'
  if ('everyHours' in cadence) return everyWords(cadence.everyHours)
  return 'cron' in cadence ? `Cron ${cadence.cron}, ${cadence.timeZone}` : `Daily at ${cadence.dailyAt}, ${cadence.timeZone}`
}

/** `Every hour`, `Every 6 hours`, `Every 2 days`. */
export function everyWords(hours: number): string {
  if (hours === 1) return 'Every hour'
  if (hours === 24) return 'Every day'
  if (hours === 168) return 'Every week'
  return hours % 24 === 0 ? `Every ${hours / 24} days` : `Every ${hours} hours`
}
