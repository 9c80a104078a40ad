import type { FixableVulnerability } from '../../domain/fix-group.ts'
import { purlNames } from '../../domain/package.ts'
import type { FixableRow } from '../../store/remediations/shapes.ts'

/** A stored vulnerability as fixes are grouped by. */
export function toFixable(row: FixableRow): FixableVulnerability {
  const { id, kind, name, path, packageKey, packageType, packageName, imageId, imageName } = row
  const isPackage = packageKey !== null && packageType !== null && packageName !== null
  return {
    id,
    kind,
    name,
    package: isPackage ? { key: packageKey, type: packageType, name: packageName } : null,
    image: imageId !== null && imageName !== null ? { id: imageId, name: imageName } : null,
    path,
    sightings: row.sightings.map(({ purl, told, ...sighting }) => ({
      ...sighting,
      version: told ?? (purl === null ? null : purlNames(purl).version),
    })),
  }
}
