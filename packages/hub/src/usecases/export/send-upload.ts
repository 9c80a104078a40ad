import { Fault, type OpenedExports } from '@patchbay/sdk'
import { freeSlotAt, type PlanLimits } from '../../domain/upload-plan.ts'
import type { UploadRow } from '../../store/uploads/writer.ts'
import { endUpload, holdExporter, verdictOf } from './end-upload.ts'
import type { ExportDeps } from './export-deps.ts'
import { afterAnswer } from './poll-upload.ts'
import { storedScope } from './stored-scope.ts'
import { destinationId } from './write-document.ts'

/** Tries of an upload whose outcome nobody knows. */
const mostTries = 4
const retryMinutes = [5, 30, 120]
const minute = 60_000

export interface Sending {
  readonly upload: UploadRow
  readonly exports: OpenedExports
  readonly limits: PlanLimits
  /** Proves that the destination answers, without leaving anything there. */
  readonly check: () => Promise<unknown>
}

/**
 * Hands a document over. An upload the destination has named is never sent again: its status is asked for. One whose last try
 * ended nobody knows how is sent again under the same id, when a slot is free for it.
 */
export async function sendUpload(deps: ExportDeps, sending: Sending): Promise<void> {
  const { upload, exports } = sending
  if (upload.ticket !== null) {
    await proceed(deps, upload, (write) => write.uploads.next(upload.id, later('waiting', deps.now())), deps.now())
    return
  }
  if (upload.tries > 0 && !(await mayTryAgain(deps, sending))) return
  if (!(await answers(deps, sending))) return
  const tried = await begin(deps, upload)
  if (tried === undefined) return
  let ticket: unknown = null
  try {
    const receipt = await exports.send({
      ...(await documentOf(deps, tried)),
      begun: async (named) => {
        ticket = named
        await deps.store.transact((write) => write.uploads.setTicket(upload.id, named))
      },
    })
    await arrived(deps, tried, receipt.ticket)
    await afterAnswer(deps, { ...tried, ticket: receipt.ticket, arrived: true }, receipt.status, exports.status !== undefined)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    await afterFault(deps, { ...tried, ticket }, error)
  }
}

/** A slot for one more try; otherwise the upload waits for one. */
async function mayTryAgain(deps: ExportDeps, { upload, limits }: Sending): Promise<boolean> {
  const now = deps.now()
  const scope = await deps.store.transact((write) => write.exportScopes.hold(upload.scopeId))
  const free = freeSlotAt(scope?.sent ?? upload.sentAt, limits)
  if (free <= now) return true
  await proceed(deps, upload, (write) => write.uploads.next(upload.id, later('sending', free)), free)
  return false
}

/** After a failure the destination is asked first whether it is there: what never leaves takes no slot. */
async function answers(deps: ExportDeps, { upload, check }: Sending): Promise<boolean> {
  const exporter = await deps.store.transact((write) => write.exporters.hold(upload.connectionId))
  if (upload.tries === 0 && (exporter?.heldTries ?? 0) === 0) return true
  try {
    await check()
    return true
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    const now = deps.now()
    await deps.store.transact(async (write) => {
      if ((await write.uploads.hold(upload.id, deps.worker)) === undefined) return
      await holdExporter(write, upload.connectionId, error, now)
      const known = upload.tries === 0
      await endUpload(write, upload, verdictOf(known ? 'not-sent' : 'timed-out', error), now)
    })
    return false
  }
}

/** From here on the upload may have reached the destination. */
async function begin(deps: ExportDeps, upload: UploadRow): Promise<UploadRow | undefined> {
  return deps.store.transact(async (write) => {
    if ((await write.uploads.hold(upload.id, deps.worker)) === undefined) return undefined
    await write.uploads.sending(upload.id, deps.now())
    return write.uploads.find(upload.id)
  })
}

/** A slot counts from when the upload had arrived, which is what the destination counts from. */
async function arrived(deps: ExportDeps, upload: UploadRow, ticket: unknown): Promise<void> {
  const sentAt = [...upload.sentAt.slice(0, -1), deps.now()]
  await deps.store.transact((write) => write.uploads.arrived(upload.id, sentAt, ticket ?? null))
}

async function documentOf(deps: ExportDeps, upload: UploadRow) {
  const stored = storedScope(upload.scope)
  const scope = await deps.store.transact((write) => write.exportScopes.hold(upload.scopeId))
  const before: unknown = scope?.ticket ?? undefined
  return {
    uploadId: destinationId(upload, stored),
    scope: stored.scope,
    takenAt: (upload.takenAt ?? upload.beganAt).toISOString(),
    findings: upload.findings ?? 0,
    commit: upload.commit,
    name: upload.fileName ?? 'findings',
    content: {
      mediaType: upload.mediaType ?? 'application/octet-stream',
      size: upload.size ?? 0,
      read: () => deps.unpacked(deps.documents.parts(upload.id)),
    },
    ...(before !== undefined && { before }),
  }
}

/** Faults that may come after the document has left. */
const uncertain: ReadonlySet<string> = new Set(['unreachable', 'contract'])

async function afterFault(deps: ExportDeps, upload: UploadRow, fault: Fault): Promise<void> {
  const now = deps.now()
  // What cannot have reached anybody is not waited for, even where the destination has named it.
  const left = fault.details.arrived !== false
  const named = left && upload.ticket !== null
  const unknown = left && uncertain.has(fault.kind) && (fault.details.status ?? 500) >= 500
  const next = await deps.store.transact(async (write) => {
    if ((await write.uploads.hold(upload.id, deps.worker)) === undefined) return null
    await holdExporter(write, upload.connectionId, fault, now)
    if (unknown && named) {
      await write.uploads.next(upload.id, later('waiting', now))
      return now
    }
    if (unknown && upload.tries < mostTries) {
      const at = new Date(now.getTime() + (retryMinutes[upload.tries - 1] ?? 120) * minute)
      const verdict = { ...verdictOf('pending', fault), word: null }
      await write.uploads.next(upload.id, { stage: 'sending', at, verdict, polled: false })
      return at
    }
    // A refusal before the destination gave the upload a name took no slot.
    if (!unknown && !named) await write.uploads.resent(upload.id, upload.sentAt.slice(0, -1))
    const refused = named ? 'failure' : 'not-sent'
    await endUpload(write, upload, verdictOf(unknown ? 'timed-out' : refused, fault), now)
    return null
  })
  if (next !== null) await deps.enqueueUpload(upload.id, next)
}

function later(stage: 'sending' | 'waiting', at: Date) {
  return { stage, at, verdict: null, polled: false }
}

type Change = Parameters<ExportDeps['store']['transact']>[0]

async function proceed(deps: ExportDeps, upload: UploadRow, change: Change, at: Date): Promise<void> {
  await deps.store.transact(async (write) => {
    if ((await write.uploads.hold(upload.id, deps.worker)) !== undefined) await change(write)
  })
  await deps.enqueueUpload(upload.id, at)
}
