import { type Coverage, Fault, type Page, type Sighting } from '@patchbay/sdk'
import { newOccurrenceTally } from '../../domain/occurrence.ts'
import type { SyncTarget } from '../../store/records/writer.ts'
import type { ScopeRow } from '../../store/scopes/writer.ts'
import { addCounts, type OperationDeps, type Run } from '../operations/run.ts'
import { applyPage, type LearnedPage, type PageOutcome, type PageScope } from './apply-page.ts'
import { closeUnseen } from './close-unseen.ts'
import { inspectPage } from './prepare-page.ts'
import { kindsOfAny } from './ruled-target.ts'
import { type ScopeEnd, ScopeLost, type ScopeWork } from './scope.ts'
import { createScopeLog } from './scope-log.ts'

/** Pulls one scope's pages and writes each. */
export async function readScope(deps: OperationDeps, run: Run, work: ScopeWork): Promise<ScopeEnd> {
  const [first] = work.targets
  if (first === undefined || work.targets.length < work.scope.recordIds.length) throw new ScopeLost('remapped')
  const stableIds = run.plugin.manifest.findingIds !== 'unstable'
  const scope = stableIds ? work.scope : await startOver(deps, run, work.scope)
  const harvest = run.opened.sync?.({
    targets: work.targets.map((target) => target.target),
    kinds: kindsOfAny(work.targets),
    ...(hasOneCursor(work.targets) && { cursor: first.cursor }),
    ...(scope.position !== null && { resume: scope.position }),
  })
  if (harvest === undefined) throw new Fault('config', 'This connector does not bring findings.')

  const page: PageScope = {
    operationId: run.operationId,
    worker: run.worker,
    connectionId: run.connection.id,
    scope: scope.scope,
    places: new Map(work.targets.map(({ target, recordId, assetId, rules }) => [target.ref, { recordId, assetId, rules }])),
    stableIds,
    occurrences: newOccurrenceTally(),
  }
  const told = createScopeLog(
    run.log,
    work.targets.map(({ target }) => target.name),
  )
  const coverage = await pull(harvest, async (item, index) => {
    // Worked out while a page of another scope is being written.
    const inspected = await inspectPage(deps.store, { ...item, number: scope.pages + index }, page)
    await deps.dictionary.rate(run.connection.id, inspected.epss, deps.now())
    const entries = await deps.dictionary.learn(inspected.facts, deps.now())
    told.page(await work.turn(() => writeOne(deps, run, work, page, { ...inspected, entries })))
  })
  const end = await work.turn(() => closeUnseen(deps, run, work, coverage))
  told.end(end)
  return end
}

async function writeOne(
  deps: OperationDeps,
  run: Run,
  work: ScopeWork,
  scope: PageScope,
  page: LearnedPage,
): Promise<PageOutcome> {
  if (run.stopping()) throw new ScopeLost('cancelled')
  let counts = run.counts
  const outcome = await applyPage(
    deps,
    scope,
    page,
    (written) => {
      counts = { ...addCounts(run.counts, written.counts), ...run.traffic() }
      return { counts, progress: { done: work.done(), total: work.total, note: work.targets[0]?.target.name ?? null } }
    },
    deps.now(),
  )
  run.counts = counts
  return outcome
}

/** Targets read together are listed in full unless all of them were last read up to the same point. */
function hasOneCursor(targets: readonly SyncTarget[]): boolean {
  const cursors = new Set(targets.map((target) => (target.cursor === null ? null : JSON.stringify(target.cursor))))
  return cursors.size === 1 && !cursors.has(null)
}

/** Without stable ids a listing is told apart by counting, which only works from the start. */
async function startOver(deps: OperationDeps, run: Run, scope: ScopeRow): Promise<ScopeRow> {
  if (scope.pages === 0) return scope
  await deps.store.transact((write) => write.scopes.restart(run.operationId, scope.scope))
  return { ...scope, position: null, pages: 0, setAside: 0 }
}

/** Listings fetch the page after by themselves; reading it here as well, before this one is written, would only fill the memory. */
async function pull(
  harvest: AsyncGenerator<Page<Sighting>, Coverage<unknown>, void>,
  each: (page: Page<Sighting>, index: number) => Promise<void>,
): Promise<Coverage<unknown>> {
  try {
    for (let index = 0; ; index += 1) {
      const step = await harvest.next()
      if (step.done) return step.value
      await each(step.value, index)
    }
  } finally {
    await harvest.return({ kind: 'partial', missing: 'stopped' }).catch(() => undefined)
  }
}
