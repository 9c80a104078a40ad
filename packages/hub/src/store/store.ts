import { setTimeout as pause } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { ConnectionWriter } from './connections/writer.ts'
import { DictionaryWriter } from './dictionary/writer.ts'
import { FilteredWriter } from './filtered/writer.ts'
import { compareFindings, FindingWriter, type KnownFinding, type SeenFinding } from './findings/writer.ts'
import { MappingRuleWriter } from './mapping-rules/writer.ts'
import { OperationWriter } from './operations/writer.ts'
import { ProductWriter } from './products/writer.ts'
import { MappingWriter } from './records/mapping-writer.ts'
import { RecordWriter } from './records/writer.ts'
import { RepositoryWriter } from './repositories/writer.ts'
import { ScopeWriter } from './scopes/writer.ts'
import type { Tables } from './tables.ts'
import { VulnerabilityWriter } from './vulnerabilities/writer.ts'

/** Everything that writes. Only handed out inside a transaction. */
export interface Writers {
  readonly connections: ConnectionWriter
  readonly dictionary: DictionaryWriter
  readonly filtered: FilteredWriter
  readonly findings: FindingWriter
  readonly mappingRules: MappingRuleWriter
  readonly mappings: MappingWriter
  readonly operations: OperationWriter
  readonly products: ProductWriter
  readonly records: RecordWriter
  readonly repositories: RepositoryWriter
  readonly scopes: ScopeWriter
  readonly vulnerabilities: VulnerabilityWriter
}

export interface Store {
  /** Runs `work` in one transaction; everything in it happens or nothing does. Repeated when two transactions got in each other's way, so `work` must be repeatable. */
  transact<T>(work: (write: Writers) => Promise<T>): Promise<T>
  /** A look without a lock, for deciding what a page still has to write; the answers line up with `seen`. */
  compareFindings(seen: readonly SeenFinding[]): Promise<readonly (KnownFinding | null)[]>
}

// serialization_failure, deadlock_detected
const repeatable = new Set(['40001', '40P01'])
const tries = 10
/** Milliseconds; two that got in each other's way do not start again at the same moment. */
const longestPause = 50

export function createStore(db: Kysely<Tables>): Store {
  return {
    async transact(work) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await db.transaction().execute((tx) => work(writersOf(tx)))
        } catch (error) {
          if (attempt >= tries || !isRepeatable(error)) throw error
          await pause(Math.random() * longestPause * attempt)
        }
      }
    },
    compareFindings: (seen) => compareFindings(db, seen),
  }
}

function writersOf(tx: Kysely<Tables>): Writers {
  return {
    connections: new ConnectionWriter(tx),
    dictionary: new DictionaryWriter(tx),
    filtered: new FilteredWriter(tx),
    findings: new FindingWriter(tx),
    mappingRules: new MappingRuleWriter(tx),
    mappings: new MappingWriter(tx),
    operations: new OperationWriter(tx),
    products: new ProductWriter(tx),
    records: new RecordWriter(tx),
    repositories: new RepositoryWriter(tx),
    scopes: new ScopeWriter(tx),
    vulnerabilities: new VulnerabilityWriter(tx),
  }
}

function isRepeatable(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && repeatable.has(String(error.code))
}
