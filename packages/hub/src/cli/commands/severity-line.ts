import type { Resource } from '@patchbay/client'

/** `2 critical, 14 high`; `none` when nothing is open. */
export function openCounts(open: Resource<'SeverityCounts'>): string {
  const parts = Object.entries(open).flatMap(([severity, n]) => (n > 0 ? [`${n} ${severity}`] : []))
  return parts.length === 0 ? 'none' : parts.join(', ')
}
