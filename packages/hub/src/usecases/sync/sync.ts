import { Fault, type FaultKind } from '@patchbay/sdk'
import type { OperationNote, OperationProblem } from '../../store/operations/writer.ts'
import type { SyncTarget } from '../../store/records/writer.ts'
import type { ScopeRow } from '../../store/scopes/writer.ts'
import { problemOf } from '../operations/problem-of.ts'
import type { OperationDeps, Run, RunEnd } from '../operations/run.ts'
import { amount } from '../operations/words.ts'
import { parseRules } from '../settings.ts'
import { readScope } from './read-scope.ts'
import { type RuledTarget, ruledTarget } from './ruled-target.ts'
import { type ScopeEnd, ScopeLost, type Turn } from './scope.ts'

/** Faults that will meet every other part of the run too. */
const fatal: ReadonlySet<FaultKind> = new Set<FaultKind>(['config', 'credentials', 'throttled', 'unreachable', 'refused'])

/** Scopes read at once: enough to hide a vendor's latency, few enough to keep memory small. */
const readersAtOnce = 4

/**
 * Reads the findings of a connection's GOOD records, all or those it was asked for. The work is split into scopes; each page is stored with its
 * position, so that a run that dies goes on where it was. Only a scope that was read completely closes anything.
 */
export async function sync(deps: OperationDeps, run: Run): Promise<RunEnd> {
  const { scopes, targets } = await prepare(deps, run)
  tellPlan(run, scopes)
  const ends: ScopeEnd[] = scopes.filter(isOver).map(({ scope, state, note }) => ({ scope, state, reason: note }))
  const waiting = scopes.filter((scope) => !isOver(scope))
  const turn = createTurn()
  const state: { problem: OperationProblem | null; halt: Halt | null } = {
    problem: null,
    halt: null,
  }

  async function reader(): Promise<void> {
    for (;;) {
      if (run.stopping()) state.halt ??= 'stopping'
      const scope = state.halt === null && state.problem === null ? waiting.shift() : undefined
      if (scope === undefined) return
      const places = scope.recordIds.flatMap((id) => targets.get(id) ?? [])
      try {
        ends.push(
          await readScope(deps, run, {
            scope,
            targets: places,
            turn,
            total: scopes.length,
            done: () => ends.length,
          }),
        )
      } catch (error) {
        const met = encounter(run, error)
        if (met.kind === 'halt') state.halt ??= met.why
        else if (met.kind === 'problem') state.problem = met.problem
        else ends.push(await giveUp(deps, run, scope, places[0]?.target.name ?? null, met.reason))
      }
    }
  }

  const readers = Math.min(readersAtOnce, run.opened.transport.concurrency ?? readersAtOnce)
  // A bug in one ends the run, but not before the others are done: they would go on behind its back.
  const ended = await Promise.allSettled(
    Array.from({ length: readers }, () =>
      reader().catch((error: unknown) => {
        waiting.length = 0
        throw error
      }),
    ),
  )
  const bug = ended.find((end) => end.status === 'rejected')
  if (bug) throw bug.reason
  return conclude(run, scopes.length, ends, state)
}

function tellPlan(run: Run, scopes: readonly ScopeRow[]): void {
  const records = scopes.reduce((sum, scope) => sum + scope.recordIds.length, 0)
  const over = scopes.filter(isOver).length
  const begun = scopes.filter((scope) => scope.state === 'reading').length
  if (records === 0) run.log.info('There is no record to read: a record is read once it is mapped.')
  else run.log.info(`${amount(records, 'record')} to read, in ${amount(scopes.length, 'part')}.`)
  if (over + begun > 0) run.log.info(`It goes on where it was: ${over} of the parts were over, and ${begun} were begun.`)
}

async function prepare(
  deps: OperationDeps,
  run: Run,
): Promise<{ readonly scopes: readonly ScopeRow[]; readonly targets: ReadonlyMap<number, RuledTarget> }> {
  const own = parseRules(run.connection.rules)
  return deps.store.transact(async (write) => {
    let scopes = await write.scopes.list(run.operationId)
    if (scopes.length === 0) await write.records.noteProfileRules(run.connection.id, run.recordIds)
    const targets = await write.records.syncTargets(run.connection.id, run.recordIds)
    if (scopes.length === 0) {
      await write.scopes.create(run.operationId, grouped(targets, run.plugin.manifest.targetsPerSync ?? 1))
      scopes = await write.scopes.list(run.operationId)
    }
    return { scopes, targets: new Map(targets.map((target) => [target.recordId, ruledTarget(target, own, run.plugin)])) }
  })
}

function grouped(targets: readonly SyncTarget[], size: number | 'all'): readonly (readonly number[])[] {
  const ids = targets.map((target) => target.recordId)
  if (ids.length === 0) return []
  if (size === 'all') return [ids]
  return Array.from({ length: Math.ceil(ids.length / size) }, (_, index) => ids.slice(index * size, (index + 1) * size))
}

function isOver(scope: ScopeRow): boolean {
  return scope.state !== 'waiting' && scope.state !== 'reading'
}

type Encounter =
  | { readonly kind: 'halt'; readonly why: Halt }
  | { readonly kind: 'problem'; readonly problem: OperationProblem }
  | { readonly kind: 'scope'; readonly reason: string }

type Halt = 'lost' | 'cancelled' | 'stopping'

/** What an error means for the run: stop it, fail it, or give up this scope alone. A bug is thrown on. */
function encounter(run: Run, error: unknown): Encounter {
  if (error instanceof ScopeLost && error.reason === 'remapped') {
    return { kind: 'scope', reason: 'A record was mapped elsewhere while it was read.' }
  }
  if (error instanceof ScopeLost && error.reason === 'lost') return { kind: 'halt', why: 'lost' }
  if (error instanceof ScopeLost || run.signal.aborted) return { kind: 'halt', why: run.stopping() ? 'stopping' : 'cancelled' }
  if (!(error instanceof Fault)) throw error
  return fatal.has(error.kind) ? { kind: 'problem', problem: problemOf(error) } : { kind: 'scope', reason: error.message }
}

async function giveUp(
  deps: OperationDeps,
  run: Run,
  scope: ScopeRow,
  target: string | null,
  reason: string,
): Promise<ScopeEnd> {
  const note: OperationNote = { kind: 'fault', target, externalId: null, path: null, message: reason }
  await deps.store.transact(async (write) => {
    if ((await write.operations.hold(run.operationId, run.worker)) === 'lost') return
    await write.scopes.finish(run.operationId, scope.scope, 'failed', reason)
    await write.operations.note(run.operationId, [note])
  })
  run.log.error(`${target ?? 'A record'}: given up. ${reason}`)
  return { scope: scope.scope, state: 'failed', reason }
}

function conclude(
  run: Run,
  total: number,
  ends: readonly ScopeEnd[],
  state: { readonly problem: OperationProblem | null; readonly halt: Halt | null },
): RunEnd {
  if (state.halt === 'lost') return { kind: 'lost' }
  if (state.halt === 'stopping') return { kind: 'requeue' }
  const count = (wanted: ScopeEnd['state']) => ends.filter((end) => end.state === wanted).length
  const read = count('complete') + count('changes')
  const coverage = {
    kind: read === total ? 'complete' : 'partial',
    scopes: {
      total,
      complete: read,
      partial: count('partial'),
      held: count('held'),
      failed: count('failed'),
      unread: total - ends.length,
    },
  }
  run.counts = { ...run.counts, ...run.traffic() }
  const end = { kind: 'ended' as const, coverage, next: [] }
  if (state.halt === 'cancelled') return { ...end, state: 'cancelled', problem: null }
  if (read === total && state.problem === null) return { ...end, state: 'complete', problem: null }
  const nothing = read === 0 && count('partial') === 0 && count('held') === 0
  return {
    ...end,
    state: nothing ? 'failed' : 'partial',
    problem: state.problem ?? heldProblem(count('held')) ?? firstReason(ends),
  }
}

function heldProblem(held: number): OperationProblem | null {
  if (held === 0) return null
  const records = held === 1 ? 'One record lost' : `${held} records lost`
  return {
    kind: 'held',
    message: `${records} more than 30 % of its findings at once. Nothing was closed.`,
    field: null,
    remedy: 'Look at the scanner. If the findings are really gone, confirm the operation.',
  }
}

function firstReason(ends: readonly ScopeEnd[]): OperationProblem | null {
  const end = ends.find(({ state }) => state === 'partial' || state === 'failed')
  return end ? { kind: 'partial', message: end.reason ?? 'A part could not be read.', field: null, remedy: null } : null
}

function createTurn(): Turn {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work, work)
    last = mine.catch(() => undefined)
    return mine
  }
}
