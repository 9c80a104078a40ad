import { Fault, type OpenedExports, type UploadStatus } from '@patchbay/sdk'
import type { UploadRow, Verdict } from '../../store/uploads/writer.ts'
import { endUpload, holdExporter, verdictOf } from './end-upload.ts'
import type { ExportDeps } from './export-deps.ts'

/** Seconds before the first, second, … question how an upload is getting on. */
const pollSeconds = [5, 10, 20, 40, 60, 120, 300, 600, 900]
const hour = 3_600_000
/** A destination that has not said by then will not. Of a document that may never have arrived nobody will for ever. */
const patience = { arrived: 24 * hour, unsure: hour }

const terminal: ReadonlySet<UploadStatus['state']> = new Set<UploadStatus['state']>([
  'success',
  'skipped',
  'failure',
  'timed-out',
])

/** Asks the destination how an upload is getting on. */
export async function pollUpload(deps: ExportDeps, upload: UploadRow, exports: OpenedExports): Promise<void> {
  try {
    if (exports.status === undefined) throw new Fault('contract', 'This destination does not say how uploads are getting on.')
    await afterAnswer(deps, upload, await exports.status(upload.ticket), true)
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    await afterSilence(deps, upload, error)
  }
}

/** Ends the upload, or asks again later. */
export async function afterAnswer(deps: ExportDeps, upload: UploadRow, status: UploadStatus, more: boolean): Promise<void> {
  const now = deps.now()
  const over = terminal.has(status.state)
  if (!over && (!more || isLate(upload, now))) return giveUp(deps, upload, status, now)
  const at = nextPoll(upload, now)
  await deps.store.transact(async (write) => {
    const held = await write.uploads.hold(upload.id, deps.worker)
    if (held === undefined) return
    if (over) await endUpload(write, { ...held, ticket: upload.ticket }, status, now)
    else await write.uploads.next(upload.id, { stage: 'waiting', at, verdict: status, polled: true })
  })
  if (!over) await deps.enqueueUpload(upload.id, at)
}

async function afterSilence(deps: ExportDeps, upload: UploadRow, fault: Fault): Promise<void> {
  const now = deps.now()
  if (isLate(upload, now)) return giveUp(deps, upload, verdictOf('timed-out', fault), now)
  const at = nextPoll(upload, now)
  await deps.store.transact(async (write) => {
    if ((await write.uploads.hold(upload.id, deps.worker)) === undefined) return
    await holdExporter(write, upload.connectionId, fault, now)
    const verdict = { ...verdictOf('pending', fault), info: `The destination cannot be asked: ${fault.message}` }
    await write.uploads.next(upload.id, { stage: 'waiting', at, verdict, polled: true })
  })
  await deps.enqueueUpload(upload.id, at)
}

async function giveUp(deps: ExportDeps, upload: UploadRow, last: Verdict, now: Date): Promise<void> {
  const since = upload.arrived
    ? 'The destination has not said for a day how it ended.'
    : 'It was cut off on its way, and the destination has not taken it within an hour.'
  const info = [since, ...(last.info === null ? [] : [last.info])].join(' ')
  await deps.store.transact(async (write) => {
    const held = await write.uploads.hold(upload.id, deps.worker)
    if (held !== undefined) await endUpload(write, held, { ...last, state: 'timed-out', info }, now)
  })
}

function isLate(upload: UploadRow, now: Date): boolean {
  const most = upload.arrived ? patience.arrived : patience.unsure
  return now.getTime() - (upload.sentAt.at(-1) ?? upload.beganAt).getTime() > most
}

function nextPoll({ polls }: UploadRow, now: Date): Date {
  return new Date(now.getTime() + (pollSeconds[polls] ?? 900) * 1000)
}
