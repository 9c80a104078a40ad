import type { Validators } from '../../store/feeds/writer.ts'
import type { Store } from '../../store/store.ts'

/** Data of a feed on this machine; gone when it is disposed of. Packed data is unpacked as it is read, within limits. */
export interface FeedFile extends AsyncDisposable {
  text(): Promise<string>
  lines(): AsyncIterable<string>
  /** The entries of a zip file whose name without folder and ending is wanted, one after the other. */
  entries(wanted: (names: readonly string[]) => Promise<ReadonlySet<string>>): AsyncIterable<{
    readonly name: string
    readonly text: string
  }>
}

export interface Fetched {
  readonly file: FeedFile
  readonly validators: Validators
}

export interface FeedDeps {
  readonly store: Store
  readonly now: () => Date
  /** Whether this hub may ask for feeds at all. */
  readonly reachable: boolean
  /** Gets what is at an address; `null` when it did not change since it had these validators. Throws a `Fault`. */
  readonly fetch: (address: string, validators: Validators | null) => Promise<Fetched | null>
  /** Writes an upload away. Throws a `Problem` for one that is too large. */
  readonly keep: (content: AsyncIterable<Uint8Array>) => Promise<FeedFile>
  readonly log: { info(fields: object, message: string): void }
}
