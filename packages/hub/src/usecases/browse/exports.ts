import type { Plugin } from '@patchbay/sdk'
import { z } from 'zod'
import type { Sight } from '../../domain/access.ts'
import { notFound, Problem } from '../../domain/problem.ts'
import { databaseId, publicId } from '../../domain/public-id.ts'
import { freeSlotAt, slotsLeft } from '../../domain/upload-plan.ts'
import type { ExporterReader, ExporterView } from '../../store/exporters/reader.ts'
import type { DocumentReader } from '../../store/uploads/document-writer.ts'
import type { ExportScopeView, UploadReader, UploadView } from '../../store/uploads/reader.ts'
import type { ActorOf, NameActors } from './actors.ts'
import type { Browse } from './browse.ts'
import type { Exporter, UpcomingUpload, Upload } from './resources/export.ts'
import { textOf } from './text-of.ts'
import { idsOf, iso, troubleOf } from './values.ts'

interface Deps {
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly exporters: Pick<ExporterReader, 'list' | 'find'>
  readonly uploads: Pick<UploadReader, 'list' | 'find' | 'scopes'>
  readonly documents: Pick<DocumentReader, 'parts'>
  readonly unpacked: (parts: AsyncIterable<Buffer>) => AsyncIterable<Uint8Array>
  readonly nameActors: NameActors
  readonly sight: Sight
  readonly now: () => Date
}

/** Destinations, and the uploads to them. */
export function browseExports(deps: Deps): Pick<Browse, 'exporters' | 'uploads'> {
  return { exporters: browseExporters(deps), uploads: browseUploads(deps) }
}

function browseExporters({ exporters, plugins }: Deps): Browse['exporters'] {
  const connectors = [...plugins.values()]
    .filter((plugin) => plugin.exportFacts !== undefined)
    .map((plugin) => plugin.manifest.id)
  return {
    async list(page) {
      const { rows, nextCursor, count } = await exporters.list(connectors, page)
      return { items: rows.map((view) => toExporter(view, plugins)), nextCursor, count }
    },
    async get(id) {
      const view = await exporters.find(connectors, databaseId('connection', id))
      if (view === undefined) throw notFound('exporter', id)
      return toExporter(view, plugins)
    },
  }
}

function toExporter(view: ExporterView, plugins: Deps['plugins']): Exporter {
  const facts = plugins.get(view.connector)?.exportFacts
  const families = facts?.families.filter(({ id }) => facts.wants(id, view.config)) ?? []
  return {
    id: publicId('connection', view.id),
    label: view.label,
    connector: view.connector,
    state: view.state,
    problem: troubleOf(view.problem),
    families: families.map(({ id, label, kinds: carried }) => ({ id, label, kinds: [...carried] })),
    limits: facts?.limits ?? { perDay: null, refreshHours: null, findings: null, concurrency: 0 },
    heldUntil: iso(view.holdUntil),
    scanProfiles: view.scanProfiles.map(({ id, name }) => ({ id: publicId('scan profile', id), name })),
    scopes: view.scopes,
    retired: view.retired,
    latest: { ...view.latest },
    lastUploadAt: iso(view.lastUploadAt),
  }
}

function browseUploads({ uploads, documents, unpacked, nameActors, plugins, sight, now }: Deps): Browse['uploads'] {
  return {
    async list(filter, page) {
      const { rows, nextCursor, count } = await uploads.list({ ...filter, ...placesOf(filter), sight }, page)
      const actorOf = await nameActors(rows.map((row) => row.requestedBy))
      return { items: rows.map((view) => toUpload(view, actorOf)), nextCursor, count }
    },
    async get(id) {
      const view = await uploads.find(databaseId('upload', id))
      if (view === undefined) throw notFound('upload', id)
      const actorOf = await nameActors([view.requestedBy])
      const leftOutFindings = LeftOutList.parse(view.leftOutList)
      return { ...toUpload(view, actorOf), formerBranches: [...view.formerBranches], leftOutFindings }
    },
    async upcoming(filter, page) {
      const { rows, nextCursor, count } = await uploads.scopes({ ...placesOf(filter), sight }, page)
      return { items: rows.map((view) => toUpcoming(view, plugins, now())), nextCursor, count }
    },
    async document(id) {
      const uploadId = databaseId('upload', id)
      const view = await uploads.find(uploadId)
      if (view === undefined) throw notFound('upload', id)
      if (!view.kept || view.fileName === null || view.mediaType === null) {
        throw new Problem('not-found', 'The document of this upload is not there.', {
          code: 'upload-document-gone',
          remedy: 'It is either not written yet or so old that it was removed. Make a preview for the state as it is now.',
        })
      }
      return { name: view.fileName, type: view.mediaType }
    },
    content: (id) => textOf(unpacked(documents.parts(databaseId('upload', id)))),
  }
}

const LeftOutList = z.array(z.object({ finding: z.string(), reason: z.string() })).catch([])
const Counts = z.record(z.string(), z.number()).catch({})

function placesOf(filter: { readonly exporter?: readonly string[]; readonly repository?: readonly string[] }) {
  return { exporter: idsOf('connection', filter.exporter), repository: idsOf('repository', filter.repository) }
}

function placeOf(view: UploadView | ExportScopeView) {
  return {
    exporter: { id: publicId('connection', view.exporterId), label: view.exporterLabel, connector: view.connector },
    repository: { id: publicId('repository', view.repositoryId), name: view.repositoryName, url: view.repositoryUrl },
    branch: view.branch,
    family: view.family,
    slice: { number: view.slice, of: view.slices },
  }
}

function toUpload(view: UploadView, actorOf: ActorOf): Upload {
  return {
    id: publicId('upload', view.id),
    ...placeOf(view),
    reason: view.reason,
    repeats: view.repeats,
    stage: view.stage,
    state: view.state,
    word: view.word,
    info: view.info,
    remedy: view.remedy,
    counts: Counts.parse(view.counts),
    findings: view.findings,
    leftOut: view.leftOut,
    size: view.size,
    fileName: view.fileName,
    documentKept: view.kept,
    takenAt: iso(view.takenAt),
    beganAt: view.beganAt.toISOString(),
    sentAt: iso(view.sentAt.at(-1) ?? null),
    endedAt: iso(view.endedAt),
    nextAt: iso(view.nextAt),
    tries: view.tries,
    requestedBy: actorOf(view.requestedBy),
  }
}

function toUpcoming(view: ExportScopeView, plugins: Deps['plugins'], now: Date): UpcomingUpload {
  const limits = plugins.get(view.connector)?.exportFacts?.limits
  const left = limits === undefined ? 0 : slotsLeft(view.sent, limits, now)
  return {
    ...placeOf(view),
    nextAt: iso(view.dueAt),
    reason: view.dueReason,
    rests: restOf(view, now),
    retiredBecause: view.retiredBecause,
    changedAt: iso(view.changedAt),
    deliveredAt: iso(view.deliveredAt),
    slotsLeft: left,
    slotAt: limits === undefined || left !== 0 ? null : iso(freeSlotAt(view.sent, limits)),
    last:
      view.lastUploadId === null || view.lastStage === null
        ? null
        : { id: publicId('upload', view.lastUploadId), stage: view.lastStage, state: view.lastState },
  }
}

const rests = ['underway', 'unchanged', 'incomplete', 'retired'] as const

function restOf(view: ExportScopeView, now: Date): UpcomingUpload['rests'] {
  if (view.paused) return 'paused'
  if (view.holdUntil !== null && view.holdUntil > now && view.dueAt !== null) return 'held'
  return rests.find((rest) => rest === view.restsBecause) ?? null
}
