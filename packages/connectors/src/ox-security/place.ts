import type { Location } from '@patchbay/sdk'
import { place } from '@patchbay/sdk/shape'
import { dockerfileIn, occurrencesOf } from './image.ts'
import type { Issue } from './schema.ts'

/** The first occurrence, else the manifest; the small query has neither, so titles that name a file have to do. */
export function locationOf(issue: Issue): Location | null {
  const [first] = occurrencesOf(issue)
  return (
    place(first?.fileName, first?.startLine, first?.endLine, first?.link) ??
    place(issue.sbom?.location, undefined, undefined, first?.link) ??
    place(dockerfileIn(issue)) ??
    place(/^[\w@./-]*[\w-]\.\w{1,10}$|(?:^|\/)Dockerfile$/.exec(issue.secondTitle?.trim() ?? '')?.[0])
  )
}
