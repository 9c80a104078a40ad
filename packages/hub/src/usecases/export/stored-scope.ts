import { kinds, type SnapshotScope, severities } from '@patchbay/sdk'
import { z } from 'zod'
import { severityRank } from '../../domain/severity.ts'
import type { UploadHistory } from '../../domain/upload-plan.ts'
import type { PlannedScope } from '../../store/uploads/scope-writer.ts'
import type { SnapshotOrder, SnapshotSelection } from '../../store/uploads/snapshot-reader.ts'
import { fileNameOf } from './file-name.ts'

const About = z.object({
  repository: z.object({ fullName: z.string(), url: z.string(), nativeId: z.string().nullable() }),
  product: z.object({ name: z.string(), type: z.string() }),
})

const StoredScope = z.object({
  assetId: z.number(),
  retired: z.boolean(),
  kinds: z.array(z.enum(kinds)),
  minimumSeverity: z.enum(severities).nullable(),
  // Uploads from before parts could be added have none of these.
  slicesBefore: z.number().default(0),
  firstId: z.number().default(0),
  lastId: z.number().nullable().default(null),
  scope: About.extend({
    id: z.string(),
    branch: z.string(),
    formerBranches: z.array(z.string()),
    family: z.string(),
    slice: z.object({ number: z.number(), of: z.number() }),
  }),
})

/** A scope as it was when its upload began; it is sent like this though it may look different meanwhile. */
export type StoredScope = z.output<typeof StoredScope>

export function storedScope(stored: unknown): StoredScope {
  return StoredScope.parse(stored)
}

/** What an upload of the scope remembers of it. */
export function scopeNow(scope: PlannedScope): StoredScope {
  const about = About.parse(scope.about)
  return StoredScope.parse({
    assetId: scope.assetId,
    retired: scope.retired,
    kinds: scope.kinds,
    minimumSeverity: scope.minimumSeverity,
    slicesBefore: scope.slicesBefore,
    firstId: scope.firstId,
    lastId: scope.lastId,
    scope: {
      ...about,
      id: scope.name,
      branch: scope.branch,
      formerBranches: scope.formerBranches,
      family: scope.family,
      slice: { number: scope.slice, of: scope.slices },
    },
  })
}

export function selectionOf(
  { assetId, kinds: wanted, minimumSeverity, slicesBefore, firstId, lastId, scope }: StoredScope,
  order: SnapshotOrder = 'id',
): SnapshotSelection {
  return {
    assetId,
    branch: scope.branch,
    kinds: wanted,
    order,
    minimumSeverity: minimumSeverity === null ? 0 : severityRank(minimumSeverity),
    slice: scope.slice.number,
    slices: scope.slice.of,
    slicesBefore,
    firstId,
    lastId,
  }
}

/** What the plan of a scope follows from. */
export function historyOf(scope: PlannedScope): UploadHistory {
  const { sent, deliveredAt, changedAt, retired, underway, incomplete } = scope
  const failed = { count: scope.failedCount, at: scope.failedAt, left: scope.failedLeft }
  return { sent, deliveredAt, changedAt, retired, underway, incomplete, failed }
}

/** `repository_branch_family`, and the part where there are several. */
export function documentNameOf({ repository, branch, family, slice }: SnapshotScope, extension: string): string {
  const part = slice.of > 1 ? [`${slice.number}-of-${slice.of}`] : []
  return fileNameOf([repository.fullName, branch, family, ...part], extension)
}
