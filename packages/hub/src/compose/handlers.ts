import type { Handlers } from '../jobs/catalog.ts'
import type { Queue } from '../jobs/queue.ts'
import type { Store } from '../store/store.ts'
import { keepChangeRequests, runRenovations } from '../usecases/change-requests/keep-change-requests.ts'
import { expireDecisions } from '../usecases/decide.ts'
import { exportDue, pruneUploads } from '../usecases/export/export-due.ts'
import { runUpload } from '../usecases/export/run-upload.ts'
import { refreshDueFeeds, refreshFeed } from '../usecases/feeds/refresh.ts'
import { deliver } from '../usecases/notify/deliver.ts'
import { forgetOldNotifications } from '../usecases/notify/retention.ts'
import { tellOfBreaches } from '../usecases/notify/vulnerability-news.ts'
import { applyRetention } from '../usecases/operations/retention.ts'
import { type StartDueDeps, startDue } from '../usecases/operations/start-due.ts'
import { assessDue } from '../usecases/priority/assess-due.ts'
import { refreshProposals } from '../usecases/remediate/proposals.ts'
import { endWaits } from '../usecases/remediate/waiting.ts'
import { readTicket } from '../usecases/tickets/follow.ts'
import { keepTickets } from '../usecases/tickets/keep-tickets.ts'
import { changeRequestDeps } from './change-requests.ts'
import type { Line } from './commands.ts'
import { deliverDeps, type EngineOptions, exportDeps, feedDeps } from './deps.ts'

/** What the work in the queue is done with. */
interface Work {
  readonly store: Store
  readonly send: Queue['send']
  readonly line: Line
  readonly due: StartDueDeps
  /** Runs one operation by id. */
  readonly run: (operationId: number) => Promise<void>
  /** What else there is to do once an hour. */
  readonly hourly: () => Promise<unknown>
}

/** Who does each kind of work there is in the queue. */
export function createHandlers(options: EngineOptions, { store, send, line, due, run, hourly }: Work): Handlers {
  const { now } = due
  const exporting = exportDeps(options, store, line.upload)
  const feeds = feedDeps(options, store)
  // What a sync changed leaves at once, as far as the destinations' budgets go.
  const operate = async ({ operationId }: { readonly operationId: number }) => {
    await run(operationId)
    await send('propose-remediations', {})
    await send('export-due', {})
    await send('keep-tickets', {})
    await send('keep-change-requests', {})
  }
  return {
    'run-operation': operate,
    'run-scheduled-operation': operate,
    'start-due-operations': () => startDue(due),
    'apply-retention': async () => {
      await applyRetention({ store, now })
      await forgetOldNotifications({ store, now })
      await pruneUploads({ store, now })
      await hourly()
    },
    'deliver-notifications': () => deliver(deliverDeps(options, store)),
    'tell-of-breaches': () => tellOfBreaches({ store, now }),
    'expire-decisions': async () => {
      await expireDecisions({ store, now })
    },
    'assess-due': async () => {
      await endWaits({ store, now })
      await assessDue({ store, now })
    },
    'keep-tickets': () => keepTickets(deliverDeps(options, store)),
    'keep-change-requests': () => keepChangeRequests(changeRequestDeps(options, store)),
    'run-renovate': () => runRenovations(changeRequestDeps(options, store)),
    'read-ticket': ({ ticketId }) => readTicket(deliverDeps(options, store), ticketId),
    'propose-remediations': async () => {
      await refreshProposals({ store, now })
    },
    'refresh-feeds': async () => {
      await refreshDueFeeds(feeds)
      await send('assess-due', {})
    },
    'refresh-feed': async ({ feed }) => {
      await refreshFeed(feeds, feed)
      await send('assess-due', {})
    },
    'export-due': () => exportDue(exporting),
    'run-upload': ({ uploadId }) => runUpload(exporting, uploadId),
  }
}
