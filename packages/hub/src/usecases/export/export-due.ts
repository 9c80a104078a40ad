import type { ExportFacts } from '@patchbay/sdk'
import { planUpload } from '../../domain/upload-plan.ts'
import type { ExporterRow } from '../../store/exporters/writer.ts'
import type { Writers } from '../../store/store.ts'
import type { ExportDeps } from './export-deps.ts'
import { startUpload } from './start-upload.ts'
import { historyOf } from './stored-scope.ts'

/** Scopes planned in one transaction. */
const batch = 200
/** What is kept of documents: the last few of each scope, and not more than this in all. */
const kept = { perScope: 3, bytes: 1024 ** 3 }

/**
 * Keeps exports moving: follows what is to be exported, plans what changed, begins what is due and takes up what waits.
 * Harmless to run as often as one likes, by several processes at once.
 */
export async function exportDue(deps: ExportDeps): Promise<void> {
  const exporters = await settleExports(deps)
  for (const { exporter, facts } of exporters) await begin(deps, exporter, facts)
  const now = deps.now()
  const waiting = await deps.store.transact((write) => write.uploads.waiting(now, 1000))
  for (const uploadId of waiting) await deps.enqueueUpload(uploadId, now)
}

/** Removes documents and uploads nobody needs any more. Returns how many documents went. */
export async function pruneUploads({ store, now }: Pick<ExportDeps, 'store' | 'now'>): Promise<number> {
  return store.transact((write) => write.documents.prune(kept, now()))
}

export interface ActiveExporter {
  readonly exporter: ExporterRow
  readonly facts: ExportFacts
}

/** Follows what is to be exported, and plans every scope about which something changed. Returns the exporters that work. */
export async function settleExports({
  store,
  plugins,
  now,
}: Pick<ExportDeps, 'store' | 'plugins' | 'now'>): Promise<readonly ActiveExporter[]> {
  const facts = factsOf(plugins)
  if (facts.size === 0) return []
  const exporters = await store.transact(async (write) => {
    await write.exporters.adopt([...facts.keys()])
    await write.uploads.mendTimes(now())
    return write.exporters.active()
  })
  const active = exporters.flatMap((exporter) => {
    const known = facts.get(exporter.connector)
    return known === undefined ? [] : [{ exporter, facts: known }]
  })
  for (const { exporter, facts: known } of active) {
    for (const { id: family, kinds } of known.families) {
      // A family nobody wants any more has no kinds: what there was of it is emptied.
      const wanted = known.wants(family, exporter.config) ? kinds : []
      const of = { connectionId: exporter.connectionId, family, kinds: wanted, findings: known.limits.findings }
      await store.transact((write) => write.exportScopes.settle(of, now()))
    }
  }
  await planScopes({ store, plugins, now })
  return active
}

/** Plans every scope about which something changed since it was planned. */
export async function planScopes({ store, plugins, now }: Pick<ExportDeps, 'store' | 'plugins' | 'now'>): Promise<void> {
  while ((await store.transact((write) => plan(write, plugins, now()))) === batch) {
    // On with the next batch.
  }
}

function factsOf(plugins: ExportDeps['plugins']): ReadonlyMap<string, ExportFacts> {
  return new Map(
    [...plugins.values()].flatMap(({ manifest, exportFacts }) => (exportFacts ? [[manifest.id, exportFacts] as const] : [])),
  )
}

async function plan(write: Writers, plugins: ExportDeps['plugins'], now: Date): Promise<number> {
  const scopes = await write.exportScopes.toPlan(batch)
  const limits = await write.exporters.connectorsOf(scopes.map((scope) => scope.connectionId))
  const plans = scopes.map((scope) => {
    const facts = plugins.get(limits.get(scope.connectionId) ?? '')?.exportFacts
    return { id: scope.id, plan: planUpload(historyOf(scope), facts?.limits ?? { perDay: 0, refreshHours: null }, now) }
  })
  await write.exportScopes.planned(plans)
  return scopes.length
}

/** Begins the uploads of an exporter that are due, the longest due first, as many as it takes at once. */
export async function begin(
  deps: ExportDeps,
  { connectionId }: Pick<ExporterRow, 'connectionId'>,
  { limits }: Pick<ExportFacts, 'limits'>,
): Promise<void> {
  const now = deps.now()
  for (;;) {
    const begun = await deps.store.transact(async (write) => {
      const exporter = await write.exporters.hold(connectionId)
      if (exporter === undefined || exporter.paused || (exporter.holdUntil !== null && exporter.holdUntil > now)) return null
      // After a failure one upload tries whether it is over.
      const atOnce = exporter.heldTries > 0 ? 1 : limits.concurrency
      const room = atOnce - (await write.uploads.inHand(connectionId))
      if (room <= 0) return null
      const due = await write.exportScopes.due(connectionId, now, room)
      const ids: number[] = []
      for (const scope of due) {
        const anew = planUpload(historyOf(scope), limits, now)
        if (anew.kind === 'rest' || anew.at > now) {
          await write.exportScopes.planned([{ id: scope.id, plan: anew }])
          continue
        }
        const upload = { reason: anew.reason, repeats: anew.repeat, held: false, requestedBy: null }
        ids.push(await startUpload(write, scope, upload, now))
      }
      return due.length === 0 ? null : ids
    })
    if (begun === null) return
    for (const uploadId of begun) await deps.enqueueUpload(uploadId, now)
  }
}
