import type { Plugin } from '@patchbay/sdk'
import type { OperationKind } from '../../store/operations/writer.ts'
import type { Store } from '../../store/store.ts'
import { finishRemovals } from '../disconnect.ts'
import { requestProfileSyncs } from '../scan-profiles/request-syncs.ts'
import { canRun } from './can-run.ts'
import { silence } from './perform.ts'

export interface StartDueDeps {
  readonly store: Store
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly now: () => Date
  /** 0–1; moves what is planned next. */
  readonly random: () => number
  readonly enqueue: (operationId: number, urgency: 'now' | 'scheduled') => Promise<void>
}

/**
 * Keeps operations moving: asks for those that are due, takes back those whose worker went silent, puts waiting ones
 * into the queue again in case it lost them, and goes on with removals that were cut short. Harmless to run as often as one likes.
 */
export async function startDue(deps: StartDueDeps): Promise<void> {
  const now = deps.now()
  await takeBack(deps, new Date(now.getTime() - silence))
  for (const kind of ['discover', 'sync'] as const) await requestDue(deps, kind, now)
  await requestProfileSyncs(deps)
  const waiting = await deps.store.transact((write) => write.operations.waiting())
  for (const operation of waiting) {
    await deps.enqueue(operation.id, operation.trigger === 'schedule' ? 'scheduled' : 'now')
  }
  await finishRemovals(deps)
}

/** Puts operations whose worker has not been heard of since `since` back in line; they go on where their ledger ends. */
export async function takeBack(deps: Pick<StartDueDeps, 'store' | 'now'>, since: Date): Promise<number> {
  const silent = await deps.store.transact((write) => write.operations.silent(since))
  let taken = 0
  for (const operationId of silent) {
    const released = await deps.store.transact(async (write) => {
      if (!(await write.operations.release(operationId, since))) return false
      await write.operations.note(operationId, [interrupted])
      const { message } = interrupted
      await write.operationLog.append(operationId, [{ at: deps.now(), level: 'warning', message, fields: {} }])
      return true
    })
    if (released) taken += 1
  }
  return taken
}

const interrupted = {
  kind: 'fault',
  target: null,
  externalId: null,
  path: null,
  message: 'The process running this ended without a word; it goes on where it stopped.',
} as const

async function requestDue(deps: StartDueDeps, kind: Extract<OperationKind, 'discover' | 'sync'>, now: Date): Promise<void> {
  await deps.store.transact(async (write) => {
    for (const connection of await write.connections.due(kind, now)) {
      if (!canRun(deps.plugins.get(connection.connector), kind)) {
        await write.connections.health(connection.id, kind === 'sync' ? { nextSyncAt: null } : { nextDiscoverAt: null })
        continue
      }
      const { id: connectionId, label } = connection
      await write.operations.request({ connectionId, label, kind, trigger: 'schedule', requestedBy: null, records: null })
    }
  })
}
