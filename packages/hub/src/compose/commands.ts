import type { FeedId } from '../domain/feeds/feed.ts'
import type { Store } from '../store/store.ts'
import { createChangeRequests } from '../usecases/change-requests/commands.ts'
import type { Commands } from '../usecases/commands.ts'
import { createComment } from '../usecases/comment.ts'
import { createConnect } from '../usecases/connect.ts'
import { createDecide } from '../usecases/decide.ts'
import { createExports } from '../usecases/export/commands.ts'
import type { ExportDeps } from '../usecases/export/export-deps.ts'
import { createExporters } from '../usecases/export/exporters.ts'
import { createFeeds } from '../usecases/feeds/refresh.ts'
import { createHubSettings } from '../usecases/hub-settings.ts'
import { createImageRules, createImages } from '../usecases/map/images.ts'
import { createMap } from '../usecases/map/map-record.ts'
import { createMappingRules } from '../usecases/map/mapping-rules.ts'
import { createNotify } from '../usecases/notify/commands.ts'
import { createOperate } from '../usecases/operate.ts'
import { createOwn } from '../usecases/own.ts'
import { createPolicies } from '../usecases/policies/policies.ts'
import { createClock } from '../usecases/priority/clock.ts'
import { createCampaigns } from '../usecases/remediate/campaigns.ts'
import { createRemediate } from '../usecases/remediate/commands.ts'
import { createScanProfiles } from '../usecases/scan-profiles/scan-profiles.ts'
import { createSlaPolicies } from '../usecases/sla/sla-policies.ts'
import { createTickets } from '../usecases/tickets/commands.ts'
import { createImportVex } from '../usecases/vex/import-vex.ts'
import { changeRequestDeps } from './change-requests.ts'
import { connectDeps, deliverDeps, type EngineOptions, type Enqueue, feedDeps } from './deps.ts'

/** How what is asked for is put in line. */
export interface Line {
  readonly operation: Enqueue
  readonly upload: ExportDeps['enqueueUpload']
  readonly feed: (id: FeedId) => Promise<void>
  readonly notifications: () => Promise<void>
  /** All that tickets have to be told. */
  readonly tickets: () => Promise<void>
  /** One ticket is read again. */
  readonly ticket: (ticketId: number) => Promise<void>
}

/** Everything that changes something, over a store. */
export function createCommands(options: EngineOptions, store: Store, line: Line): Commands {
  const { plugins, now = () => new Date() } = options
  const { operation: enqueue } = line
  const connections = createConnect(connectDeps(options, store, enqueue))
  return {
    connections,
    exporters: createExporters({ store, plugins, connect: connections.create }),
    scanProfiles: createScanProfiles({ store, plugins, now }),
    uploads: createExports({ store, plugins, now, enqueueUpload: line.upload }),
    operations: createOperate({ store, plugins, now, enqueue }),
    records: createMap({ store, plugins, now, enqueue }),
    mappingRules: createMappingRules({ store, plugins, now, enqueue }),
    images: createImages({ store, now }),
    imageRules: createImageRules({ store, now }),
    vulnerabilities: {
      decide: createDecide({ store, now }),
      comment: createComment({ store, now }),
      importVex: createImportVex({ store, now }),
      ...createClock({ store, now }),
    },
    remediations: createRemediate({ store, now }),
    campaigns: createCampaigns({ store, now }),
    tickets: createTickets({ ...deliverDeps(options, store), carryOutSoon: line.tickets, readSoon: line.ticket }),
    changeRequests: createChangeRequests(changeRequestDeps(options, store)),
    slaPolicies: createSlaPolicies({ store, now }),
    policies: createPolicies({ store, now }),
    feeds: createFeeds(feedDeps(options, store), line.feed),
    products: createOwn({ store, now }),
    notifications: createNotify({ ...deliverDeps(options, store), deliverSoon: line.notifications }),
    settings: createHubSettings({ store, now }),
  }
}
