import { Fault } from '@patchbay/sdk'
import { mendsItself } from '../../domain/health.ts'
import type { ConnectionHealth } from '../../store/connections/writer.ts'
import type { Writers } from '../../store/store.ts'
import type { UploadRow, Verdict } from '../../store/uploads/writer.ts'
import { writeHealth } from '../notify/happenings.ts'
import { problemOf } from '../operations/problem-of.ts'
import { storedScope } from './stored-scope.ts'

/** Ends an upload with its verdict, and tells its scope and its exporter what follows from it. */
export async function endUpload(write: Writers, upload: UploadRow, verdict: Verdict, now: Date): Promise<void> {
  await write.uploads.end(upload.id, verdict, now)
  if (upload.held) return
  const { state } = verdict
  if (state === 'success' || state === 'skipped') {
    // What a destination skips it will skip again: the next change or refresh is soon enough.
    const digest = upload.repeats ? null : upload.digest
    const emptied = state === 'success' ? storedScope(upload.scope).scope.formerBranches : []
    const at = upload.sentAt.at(-1) ?? now
    await write.exportScopes.delivered(upload.scopeId, { at, digest, ticket: upload.ticket, emptied })
    await write.exporters.setHold(upload.connectionId, null, 0)
    await noteHealth(write, upload.connectionId, { state: 'connected', problem: null }, now)
    return
  }
  await write.exportScopes.failed(upload.scopeId, upload.carries, state !== 'not-sent', now)
}

/** There was no change after all: nothing left, nothing is remembered. */
export async function forgetUpload(write: Writers, upload: UploadRow): Promise<void> {
  await write.uploads.delete(upload.id)
  await write.exportScopes.released(upload.scopeId, null)
}

const holdMinutes = [1, 2, 5, 15, 30]
const minute = 60_000

/** A fault that will meet every other upload of the exporter too: nothing else is tried for a while, and health says why. */
export async function holdExporter(write: Writers, connectionId: number, fault: Fault, now: Date): Promise<void> {
  if (fault.kind === 'missing' || fault.kind === 'contract') return
  const exporter = await write.exporters.hold(connectionId)
  if (exporter === undefined) return
  const wait = Math.max((holdMinutes[exporter.heldTries] ?? 30) * minute, (fault.details.retryAfter ?? 0) * 1000)
  await write.exporters.setHold(connectionId, new Date(now.getTime() + wait), exporter.heldTries + 1)
  const problem = problemOf(fault)
  await noteHealth(write, connectionId, { state: mendsItself(problem.kind) ? 'degraded' : 'attention', problem }, now)
}

async function noteHealth(write: Writers, connectionId: number, health: ConnectionHealth, now: Date): Promise<void> {
  const connection = await write.connections.find(connectionId)
  if (connection !== undefined) await writeHealth(write, connection, health, now)
}

/** A verdict of the hub's own. */
export function verdictOf(state: Verdict['state'], error: unknown): Verdict {
  const { message, remedy } = problemOf(error)
  return {
    state,
    word: null,
    info: error instanceof Fault ? message : 'Patchbay itself failed; the log says how.',
    remedy,
    counts: {},
  }
}
