import type { Plugin } from '@patchbay/sdk'
import { notFound, Problem } from '../../domain/problem.ts'
import { publicId } from '../../domain/public-id.ts'
import { freeSlotAt } from '../../domain/upload-plan.ts'
import type { Writers } from '../../store/store.ts'
import type { PlannedScope } from '../../store/uploads/scope-writer.ts'
import type { Actor, Commands, ExportedScope } from '../commands.ts'
import type { ExportDeps } from './export-deps.ts'
import { settleExports } from './export-due.ts'
import { startUpload } from './start-upload.ts'
import { historyOf } from './stored-scope.ts'

type Deps = Pick<ExportDeps, 'store' | 'plugins' | 'now' | 'enqueueUpload'>

/** Exports asked for by people. They keep to the destination's budget like all others. */
export function createExports(deps: Deps): Commands['uploads'] {
  return {
    exportRepository: (repositoryId, options, actor) => exportRepository(deps, repositoryId, options, actor),
    confirm: (uploadId) => confirm(deps, uploadId),
  }
}

async function exportRepository(
  deps: Deps,
  assetId: number,
  { exporterId, preview }: Parameters<Commands['uploads']['exportRepository']>[1],
  actor: Actor,
): Promise<readonly ExportedScope[]> {
  await settleExports(deps)
  const now = deps.now()
  const outcomes = await deps.store.transact(async (write) => {
    const scopes = await write.exportScopes.ofAsset(assetId, exporterId)
    const connectors = await write.exporters.connectorsOf(scopes.map((scope) => scope.connectionId))
    const done: ExportedScope[] = []
    for (const scope of scopes) {
      if (scope.retired) continue
      const plugin = deps.plugins.get(connectors.get(scope.connectionId) ?? '')
      done.push({
        exporterId: scope.connectionId,
        family: scope.family,
        slice: scope.slice,
        ...(await exportScope(write, scope, plugin, preview, actor, now)),
      })
    }
    return done
  })
  if (outcomes.length === 0) {
    throw new Problem('conflict', 'Nothing of this repository is exported.', {
      code: 'repository-not-exported',
      remedy:
        'It needs a default branch, a GOOD record, findings of a kind its scan profile exports, and an exporter in that profile.',
    })
  }
  for (const { uploadId, outcome } of outcomes) {
    if (uploadId !== null && outcome === 'begun') await deps.enqueueUpload(uploadId, now)
  }
  return outcomes
}

type Outcome = Pick<ExportedScope, 'outcome' | 'uploadId' | 'at'>

async function exportScope(
  write: Writers,
  scope: PlannedScope,
  plugin: Plugin | undefined,
  preview: boolean,
  actor: Actor,
  now: Date,
): Promise<Outcome> {
  const limits = plugin?.exportFacts?.limits
  if (limits === undefined) return { outcome: 'no-connector', uploadId: null, at: null }
  const history = historyOf(scope)
  if (history.incomplete) return { outcome: 'incomplete', uploadId: null, at: null }
  const upload = { reason: 'asked' as const, repeats: false, held: preview, requestedBy: actor.id }
  if (preview) return { outcome: 'begun', uploadId: await startUpload(write, scope, upload, now), at: now }
  if (await isPaused(write, scope.connectionId)) return { outcome: 'paused', uploadId: null, at: null }
  if (history.underway) return { outcome: 'underway', uploadId: null, at: null }
  const free = freeSlotAt(history.sent, limits)
  if (free > now) return { outcome: 'no-slot', uploadId: null, at: free }
  return { outcome: 'begun', uploadId: await startUpload(write, scope, upload, now), at: now }
}

/** Sends exactly the document that was looked at. */
async function confirm(deps: Deps, uploadId: number): Promise<void> {
  const now = deps.now()
  await deps.store.transact(async (write) => {
    const upload = await write.uploads.find(uploadId)
    if (upload === undefined) throw notFound('upload', publicId('upload', uploadId))
    if (upload.stage !== 'held') {
      throw new Problem('conflict', 'This upload does not wait for anybody.', {
        code: 'upload-not-held',
        remedy: 'Only a preview that is written and not sent yet can be confirmed.',
      })
    }
    const scope = await write.exportScopes.hold(upload.scopeId)
    const connectors = await write.exporters.connectorsOf([upload.connectionId])
    const limits = deps.plugins.get(connectors.get(upload.connectionId) ?? '')?.exportFacts?.limits
    if (scope === undefined || scope.retired || limits === undefined)
      throw outdated('This repository is not exported there any more.')
    if (await isPaused(write, upload.connectionId)) throw pausedProblem()
    if (scope.underway) throw outdated('Another upload of the same branch is under way.')
    const free = freeSlotAt(scope.sent, limits)
    if (free > now) {
      throw new Problem('conflict', 'The destination takes no more uploads of this branch today.', {
        code: 'upload-no-slot',
        remedy: `Confirm it after ${free.toISOString()}, or let the hub send the latest state by then.`,
      })
    }
    // What changed since it was written is another change.
    const carried = scope.changedAt !== null && upload.takenAt !== null && scope.changedAt <= upload.takenAt
    await write.uploads.confirm(uploadId, carried ? scope.changedAt : null, now)
    await write.exportScopes.handOver(scope.id, carried)
  })
  await deps.enqueueUpload(uploadId, now)
}

async function isPaused(write: Writers, connectionId: number): Promise<boolean> {
  return (await write.connections.find(connectionId))?.state === 'paused'
}

function pausedProblem(): Problem {
  return new Problem('conflict', 'The exporter is paused, and nothing leaves for it.', {
    code: 'exporter-paused',
    remedy: 'Resume its connection, then confirm the preview.',
  })
}

function outdated(message: string): Problem {
  return new Problem('conflict', message, { code: 'upload-overtaken', remedy: 'Make another preview.' })
}
