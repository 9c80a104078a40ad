import type { RepositoryClue, Target } from '@patchbay/sdk'
import { distinctTexts, firstText, httpsUrl, looseEnum, type Note, textAt, textOrNull } from '@patchbay/sdk/shape'
import type { Project, RepositoryRow } from './schema.ts'

/** What the other listings know about a project's repository. */
export interface Known {
  readonly nativeId?: string | undefined
  readonly defaultBranch?: string | undefined
}

type Platform = { readonly git: boolean; readonly host?: string; readonly numericIds?: boolean }

const platform = looseEnum<Platform>(
  'spec.platform_source',
  {
    PLATFORM_SOURCE_UNSPECIFIED: { git: true },
    PLATFORM_SOURCE_GITHUB: { git: true, host: 'github.com', numericIds: true },
    PLATFORM_SOURCE_GITHUB_ENTERPRISE: { git: true, numericIds: true },
    PLATFORM_SOURCE_GITLAB: { git: true, numericIds: true },
    PLATFORM_SOURCE_BITBUCKET: { git: true },
    PLATFORM_SOURCE_AZURE: { git: true },
    PLATFORM_SOURCE_GITSERVER: { git: true },
    PLATFORM_SOURCE_BINARY: { git: false },
    PLATFORM_SOURCE_HUGGING_FACE: { git: false },
    PLATFORM_SOURCE_ARCHIVE: { git: false },
    PLATFORM_SOURCE_EXTERNAL_AI_SERVICE: { git: false },
  },
  { git: true },
)

/** One project as a target. `fallback` is the connection's namespace, for objects that do not say theirs. */
export function toTarget(project: Project, known: Known, app: string | null, note: Note): Target {
  const { uuid, meta, spec } = project
  const namespace = textOrNull(project.tenant_meta?.namespace, 300)
  const source = platform(spec.platform_source, note)
  const link =
    app === null || namespace === null ? null : httpsUrl(`${app}/t/${namespace}/projects/${uuid}/versions/default/findings/`)
  const repository = source.git ? clueOf(project, source, known) : null

  return {
    ref: uuid,
    name: firstText(300, spec.git?.full_name, meta.name) ?? uuid,
    ...(link !== null && { url: link }),
    ...(repository !== null && { repository }),
    tags: distinctTexts(meta.tags ?? []),
    archived: spec.is_archived ?? false,
    attributes: namespace === null ? {} : { namespace },
  }
}

/** `git.web_url` stays out: it holds the address of the platform's API. */
function clueOf({ meta, spec }: Project, source: Platform, known: Known): RepositoryClue | null {
  const named = /^(https?|ssh|git):\/\/|^git@/.test(meta.name) ? meta.name : null
  const urls = distinctTexts([spec.git?.http_clone_url, spec.git?.git_clone_url, named])
  if (urls.length === 0) return null

  const host = source.host ?? URL.parse(urls[0] ?? '')?.host
  const nativeId = source.numericIds && !/^\d+$/.test(known.nativeId ?? '') ? undefined : known.nativeId
  return {
    urls,
    ...(nativeId && { nativeId, ...(host && { nativeHost: host }) }),
    ...(known.defaultBranch && { defaultBranch: known.defaultBranch }),
  }
}

/** The source-control platform's own id: as a field, or inside that platform's answer, which Endor Labs keeps whole. */
export function nativeIdOf({ spec, ingested_object }: RepositoryRow): string | undefined {
  const id = firstText(200, spec.external_id, textAt(ingested_object?.raw, 'id'), textAt(ingested_object?.raw, 'uuid'))
  return id ?? undefined
}

/** A branch name from a ref, which may be short (`main`) or full (`refs/heads/main`). */
export function branchOf(ref: string | null | undefined): string | undefined {
  return textOrNull(ref, 255)?.replace(/^refs\/heads\//, '')
}
