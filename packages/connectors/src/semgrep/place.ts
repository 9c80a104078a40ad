import type { Location } from '@patchbay/sdk'
import { place } from '@patchbay/sdk/shape'
import type { CodeFinding, DependencyFinding, SecretFinding } from './schema.ts'
import { branchOf } from './target.ts'

export function codePlace({ location, line_of_code_url: url }: CodeFinding): Location | null {
  return place(location?.file_path, location?.line, location?.end_line, url)
}

/** The lock file that brings the package in. The finding's own place may be where the vulnerable code is used instead. */
export function dependencyPlace({
  found_dependency: found,
  location,
  line_of_code_url: url,
  ref,
}: DependencyFinding): Location | null {
  const lockFile = found.lockfile_line_url
  const path = pathInAddress(lockFile, branchOf(ref))
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

// GitHub and GitLab write `blob`, Bitbucket and Gitea `src`, which repositories are called too.
const views = [/^https?:\/\/[^/]+\/.+?\/blob\/([^?#]+)/, /^https?:\/\/[^/]+\/.+?\/src\/([^?#]+)/]

/** The path in the address of a file in a repository's web view, behind the branch, whose name may have slashes, or the commit. */
function pathInAddress(url: string | null | undefined, branch: string | null): string | null {
  const [behind] = views.flatMap((view) => view.exec(url ?? '')?.[1] ?? [])
  if (behind === undefined) return null
  const clean = decoded(behind)
  const start = branch !== null && clean.startsWith(`${branch}/`) ? branch.length : clean.indexOf('/')
  return start === -1 ? null : clean.slice(start + 1)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

function lineInAddress(url: string | null | undefined): string | undefined {
  return /#(?:L|lines-)(\d{1,9})/.exec(url ?? '')?.[1]
}
