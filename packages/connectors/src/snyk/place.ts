import type { Location } from '@patchbay/sdk'
import { commitName, firstText, place, textAt } from '@patchbay/sdk/shape'
import type { Coordinate, Issue } from './schema.ts'

/** Where an issue is: the place in the code where there is one, else the project's manifest. */
export function locationOf({ attributes }: Issue, manifest: string | null): Location | null {
  for (const { sourceLocation } of representationsOf(attributes.coordinates)) {
    const found = place(sourceLocation?.file, sourceLocation?.region?.start?.line, sourceLocation?.region?.end?.line)
    if (found !== null) return found
  }
  return place(manifest)
}

/** The commit at which Snyk saw the place in the code. */
export function commitOf({ attributes }: Issue): string | null {
  for (const { sourceLocation } of representationsOf(attributes.coordinates)) {
    const commit = commitName(sourceLocation?.commit_id)
    if (commit !== null) return commit
  }
  return null
}

/**
 * What tells two issues of one rule in one file apart. For code, Snyk's fingerprint, which it keeps for a repository; for
 * configuration, the resource.
 */
export function contextOf({ attributes }: Issue): string | null {
  if (attributes.type === 'code') return firstText(300, attributes.key_asset, attributes.key)
  for (const { resourcePath, cloud_resource } of representationsOf(attributes.coordinates)) {
    const resource = firstText(
      300,
      resourcePath,
      textAt(cloud_resource, 'resource', 'id'),
      textAt(cloud_resource, 'resource', 'name'),
    )
    if (resource !== null) return resource
  }
  return null
}

function representationsOf(coordinates: readonly Coordinate[] | null | undefined) {
  return (coordinates ?? []).flatMap(({ representations }) => representations ?? [])
}
