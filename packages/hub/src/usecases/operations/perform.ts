import { Fault, type Opened, type Plugin } from '@patchbay/sdk'
import { mendsItself } from '../../domain/health.ts'
import { nextAfter } from '../../domain/schedule.ts'
import type { ConnectionRow } from '../../store/connections/writer.ts'
import type { ClaimedOperation, OperationProblem } from '../../store/operations/writer.ts'
import { discover } from '../discover/discover.ts'
import { parseSchedule } from '../settings.ts'
import { sync } from '../sync/sync.ts'
import { problemOf } from './problem-of.ts'
import { noCounts, type OperationDeps, type Run, type RunEnd, type Traffic } from './run.ts'

/** A worker is taken for dead when it has not been heard of for this long. */
export const silence = 60_000
const heartbeat = 10_000

export interface PerformDeps extends OperationDeps {
  readonly worker: string
  readonly plugins: ReadonlyMap<string, Plugin>
  /** Opens a connection with its secrets unsealed. Throws a `config` fault when a secret cannot be unsealed. */
  readonly open: (connection: ConnectionRow, plugin: Plugin, signal: AbortSignal) => { opened: Opened; traffic: () => Traffic }
  /** Puts an operation into the queue; called after commit. */
  readonly enqueue: (operationId: number) => Promise<void>
  readonly stopping: () => boolean
  readonly log: {
    info(fields: object, message: string): void
    warn(fields: object, message: string): void
    error(fields: object, message: string): void
  }
  /** 0–1, to spread connections over time. */
  readonly random: () => number
}

/** Runs one waiting operation to its end. Safe to call twice for the same one: only one caller gets it. */
export async function perform(deps: PerformDeps, operationId: number): Promise<void> {
  const claimed = await claim(deps, operationId)
  if (claimed === null) return
  const connection = await deps.store.transact((write) => write.connections.find(claimed.connectionId))
  const plugin = connection && deps.plugins.get(connection.connector)
  if (connection === undefined || plugin === undefined) {
    await end(deps, claimed, undefined, noCounts, failed(unknownConnector(connection?.connector)))
    return
  }

  const abort = new AbortController()
  const pulse = setInterval(() => void beat(deps, operationId, abort), heartbeat)
  let counts = claimed.counts ?? noCounts
  try {
    const { opened, traffic } = deps.open(connection, plugin, abort.signal)
    const run: Run = {
      operationId,
      worker: deps.worker,
      connection,
      plugin,
      opened,
      signal: abort.signal,
      stopping: deps.stopping,
      traffic: () => sum(traffic(), claimed.counts ?? noCounts),
      counts,
    }
    const outcome = await (claimed.kind === 'discover' ? discover(deps, run) : sync(deps, run)).finally(() => {
      counts = run.counts
    })
    await end(deps, claimed, connection, counts, outcome)
  } catch (error) {
    const stopped = abort.signal.aborted
    if (!stopped && !(error instanceof Fault)) deps.log.error({ operationId, error }, 'An operation failed on a bug')
    await end(deps, claimed, connection, counts, stopped ? cancelled() : failed(problemOf(error)))
  } finally {
    clearInterval(pulse)
  }
}

/** What a run that was interrupted had asked of the vendor before counts too. */
function sum(now: Traffic, before: Traffic): Traffic {
  return { requests: before.requests + now.requests, waitedMs: before.waitedMs + now.waitedMs }
}

async function claim(deps: PerformDeps, operationId: number): Promise<ClaimedOperation | null> {
  const now = deps.now()
  return deps.store.transact((write) =>
    write.operations.claim(operationId, deps.worker, now, new Date(now.getTime() - silence)),
  )
}

async function beat(deps: PerformDeps, operationId: number, abort: AbortController): Promise<void> {
  try {
    const answer = await deps.store.transact(async (write) => {
      const hold = await write.operations.hold(operationId, deps.worker)
      if (hold === 'mine') await write.operations.beat(operationId, deps.now())
      return hold
    })
    if (answer !== 'mine') abort.abort()
  } catch (error) {
    deps.log.warn({ operationId, error }, 'A heartbeat could not be written')
  }
}

async function end(
  deps: PerformDeps,
  claimed: ClaimedOperation,
  connection: ConnectionRow | undefined,
  counts: Run['counts'],
  outcome: RunEnd,
): Promise<void> {
  if (outcome.kind === 'lost') return
  const now = deps.now()
  const next = await deps.store.transact(async (write) => {
    const hold = await write.operations.hold(claimed.id, deps.worker)
    if (hold === 'lost') return []
    if (outcome.kind === 'requeue') {
      await write.operations.requeue(claimed.id)
      return []
    }
    await write.operations.finish(claimed.id, {
      state: outcome.state,
      counts,
      coverage: outcome.coverage,
      problem: outcome.problem,
      at: now,
    })
    await write.scopes.prune(claimed.id)
    // As it is now: its schedule may have been changed while it ran.
    const current = connection && (await write.connections.find(connection.id))
    if (current) await write.connections.health(current.id, healthAfter(deps, claimed, current, outcome, now))
    const requested = []
    for (const { connectionId, label, kind } of outcome.next) {
      requested.push(await write.operations.request({ connectionId, label, kind, trigger: 'follow-up', requestedBy: null }))
    }
    // Requests that had to wait for this one go first.
    const behind = await write.operations.nextOf(claimed.connectionId)
    return [...new Set([...behind, ...requested.map((request) => request.operationId)])]
  })
  deps.log.info({ operationId: claimed.id, kind: claimed.kind, outcome: outcome.kind, counts }, 'An operation ended')
  for (const operationId of next) await deps.enqueue(operationId)
}

/** Health follows from the last run: what a person has to do is "attention", what will mend itself is "degraded". */
function healthAfter(
  deps: PerformDeps,
  claimed: ClaimedOperation,
  connection: ConnectionRow,
  outcome: Extract<RunEnd, { kind: 'ended' }>,
  now: Date,
) {
  const schedule = parseSchedule(connection.schedule)
  const cadence = claimed.kind === 'discover' ? schedule.discover : schedule.sync
  const nextAt = nextAfter(cadence, now, deps.random())
  const whole = outcome.state === 'complete'
  const times =
    claimed.kind === 'discover'
      ? { nextDiscoverAt: nextAt, ...(whole && { lastDiscoverAt: now }) }
      : { nextSyncAt: nextAt, ...(whole && { lastSyncAt: now }) }
  if (outcome.state === 'cancelled') return times
  if (outcome.problem === null)
    return { ...times, state: whole ? ('connected' as const) : ('degraded' as const), problem: null }
  const state = mendsItself(outcome.problem.kind) ? ('degraded' as const) : ('attention' as const)
  return { ...times, state, problem: outcome.problem }
}

function failed(problem: OperationProblem): RunEnd {
  return { kind: 'ended', state: 'failed', coverage: null, problem, next: [] }
}

function cancelled(): RunEnd {
  return { kind: 'ended', state: 'cancelled', coverage: null, problem: null, next: [] }
}

function unknownConnector(id: string | undefined): OperationProblem {
  return {
    kind: 'config',
    message: id === undefined ? 'The connection was removed.' : `This hub has no connector "${id}".`,
    field: null,
    remedy: id === undefined ? null : 'Install the connector again, or remove the connection.',
  }
}
