import type { Kind, Severity } from '@patchbay/sdk'
import type { FilterReason, ImportRules } from '../../domain/import-rules.ts'
import type { Schedule } from '../../domain/schedule.ts'

/** What is left out of an update stays. Lists replace what was there. */
export interface ScanProfileInput {
  readonly name?: string
  /** When its records are read beside the schedules of their connections; `sync: null` never. */
  readonly schedule?: Pick<Schedule, 'sync'>
  /** Import rules that come before those of connections. Replaces what was there: what is left out connections say for themselves. */
  readonly rules?: Partial<ImportRules>
  /** `true` takes it from the one that was the default. */
  readonly isDefault?: boolean
  readonly propagate?: boolean
  readonly kinds?: readonly Kind[]
  readonly minimumSeverity?: Exclude<Severity, 'unknown'> | null
  readonly exporterIds?: readonly number[]
  readonly productIds?: readonly number[]
  readonly productTypeIds?: readonly number[]
}

/** Whom the import rules of a scan profile would hit if it were saved like that, at the next sync of the records. */
export interface ScanProfilePreview {
  /** Records that would be read by other rules than now, and the products they lead to. */
  readonly records: number
  readonly products: number
  /** Open findings that would close, by the rule that leaves them out. */
  readonly closes: Readonly<Partial<Record<FilterReason, number>>>
  /** Findings known to be left out now that would come in. */
  readonly letsIn: number
}
