import type { Plugin } from '@patchbay/sdk'
import { Problem } from '../../domain/problem.ts'
import type { ScheduledKind } from '../../domain/schedule.ts'

/** Whether a connector has what a kind of run needs. One that is not installed can run nothing. */
export function canRun(plugin: Plugin | undefined, kind: ScheduledKind): boolean {
  const able = plugin?.capabilities ?? []
  return kind === 'sync' ? able.includes('sync') : able.includes('discover') || able.includes('repositories')
}

/** Why a connector cannot do a kind of run; `null` when it can. */
export function inability(plugin: Plugin | undefined, connector: string, kind: ScheduledKind): Problem | null {
  if (canRun(plugin, kind)) return null
  const able = plugin?.capabilities ?? []
  return new Problem('conflict', `"${connector}" cannot ${kind}.`, {
    code: 'operation-not-supported',
    remedy: able.length > 0 ? `It can: ${able.join(', ')}.` : 'Install the connector again.',
  })
}
