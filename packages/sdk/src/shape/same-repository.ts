import type { SnapshotRepository } from '../model/snapshot.ts'

/**
 * Whether a repository the platform shows is the one that is meant, for whoever is about to write to it: on the same host, and the
 * same by its id, which survives renames and which a new repository of the old name has not.
 */
export function isSameRepository(
  { nativeId, url }: SnapshotRepository,
  found: { readonly id: string; readonly url: string },
): boolean {
  if (URL.parse(url)?.host !== URL.parse(found.url)?.host) return false
  return nativeId === null ? url.toLowerCase() === found.url.toLowerCase() : nativeId === found.id
}
