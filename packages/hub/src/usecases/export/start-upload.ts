import type { UploadReason } from '../../domain/upload-plan.ts'
import type { Writers } from '../../store/store.ts'
import type { PlannedScope } from '../../store/uploads/scope-writer.ts'
import { scopeNow } from './stored-scope.ts'

/** Begins an upload of a scope that is held; unless it is only for a look, its slot is taken when the transaction commits. */
export async function startUpload(
  write: Writers,
  scope: PlannedScope,
  upload: {
    readonly reason: UploadReason
    readonly repeats: boolean
    readonly held: boolean
    readonly requestedBy: string | null
  },
  now: Date,
): Promise<number> {
  const carried = !upload.repeats && !upload.held
  const id = await write.uploads.insert(
    {
      ...upload,
      scopeId: scope.id,
      connectionId: scope.connectionId,
      branch: scope.branch,
      scope: scopeNow(scope),
      carries: carried ? scope.changedAt : null,
    },
    now,
  )
  if (!upload.held) await write.exportScopes.handOver(scope.id, carried)
  return id
}
