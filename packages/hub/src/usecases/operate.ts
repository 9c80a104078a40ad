import type { Plugin } from '@patchbay/sdk'
import { notFound, Problem } from '../domain/problem.ts'
import { publicId } from '../domain/public-id.ts'
import { nextAfter } from '../domain/schedule.ts'
import type { LogLine } from '../store/operations/log-writer.ts'
import type { Store, Writers } from '../store/store.ts'
import type { Actor, Commands, Requested, RequestedKind } from './commands.ts'
import { tellOfSnapshot, writeHealth } from './notify/happenings.ts'
import { inability } from './operations/can-run.ts'
import { syncRecords } from './operations/sync-records.ts'
import { amount } from './operations/words.ts'
import { parseSchedule } from './settings.ts'
import { closeHeld } from './sync/close-unseen.ts'

export interface OperateDeps {
  readonly store: Store
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly now: () => Date
  readonly enqueue: (operationId: number) => Promise<void>
}

/** Operations asked for by people: requested, cancelled, and held ones confirmed. */
export function createOperate(deps: OperateDeps): Commands['operations'] {
  return {
    request: (connectionId, kind, actor) => request(deps, connectionId, kind, actor),
    syncRecords: (recordIds, actor) => syncRecords(deps, recordIds, actor),
    cancel: (operationId) => cancel(deps, operationId),
    confirm: (operationId) => confirm(deps, operationId),
  }
}

async function request(deps: OperateDeps, connectionId: number, kind: RequestedKind, actor: Actor): Promise<Requested> {
  const requested = await deps.store.transact(async (write) => {
    const connection = await write.connections.findForUpdate(connectionId)
    if (connection === undefined) throw notFound('connection', publicId('connection', connectionId))
    const unable = inability(deps.plugins.get(connection.connector), connection.connector, kind)
    if (unable !== null) throw unable
    return write.operations.request({
      connectionId,
      label: connection.label,
      kind,
      trigger: actor.kind === 'system' ? 'schedule' : 'user',
      requestedBy: actor.id,
      records: null,
    })
  })
  await deps.enqueue(requested.operationId)
  return requested
}

async function cancel(deps: OperateDeps, operationId: number): Promise<void> {
  const answer = await deps.store.transact(async (write) => {
    const answer = await write.operations.requestCancel(operationId, deps.now())
    if (answer === 'cancelled') {
      await postpone(write, operationId, deps.now())
      await write.operationLog.append(operationId, [says(deps.now(), 'warning', 'Cancelled before it began.')])
    }
    return answer
  })
  if (answer === 'unknown') throw notFound('operation', publicId('operation', operationId))
  if (answer === 'ended') {
    throw new Problem('conflict', 'The operation has already ended.', {
      code: 'operation-ended',
      remedy: 'There is nothing to cancel.',
    })
  }
}

/** What was cancelled before it began is not due again at once. */
async function postpone(write: Writers, operationId: number, now: Date): Promise<void> {
  const operation = await write.operations.find(operationId)
  const connection = operation?.connectionId == null ? undefined : await write.connections.find(operation.connectionId)
  if (operation === undefined || operation.recordIds !== null || connection === undefined) return
  const { discover, sync } = parseSchedule(connection.schedule)
  const at = nextAfter(operation.kind === 'discover' ? discover : sync, now, 0.5)
  await write.connections.health(connection.id, operation.kind === 'discover' ? { nextDiscoverAt: at } : { nextSyncAt: at })
}

async function confirm(deps: OperateDeps, operationId: number): Promise<{ closed: number }> {
  const now = deps.now()
  return deps.store.transact(async (write) => {
    const operation = await write.operations.find(operationId)
    if (operation?.connectionId == null) throw notFound('operation', publicId('operation', operationId))
    const connection = await write.connections.findForUpdate(operation.connectionId)
    const held = await write.scopes.held(operationId)
    if (connection === undefined || held.length === 0) throw nothingHeld()
    const records = held.flatMap((scope) => scope.recordIds)
    if (await write.scopes.readSince(records, operationId)) {
      throw new Problem('conflict', 'A later sync has already read these records.', {
        code: 'operation-overtaken',
        remedy: 'Look at the latest operation instead.',
      })
    }
    let closed = 0
    for (const scope of held) {
      closed += await closeHeld(write, operationId, scope.scope, now)
      await write.records.completed(scope.recordIds, operationId, undefined, now)
      await write.scopes.finish(operationId, scope.scope, 'complete', 'Confirmed.')
    }
    await write.scopes.prune(operationId)
    await write.operations.confirmed(operationId, closed)
    const message = `Somebody confirmed that what was held back is gone: ${amount(closed, 'finding')} closed.`
    await write.operationLog.append(operationId, [says(now, 'info', message)])
    const whole = held.flatMap((scope) => scope.recordIds)
    await tellOfSnapshot(write, connection, { operationId, held: [], whole }, now)
    const synced = operation.recordIds === null ? { lastSyncAt: now } : {}
    await writeHealth(write, connection, { state: 'connected', problem: null, ...synced }, now)
    return { closed }
  })
}

function says(at: Date, level: LogLine['level'], message: string): LogLine {
  return { at, level, message, fields: {} }
}

function nothingHeld(): Problem {
  return new Problem('conflict', 'This operation holds nothing back.', {
    code: 'operation-not-held',
    remedy: 'Only an operation that dropped many findings at once waits for confirmation.',
  })
}
