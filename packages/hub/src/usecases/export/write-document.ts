import { createHash } from 'node:crypto'
import type { ExportFacts, Kind, LeftOut, OpenedExports, Snapshot, SnapshotFinding, Written } from '@patchbay/sdk'
import { type Format, formats } from '../../documents/formats.ts'
import { placeName } from '../../documents/place.ts'
import type { DocumentState } from '../../documents/state.ts'
import type { SnapshotOrder, SnapshotPages } from '../../store/uploads/snapshot-reader.ts'
import type { UploadRow, WrittenDocument } from '../../store/uploads/writer.ts'
import type { ExportDeps } from './export-deps.ts'
import { toSnapshotFinding } from './snapshot-finding.ts'
import { documentNameOf, type StoredScope, selectionOf } from './stored-scope.ts'

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
  const { upload, stored } = job
  const takenAt = deps.now()
  const tally = createTally(stored)
  const paper = paperOf(job, deps.hubUrl)
  const spoolAll = (pages: SnapshotPages) => deps.spool(documentText(deps, job, paper, takenAt, pages, tally))
  const selection = selectionOf({ ...stored, kinds: [...paper.kinds] }, paper.order)
  const spooled = stored.retired ? await spoolAll(nothing()) : await deps.snapshots.read(selection, spoolAll)
  if (spooled === undefined) return undefined
  await using document = spooled
  await keep(deps, upload.id, document.parts())
  return {
    takenAt,
    digest: tally.digest(),
    findings: tally.findings,
    commit: tally.commit(),
    leftOut: tally.leftOut,
    leftOutList: tally.leftOutList,
    fileName: documentNameOf(stored.scope, paper.extension),
    mediaType: paper.mediaType,
    size: document.size,
  }
}

/** The document an upload takes: the destination's own, or a standard one. */
interface Paper {
  readonly mediaType: string
  readonly extension: string
  readonly kinds: readonly Kind[]
  readonly order: SnapshotOrder
  readonly write: (snapshot: Snapshot) => AsyncGenerator<Written, void, void>
}

function paperOf({ stored, facts, exports }: DocumentJob, hubUrl: string | null): Paper {
  const { family: id } = stored.scope
  const family = facts.families.find((each) => each.id === id)
  if (family?.format !== undefined) return standardPaper(formats[family.format], stored, hubUrl)
  if (facts.document === undefined || exports.write === undefined)
    throw new Error(`Nobody writes the documents of the family "${id}"`)
  if (!family?.grouped) return { ...facts.document, kinds: stored.kinds, order: 'id', write: exports.write }
  const kinds = family.kinds.filter((kind) => stored.kinds.includes(kind))
  return { ...facts.document, kinds, order: 'kind', write: exports.write }
}

function standardPaper({ mediaType, extension, order, write }: Format, { kinds }: StoredScope, hubUrl: string | null): Paper {
  return { mediaType, extension, kinds, order, write: (snapshot) => write(stateOf(snapshot, kinds, hubUrl)) }
}

function stateOf(
  { scope, uploadId, takenAt, findings }: Snapshot,
  kinds: readonly Kind[],
  hubUrl: string | null,
): DocumentState {
  const { fullName: name, url } = scope.repository
  const place = { kind: 'repository', name, url, branch: scope.branch } as const
  async function* placed() {
    for await (const page of findings) yield page.map((finding) => ({ ...finding, place }))
  }
  return { subject: scope.id, id: uploadId, title: placeName(place), takenAt, kinds, hubUrl, findings: placed() }
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
  /** The one all agree on that tell of one. */
  commit(): string | null
  /** Of what the destination is told, whenever that is. */
  digest(): string
  add(finding: SnapshotFinding): void
  leave(leftOut: LeftOut): void
}

function createTally({ scope, retired }: StoredScope): Tally {
  const hash = createHash('sha256').update(JSON.stringify({ scope, retired }))
  const commits = new Set<string>()
  return {
    findings: 0,
    leftOut: 0,
    leftOutList: [],
    commit: () => (commits.size === 1 ? ([...commits][0] ?? null) : null),
    digest: () => hash.digest('hex'),
    // Every sync sees everything again, at another commit; that alone is no news.
    add({ lastSeenAt: _, commit, ...told }) {
      if (commit !== null) commits.add(commit)
      hash.update(JSON.stringify(told))
    },
    leave(leftOut) {
      this.leftOut += 1
      if (this.leftOutList.length < namedLeftOut) this.leftOutList.push(leftOut)
    },
  }
}

async function* documentText(
  deps: ExportDeps,
  { upload, stored, facts }: DocumentJob,
  { write }: Paper,
  takenAt: Date,
  pages: SnapshotPages,
  tally: Tally,
): AsyncGenerator<string, void, void> {
  const findings = findingsOf(deps, pages, takenAt, facts.limits.findings, tally)
  const snapshot = { scope: stored.scope, uploadId: destinationId(upload, stored), takenAt: takenAt.toISOString(), findings }
  for await (const piece of write(snapshot)) {
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
