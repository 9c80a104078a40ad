import { createHash } from 'node:crypto'
import type { ExportFacts, LeftOut, OpenedExports, SnapshotFinding } from '@patchbay/sdk'
import type { SnapshotPages } from '../../store/uploads/snapshot-reader.ts'
import type { UploadRow, WrittenDocument } from '../../store/uploads/writer.ts'
import type { ExportDeps } from './export-deps.ts'
import { toSnapshotFinding } from './snapshot-finding.ts'
import { fileNameOf, type StoredScope, selectionOf } from './stored-scope.ts'

/** Left-out findings that are named; the rest is counted. */
const namedLeftOut = 1000

export interface DocumentJob {
  readonly upload: UploadRow
  readonly stored: StoredScope
  readonly facts: ExportFacts
  readonly exports: Pick<OpenedExports, 'write'>
}

/**
 * Reads the state of a scope in one pass and writes its document, a page at a time, then keeps it piece by piece. `undefined`
 * when a sync of it is unfinished. Does not store what is written about it: the caller does, with the upload's next stage.
 */
export async function writeDocument(deps: ExportDeps, job: DocumentJob): Promise<WrittenDocument | undefined> {
  const { upload, stored, facts } = job
  const takenAt = deps.now()
  const tally = createTally(stored)
  const spoolAll = (pages: SnapshotPages) => deps.spool(documentText(deps, job, takenAt, pages, tally))
  const spooled = stored.retired ? await spoolAll(nothing()) : await deps.snapshots.read(selectionOf(stored), spoolAll)
  if (spooled === undefined) return undefined
  await using document = spooled
  await keep(deps, upload.id, document.parts())
  return {
    takenAt,
    digest: tally.digest(),
    findings: tally.findings,
    leftOut: tally.leftOut,
    leftOutList: tally.leftOutList,
    fileName: fileNameOf(stored.scope, facts.extension),
    mediaType: facts.mediaType,
    size: document.size,
  }
}

/** Says an upload's id to a destination: the same for each try, and never that of another hub's upload. */
export function destinationId({ id, beganAt }: Pick<UploadRow, 'id' | 'beganAt'>, { scope }: StoredScope): string {
  return `${scope.id}-${beganAt.getTime().toString(36)}-${id.toString(36)}`
}

async function keep(deps: ExportDeps, uploadId: number, parts: AsyncIterable<Buffer>): Promise<void> {
  await deps.store.transact((write) => write.documents.clear(uploadId))
  let part = 0
  for await (const content of parts) {
    const number = part
    await deps.store.transact((write) => write.documents.addPart(uploadId, number, content))
    part += 1
  }
}

interface Tally {
  findings: number
  leftOut: number
  readonly leftOutList: LeftOut[]
  /** Of what the destination is told, whenever that is. */
  digest(): string
  add(finding: SnapshotFinding): void
  leave(leftOut: LeftOut): void
}

function createTally({ scope, retired }: StoredScope): Tally {
  const hash = createHash('sha256').update(JSON.stringify({ scope, retired }))
  return {
    findings: 0,
    leftOut: 0,
    leftOutList: [],
    digest: () => hash.digest('hex'),
    // Every sync sees everything again; that alone is no news.
    add: ({ lastSeenAt: _, ...told }) => void hash.update(JSON.stringify(told)),
    leave(leftOut) {
      this.leftOut += 1
      if (this.leftOutList.length < namedLeftOut) this.leftOutList.push(leftOut)
    },
  }
}

async function* documentText(
  deps: ExportDeps,
  { upload, stored, facts, exports }: DocumentJob,
  takenAt: Date,
  pages: SnapshotPages,
  tally: Tally,
): AsyncGenerator<string, void, void> {
  const findings = findingsOf(deps, pages, takenAt, facts.limits.findings, tally)
  const snapshot = { scope: stored.scope, uploadId: destinationId(upload, stored), takenAt: takenAt.toISOString(), findings }
  for await (const piece of exports.write(snapshot)) {
    if ('leftOut' in piece) tally.leave(piece.leftOut)
    else {
      tally.findings += piece.findings ?? 0
      yield piece.text
    }
  }
}

async function* findingsOf(
  { plugins, hubUrl }: ExportDeps,
  pages: SnapshotPages,
  now: Date,
  most: number | null,
  tally: Tally,
): AsyncGenerator<readonly SnapshotFinding[], void, void> {
  const nameOf = (connector: string) => plugins.get(connector)?.manifest.name ?? connector
  let given = 0
  for await (const rows of pages) {
    const findings = rows.map((row) => toSnapshotFinding(row, { nameOf, hubUrl, now }))
    const room = most === null ? findings.length : Math.max(0, most - given)
    const fitting = findings.slice(0, room)
    for (const finding of fitting) tally.add(finding)
    for (const { id } of findings.slice(room)) {
      tally.leave({ finding: id, reason: `The destination takes at most ${most} findings in one document.` })
    }
    given += fitting.length
    if (fitting.length > 0) yield fitting
  }
}

async function* nothing(): SnapshotPages {
  // A scope that is retired has no findings any more.
}
