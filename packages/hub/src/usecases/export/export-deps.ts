import type { Opened, Plugin } from '@patchbay/sdk'
import type { ConnectionRow } from '../../store/connections/writer.ts'
import type { Store } from '../../store/store.ts'
import type { DocumentReader } from '../../store/uploads/document-writer.ts'
import type { SnapshotReader } from '../../store/uploads/snapshot-reader.ts'

/** What exporting needs. */
export interface ExportDeps {
  readonly store: Store
  readonly plugins: ReadonlyMap<string, Plugin>
  readonly now: () => Date
  readonly worker: string
  readonly log: {
    info(fields: object, message: string): void
    warn(fields: object, message: string): void
    error(fields: object, message: string): void
  }
  /** Opens a connection with its secrets unsealed. Throws a `config` fault when a secret cannot be unsealed. */
  readonly open: (connection: ConnectionRow, plugin: Plugin, signal: AbortSignal) => { readonly opened: Opened }
  /** Puts an upload into the queue, for now or later; called after commit. */
  readonly enqueueUpload: (uploadId: number, at: Date) => Promise<void>
  readonly snapshots: Pick<SnapshotReader, 'read'>
  readonly documents: Pick<DocumentReader, 'parts'>
  /** Writes a text away, compressed, so that memory does not hold it. */
  readonly spool: (pieces: AsyncIterable<string>) => Promise<SpooledText>
  /** The text behind compressed pieces. */
  readonly unpacked: (parts: AsyncIterable<Buffer>) => AsyncIterable<Uint8Array>
  /** Where browsers find the hub, without a trailing slash; `null` when nobody said. */
  readonly hubUrl: string | null
}

interface SpooledText extends AsyncDisposable {
  /** Bytes, uncompressed. */
  readonly size: number
  parts(): AsyncIterable<Buffer>
}
