import type { RepositoryEvidence } from '@patchbay/sdk'
import { cleanText, distinctTexts, looseEnum, type Note, textOrNull } from '@patchbay/sdk/shape'
import type { Repository } from './schema.ts'

const visibility = looseEnum<RepositoryEvidence['visibility']>(
  'visibility',
  { public: 'public', internal: 'internal', private: 'private' },
  'unknown',
)

/** One repository as evidence. A disabled repository counts as archived: GitHub closed it, and nothing in it can be changed. */
export function toEvidence(repository: Repository, note: Note): RepositoryEvidence {
  return {
    ref: repository.id,
    fullName: cleanText(repository.full_name, 500),
    url: repository.html_url,
    cloneUrls: distinctTexts([repository.clone_url || `${repository.html_url}.git`, repository.ssh_url]),
    defaultBranch: textOrNull(repository.default_branch, 255),
    visibility: visibilityOf(repository, note),
    archived: repository.archived === true || repository.disabled === true,
    topics: distinctTexts(repository.topics ?? []),
  }
}

/** Older servers send only `private`. */
function visibilityOf(repository: Repository, note: Note): RepositoryEvidence['visibility'] {
  if (repository.visibility) return visibility(repository.visibility, note)
  if (repository.private === true) return 'private'
  return repository.private === false ? 'public' : 'unknown'
}
