import type { Severity } from '@patchbay/sdk'
import type { DocumentFinding } from './state.ts'

/** From which score on code scanning calls a rule critical, high, medium and low, and up to which. */
const bands: Readonly<Record<Severity, readonly [from: number, to: number]>> = {
  critical: [9, 10],
  high: [7, 8.9],
  medium: [4, 6.9],
  low: [0.1, 3.9],
  info: [0, 0],
  unknown: [0, 0],
}

/** The score of a finding where it agrees with its severity, else the least for which code scanning says the same word. */
export function scoreOf({ severity, cvss }: Pick<DocumentFinding, 'severity' | 'cvss'>): string {
  const [from, to] = bands[severity]
  const score = cvss.map((each) => each.score).find((each) => each !== null && each >= from && each <= to)
  return (score ?? from).toFixed(1)
}

const levels: Readonly<Record<Severity, 'error' | 'warning' | 'note'>> = {
  critical: 'error',
  high: 'error',
  medium: 'warning',
  low: 'note',
  info: 'note',
  unknown: 'warning',
}

export function levelOf({ severity }: Pick<DocumentFinding, 'severity'>): 'error' | 'warning' | 'note' {
  return levels[severity]
}
