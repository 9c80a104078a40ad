import { Fault, type Opened, type Plugin } from '@patchbay/sdk'
import type { ConnectionRow } from '../../store/connections/writer.ts'
import type { UploadRow } from '../../store/uploads/writer.ts'
import { endUpload, forgetUpload, holdExporter, verdictOf } from './end-upload.ts'
import type { ExportDeps } from './export-deps.ts'
import { begin, planScopes } from './export-due.ts'
import { pollUpload } from './poll-upload.ts'
import { sendUpload } from './send-upload.ts'
import { storedScope } from './stored-scope.ts'
import { writeDocument } from './write-document.ts'

/** A worker that has not renewed its hold for this long is taken for dead. */
const lease = 60_000
const renewal = 15_000

/** Takes an upload one or more steps further: its document is written, sent, asked after. Safe to call twice: one worker has it. */
export async function runUpload(given: ExportDeps, uploadId: number): Promise<void> {
  // Two runs in one process are two workers too.
  const deps = { ...given, worker: `${given.worker}:${crypto.randomUUID().slice(0, 8)}` }
  const now = deps.now()
  const upload = await deps.store.transact((write) =>
    write.uploads.lease(uploadId, deps.worker, now, new Date(now.getTime() + lease)),
  )
  if (upload === undefined) return
  const abort = new AbortController()
  const pulse = setInterval(() => void renew(deps, uploadId), renewal)
  try {
    const place = await placeOf(deps, upload)
    if (place === undefined) return
    await steps(deps, upload, place, abort.signal)
    await goOn(deps, upload, place)
  } catch (error) {
    await afterError(deps, upload, error)
  } finally {
    clearInterval(pulse)
  }
}

/** Whoever ends makes room for the next: neither what changed meanwhile nor the queue of the destination waits for the minute. */
async function goOn(deps: ExportDeps, upload: UploadRow, { plugin }: Place): Promise<void> {
  const now = await deps.store.transact((write) => write.uploads.find(upload.id))
  if (now !== undefined && now.stage !== 'ended') return
  await planScopes(deps)
  if (plugin.exportFacts !== undefined) await begin(deps, upload, plugin.exportFacts)
}

interface Place {
  readonly connection: ConnectionRow
  readonly plugin: Plugin
}

async function placeOf(deps: ExportDeps, upload: UploadRow): Promise<Place | undefined> {
  const connection = await deps.store.transact((write) => write.connections.find(upload.connectionId))
  const plugin = connection && deps.plugins.get(connection.connector)
  if (connection !== undefined && plugin?.exportFacts !== undefined) return { connection, plugin }
  const verdict = verdictOf('not-sent', new Fault('config', 'The exporter is not there any more.'))
  await deps.store.transact((write) => endUpload(write, upload, verdict, deps.now()))
  return undefined
}

async function steps(deps: ExportDeps, upload: UploadRow, { connection, plugin }: Place, signal: AbortSignal): Promise<void> {
  const { opened } = deps.open(connection, plugin, signal)
  const { exports } = opened
  const facts = plugin.exportFacts
  if (exports === undefined || facts === undefined) return
  if (upload.stage === 'waiting') return pollUpload(deps, upload, exports)
  const written = upload.stage === 'writing' ? await write(deps, upload, opened, plugin) : upload
  if (written === undefined || written.held) return
  await sendUpload(deps, { upload: written, exports, limits: facts.limits, check: () => opened.check() })
}

/** Writes the document and keeps it. Nothing when there is no document, or nothing new in it. */
async function write(deps: ExportDeps, upload: UploadRow, opened: Opened, plugin: Plugin): Promise<UploadRow | undefined> {
  const stored = storedScope(upload.scope)
  const { exportFacts: facts } = plugin
  if (opened.exports === undefined || facts === undefined) return undefined
  const refused = opened.exports.refuses(stored.scope)
  if (refused !== undefined) {
    const verdict = { state: 'skipped' as const, word: null, info: refused, remedy: null, counts: {} }
    await deps.store.transact((writers) => endUpload(writers, upload, verdict, deps.now()))
    return undefined
  }
  if (upload.repeats) return repeat(deps, upload)
  const document = await writeDocument(deps, { upload, stored, facts, exports: opened.exports })
  return deps.store.transact(async (writers) => {
    if ((await writers.uploads.hold(upload.id, deps.worker)) === undefined) return undefined
    if (document === undefined) {
      await writers.uploads.delete(upload.id)
      await writers.exportScopes.released(upload.scopeId, upload.carries)
      return undefined
    }
    if (
      upload.reason === 'changed' &&
      !upload.held &&
      document.digest === (await writers.exportScopes.digestOf(upload.scopeId))
    ) {
      await forgetUpload(writers, upload)
      return undefined
    }
    await writers.uploads.written(
      upload.id,
      document,
      upload.held ? { stage: 'held', at: null } : { stage: 'sending', at: deps.now() },
    )
    return writers.uploads.find(upload.id)
  })
}

/** The document of the latest delivery goes again: the scanners' syncs are unfinished, and the destination must not forget. */
async function repeat(deps: ExportDeps, upload: UploadRow): Promise<UploadRow | undefined> {
  return deps.store.transact(async (writers) => {
    const last = await writers.uploads.lastDelivered(upload.scopeId)
    if (last === undefined) throw new Fault('missing', 'The document that was delivered last is not kept any more.')
    await writers.documents.clear(upload.id)
    await writers.uploads.copyDocument(upload.id, last, deps.now())
    return writers.uploads.find(upload.id)
  })
}

async function afterError(deps: ExportDeps, upload: UploadRow, error: unknown): Promise<void> {
  const now = deps.now()
  if (!(error instanceof Fault)) deps.log.error({ uploadId: upload.id, error }, 'An upload failed on a bug')
  await deps.store.transact(async (write) => {
    const held = await write.uploads.hold(upload.id, deps.worker)
    if (held === undefined) return
    if (error instanceof Fault) await holdExporter(write, upload.connectionId, error, now)
    const left = held.sentAt.length > 0
    await endUpload(write, held, verdictOf(left ? 'failure' : 'not-sent', error), now)
  })
}

async function renew(deps: ExportDeps, uploadId: number): Promise<void> {
  try {
    const until = new Date(deps.now().getTime() + lease)
    await deps.store.transact((write) => write.uploads.renew(uploadId, deps.worker, until))
  } catch (error) {
    deps.log.warn({ uploadId, error }, 'The hold on an upload could not be renewed')
  }
}
