import { Fault, type Opened, type Plugin } from '@patchbay/sdk'
import { mendsItself } from '../../domain/health.ts'
import { nextAfter } from '../../domain/schedule.ts'
import type { ConnectionRow } from '../../store/connections/writer.ts'
import type { LogLine } from '../../store/operations/log-writer.ts'
import type { ClaimedOperation, OperationProblem } from '../../store/operations/writer.ts'
import { discover } from '../discover/discover.ts'
import { tellOfOperation, writeHealth } from '../notify/happenings.ts'
import { parseSchedule } from '../settings.ts'
import { sync } from '../sync/sync.ts'
import { lastLine } from './last-line.ts'
import { problemOf } from './problem-of.ts'
import { noCounts, type OperationDeps, type Run, type RunEnd, type Traffic } from './run.ts'
import { createRunLog, type OpenRunLog } from './run-log.ts'
import { createWaitTally } from './wait-tally.ts'

/** A worker is taken for dead when it has not been heard of for this long. */
export const silence = 60_000
const heartbeat = 10_000

export interface PerformDeps extends OperationDeps {
  readonly worker: string
  readonly plugins: ReadonlyMap<string, Plugin>
  /** Opens a connection with its secrets unsealed. Throws a `config` fault when a secret cannot be unsealed. */
  readonly open: (connection: ConnectionRow, plugin: Plugin, signal: AbortSignal, listener: VendorListener) => OpenedRun
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

/** Hears what a connector and its HTTP client say; secrets are already masked. */
export interface VendorListener {
  info(fields: Readonly<Record<string, unknown>>, message: string): void
  warn(fields: Readonly<Record<string, unknown>>, message: string): void
  /** Milliseconds a request waited before it was sent. */
  waited(ms: number): void
}

/** A connection that is ready to run. */
export interface OpenedRun {
  readonly opened: Opened
  readonly traffic: () => Traffic
  /** The text without the connection's secrets. */
  readonly mask: (text: string) => string
}

/** Runs one waiting operation to its end. Safe to call twice for the same one: only one caller gets it. */
export async function perform(deps: PerformDeps, operationId: number): Promise<void> {
  const claim = await take(deps, operationId)
  if (claim === null) return
  const { claimed, log } = claim
  const connection = await deps.store.transact((write) => write.connections.find(claimed.connectionId))
  const plugin = connection && deps.plugins.get(connection.connector)
  if (connection === undefined || plugin === undefined) {
    await end(deps, { claimed, log }, undefined, noCounts, failed(unknownConnector(connection?.connector)))
    return
  }

  const abort = new AbortController()
  const pulse = setInterval(() => void beat(deps, operationId, abort), heartbeat)
  const waits = createWaitTally(log)
  let counts = claimed.counts ?? noCounts
  try {
    const { opened, traffic, mask } = deps.open(connection, plugin, abort.signal, {
      info: (fields, message) => log.info(message, fields),
      warn: (fields, message) => log.warning(message, fields),
      waited: waits.waited,
    })
    log.maskWith(mask)
    const run: Run = {
      operationId,
      worker: deps.worker,
      connection,
      recordIds: claimed.recordIds,
      plugin,
      opened,
      signal: abort.signal,
      stopping: deps.stopping,
      traffic: () => sum(traffic(), claimed.counts ?? noCounts),
      log,
      counts,
    }
    const outcome = await (claimed.kind === 'discover' ? discover(deps, run) : sync(deps, run)).finally(() => {
      counts = run.counts
      waits.end()
    })
    await end(deps, { claimed, log }, connection, counts, outcome)
  } catch (error) {
    const stopped = abort.signal.aborted
    if (!stopped && !(error instanceof Fault)) deps.log.error({ operationId, error }, 'An operation failed on a bug')
    await end(deps, { claimed, log }, connection, counts, stopped ? cancelled() : failed(problemOf(error)))
  } finally {
    clearInterval(pulse)
  }
}

/** What a run that was interrupted had asked of the vendor before counts too. */
function sum(now: Traffic, before: Traffic): Traffic {
  return { requests: before.requests + now.requests, waitedMs: before.waitedMs + now.waitedMs }
}

interface Claim {
  readonly claimed: ClaimedOperation
  readonly log: OpenRunLog
}

async function take(deps: PerformDeps, operationId: number): Promise<Claim | null> {
  const now = deps.now()
  const taken = await deps.store.transact(async (write) => {
    const claimed = await write.operations.claim(operationId, deps.worker, now, new Date(now.getTime() - silence))
    return claimed && { claimed, kept: await write.operationLog.kept(operationId) }
  })
  if (taken === null) return null
  const log = createRunLog({
    now: deps.now,
    kept: taken.kept,
    write: (lines) => writeLog(deps, operationId, lines),
  })
  return { claimed: taken.claimed, log }
}

async function writeLog(deps: PerformDeps, operationId: number, lines: readonly LogLine[]): Promise<void> {
  try {
    await deps.store.transact((write) => write.operationLog.append(operationId, lines))
  } catch (error) {
    deps.log.warn({ operationId, error }, 'Lines of an operation’s log could not be written')
  }
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
  { claimed, log }: Claim,
  connection: ConnectionRow | undefined,
  counts: Run['counts'],
  outcome: RunEnd,
): Promise<void> {
  const lines = await log.close(lastLine(claimed, counts, outcome))
  if (outcome.kind === 'lost') return
  const now = deps.now()
  const next = await deps.store.transact(async (write) => {
    const hold = await write.operations.hold(claimed.id, deps.worker)
    if (hold === 'lost') return []
    await write.operationLog.append(claimed.id, lines)
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
    if (current) {
      await writeHealth(write, current, healthAfter(deps, claimed, current, outcome, now), now)
      await tellOfOperation(write, current, { ...outcome, id: claimed.id, kind: claimed.kind }, now)
    }
    const followUp = { trigger: 'follow-up', requestedBy: null, records: null } as const
    const requested = []
    for (const { connectionId, label, kind } of outcome.next) {
      requested.push(await write.operations.request({ connectionId, label, kind, ...followUp }))
    }
    // Requests that had to wait for this one go first.
    const behind = await write.operations.nextOf(claimed.connectionId)
    return [...new Set([...behind, ...requested.map((request) => request.operationId)])]
  })
  deps.log.info({ operationId: claimed.id, kind: claimed.kind, outcome: outcome.kind, counts }, 'An operation ended')
  for (const operationId of next) await deps.enqueue(operationId)
}

/**
 * Health follows from the last run: what a person has to do is "attention", what will mend itself is "degraded". A run over some
 * records is not the one that is scheduled, and what goes wrong with a record says nothing of the connection.
 */
function healthAfter(
  deps: PerformDeps,
  claimed: ClaimedOperation,
  connection: ConnectionRow,
  outcome: Extract<RunEnd, { kind: 'ended' }>,
  now: Date,
) {
  if (claimed.recordIds !== null) {
    return outcome.problem === null || outcome.problem.kind === 'partial' ? {} : troubled(outcome.problem)
  }
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
  return { ...times, ...troubled(outcome.problem) }
}

function troubled(problem: OperationProblem) {
  return { state: mendsItself(problem.kind) ? ('degraded' as const) : ('attention' as const), problem }
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
