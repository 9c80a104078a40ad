import type { Location } from '@patchbay/sdk'
import { place } from '@patchbay/sdk/shape'
import type { CodeFinding, DependencyFinding, SecretFinding } from './schema.ts'

export function codePlace({ location, line_of_code_url: url }: CodeFinding): Location | null {
  return place(location?.file_path, location?.line, location?.end_line, url)
}

/** The lock file that brings the package in. The finding's own place may be where the vulnerable code is used instead. */
export function dependencyPlace({
  found_dependency: found,
  location,
  line_of_code_url: url,
}: DependencyFinding): Location | null {
  const lockFile = found.lockfile_line_url
  const path = pathInAddress(lockFile)
  if (path !== null) return place(path, lineInAddress(lockFile), undefined, lockFile)
  return place(location?.file_path, location?.line, location?.end_line, url)
}

/** Where the vulnerable code is used, as `path:line`. */
export function usageOf({ usage }: DependencyFinding): string | null {
  const spot = usage?.location
  const found = place(spot?.file_path ?? spot?.path, spot?.line ?? spot?.start_line)
  if (found === null) return null
  return found.startLine === undefined ? found.path : `${found.path}:${found.startLine}`
}

/** Secrets have their line in the address only. */
export function secretPlace({ findingPath, findingPathUrl: url }: SecretFinding): Location | null {
  return place(findingPath, lineInAddress(url), undefined, url)
}

const blob = /^https?:\/\/[^/]+\/.+?\/(?:-\/)?(?:blob|src)\/[^/]+\/([^?#]+)/

/** The path in the address of a file in a repository's web view; a branch with a slash in its name cannot be told from it. */
function pathInAddress(url: string | null | undefined): string | null {
  const path = blob.exec(url ?? '')?.[1]
  if (path === undefined) return null
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}

function lineInAddress(url: string | null | undefined): string | undefined {
  return /#(?:L|lines-)(\d{1,9})/.exec(url ?? '')?.[1]
}
