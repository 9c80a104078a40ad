import type { Plugin } from '@patchbay/sdk'
import type { ScheduledKind } from '../../domain/schedule.ts'

/** Whether a connector has what a kind of run needs. One that is not installed can run nothing. */
export function canRun(plugin: Plugin | undefined, kind: ScheduledKind): boolean {
  const able = plugin?.capabilities ?? []
  return kind === 'sync' ? able.includes('sync') : able.includes('discover') || able.includes('repositories')
}
