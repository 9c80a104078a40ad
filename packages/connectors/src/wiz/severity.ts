import type { Severity } from '@patchbay/sdk'

/** Wiz has no word for "nobody said"; `None` is the only one that claims nothing. */
export const wizSeverity: Readonly<Record<Severity, 'None' | 'Low' | 'Medium' | 'High' | 'Critical'>> = {
  critical: 'Critical',
  high: 'High',
  medium: 'Medium',
  low: 'Low',
  info: 'None',
  unknown: 'None',
}
