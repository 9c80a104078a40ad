import type { RemediationAction, RemediationDetail, RemediationMode, RemediationState, Upgrade } from '../../api/types.ts'
import { formatCount } from '../../format/number.ts'

export const stateNames: Readonly<Record<RemediationState, string>> = {
  proposed: 'Proposed',
  open: 'Open',
  'in-progress': 'In progress',
  'in-review': 'In review',
  'awaiting-verification': 'Awaiting a scan',
  resolved: 'Resolved',
  dismissed: 'Dismissed',
  reopened: 'Reopened',
}

export const modeNames: Readonly<Record<RemediationMode, string>> = {
  upgrade: 'Upgrade',
  'image-rebuild': 'Image rebuild',
  'code-change': 'Code change',
  'configuration-change': 'Configuration change',
  'secret-rotation': 'Secret rotation',
  manual: 'By hand',
}

export const actionNames: Readonly<Record<RemediationAction, string>> = {
  open: 'Open',
  start: 'Start',
  review: 'Put into review',
  merge: 'Mark as merged',
  rework: 'Back to work',
  dismiss: 'Dismiss',
  restore: 'Restore',
}

export const remainingReasons: Readonly<Record<RemediationDetail['remaining'][number]['reason'], string>> = {
  'no-fix-known': 'No scanner knows a fix',
  'unreadable-version': 'The version of its fix cannot be read',
  'fix-not-newer': 'Its fix is in an older line than the version in use',
}

const stepNames: Readonly<Record<Upgrade['step'], string | null>> = {
  major: 'a major version',
  minor: 'a minor version',
  patch: 'a patch',
  unknown: null,
}

/** How large a step an upgrade is, and how far one gets with a smaller one. */
export function stepSentence({ step, withinMajor }: Upgrade): string | null {
  const size = stepNames[step]
  if (size === null) return null
  if (withinMajor === null) return `It is ${size}.`
  return `It is ${size}. Without one, ${withinMajor.to} closes ${formatCount(withinMajor.closes, 'of them', 'of them')}.`
}
