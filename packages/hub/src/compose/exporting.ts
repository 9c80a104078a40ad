import { hostname } from 'node:os'
import { spool, unpacked } from '../runtime/spool.ts'
import type { Database } from '../store/database.ts'
import { DocumentReader } from '../store/uploads/document-writer.ts'
import { SnapshotReader } from '../store/uploads/snapshot-reader.ts'
import type { ExportDeps } from '../usecases/export/export-deps.ts'

interface Exporting extends Pick<ExportDeps, 'store' | 'plugins' | 'now' | 'log' | 'open' | 'enqueueUpload'> {
  readonly database: Pick<Database, 'kysely'>
  readonly publicUrl: string | undefined
}

/** What it takes to export, over a database. */
export function composeExporting({ database, publicUrl, ...parts }: Exporting): ExportDeps {
  return {
    ...parts,
    worker: `${hostname()}:${process.pid}:${crypto.randomUUID().slice(0, 8)}`,
    snapshots: new SnapshotReader(database.kysely),
    documents: new DocumentReader(database.kysely),
    spool,
    unpacked,
    hubUrl: publicUrl ?? null,
  }
}
