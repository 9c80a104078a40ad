import { publicId } from '../../domain/public-id.ts'
import { changeTypeOf } from '../../domain/vulnerability-change.ts'
import type { ChangeRow } from '../../store/notifications/transition-writer.ts'
import { iso, severityOf } from '../browse/values.ts'

/** One change as receivers get it. What is known of a vulnerability that is gone by now is its id, its place and its severity. */
export function toChange(row: ChangeRow, publicUrl: string | undefined) {
  const id = publicId('vulnerability', row.vulnerabilityId)
  return {
    type: changeTypeOf(row.kind),
    at: row.at.toISOString(),
    id,
    url: publicUrl === undefined ? null : `${publicUrl}/vulnerabilities/${id}`,
    kind: row.vulnerabilityKind,
    name: row.name,
    title: row.title,
    severity: severityOf(row.severity),
    statusBefore: row.before,
    status: row.after,
    reason: row.reason,
    product: refOf('product', row.productId, row.productName),
    repository: refOf('repository', row.repositoryId, row.repositoryName),
    image: refOf('image', row.imageId, row.imageName),
    package: row.packageName,
    location: row.location,
    detectedAt: iso(row.detectedAt),
    firstSeenAt: iso(row.firstSeenAt),
    lastSeenAt: iso(row.lastSeenAt),
  }
}

function refOf(noun: 'product' | 'repository' | 'image', id: number | null, name: string | null) {
  return id === null || name === null ? null : { id: publicId(noun, id), name }
}
