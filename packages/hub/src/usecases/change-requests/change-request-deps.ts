import type { Plugin } from '@patchbay/sdk'
import type { RenovateJob } from '../../domain/renovate.ts'
import type { ConnectionRow } from '../../store/connections/writer.ts'
import type { DeliverDeps } from '../notify/deliver.ts'

export interface ChangeRequestDeps extends DeliverDeps {
  /** Runs the operator's Renovate with the connection's address and credentials; absent where there is none. */
  readonly renovate?: (
    connection: ConnectionRow,
    plugin: Plugin,
    job: Omit<RenovateJob, 'platform' | 'endpoint'>,
    signal: AbortSignal,
  ) => Promise<{ readonly succeeded: boolean; readonly log: string }>
}
