import { type DocumentFormat, documentLabels, type Plugin } from '@patchbay/sdk'
import { type Format, formats } from '../../documents/formats.ts'
import type { DocumentFinding, DocumentState, Place } from '../../documents/state.ts'
import { notFound, Problem } from '../../domain/problem.ts'
import { databaseId } from '../../domain/public-id.ts'
import { severityRank } from '../../domain/severity.ts'
import type { AssetPlace, PlaceReader } from '../../store/uploads/place-reader.ts'
import type { SnapshotPages, SnapshotReader } from '../../store/uploads/snapshot-reader.ts'
import type { ExportDeps } from '../export/export-deps.ts'
import { fileNameOf } from '../export/file-name.ts'
import { toSnapshotFinding } from '../export/snapshot-finding.ts'
import type { Browse, DocumentFile, DocumentRequest } from './browse.ts'
import { textOf } from './text-of.ts'

interface Deps extends Pick<ExportDeps, 'spool' | 'unpacked' | 'hubUrl' | 'now'> {
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly places: Pick<PlaceReader, 'ofRepository' | 'ofProduct'>
  readonly snapshots: Pick<SnapshotReader, 'readAssets'>
}

/** Standard documents of what scanners see now, decisions included, as exporters send them. */
export function browseDocuments(deps: Deps): Browse['documents'] {
  return {
    async repository(id, request) {
      const place = await deps.places.ofRepository(databaseId('repository', id))
      if (place === undefined) throw notFound('repository', id)
      return write(deps, id, { name: place.name, branch: place.branch, places: [place] }, request)
    },
    async product(id, request) {
      const product = await deps.places.ofProduct(databaseId('product', id))
      if (product === undefined) throw notFound('product', id)
      return write(deps, id, { ...product, branch: null }, request)
    },
  }
}

interface Subject {
  readonly name: string
  readonly branch: string | null
  readonly places: readonly AssetPlace[]
}

/**
 * Writes the whole document away before the first byte of it is answered: reading holds a session of the database, and people's
 * lines are slow. Rejects with `document-empty` where the format has no document for a state without findings.
 */
async function write(deps: Deps, id: string, subject: Subject, request: DocumentRequest): Promise<DocumentFile> {
  const format = formats[request.format]
  const { kinds } = request
  const { name, branch, places } = subject
  const selection = {
    assetIds: places.map(({ assetId }) => assetId),
    kinds,
    minimumSeverity: request.minimumSeverity === undefined ? 0 : severityRank(request.minimumSeverity),
    order: format.order,
  }
  const takenAt = deps.now()
  const about = {
    subject: id.replaceAll('_', '-'),
    id: `${id.replaceAll('_', '-')}-${takenAt.toISOString().replaceAll(/[^\dTZ]/g, '')}`,
    title: branch === null ? name : `${name}, branch ${branch}`,
    takenAt: takenAt.toISOString(),
    kinds,
    hubUrl: deps.hubUrl,
  }
  const spooled = await deps.snapshots.readAssets(selection, (pages) =>
    deps.spool(textsOf(format, { ...about, findings: findingsOf(deps, pages, places, takenAt) })),
  )
  if (spooled.size === 0 && format.needsFinding) {
    await spooled[Symbol.asyncDispose]()
    throw emptyDocument(request.format)
  }
  return {
    name: fileNameOf([name, ...(branch === null ? [] : [branch])], format.extension),
    type: format.mediaType,
    content: () => textOf(deps.unpacked(spooled.parts())),
    [Symbol.asyncDispose]: () => spooled[Symbol.asyncDispose](),
  }
}

async function* textsOf({ write: writeText }: Format, state: DocumentState): AsyncGenerator<string, void, void> {
  for await (const piece of writeText(state)) if ('text' in piece) yield piece.text
}

async function* findingsOf(
  { plugins, hubUrl }: Deps,
  pages: SnapshotPages,
  places: readonly AssetPlace[],
  now: Date,
): AsyncGenerator<readonly DocumentFinding[], void, void> {
  const nameOf = (connector: string) => plugins.get(connector)?.manifest.name ?? connector
  const placeOf = new Map<number, Place>(places.map(({ assetId, ...place }) => [assetId, place]))
  for await (const rows of pages) {
    yield rows.flatMap((row) => {
      const place = placeOf.get(row.assetId)
      return place === undefined ? [] : [{ ...toSnapshotFinding(row, { nameOf, hubUrl, now }), place }]
    })
  }
}

function emptyDocument(format: DocumentFormat): Problem {
  return new Problem(
    'conflict',
    `${documentLabels[format]} has no document without a statement, and there is nothing to state.`,
    {
      code: 'document-empty',
      remedy: 'No scanner sees a vulnerability of a package here. Choose another format, or fewer filters.',
    },
  )
}
