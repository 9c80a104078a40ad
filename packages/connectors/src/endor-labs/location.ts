import type { Location } from '@patchbay/sdk'
import { isRecord, place, textAt } from '@patchbay/sdk/shape'
import type { Finding } from './schema.ts'

/** Where the finding is: the exact place scanners of code and secrets give, else the first file, a manifest, it was found in. */
export function locationOf({ spec }: Finding): Location | null {
  return (
    aiPlace(spec.finding_metadata?.ai_sast_data?.location) ??
    customPlace(spec) ??
    policyPlace(spec) ??
    filePlace(spec, spec.dependency_file_paths?.[0])
  )
}

type Spec = Finding['spec']
type AiData = NonNullable<NonNullable<Spec['finding_metadata']>['ai_sast_data']>

function aiPlace(location: AiData['location']): Location | null {
  if (!location) return null
  return place(location.relative_path, location.start_line, location.end_line, location.scm_link)
}

/** Rule-based SAST writes `path`, `start.line` and `end.line`, or one text in `location` or `uri`, into a free-form object. */
function customPlace(spec: Spec): Location | null {
  const custom = spec.finding_metadata?.custom
  if (!isRecord(custom)) return null
  const path = textAt(custom, 'path')
  const start = textAt(custom, 'start', 'line') ?? textAt(custom, 'start.line')
  const end = textAt(custom, 'end', 'line') ?? textAt(custom, 'end.line')
  if (path !== null) return place(path, start, end, addressOf(spec.location_urls, path))
  return placeInText(textAt(custom, 'location') ?? textAt(custom, 'uri'))
}

/** Secrets are found by policies, whose results carry the place as text. */
function policyPlace(spec: Spec): Location | null {
  const results = spec.finding_metadata?.source_policy_info?.results
  for (const result of Array.isArray(results) ? results : []) {
    const found = placeInText(textAt(result, 'fields', 'Secret Location'))
    if (found !== null) return found
  }
  return null
}

function filePlace(spec: Spec, path: string | undefined): Location | null {
  if (path !== undefined) return place(path, undefined, undefined, addressOf(spec.location_urls, path))
  const first = isRecord(spec.location_urls) ? Object.keys(spec.location_urls)[0] : undefined
  return place(first, undefined, undefined, first === undefined ? null : addressOf(spec.location_urls, first))
}

/** The address of one file: by its path in a map, by its ending in a list. */
function addressOf(urls: unknown, path: string): string | null {
  if (isRecord(urls)) return textAt(urls, path)
  if (!Array.isArray(urls)) return null
  const found: unknown = urls.find((url) => typeof url === 'string' && url.split(/[?#]/)[0]?.endsWith(`/${path}`))
  return typeof found === 'string' ? found : null
}

const blobAddress = /^https?:\/\/.+?\/(?:-\/)?blob\/[^/]+\/([^?#]+)(?:[?#].*)?$/
const fileAndLines = /^(.+?)(?:#L|:)(\d+)(?::\d+)?(?:-L?(\d+))?$/

/** Reads `src/a.ts:10`, `src/a.ts:10-12`, `src/a.ts#L10-L12`, and the address of a file in a repository's web view. */
export function placeInText(text: string | null): Location | null {
  if (text === null) return null
  const clean = text.trim()
  const lines = /#L(\d+)(?:-L?(\d+))?$/.exec(clean)
  const path = blobAddress.exec(clean)?.[1]
  if (path !== undefined) return place(decode(path), lines?.[1], lines?.[2], clean)
  if (/^[a-z][a-z+.-]*:\/\//i.test(clean)) return null

  const parts = fileAndLines.exec(clean)
  return parts === null ? place(clean) : place(parts[1], parts[2], parts[3])
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return path
  }
}
