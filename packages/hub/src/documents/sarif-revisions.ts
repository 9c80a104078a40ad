import { uri } from './json.ts'
import type { DocumentFinding } from './state.ts'

/** At which commits the results of a run were seen. */
export interface Revisions {
  add(finding: Pick<DocumentFinding, 'place' | 'commit'>): void
  /** `versionControlProvenance`: repositories of which all results that tell of a commit tell of the same; absent without any. */
  provenance(): readonly object[] | undefined
}

interface Seen {
  readonly branch: string | null
  readonly commits: Set<string>
}

export function createRevisions(): Revisions {
  const repositories = new Map<string, Seen>()
  return {
    add({ place, commit }) {
      const repositoryUri = uri(place.url)
      if (commit === null || place.kind !== 'repository' || repositoryUri === undefined) return
      const seen = repositories.get(repositoryUri) ?? { branch: place.branch, commits: new Set() }
      seen.commits.add(commit)
      repositories.set(repositoryUri, seen)
    },
    provenance() {
      const agreed = [...repositories].flatMap(([repositoryUri, { branch, commits }]) => {
        const [revisionId, ...others] = commits
        if (revisionId === undefined || others.length > 0) return []
        return [{ repositoryUri, revisionId, ...(branch !== null && { branch }) }]
      })
      return agreed.length === 0 ? undefined : agreed
    },
  }
}
